#include "datasets/synth/observe/organisation.hpp"

#include <algorithm>
#include <array>
#include <cassert>

namespace gauze::synth {

namespace {

namespace time = std::chrono;

// Who is known how well is our judgement, but for the sources named: schools and the GP register are near
// complete; one person in twelve has a police record of some kind; social care knows some one child in ten at
// a time (children in need and referrals); the design speaks of 1-4 % with several case numbers.
constexpr std::array<KindFacts, 9> table{{
    {OrganisationKind::gp, "gp", {950'000}, {10'000}, "typical", 0, {0}, {100'000}, false, true, false},
    {OrganisationKind::hospital,
     "hospital",
     {600'000},
     {15'000},
     "typical",
     180,
     {150'000},
     {0},
     false,
     true,
     false},
    {OrganisationKind::school, "school", {930'000}, {5'000}, "clean", 0, {0}, {100'000}, true, false, false},
    {OrganisationKind::social_care,
     "social-care",
     {120'000},
     {30'000},
     "typical",
     60,
     {600'000},
     {0},
     false,
     true,
     true},
    {OrganisationKind::housing,
     "housing",
     {180'000},
     {10'000},
     "typical",
     180,
     {500'000},
     {0},
     false,
     false,
     false},
    {OrganisationKind::dwp, "dwp", {450'000}, {5'000}, "typical", 60, {350'000}, {0}, false, false, false},
    {OrganisationKind::justice,
     "justice",
     {60'000},
     {30'000},
     "poor",
     365,
     {500'000},
     {0},
     false,
     false,
     false},
    {OrganisationKind::police, "police", {80'000}, {40'000}, "poor", 365, {450'000}, {0}, true, false, false},
    {OrganisationKind::registry, "registry", {990'000}, {1'000}, "clean", 0, {0}, {0}, false, false, false},
}};

// The unborn are known from about the twelfth week.
constexpr time::days known_before_birth{196};
constexpr time::days registered_after{42}; // the most that the law allows
constexpr Rate held_once_more{200'000};    // of those held twice, three times, and so on
constexpr std::uint32_t most_records = 4;
constexpr std::uint32_t copies_in = 4; // one of so many further records is the first one over again

// Indices of draws that belong to a family or a household, apart from all person numbers.
std::uint64_t index_of_group(const Neighbourhood& around, std::uint64_t group, bool family)
{
    return std::uint64_t{1} << 62 | std::uint64_t{family} << 61 | around.number << 16 | group;
}

bool lives(const Person& person, Day day) { return person.alive(day) && person.arrival <= day; }

bool child_on(const Person& person, Day day)
{
    if (person.birth > day) return person.birth <= day + known_before_birth;
    return person.alive(day) && person.age(day) < 18;
}

bool parent_of_child(const Neighbourhood& around, Slot who, Day day)
{
    if (around.people[who].family >= around.families.size()) return false;
    const Family& family = around.families[around.people[who].family];
    return std::any_of(family.members.begin(), family.members.end(), [&](Slot member) {
        const Person& child = around.people[member];
        return (child.mother == who || child.father == who) && child_on(child, day);
    });
}

// Who signs: the first of the household that was of age.
bool lead_tenant(const Neighbourhood& around, Slot who, Day day)
{
    if (around.people[who].household >= around.households.size()) return false;
    const Household& household = around.households[around.people[who].household];
    if (household.kind == Household::Kind::institution) return false;
    for (const Slot member : household.members) {
        const Person& person = around.people[member];
        if (lives(person, day) && person.age(day) >= 18) return member == who;
    }
    return false;
}

// One of the even numbers of a person, in millionths.
std::uint32_t rank(const World& world, const Neighbourhood& around, const Person& person,
                   const Organisation& organisation)
{
    const Seed seed = world.options().seed;
    const bool whole_family = organisation.kind == OrganisationKind::social_care,
               whole_household = organisation.kind == OrganisationKind::housing;
    const std::uint64_t index = whole_family      ? index_of_group(around, person.family, true)
                                : whole_household ? index_of_group(around, person.household, false)
                                                  : person.number;
    const KindFacts& kind = facts(organisation.kind);
    Draws own(seed, Purpose::membership, index, organisation.variant);
    if (own.happens(organisation.together))
        return Draws(seed, Purpose::shared_membership, index).below(1'000'000);
    const std::uint32_t which = own.below(1'000'000);
    if (which < kind.by_need.per_million) return 999'999 - person.need;
    if (which < kind.by_need.per_million + kind.by_household.per_million)
        return Draws(seed, Purpose::membership, index_of_group(around, person.household, false),
                     organisation.variant)
            .below(1'000'000);
    return own.below(1'000'000);
}

} // namespace

std::span<const KindFacts> kinds_of_organisation() { return table; }

const KindFacts& facts(OrganisationKind kind)
{
    const KindFacts& found = table[static_cast<std::size_t>(kind)];
    assert(found.kind == kind);
    return found;
}

bool might_know(const Neighbourhood& around, Slot who, const Organisation& organisation)
{
    const Person& person = around.people[who];
    const Day day = organisation.captured;
    if (organisation.kind == OrganisationKind::social_care)
        return child_on(person, day) || (lives(person, day) && parent_of_child(around, who, day));
    if (organisation.kind == OrganisationKind::registry)
        return person.birth <= day && person.arrival <= person.birth;
    if (!lives(person, day)) return false;
    switch (organisation.kind) {
    case OrganisationKind::school: return person.age(day) >= 4 && person.age(day) <= 18;
    case OrganisationKind::housing: return lead_tenant(around, who, day);
    case OrganisationKind::dwp: return person.age(day) >= 16;
    case OrganisationKind::justice: return person.age(day) >= 18;
    case OrganisationKind::police: return person.age(day) >= 10;
    default: return true;
    }
}

std::uint32_t records_held(const World& world, const Neighbourhood& around, Slot who,
                           const Organisation& organisation)
{
    const Person& person = around.people[who];
    if (!might_know(around, who, organisation) ||
        rank(world, around, person, organisation) >= organisation.coverage.per_million)
        return 0;
    Draws again(world.options().seed, Purpose::record, person.number | std::uint64_t{1} << 63,
                organisation.variant);
    std::uint32_t records = 1;
    for (Rate more = organisation.duplicates; records < most_records && again.happens(more);
         more = held_once_more)
        ++records;
    return records;
}

Lens lens_at(const World& world, const Person& person, const Organisation& organisation)
{
    const KindFacts& kind = facts(organisation.kind);
    Lens lens{.preset = organisation.preset,
              .captured = organisation.captured,
              .variant = organisation.variant,
              .calling_names = kind.calling_names,
              .baby_names = kind.baby_names,
              .keeps_first_date = kind.keeps_first_date};
    if (person.birth > organisation.captured) return lens;
    if (organisation.kind == OrganisationKind::registry) {
        lens.captured = std::min(organisation.captured, person.birth + registered_after);
        return lens;
    }
    Draws draws(world.options().seed, Purpose::record, person.number | std::uint64_t{1} << 61,
                organisation.variant);
    const Day contact = organisation.captured - time::days{draws.below(2 * organisation.contact_days + 1)};
    // Nobody was met before they were born or had come.
    lens.captured = std::max({contact, person.birth, person.arrival});
    return lens;
}

Record record_held(const World& world, const Neighbourhood& around, Slot who,
                   const Organisation& organisation, std::uint32_t number, ErrorCounts& counts)
{
    const Person& person = around.people[who];
    Draws draws(world.options().seed, Purpose::record, person.number | std::uint64_t{1} << 62,
                organisation.variant);
    for (std::uint32_t skipped = 1; skipped < number; ++skipped) (void)draws.next();
    const bool copy = number > 0 && draws.below(copies_in) == 0;
    return observe(world, around, who, lens_at(world, person, organisation), copy ? 0 : number, counts);
}

} // namespace gauze::synth
