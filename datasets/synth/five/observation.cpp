#include "datasets/synth/five/observation.hpp"

#include <algorithm>
#include <vector>

namespace gauze::synth::five {

namespace {

namespace time = std::chrono;

// Judged so that two such files disagree about as often as published comparisons of administrative sources
// say; datasets/README.md gives the numbers they were set against. In the order of ErrorKind.
constexpr std::array<Preset, 3> table{{
    {"clean",
     {{{20'000}, {12'000}, {50'000}, {1'000}, {1'000}, {2'000}, {1'000}, {4'000}, {5'000}}},
     {{{"careful", {750'000}, 50}, {"ordinary", {200'000}, 175}, {"careless", {50'000}, 550}}}},
    {"typical",
     {{{80'000}, {35'000}, {130'000}, {5'000}, {5'000}, {7'000}, {2'500}, {15'000}, {20'000}}},
     {{{"careful", {750'000}, 50}, {"ordinary", {200'000}, 175}, {"careless", {50'000}, 550}}}},
    {"poor",
     {{{150'000}, {60'000}, {320'000}, {15'000}, {20'000}, {40'000}, {15'000}, {50'000}, {60'000}}},
     {{{"careful", {500'000}, 50}, {"ordinary", {300'000}, 100}, {"careless", {200'000}, 225}}}},
}};

// The dice of one record: its class is thrown first, then each error in turn.
class Dice {
public:
    Dice(const Preset& preset, Draws& draws, ErrorCounts& counts)
        : preset_(preset), draws_(draws), counts_(counts)
    {
        std::uint32_t left = draws.below(1'000'000);
        std::size_t found = 0;
        for (; left >= preset.classes[found].share.per_million; ++found)
            left -= preset.classes[found].share.per_million;
        percent_ = preset.classes[found].percent;
    }

    bool happens(ErrorKind kind)
    {
        ErrorCount& count = counts_.of(kind);
        ++count.could;
        const std::uint64_t scaled = std::uint64_t{preset_.rate(kind).per_million} * percent_ / 100;
        const bool happened = draws_.happens({static_cast<std::uint32_t>(scaled)});
        if (happened) ++count.did;
        return happened;
    }

private:
    const Preset& preset_;
    Draws& draws_;
    ErrorCounts& counts_;
    std::uint32_t percent_;
};

Record as_it_is(const Person& person)
{
    return {person.given, person.family, person.birth, person.sex, person.home, person.nhs_number};
}

// Not errors of anyone's: the custodian was told something else.
void told_otherwise(const Population& population, const Person& person, Dice& dice, Draws& draws,
                    Record& record)
{
    if (has_short_form(person.given) && dice.happens(ErrorKind::short_name))
        record.given = draw_short_form(person.given, draws);
    if (person.other_family != person.family && dice.happens(ErrorKind::other_family))
        record.family = person.other_family;
    if (dice.happens(ErrorKind::stale_address))
        record.address = population.former_home(person.seat.household);
}

// A day that exists: the 31st of a shorter month becomes its last day.
time::year_month_day existing(time::year_month_day date)
{
    return date.ok() ? date : time::year_month_day{date.year() / date.month() / time::last};
}

time::year_month_day with_one_part_off(time::year_month_day date, Draws& draws)
{
    switch (draws.below(3)) {
    case 0: { // another day of the month
        const unsigned days = static_cast<unsigned>((date.year() / date.month() / time::last).day());
        const unsigned day = 1 + (static_cast<unsigned>(date.day()) + draws.below(days - 1)) % days;
        return date.year() / date.month() / time::day{day};
    }
    case 1: { // another month
        const unsigned month = 1 + (static_cast<unsigned>(date.month()) + draws.below(11)) % 12;
        return existing(date.year() / time::month{month} / date.day());
    }
    default: // the year before or after
        return existing(date + time::years{draws.below(2) == 0 ? -1 : 1});
    }
}

void mistaken(const Person& person, Dice& dice, Draws& draws, Record& record)
{
    if (dice.happens(ErrorKind::swapped_names)) std::swap(record.given, record.family);
    time::year_month_day birth = person.birth;
    const auto day = static_cast<unsigned>(birth.day()), month = static_cast<unsigned>(birth.month());
    if (day <= 12 && day != month && dice.happens(ErrorKind::swapped_date))
        birth = birth.year() / time::month{day} / time::day{month};
    if (dice.happens(ErrorKind::wrong_date)) birth = with_one_part_off(birth, draws);
    record.birth = birth;
    if (dice.happens(ErrorKind::wrong_sex)) record.sex = person.sex == Sex::male ? Sex::female : Sex::male;
}

void typed(Dice& dice, Draws& draws, Record& record)
{
    for (std::string* cell : {&record.given, &record.family, &record.address.line, &record.address.postcode})
        if (dice.happens(ErrorKind::typo)) *cell = with_typo(*cell, draws);
}

void left_blank(Dice& dice, Record& record)
{
    for (std::string* cell : {&record.given, &record.family, &record.address.line, &record.address.postcode})
        if (dice.happens(ErrorKind::missing)) cell->clear();
    if (dice.happens(ErrorKind::missing)) record.birth.reset();
    if (dice.happens(ErrorKind::missing)) record.sex.reset();
    if (!record.nhs_number.empty() && dice.happens(ErrorKind::missing)) record.nhs_number.clear();
}

// The keys beside each letter on a British keyboard.
constexpr std::array<std::string_view, 26> keys_beside{
    "qwsz",   "vghn",  "xdfv", "serfcx", "wsdr", "drtgvc", "ftyhbv", "gyujnb", "uojk",
    "huikmn", "jiolm", "kop",  "njk",    "bhjm", "iklp",   "ol",     "wa",     "edft",
    "awedxz", "rfgy",  "yhji", "cfgb",   "qase", "zsdc",   "tghu",   "asx"};

// A character that a finger may hit for this one; its case is kept.
char neighbour(char character, Draws& draws)
{
    const bool upper = character >= 'A' && character <= 'Z';
    if (upper || (character >= 'a' && character <= 'z')) {
        const std::string_view keys =
            keys_beside[static_cast<std::size_t>(upper ? character - 'A' : character - 'a')];
        const char key = keys[draws.below(static_cast<std::uint32_t>(keys.size()))];
        return upper ? static_cast<char>(key - 'a' + 'A') : key;
    }
    if (character >= '0' && character <= '9')
        return static_cast<char>('0' +
                                 (static_cast<std::uint32_t>(character - '0') + 1 + draws.below(9)) % 10);
    return "aeiou"[draws.below(5)];
}

// Characters, not bytes: a typo must not leave half of an accented letter.
std::vector<std::string> characters_of(std::string_view text)
{
    std::vector<std::string> characters;
    for (const char byte : text) {
        if ((static_cast<unsigned char>(byte) & 0xc0) != 0x80 || characters.empty())
            characters.emplace_back();
        characters.back() += byte;
    }
    return characters;
}

} // namespace

std::string_view to_text(ErrorKind kind)
{
    constexpr std::array<std::string_view, error_kinds> names{
        "short name", "other family name", "stale address", "swapped names", "swapped day and month",
        "wrong date", "wrong sex",         "typo",          "missing"};
    return names[static_cast<std::size_t>(kind)];
}

std::span<const Preset> presets() { return table; }

const Preset* preset_named(std::string_view name)
{
    const auto found =
        std::find_if(table.begin(), table.end(), [&](const Preset& p) { return p.name == name; });
    return found == table.end() ? nullptr : &*found;
}

ErrorCounts& ErrorCounts::operator+=(const ErrorCounts& other)
{
    for (std::size_t kind = 0; kind < error_kinds; ++kind) {
        by_kind[kind].could += other.by_kind[kind].could;
        by_kind[kind].did += other.by_kind[kind].did;
    }
    return *this;
}

Record observe(const Population& population, const Person& person, const Preset& preset, Draws draws,
               ErrorCounts& counts)
{
    Dice dice(preset, draws, counts);
    Record record = as_it_is(person);
    told_otherwise(population, person, dice, draws, record);
    mistaken(person, dice, draws, record);
    typed(dice, draws, record);
    left_blank(dice, record);
    return record;
}

std::string with_typo(std::string_view text, Draws& draws)
{
    std::vector<std::string> characters = characters_of(text);
    const std::size_t at = draws.below(static_cast<std::uint32_t>(characters.size()));
    const bool has_next = at + 1 < characters.size();
    switch (draws.below(4)) {
    case 0: // left out; the only character of a text is doubled instead
        if (characters.size() > 1)
            characters[at].clear();
        else
            characters[at] += characters[at];
        break;
    case 1: // one more, from a key beside
        characters[at] += neighbour(characters[at].back(), draws);
        break;
    case 2: // exchanged with the next, unless that changes nothing
        if (has_next && characters[at] != characters[at + 1]) {
            std::swap(characters[at], characters[at + 1]);
            break;
        }
        [[fallthrough]];
    default: characters[at] = std::string(1, neighbour(characters[at].back(), draws));
    }
    std::string typed;
    for (const std::string& character : characters) typed += character;
    return typed;
}

} // namespace gauze::synth::five
