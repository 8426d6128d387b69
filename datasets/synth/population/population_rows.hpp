// The files of a population and their rows. A population is the first N people of a world in the order of
// neighbourhood and slot, and each of its files for N people is, byte for byte, the beginning of the same
// file for N + 1: every row belongs to one person, rows stand in the order of their persons, and no row says
// anything about somebody who comes later. What binds two people therefore stands with the later of them.
#pragma once

#include "datasets/synth/population/population_columns.hpp"
#include "datasets/synth/world/world.hpp"

#include <array>
#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace gauze::synth {

// Names of households and families, unique in the world: "H" or "F" and ten hexadecimal digits.
std::string household_name(std::uint64_t neighbourhood, std::size_t household);
std::string family_name(std::uint64_t neighbourhood, std::size_t family);

std::string_view to_text(NameReason reason);                 // "gender recognition"
std::string_view to_text(Home::Kind kind);                   // "institution"
std::string_view to_text(Household::Kind kind);              // "lone parent"
std::string_view status_on(Day today, const Person& person); // "alive", "dead", "unborn", "miscarried"

// The rows of one neighbourhood for each file, and where in them the rows of each person end.
struct NeighbourhoodRows {
    struct File {
        std::string text;
        std::vector<std::size_t> ends;       // in bytes, by slot
        std::vector<std::uint32_t> row_ends; // in rows, by slot
    };
    std::array<File, population_files> files;
    std::size_t people() const noexcept { return files[0].ends.size(); }
};
NeighbourhoodRows rows_of(const Neighbourhood& neighbourhood, Day today);

} // namespace gauze::synth
