#include "datasets/synth/observe/as_it_is.hpp"

#include <algorithm>

#include <fmt/format.h>

namespace gauze::synth {

namespace {

namespace time = std::chrono;

// Births must be registered within 42 days, and the name reaches others about then; spread evenly, our
// judgement.
constexpr std::uint32_t longest_without_name = 42;
// Of the children that a system with first dates holds in their first year, those it met before birth and has
// not looked at since: our judgement.
constexpr Rate met_before_birth{300'000};
constexpr int pupil_from = 4;    // UPNs are given when a child comes to school
constexpr int insured_from = 16; // NINOs are sent out just before

// Streams of this room that belong to no organisation.
constexpr std::uint32_t variant_of_naming = 60'001;

// The day of the papers. A system that keeps the first date it was told still has the day before the birth.
Day day_of_papers(Seed seed, const Person& person, const Lens& lens)
{
    const bool recent = person.birth <= lens.captured && lens.captured < person.birth + time::days{365};
    if (!lens.keeps_first_date || !recent) return lens.captured;
    Draws draws(seed, Purpose::record, person.number, lens.variant);
    return draws.happens(met_before_birth) ? person.birth - time::days{1} : lens.captured;
}

bool still_unnamed(Seed seed, const Person& person, Day day)
{
    if (person.unborn(day)) return true;
    if (day >= person.birth + time::days{longest_without_name}) return false;
    Draws draws(seed, Purpose::record, person.number, variant_of_naming);
    return day < person.birth + time::days{draws.below(longest_without_name)};
}

const Person* mother_of(const Neighbourhood& around, const Person& person)
{
    return person.mother == nobody ? nullptr : &around.people[person.mother];
}

// 1 for the first of a birth; 0 for those who came alone.
std::size_t place_among_twins(const Neighbourhood& around, Slot who)
{
    if (around.people[who].twin == nobody) return 0;
    std::size_t place = 1;
    for (Slot other = around.people[who].twin; other != who; other = around.people[other].twin)
        if (other < who) ++place;
    return place;
}

// "Baby Smith", "Unborn Baby Smith", "Twin 2 Smith": under the mother's name.
Name name_of_unnamed(const Neighbourhood& around, Slot who, const Lens& lens, Day day)
{
    const Person& person = around.people[who];
    const Person* mother = mother_of(around, person);
    Name name{"", "", (mother ? *mother : person).name_on(day).name.family};
    if (!lens.baby_names) return name;
    if (const std::size_t place = place_among_twins(around, who))
        name.given = fmt::format("Twin {}", place);
    else
        name.given = person.unborn(day) && lens.variant % 2 == 0 ? "Unborn Baby" : "Baby";
    return name;
}

const Home& home_of(const Neighbourhood& around, const Person& person, Day day)
{
    const Person* mother = person.unborn(day) ? mother_of(around, person) : nullptr;
    return around.homes[(mother ? *mother : person).stay_on(day).home];
}

} // namespace

AsItIs as_it_is(const World& world, const Neighbourhood& around, Slot who, const Lens& lens)
{
    const Person& person = around.people[who];
    const Seed seed = world.options().seed;
    AsItIs truth;
    truth.seen = day_of_papers(seed, person, lens);
    const bool unborn = person.unborn(truth.seen);
    truth.unnamed = unborn || (lens.baby_names && still_unnamed(seed, person, truth.seen));

    Record& record = truth.record;
    Name name =
        truth.unnamed ? name_of_unnamed(around, who, lens, truth.seen) : person.name_on(truth.seen).name;
    if (!truth.unnamed && lens.calling_names && !person.calling.empty()) name.given = person.calling;
    record.given = std::move(name.given);
    record.middle = std::move(name.middle);
    record.family = std::move(name.family);
    if (const Home& home = home_of(around, person, truth.seen); !home.withheld) record.home = home;
    if (unborn) {
        record.expected = time::year_month_day{person.expected};
        return truth;
    }
    record.birth = time::year_month_day{person.documented_birth()};
    record.sex = person.sex_on(truth.seen);
    record.nhs_number = person.nhs_number;
    if (person.age(truth.seen) >= pupil_from) record.upn = person.upn;
    if (person.age(truth.seen) >= insured_from) record.nino = person.nino;
    return truth;
}

std::vector<const Home*> homes_before(const Neighbourhood& around, const Person& person, Day day)
{
    const Home& home = around.homes[person.stay_on(day).home];
    std::vector<const Home*> before;
    for (const Stay& stay : person.stays) {
        const Home& former = around.homes[stay.home];
        if (stay.from <= day && former.uprn != home.uprn && !former.withheld && !home.withheld)
            before.push_back(&former);
    }
    return before;
}

std::string other_family_name(const Neighbourhood& around, const Person& person, Day day)
{
    const std::string& now = person.name_on(day).name.family;
    const NameSpell* before = nullptr;
    for (const NameSpell& spell : person.names) {
        if (spell.from > day) break;
        if (spell.reason == NameReason::adoption) before = nullptr; // sealed
        if (spell.name.family != now) before = &spell;
    }
    if (before != nullptr) return before->name.family;
    for (const Slot parent : {person.mother, person.father}) {
        if (parent == nobody) continue;
        const std::string& theirs = around.people[parent].name_on(day).name.family;
        if (theirs != now) return theirs;
    }
    return {};
}

} // namespace gauze::synth
