// How often each thing goes wrong in files of four qualities, and in the test population of the scenarios.
//
// Sources. [1] Lam et al. 2024 (IJPDS 9:1): surnames of one person differ between two collections in 18 % and
// given names in 12 %, change and error together. [2] Harron et al. 2017 (BMC Med Res Methodol): sex or birth
// date of hospital records wrong or missing against the national index in 0.11 %, postcode different or
// missing in 53 %. [3] NHS England, Person_ID handbook: 98.7 % of admissions are found by NHS number and
// birth date. [4] Luo et al. 2014: birth dates wrong in 1.5 % of a state's health service. [5] Hagger-Johnson
// et al. 2015 (BMJ Open): what is missed is above all what is missing. [6] Febrl, dsgen: within a name,
// misspellings outnumber deletions, insertions, exchanges.
//
// What each preset was set against is the share of true pairs in which a cell differs between two files of
// that preset captured a year apart (given name, family name, birth date, sex, postcode; NHS number wrong and
// missing, of records):
//
//     clean    3    4   0.5  0.2   10    0.1   2 %    between [2] and [3]
//     typical 10   12   2    0.5   25    0.3  15 %    [1], [4]; half of [2] in the postcode
//     poor    25   25  10    3     40    1    60 %    outreach, police: our judgement
//
// For the poor one the design asks for 55 in the postcode. That is out of reach here: a stale address is one
// the person once had, and many people of the world have lived in one home only, or have two stale files that
// show the same one.
// That is what a whole row must come to; how it is shared out among the kinds of a cell is our judgement
// throughout, guided by [5] and [6]. `standard` is different: the corruption per copy that the scenarios are
// run under, and `hard` is twice that; there, the kinds that the scenarios do not name are typical's, and
// twice typical's.
#include "datasets/synth/observe/record.hpp"

#include <algorithm>

namespace gauze::synth {

namespace {

// One row a kind, in the order of ErrorKind, so that the qualities can be read side by side.
struct RatesOfKind {
    ErrorKind kind;
    std::uint32_t clean, typical, poor, standard, hard; // in millionths
};
using enum ErrorKind;
constexpr std::array<RatesOfKind, error_kinds> table{{
    {short_name, 15'000, 60'000, 120'000, 60'000, 120'000},
    {other_spelling, 5'000, 15'000, 40'000, 15'000, 30'000},
    {transliteration, 15'000, 50'000, 120'000, 50'000, 100'000},
    {former_family, 20'000, 70'000, 100'000, 50'000, 100'000},
    {other_hyphen, 30'000, 80'000, 120'000, 30'000, 60'000},
    {stale_address, 3'000, 145'000, 600'000, 150'000, 300'000},
    {swapped_names, 500, 3'000, 15'000, 3'000, 6'000},
    {swapped_date, 1'000, 5'000, 20'000, 20'000, 40'000},
    {wrong_date, 1'500, 6'000, 27'000, 20'000, 40'000},
    {default_date, 500, 2'000, 17'000, 2'000, 4'000},
    {wrong_sex, 1'000, 2'500, 15'000, 2'500, 5'000},
    {twin_mixed_up, 5'000, 20'000, 50'000, 20'000, 40'000},
    {wrong_nhs_number, 600, 1'500, 5'000, 1'500, 3'000},
    {invalid_nhs_number, 400, 1'500, 5'000, 1'500, 3'000},
    {typo_given, 8'000, 24'000, 68'000, 120'000, 240'000},
    {typo_family, 8'000, 24'000, 68'000, 80'000, 160'000},
    {typo_address, 10'000, 30'000, 80'000, 30'000, 60'000},
    {typo_postcode, 2'000, 8'000, 50'000, 8'000, 16'000},
    {missing_given, 1'000, 5'000, 40'000, 30'000, 60'000},
    {missing_family, 500, 2'000, 20'000, 2'000, 4'000},
    {missing_birth, 1'000, 5'000, 60'000, 5'000, 10'000},
    {missing_sex, 2'000, 10'000, 80'000, 20'000, 40'000},
    {missing_address, 10'000, 30'000, 150'000, 30'000, 60'000},
    {missing_postcode, 5'000, 20'000, 100'000, 30'000, 60'000},
    {missing_nhs_number, 20'000, 150'000, 600'000, 150'000, 300'000},
    {missing_upn, 20'000, 100'000, 500'000, 100'000, 200'000},
    {missing_nino, 20'000, 100'000, 500'000, 100'000, 200'000},
    {spoilt_upn, 1'000, 5'000, 20'000, 5'000, 10'000},
    {spoilt_nino, 1'000, 5'000, 20'000, 5'000, 10'000},
}};

// Most records are clean, a few are bad: 70-85 % and at most 5 %, the design says; the rest is our judgement.
using Classes = std::array<QualityClass, 3>;
constexpr Classes mostly_clean{
    {{"clean", {850'000}, 40}, {"ordinary", {120'000}, 250}, {"bad", {30'000}, 1'200}}};
constexpr Classes usual{{{"clean", {750'000}, 50}, {"ordinary", {200'000}, 175}, {"bad", {50'000}, 550}}};
constexpr Classes even{{{"clean", {700'000}, 60}, {"ordinary", {250'000}, 150}, {"bad", {50'000}, 410}}};

constexpr Preset made(std::string_view name, std::uint32_t RatesOfKind::*quality, const Classes& classes,
                      std::uint32_t keyboard, std::uint32_t ear, std::uint32_t scanner)
{
    Preset preset{name, {}, classes, keyboard, ear, scanner};
    for (std::size_t kind = 0; kind < error_kinds; ++kind) preset.rates[kind] = {table[kind].*quality};
    return preset;
}

constexpr std::array<Preset, 5> made_presets{{
    made("clean", &RatesOfKind::clean, mostly_clean, 800'000, 150'000, 50'000),
    made("typical", &RatesOfKind::typical, usual, 650'000, 250'000, 100'000),
    made("poor", &RatesOfKind::poor, even, 400'000, 500'000, 100'000),
    made("hard", &RatesOfKind::hard, usual, 650'000, 250'000, 100'000),
    made("standard", &RatesOfKind::standard, usual, 650'000, 250'000, 100'000),
}};

constexpr bool in_order()
{
    for (std::size_t kind = 0; kind < error_kinds; ++kind)
        if (static_cast<std::size_t>(table[kind].kind) != kind) return false;
    return true;
}
static_assert(in_order());

} // namespace

std::string_view to_text(ErrorKind kind)
{
    constexpr std::array<std::string_view, error_kinds> names{
        "short name",         "other spelling",     "transliteration",    "former family name",
        "other hyphen",       "stale address",      "swapped names",      "swapped day and month",
        "wrong date",         "default date",       "wrong sex",          "twin mixed up",
        "wrong NHS number",   "invalid NHS number", "typo in given name", "typo in family name",
        "typo in address",    "typo in postcode",   "missing given name", "missing family name",
        "missing birth date", "missing sex",        "missing address",    "missing postcode",
        "missing NHS number", "missing UPN",        "missing NINO",       "spoilt UPN",
        "spoilt NINO"};
    return names[static_cast<std::size_t>(kind)];
}

std::span<const Preset> presets() { return made_presets; }

const Preset* preset_named(std::string_view name)
{
    const auto found = std::find_if(made_presets.begin(), made_presets.end(),
                                    [&](const Preset& p) { return p.name == name; });
    return found == made_presets.end() ? nullptr : &*found;
}

ErrorCounts& ErrorCounts::operator+=(const ErrorCounts& other)
{
    for (std::size_t kind = 0; kind < error_kinds; ++kind) {
        by_kind[kind].could += other.by_kind[kind].could;
        by_kind[kind].did += other.by_kind[kind].did;
    }
    return *this;
}

} // namespace gauze::synth
