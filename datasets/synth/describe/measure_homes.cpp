// Households, families and places: what people say together.
#include "datasets/synth/describe/documented.hpp"
#include "datasets/synth/describe/measure.hpp"

#include <algorithm>
#include <unordered_set>

namespace gauze::synth::describe {

namespace {

using namespace std::chrono;

constexpr std::size_t nowhere = ~std::size_t{0};

bool is_private(const Household& household) { return household.kind != Household::Kind::institution; }

// In which household each person lives.
std::vector<std::size_t> household_by_slot(const Neighbourhood& around)
{
    std::vector<std::size_t> home(around.people.size(), nowhere);
    for (std::size_t i = 0; i < around.households.size(); ++i)
        for (const Slot slot : around.households[i].members) home[slot] = i;
    return home;
}

double pairs_of(double people) { return people * (people - 1) / 2; }

enum Kinds : std::size_t { one_person, single_family, other, three_generations };

} // namespace

void Households::see(const Neighbourhood& around, Day today)
{
    for (const Household& household : around.households) {
        const auto people = static_cast<std::size_t>(
            std::count_if(household.members.begin(), household.members.end(),
                          [&](Slot slot) { return around.people[slot].alive(today); }));
        if (people == 0 || !is_private(household)) continue;
        using Kind = Household::Kind;
        sizes_.whole(), kinds_.whole(), mean_.whole();
        sizes_.part(std::min<std::size_t>(people, 6) - 1);
        mean_.part(0, static_cast<double>(people));
        const bool family = household.kind == Kind::couple || household.kind == Kind::family ||
                            household.kind == Kind::lone_parent;
        if (people == 1)
            kinds_.part(one_person);
        else
            kinds_.part(family && !household.families_unrelated ? single_family : other);
        if (household.kind == Kind::several_generations) kinds_.part(three_generations);
        if (family) parents_.whole();
        if (household.kind == Kind::lone_parent) parents_.part(0);
    }
    const std::vector<std::size_t> home_of = household_by_slot(around);
    const auto together = [&](Slot one, std::size_t other) {
        return one != nobody && home_of[one] != nowhere && home_of[one] == home_of[other];
    };
    for (std::size_t slot = 0; slot < around.people.size(); ++slot) {
        const Person& person = around.people[slot];
        if (!person.alive(today) || home_of[slot] == nowhere || !is_private(around.households[home_of[slot]]))
            continue;
        const int age = person.age(today);
        if (age < 18) see_child(around, person, home_of);
        if (age >= 16) couples_.whole();
        if (age >= 16 && together(person.partner, slot)) couples_.part(0);
        if (age < 20 || age > 34) continue;
        young_adults_.whole();
        if (together(person.mother, slot) || together(person.father, slot)) young_adults_.part(0);
    }
    for (Shares* shares : {&sizes_, &kinds_, &mean_, &children_, &parents_, &couples_, &young_adults_})
        shares->end_neighbourhood();
}

void Households::see_child(const Neighbourhood& around, const Person& child,
                           std::span<const std::size_t> home_of)
{
    const std::size_t home = home_of[static_cast<std::size_t>(&child - around.people.data())];
    const auto here = [&](Slot slot) { return slot != nobody && home_of[slot] == home; };
    const auto partner_of = [&](Slot parent) { return around.people[parent].partner; };
    const bool mother = here(child.mother), father = here(child.father);
    children_.whole();
    if (mother && father)
        children_.part(0);
    else if (!mother && !father)
        children_.part(3);
    else
        children_.part(here(partner_of(mother ? child.mother : child.father)) ? 1u : 2u);
}

Section Households::households() const
{
    Section section{
        "Households", "Private households of the living; care homes, halls and prisons are left out.", {}};
    Table sizes{.title = "People in a household", .drawing = Drawing::bars};
    for (std::size_t i = 0; i < documented::household_sizes.size(); ++i)
        sizes.figures.push_back(figure(std::string(documented::household_sizes[i].name), sizes_, i,
                                       documented::household_sizes[i].value, "census-size"));
    section.tables.push_back(sizes);
    section.tables.push_back(
        {.title = "Mean size",
         .unit = Unit::number,
         .figures = {figure("people", mean_, 0, documented::people_a_household, "census-hh")}});
    section.tables.push_back(
        {.title = "Kind of household",
         .figures = {
             figure("one person", kinds_, one_person, documented::one_person_households, "census-hh"),
             figure("a single family", kinds_, single_family, documented::single_family_households,
                    "census-hh"),
             figure("several families or others", kinds_, other, documented::other_households, "census-hh"),
             figure("several generations", kinds_, three_generations, documented::three_generations,
                    "census-fam")}});
    return section;
}

Section Households::families() const
{
    Section section{"Families", "Children are people under 18 in private households.", {}};
    section.tables.push_back(
        {.title = "With whom children live",
         .drawing = Drawing::bars,
         .figures = {
             figure("both parents", children_, 0, documented::children_with_both_parents, "step-2011"),
             figure("a parent and a step-parent", children_, 1, documented::children_in_stepfamilies,
                    "step-2011"),
             figure("one parent", children_, 2, documented::children_with_one_parent, "step-2011"),
             figure("neither", children_, 3)}});
    section.tables.push_back({.title = "Families and couples",
                              .figures = {figure("lone parents among families", parents_, 0,
                                                 documented::families_of_lone_parents, "families-2021"),
                                          figure("16 or older who live in a couple", couples_, 0,
                                                 documented::living_in_a_couple, "living-2021"),
                                          figure("20 to 34 who live with a parent", young_adults_, 0,
                                                 documented::young_adults_with_parents, "families-2021")}});
    return section;
}

void Places::see(const Neighbourhood& around, Day today)
{
    for (const Person& person : around.people)
        if (person.alive(today)) see_moves(person, today);
    see_postcodes(around, today);
    for (Shares* shares : {&moved_, &stays_, &people_, &households_, &pairs_}) shares->end_neighbourhood();
    for (Shares& shares : moved_by_age_) shares.end_neighbourhood();
}

void Places::see_moves(const Person& person, Day today)
{
    static constexpr std::array band_ends{15, 19, 24, 34, 44, 54, 64, 74};
    const Day year_ago = today - days(365);
    stays_.whole();
    stays_.part(std::min<std::size_t>(person.stays.size(), 5) - 1);
    if (person.birth > year_ago) return;
    const auto band = static_cast<std::size_t>(
        std::lower_bound(band_ends.begin(), band_ends.end(), person.age(today)) - band_ends.begin());
    moved_.whole(), moved_by_age_[band].whole();
    if (person.stay_on(today).from > year_ago) moved_.part(0), moved_by_age_[band].part(0);
}

void Places::see_postcodes(const Neighbourhood& around, Day today)
{
    struct Postcode {
        double people = 0;
        std::unordered_set<std::size_t> households;
        std::unordered_map<std::string, double> families;
    };
    std::unordered_map<std::string, Postcode> postcodes;
    std::map<std::pair<std::size_t, std::string>, double> families_at_home;
    const std::vector<std::size_t> home_of = household_by_slot(around);
    for (std::size_t slot = 0; slot < around.people.size(); ++slot) {
        const Person& person = around.people[slot];
        if (!person.alive(today)) continue;
        const Home& home = around.homes[person.stay_on(today).home];
        if (home.kind == Home::Kind::none || home.kind == Home::Kind::institution) continue;
        Postcode& postcode = postcodes[home.postcode];
        const std::string& family = person.name_on(today).name.family;
        ++postcode.people, ++postcode.families[family];
        if (home_of[slot] == nowhere) continue;
        postcode.households.insert(home_of[slot]);
        ++families_at_home[{home_of[slot], family}];
    }
    for (const auto& [name, postcode] : postcodes) {
        people_.whole(), households_.whole();
        people_.part(0, postcode.people);
        households_.part(0, static_cast<double>(postcode.households.size()));
        pairs_.whole(pairs_of(postcode.people));
        for (const auto& [family, people] : postcode.families) pairs_.part(0, pairs_of(people));
    }
    for (const auto& [who, people] : families_at_home) pairs_.part(1, pairs_of(people));
}

Section Places::section() const
{
    Section section{
        "Moves and postcodes",
        "Of the living. A move is an address that is less than a year old, of people who were born "
        "before that. Postcodes are counted within a neighbourhood.",
        {}};
    section.tables.push_back(
        {.title = "Moved within a year",
         .figures = {figure("all ages", moved_, 0, documented::moved_within_a_year, "census-2001")}});
    Table ages{.title = "Moved within a year, by age", .drawing = Drawing::bars};
    constexpr std::array names{"1 to 15",  "16 to 19", "20 to 24", "25 to 34",  "35 to 44",
                               "45 to 54", "55 to 64", "65 to 74", "75 or more"};
    for (std::size_t i = 0; i < names.size(); ++i)
        ages.figures.push_back(figure(names[i], moved_by_age_[i], 0));
    section.tables.push_back(ages);
    Table stays{.title = "Homes through life", .drawing = Drawing::bars, .detail = true};
    constexpr std::array counts{"1", "2", "3", "4", "5 or more"};
    for (std::size_t i = 0; i < counts.size(); ++i) stays.figures.push_back(figure(counts[i], stays_, i));
    section.tables.push_back(stays);
    section.tables.push_back(
        {.title = "In one postcode",
         .unit = Unit::number,
         .figures = {figure("people", people_, 0),
                     figure("households", households_, 0, documented::households_a_postcode, "onspd")}});
    section.tables.push_back({.title = "Of two people in one postcode",
                              .figures = {figure("have the same family name", pairs_, 0),
                                          figure("and live together", pairs_, 1)}});
    return section;
}

} // namespace gauze::synth::describe
