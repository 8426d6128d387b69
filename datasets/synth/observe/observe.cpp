// One look at one person. Read `observe` at the bottom first: it is the whole chain.
#include "datasets/synth/observe/as_it_is.hpp"
#include "datasets/synth/observe/dice.hpp"
#include "datasets/synth/observe/slips.hpp"
#include "datasets/synth/spelling.hpp"

#include <algorithm>
#include <cassert>
#include <utility>

namespace gauze::synth {

namespace {

using enum ErrorKind;

// Looks at one person are told apart above all person numbers.
std::uint64_t index_of(const Person& person, std::uint32_t look)
{
    assert(person.number < std::uint64_t{1} << 48 && look < 1u << 16);
    return person.number | std::uint64_t{look} << 48;
}

// Whether a reader of the file sees the difference, in whatever way the file is written.
bool differs(std::string_view a, std::string_view b)
{
    return !a.empty() && !b.empty() && a != b && in_capitals(a) != in_capitals(b);
}

class Look {
public:
    Look(const World& world, const Neighbourhood& around, Slot who, const Lens& lens, std::uint32_t look,
         ErrorCounts& counts)
        : world_(world),
          around_(around),
          person_(around.people[who]),
          preset_(*lens.preset),
          truth_(as_it_is(world, around, who, lens)),
          record_(truth_.record),
          dice_(preset_,
                Draws(world.options().seed, Purpose::corruption, index_of(person_, look), lens.variant),
                counts, record_.errors),
          // The dice say what happens; how it turns out is drawn elsewhere, so that neither moves the other.
          how_(world.options().seed, Purpose::record, index_of(person_, look + 1), lens.variant),
          channel_(drawn_channel())
    {}

    void given_name();
    void family_name();
    void exchanged_names();
    void birth_date();
    void sex();
    void home();
    void numbers();
    Record result() && { return std::move(record_); }

private:
    Channel drawn_channel();
    bool mixed_up_with_twin();
    std::string shorter();
    std::string hyphen_otherwise();
    void slip_in(std::string& cell) { cell = with_slip(cell, channel_, how_); }
    void slip_in_address();
    const Home* home_before();
    void wrong_number();
    // Whoever's moves count: the unborn live where the mother does.
    const Person& resident() const
    {
        const bool with_mother = person_.unborn(truth_.seen) && person_.mother != nobody;
        return with_mother ? around_.people[person_.mother] : person_;
    }
    const Person* twin() const { return person_.twin == nobody ? nullptr : &around_.people[person_.twin]; }

    const World& world_;
    const Neighbourhood& around_;
    const Person& person_;
    const Preset& preset_;
    AsItIs truth_;
    Record& record_;
    Dice dice_;
    Draws how_;
    Channel channel_;
    bool under_twins_name_ = false;
};

Channel Look::drawn_channel()
{
    const std::uint32_t drawn = how_.below(1'000'000);
    return drawn < preset_.ear                     ? Channel::ear
           : drawn < preset_.ear + preset_.scanner ? Channel::scanner
                                                   : Channel::keyboard;
}

// What else the person goes by, if not by that already.
std::string Look::shorter()
{
    if (differs(person_.calling, record_.given)) return person_.calling;
    return world_.naming().short_form(record_.given, how_);
}

// Smith-Jones as Smith Jones, SmithJones, Smith or Jones.
std::string Look::hyphen_otherwise()
{
    const std::string& family = record_.family;
    const std::size_t at = family.find_first_of("- ");
    if (at == std::string::npos || at == 0 || at + 1 == family.size()) return {};
    const std::string first = family.substr(0, at), second = family.substr(at + 1);
    switch (how_.below(4)) {
    case 0: return first + (family[at] == '-' ? " " : "-") + second;
    case 1: return first + second;
    case 2: return first;
    default: return second;
    }
}

bool Look::mixed_up_with_twin()
{
    return !truth_.unnamed && twin() != nullptr && twin()->birth <= truth_.seen &&
           differs(twin()->name_on(truth_.seen).name.given, record_.given);
}

void Look::given_name()
{
    std::string& given = record_.given;
    const bool named = !truth_.unnamed && !given.empty();
    const std::string brief = named ? shorter() : "";
    const std::string alike = named ? world_.naming().other_spelling(given, false, how_) : "";
    const std::string script = named ? world_.naming().transliteration(person_.community, given, how_) : "";
    ErrorKind happened{};
    if (!dice_.one_of({{short_name, differs(brief, given)},
                       {other_spelling, differs(alike, given)},
                       {transliteration, differs(script, given)},
                       {twin_mixed_up, mixed_up_with_twin()},
                       {typo_given, !given.empty()},
                       {missing_given, !given.empty()}},
                      happened))
        return;
    switch (happened) {
    case short_name: given = brief; break;
    case other_spelling: given = alike; break;
    case transliteration: given = script; break;
    case twin_mixed_up: given = twin()->name_on(truth_.seen).name.given, under_twins_name_ = true; break;
    case typo_given: slip_in(given); break;
    default: given.clear();
    }
}

void Look::family_name()
{
    std::string& family = record_.family;
    const bool named = !truth_.unnamed && !family.empty();
    const std::string former = named ? other_family_name(around_, person_, truth_.seen) : "";
    const std::string hyphen = hyphen_otherwise();
    const std::string alike = named ? world_.naming().other_spelling(family, true, how_) : "";
    const std::string script = named ? world_.naming().transliteration(person_.community, family, how_) : "";
    ErrorKind happened{};
    if (!dice_.one_of({{former_family, differs(former, family)},
                       {other_hyphen, differs(hyphen, family)},
                       {other_spelling, differs(alike, family)},
                       {transliteration, differs(script, family)},
                       {typo_family, !family.empty()},
                       {missing_family, !family.empty()}},
                      happened))
        return;
    switch (happened) {
    case former_family: family = former; break;
    case other_hyphen: family = hyphen; break;
    case other_spelling: family = alike; break;
    case transliteration: family = script; break;
    case typo_family: slip_in(family); break;
    default: family.clear();
    }
}

// After all else: whatever stands in the two cells, even nothing, changes places.
void Look::exchanged_names()
{
    if (dice_.happens(swapped_names,
                      !truth_.unnamed && in_capitals(record_.given) != in_capitals(record_.family)))
        std::swap(record_.given, record_.family);
}

void Look::birth_date()
{
    if (!record_.birth) return;
    const Date birth = *record_.birth, latest{truth_.seen};
    const bool other_reading = has_other_reading(birth) && read_the_other_way(birth) <= latest;
    ErrorKind happened{};
    if (!dice_.one_of(
            {{swapped_date, other_reading}, {wrong_date, true}, {default_date, true}, {missing_birth, true}},
            happened))
        return;
    switch (happened) {
    case swapped_date: record_.birth = read_the_other_way(birth); break;
    case wrong_date: record_.birth = with_one_part_off(birth, latest, how_); break;
    case default_date: record_.birth = default_for(birth, how_); break;
    default: record_.birth.reset();
    }
}

void Look::sex()
{
    if (!record_.sex) return;
    ErrorKind happened{};
    if (!dice_.one_of({{wrong_sex, true}, {missing_sex, true}}, happened)) return;
    if (happened == wrong_sex)
        record_.sex = *record_.sex == Sex::female ? Sex::male : Sex::female;
    else
        record_.sex.reset();
}

void Look::slip_in_address()
{
    // Most of an address is its street, and most slips are there.
    std::vector<std::string*> cells;
    for (std::string* cell : {&record_.home.street, &record_.home.street, &record_.home.house,
                              &record_.home.flat, &record_.home.town})
        if (!cell->empty()) cells.push_back(cell);
    slip_in(*cells[how_.below(static_cast<std::uint32_t>(cells.size()))]);
}

// Mostly the last one, sometimes one from longer ago.
const Home* Look::home_before()
{
    const auto homes = homes_before(around_, resident(), truth_.seen);
    if (homes.empty()) return nullptr;
    const bool last = how_.below(10) < 6;
    return last ? homes.back() : homes[how_.below(static_cast<std::uint32_t>(homes.size()))];
}

// The home is stale as a whole; what is blank or misspelt is the address or the postcode.
void Look::home()
{
    Home& home = record_.home;
    const auto has_address = [](const Home& h) {
        return !(h.flat.empty() && h.house.empty() && h.street.empty() && h.town.empty());
    };
    const Home* before = has_address(home) ? home_before() : nullptr;
    ErrorKind happened{};
    if (dice_.one_of({{stale_address, before != nullptr && has_address(*before)},
                      {typo_address, has_address(home)},
                      {missing_address, has_address(home)}},
                     happened)) {
        if (happened == stale_address) home = *before;
        if (happened == typo_address) slip_in_address();
        if (happened == missing_address) {
            home.flat.clear(), home.house.clear(), home.street.clear(), home.town.clear();
            home.uprn = 0;
        }
    }
    const bool has_postcode = !home.postcode.empty();
    if (!dice_.one_of({{typo_postcode, has_postcode}, {missing_postcode, has_postcode}}, happened)) return;
    if (happened == typo_postcode)
        slip_in(home.postcode);
    else
        home.postcode.clear();
    if (!has_address(home) && home.postcode.empty()) home = Home{};
}

// Another number that passes its check: the mother's on a small child's record, a twin's, or two digits
// exchanged.
void Look::wrong_number()
{
    std::string& number = record_.nhs_number;
    const bool small = person_.age(truth_.seen) < 2;
    const Person* mother = small && person_.mother != nobody ? &around_.people[person_.mother] : nullptr;
    for (const Person* other : {mother, twin()})
        if (other != nullptr && other->birth <= truth_.seen && !other->nhs_number.empty() &&
            other->nhs_number != number && how_.below(2) == 0) {
            number = other->nhs_number;
            return;
        }
    number = another_valid_nhs_number(number, how_);
}

void Look::numbers()
{
    std::string& number = record_.nhs_number;
    const bool own = !number.empty() && !under_twins_name_;
    const bool has_number = !number.empty();
    if (under_twins_name_ && has_number && !twin()->nhs_number.empty()) number = twin()->nhs_number;
    ErrorKind happened{};
    if (dice_.one_of({{wrong_nhs_number, own}, {invalid_nhs_number, own}, {missing_nhs_number, has_number}},
                     happened)) {
        if (happened == wrong_nhs_number) wrong_number();
        if (happened == invalid_nhs_number) number = invalid_nhs_number_for(number, how_);
        if (happened == missing_nhs_number) number.clear();
    }
    const bool pupil = !record_.upn.empty(), insured = !record_.nino.empty();
    if (dice_.one_of({{spoilt_upn, pupil}, {missing_upn, pupil}}, happened))
        record_.upn = happened == spoilt_upn ? spoilt_upn_for(record_.upn, how_) : "";
    if (dice_.one_of({{spoilt_nino, insured}, {missing_nino, insured}}, happened))
        record_.nino = happened == spoilt_nino ? spoilt_nino_for(record_.nino, how_) : "";
}

} // namespace

Record observe(const World& world, const Neighbourhood& around, Slot who, const Lens& lens,
               std::uint32_t look, ErrorCounts& counts)
{
    assert(lens.preset != nullptr && lens.variant < 60'000);
    Look at(world, around, who, lens, look, counts);
    at.given_name();
    at.family_name();
    at.birth_date();
    at.sex();
    at.home();
    at.numbers();
    at.exchanged_names();
    return std::move(at).result();
}

} // namespace gauze::synth
