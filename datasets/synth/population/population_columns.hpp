// The files of a population and their columns, for those who write and those who read them.
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <span>
#include <string>
#include <string_view>

namespace gauze::synth {

enum class PopulationFile : std::uint8_t { persons, names, homes, truth, ties };
inline constexpr std::size_t population_files = 5;
inline constexpr std::array every_population_file{PopulationFile::persons, PopulationFile::names,
                                                  PopulationFile::homes, PopulationFile::truth,
                                                  PopulationFile::ties};

// The first column of each is the person a row belongs to.
inline constexpr std::array<std::string_view, 29> persons_columns{"person",
                                                                  "given",
                                                                  "middle",
                                                                  "family",
                                                                  "calling",
                                                                  "sex",
                                                                  "birth",
                                                                  "documented_birth",
                                                                  "expected",
                                                                  "death",
                                                                  "arrival",
                                                                  "recognition",
                                                                  "status",
                                                                  "ethnicity",
                                                                  "community",
                                                                  "nhs_number",
                                                                  "former_nhs_number",
                                                                  "upn",
                                                                  "nino",
                                                                  "household",
                                                                  "flat",
                                                                  "house",
                                                                  "street",
                                                                  "town",
                                                                  "postcode",
                                                                  "ward",
                                                                  "district",
                                                                  "uprn",
                                                                  "home"};
inline constexpr std::array<std::string_view, 6> names_columns{"person", "from",   "reason",
                                                               "given",  "middle", "family"};
inline constexpr std::array<std::string_view, 12> homes_columns{"person",   "from", "flat",     "house",
                                                                "street",   "town", "postcode", "ward",
                                                                "district", "uprn", "home",     "withheld"};
inline constexpr std::array<std::string_view, 12> truth_columns{
    "person",    "mother",    "father",         "partner",      "twin_of", "mother_of",
    "father_of", "household", "household_kind", "two_families", "family",  "need"};
inline constexpr std::array<std::string_view, 5> ties_columns{"person", "from", "to", "relation",
                                                              "same_household"};

std::string_view file_name(PopulationFile file); // "persons.csv"
std::span<const std::string_view> columns(PopulationFile file);
std::string header(PopulationFile file); // with its line end

// Where a column stands; a name that is none does not compile.
consteval std::size_t place(std::span<const std::string_view> columns, std::string_view name)
{
    std::size_t at = 0;
    while (columns[at] != name) ++at;
    return at;
}

} // namespace gauze::synth
