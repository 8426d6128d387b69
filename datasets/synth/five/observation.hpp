// From a person to what stands in a file about them: the errors. Which name was given, how old the address
// was, what the fingers did at the keyboard, what was left blank.
//
// Errors come together. Each record has a quality class, and its rates are the preset's times what the class
// says: a few bad records hold much of the error, as in real files, and a linkage engine that relies on
// independent errors is shown to be wrong. The classes leave the average where the preset puts it.
#pragma once

#include "datasets/synth/five/population.hpp"

#include <array>
#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>

namespace gauze::synth::five {

// In the order in which they happen to a record; the chances are of records, or of cells, to which the kind
// can happen at all ("Bo" has no short form, and 25/12 cannot be read the other way round).
enum class ErrorKind : std::uint8_t {
    short_name,    // "Ben" for "Benjamin"
    other_family,  // the other parent's family name
    stale_address, // address line, town and postcode of the home before
    swapped_names, // given and family name in each other's place
    swapped_date,  // day and month in each other's place
    wrong_date,    // one part of the birth date is off
    wrong_sex,
    typo,    // of each text cell: given name, family name, address line, postcode
    missing, // of each cell
};
inline constexpr std::size_t error_kinds = 9;
std::string_view to_text(ErrorKind kind); // "short name", for the manifest

struct QualityClass {
    std::string_view name;
    Rate share;            // of records
    std::uint32_t percent; // of the preset's rates
};

struct Preset {
    std::string_view name;               // "clean", "typical", "poor"
    std::array<Rate, error_kinds> rates; // by ErrorKind
    std::array<QualityClass, 3> classes;
    Rate rate(ErrorKind kind) const { return rates[static_cast<std::size_t>(kind)]; }
};
std::span<const Preset> presets();
// nullptr if there is no preset of that name.
const Preset* preset_named(std::string_view name);

// How often each error could have happened, and did.
struct ErrorCount {
    std::uint64_t could = 0, did = 0;
};
struct ErrorCounts {
    std::array<ErrorCount, error_kinds> by_kind{};
    ErrorCount& of(ErrorKind kind) { return by_kind[static_cast<std::size_t>(kind)]; }
    const ErrorCount& of(ErrorKind kind) const { return by_kind[static_cast<std::size_t>(kind)]; }
    ErrorCounts& operator+=(const ErrorCounts& other);
};

// What one custodian holds about one person. An empty text is a missing cell.
struct Record {
    std::string given, family;
    std::optional<std::chrono::year_month_day> birth;
    std::optional<Sex> sex;
    Address address;
    std::string nhs_number;
};

// One look at a person of this population; `draws` decides everything. Adds to `counts`.
Record observe(const Population& population, const Person& person, const Preset& preset, Draws draws,
               ErrorCounts& counts);

// One slip of the keyboard: a character left out, put in, replaced or exchanged with its neighbour. The
// result differs from `text`, which is UTF-8 and not empty.
std::string with_typo(std::string_view text, Draws& draws);

} // namespace gauze::synth::five
