// What an organisation's system holds about one person: text cells, as somebody typed, scanned or copied
// them, before the organisation's own way of writing them into a file (date format, capitals, column names).
#pragma once

#include "datasets/synth/world/world.hpp"

#include <array>
#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace gauze::synth {

// Everything that can go wrong with a cell or a record, in the order in which it does. The chance of each is
// of the records (or cells) to which it can happen at all: "Bo" has no short form, 25/12 cannot be read the
// other way round.
enum class ErrorKind : std::uint8_t {
    short_name,      // Ben for Benjamin; the calling name
    other_spelling,  // Katherine, Catherine
    transliteration, // Mohamed, Muhammad
    former_family,   // the name before the last change; a child's other parent's
    other_hyphen,    // Smith-Jones: Smith Jones, SmithJones, Smith, Jones
    stale_address,   // the home before, whole
    swapped_names,   // given and family name in each other's place
    swapped_date,    // day and month in each other's place
    wrong_date,      // one part of the birth date is off: a day, a year, ten years
    default_date,    // 1 January of the year, 01/01/1900
    wrong_sex,
    twin_mixed_up,      // the twin's given name (and NHS number) under this record
    wrong_nhs_number,   // another valid one: the mother's, a twin's, two digits exchanged
    invalid_nhs_number, // fails its check digit
    typo_given,
    typo_family,
    typo_address,
    typo_postcode, // keyboard, ear or scanner, by the preset's channels
    missing_given,
    missing_family,
    missing_birth,
    missing_sex,
    missing_address,
    missing_postcode,
    missing_nhs_number,
    missing_upn,
    missing_nino,
    spoilt_upn,
    spoilt_nino,
};
inline constexpr std::size_t error_kinds = 29;
std::string_view to_text(ErrorKind kind); // "short name"

// A probability for each kind. Records come in quality classes (clean, ordinary, bad) whose rates are
// multiples of these with these as their mean, so errors come together as in real files.
struct QualityClass {
    std::string_view name;
    Rate share;            // of records
    std::uint32_t percent; // of the preset's rates
};
struct Preset {
    std::string_view name; // "clean", "typical", "poor", "hard"
    std::array<Rate, error_kinds> rates{};
    std::array<QualityClass, 3> classes{};
    // Shares of the channels a typing slip comes through, in parts per million.
    std::uint32_t keyboard = 0, ear = 0, scanner = 0;
    Rate rate(ErrorKind kind) const { return rates[static_cast<std::size_t>(kind)]; }
};
std::span<const Preset> presets();
const Preset* preset_named(std::string_view name); // nullptr if there is none

struct ErrorCount {
    std::uint64_t could = 0, did = 0;
};
struct ErrorCounts {
    std::array<ErrorCount, error_kinds> by_kind{};
    ErrorCounts& operator+=(const ErrorCounts& other);
};

// An empty text is a missing cell.
struct Record {
    std::string given, middle, family;
    std::optional<std::chrono::year_month_day> birth;    // the documented one, or what became of it
    std::optional<std::chrono::year_month_day> expected; // for those who were unborn when last looked at
    std::optional<Sex> sex;
    Home home; // its cells as held; empty when missing
    std::string nhs_number, upn, nino;
    std::vector<ErrorKind> errors; // what went wrong, for the file of truth
};

// How an organisation's system looks at people.
struct Lens {
    const Preset* preset = nullptr;
    Day captured;               // what it shows of a person is as of this day, or older
    std::uint32_t variant = 0;  // tells organisations apart; below 60,000
    bool calling_names = false; // holds the calling name rather than the legal one
    bool baby_names =
        false; // holds the unborn and newborn as "Baby SURNAME" / "Twin 1 SURNAME" until they are named
    bool keeps_first_date = false; // keeps the expected date of those it met before birth
};

// One look at a person; `look` numbers the records an organisation holds about one person (0, 1, ...:
// duplicates). A pure function of the world's seed and the arguments. Adds to `counts`.
Record observe(const World& world, const Neighbourhood& around, Slot who, const Lens& lens,
               std::uint32_t look, ErrorCounts& counts);

} // namespace gauze::synth
