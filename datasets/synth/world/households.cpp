#include "datasets/synth/world/kin.hpp"

#include <algorithm>
#include <array>

namespace gauze::synth {

namespace {

using std::chrono::days;

// A band of ages and its weight; within a band ages are alike.
struct Band {
    int first, last;
    std::uint16_t weight;
};

int draw_age(std::span<const Band> bands, Draws& draws)
{
    std::uint32_t all = 0;
    for (const Band& band : bands) all += band.weight;
    std::uint32_t left = draws.below(all);
    while (left >= bands.front().weight) {
        left -= bands.front().weight;
        bands = bands.subspan(1);
    }
    return draw_between(bands.front().first, bands.front().last, draws);
}

constexpr Band old_alone[] = {{66, 69, 19}, {70, 74, 27}, {75, 79, 23},
                              {80, 84, 18}, {85, 89, 16}, {90, 98, 8}};
constexpr Band young_alone[] = {{18, 24, 5}, {25, 34, 14}, {35, 44, 13}, {45, 54, 27}, {55, 65, 42}};
constexpr Band old_couples[] = {{64, 69, 32}, {70, 74, 38}, {75, 79, 21}, {80, 84, 12}, {85, 92, 6}};
constexpr Band young_couples[] = {{18, 24, 6}, {25, 29, 13}, {30, 34, 10}, {35, 44, 6},
                                  {45, 49, 9}, {50, 54, 16}, {55, 59, 22}, {60, 63, 22}};
constexpr Band mothers_of_grown[] = {{42, 49, 14}, {50, 54, 31}, {55, 59, 27}, {60, 69, 22}, {70, 85, 7}};
constexpr Band grown[] = {{18, 20, 24}, {21, 24, 27}, {25, 29, 21}, {30, 34, 11}, {35, 50, 15}};
constexpr Band sharing[] = {{18, 20, 12}, {21, 24, 34}, {25, 29, 20}, {30, 39, 12}, {40, 64, 20}};
constexpr Band dying[] = {{30, 54, 7}, {55, 64, 9}, {65, 74, 17}, {75, 84, 30}, {85, 97, 37}};

// What a kind of institution holds, and how many. Halls, care homes and prisons hold most of the 1.7 per cent
// of people who live in communal establishments (census 2021, ONS TS048, rounded).
struct Institution {
    Wish wish;
    std::uint16_t weight;
    int smallest, largest;
    std::uint32_t men; // per cent
    Band ages;
};
constexpr Institution institutions[] = {
    {Wish::hall, 39, 24, 60, 48, {18, 21, 1}},
    {Wish::care_home, 44, 18, 44, 29, {77, 96, 1}},
    {Wish::prison, 8, 30, 60, 96, {19, 55, 1}},
    {Wish::hostel, 6, 8, 20, 75, {19, 60, 1}},
};

enum class Kind : std::uint8_t {
    alone_old,
    alone,
    couple_old,
    couple,
    couple_with_children,
    couple_with_grown,
    lone_parent,
    lone_with_grown,
    sharers,
    two_families,
    dead_alone,
    kinds
};
constexpr auto kinds = static_cast<std::size_t>(Kind::kinds);
// Of a thousand households; what former partners add to those alone is left out.
constexpr std::array<std::uint16_t, kinds> shares = {148, 128, 119, 150, 186, 81, 64, 43, 42, 6, 9};

Kind draw_kind(const Manners& of, Draws& draws)
{
    std::array<std::uint16_t, kinds> weights = shares;
    const auto scale = [&](Kind kind, unsigned percent) {
        std::uint16_t& weight = weights[static_cast<std::size_t>(kind)];
        weight = static_cast<std::uint16_t>(weight * percent / 10); // tenfold, for the small ones
    };
    const unsigned old = of.old, middle = (100u + of.old) / 2;
    for (const Kind kind : {Kind::alone_old, Kind::couple_old, Kind::dead_alone}) scale(kind, old);
    for (const Kind kind : {Kind::couple_with_grown, Kind::lone_with_grown}) scale(kind, middle);
    for (const Kind kind : {Kind::alone, Kind::sharers}) scale(kind, of.alone);
    for (const Kind kind : {Kind::couple, Kind::couple_with_children, Kind::lone_parent, Kind::two_families})
        scale(kind, 100);
    return static_cast<Kind>(draw_weight(weights, draws));
}

} // namespace

// Fills the neighbourhood to about four hundred people, so that no kin group can overflow the slots.
void Kin::settle()
{
    constexpr std::size_t fewest = 385;
    constexpr std::size_t largest_household = 40; // with those who belong to it
    making_.out.people.reserve(slots_in_neighbourhood);
    making_.drafts.reserve(slots_in_neighbourhood);
    making_.roofs.reserve(slots_in_neighbourhood);
    const std::size_t enough = fewest + draws_.below(31);
    static_assert(fewest + 31 + 2 * largest_household <= slots_in_neighbourhood);
    constexpr std::uint32_t with_institution = 13; // per cent of neighbourhoods
    if (in_hundred(with_institution, draws_)) institution();
    while (making_.out.people.size() < enough) household();
    childrens_homes();
    inherit();
    find_parents();
}

void Kin::household()
{
    need_ = draws_.below(1'000'000);
    const Group group = Mix::draw_household(making_.shares, draws_);
    switch (draw_kind(manners(group), draws_)) {
    case Kind::alone_old: return alone_old(group);
    case Kind::alone: return alone(group);
    case Kind::couple_old: return couple_old(group);
    case Kind::couple: return couple(group);
    case Kind::couple_with_children: return couple_with_children(new_roof(), group, true);
    case Kind::couple_with_grown: return couple_with_grown(group);
    case Kind::lone_parent: return lone_parent(new_roof(), group, true);
    case Kind::lone_with_grown: return lone_with_grown(group);
    case Kind::sharers: return sharers(group);
    case Kind::two_families: return two_families(group);
    case Kind::dead_alone: return dead_alone(group);
    case Kind::kinds: break;
    }
}

void Kin::institution()
{
    std::array<std::uint16_t, std::size(institutions)> weights{};
    for (std::size_t i = 0; i < weights.size(); ++i) weights[i] = institutions[i].weight;
    const Institution& kind = institutions[draw_weight(weights, draws_)];
    const std::uint16_t roof = new_roof(kind.wish);
    const int people = draw_between(kind.smallest, kind.largest, draws_);
    for (int i = 0; i < people; ++i) {
        need_ = draws_.below(1'000'000);
        const Day birth = birth_at(draw_age({&kind.ages, 1}, draws_));
        const Group group = Mix::draw_person(making_.shares, draws_);
        const Slot who = adult(roof, in_hundred(kind.men, draws_) ? Sex::male : Sex::female, birth, group);
        // Students came at the start of a term, the others over the years.
        const int stayed = kind.wish == Wish::hall ? 100 : draw_between(30, 1'500, draws_);
        making_.draft(who).joined = std::max(birth + days{1}, making_.today() - days{stayed});
        if (kind.wish == Wish::care_home && in_hundred(85, draws_)) was_married(who, true);
    }
}

void Kin::alone_old(Group group)
{
    const std::uint16_t roof = new_roof();
    const int age = draw_age(old_alone, draws_);
    const std::uint32_t women = age < 75 ? 62 : age < 85 ? 66 : 73; // per cent
    const Sex sex = in_hundred(women, draws_) ? Sex::female : Sex::male;
    const Slot who = adult(roof, sex, birth_at(age), group);
    constexpr std::uint32_t spouse_died_lately = 5;
    if (in_hundred(spouse_died_lately, draws_)) return late_spouse(who);
    if (in_hundred(84, draws_)) was_married(who, in_hundred(66, draws_));
}

void Kin::alone(Group group)
{
    constexpr std::uint32_t rooms = 6, nowhere_in_thousand = 9;
    const std::uint16_t roof = new_roof();
    const Sex sex = in_hundred(60, draws_) ? Sex::male : Sex::female;
    const Slot who = adult(roof, sex, birth_at(draw_age(young_alone, draws_)), group);
    const int age = making_.person(who).age(making_.today());
    Roof& home = making_.roofs[roof];
    if (need_ > 700'000 && draws_.below(1000) < nowhere_in_thousand * 3)
        home.wish = Wish::none;
    else if (in_hundred(rooms, draws_))
        home.wish = Wish::room;
    if (age >= 35 && in_hundred(static_cast<std::uint32_t>(age), draws_))
        was_married(who, in_hundred(10, draws_));
    else
        making_.draft(who).joined =
            draw_day(making_.person(who).birth + days{18 * days_in_year}, making_.today() - days{20}, draws_);
}

void Kin::couple_old(Group group)
{
    const std::uint16_t roof = new_roof();
    const Slot woman = adult(roof, Sex::female, birth_at(draw_age(old_couples, draws_)), group);
    const Slot man = partner_for(roof, woman, making_.person(woman).birth - days{600 + draws_.bell(1'300)});
    unite(woman, man, making_.person(woman).birth + days{draw_between(21, 36, draws_) * days_in_year});
}

void Kin::couple(Group group)
{
    const std::uint16_t roof = new_roof();
    const int age = draw_age(young_couples, draws_);
    const Slot woman = adult(roof, Sex::female, birth_at(age), group);
    const Slot man = partner_for(roof, woman, making_.person(woman).birth - days{700 + draws_.bell(1'300)});
    const int together =
        age < 45 ? draw_between(0, std::min(age - 17, 8), draws_) : draw_between(2, age - 22, draws_);
    unite(woman, man, making_.today() - days{30 + together * days_in_year});
    constexpr std::uint32_t expecting = 8; // of couples without children of that age, per cent
    if (age >= 21 && age <= 39 && in_hundred(expecting, draws_)) expects(woman, man);
    if (age >= 30 && in_hundred(20, draws_)) foster(roof);
}

void Kin::expects(Slot mother, Slot father)
{
    if (making_.person(father).sex != Sex::male || making_.person(mother).sex != Sex::female) return;
    const Day due[] = {making_.today() + days{draw_between(1, 273, draws_)}};
    bear(making_.draft(mother).roof, mother, father, due);
}

void Kin::couple_with_grown(Group group)
{
    const std::uint16_t roof = new_roof();
    const Slot mother = adult(roof, Sex::female, birth_at(draw_age(mothers_of_grown, draws_)), group);
    const Day birth = making_.person(mother).birth;
    const Slot father =
        countryman(roof, Sex::male,
                   std::min(birth - days{900 + draws_.bell(1'300)}, birth + days{days_in_year}), mother);
    unite(mother, father, birth + days{draw_between(18, 22, draws_) * days_in_year});
    grown_children(mother, father, in_hundred(47, draws_) ? 2 : 1);
    if (in_hundred(20, draws_)) foster(roof);
}

void Kin::lone_with_grown(Group group)
{
    constexpr std::uint32_t fathers = 14; // per cent
    const std::uint16_t roof = new_roof();
    const Sex sex = in_hundred(fathers, draws_) ? Sex::male : Sex::female;
    const Slot parent = adult(roof, sex, birth_at(draw_age(mothers_of_grown, draws_)), group);
    was_married(parent, in_hundred(30, draws_));
    const unsigned count = in_hundred(20, draws_) ? 2 : 1;
    if (sex == Sex::female)
        grown_children(parent, nobody, count);
    else
        grown_children(nobody, parent, count);
}

// Those who have stayed, or come back; born when their mother, or the father they have alone, was between 18
// and 43.
void Kin::grown_children(Slot mother, Slot father, unsigned count)
{
    const Slot parent = mother != nobody ? mother : father;
    const std::uint16_t roof = making_.draft(parent).roof;
    const Day parents_birth = making_.person(parent).birth;
    const Day earliest = parents_birth + days{18 * days_in_year + 200};
    const Day latest =
        std::min(parents_birth + days{43 * days_in_year}, years_before(making_.today(), 18) - days{1});
    Day last = never;
    for (unsigned i = 0; i < count; ++i) {
        Day birth = birth_at(draw_age(grown, draws_));
        birth = std::clamp(birth, earliest, std::max(earliest, latest));
        if (last != never && birth > last - days{400}) birth = last - days{400 + draws_.below(900)};
        if (birth < earliest) return;
        last = birth;
        child(roof, mother, father, draws_.below(1000) < boys_per_thousand ? Sex::male : Sex::female, birth,
              birth - days{draws_.bell(9)});
    }
}

void Kin::sharers(Group group)
{
    const std::uint16_t roof = new_roof(Wish::shared_house);
    static constexpr std::uint16_t sizes[] = {0, 0, 40, 30, 20, 7, 3};
    const std::size_t people = draw_weight(sizes, draws_);
    const int age = draw_age(sharing, draws_);
    for (std::size_t i = 0; i < people; ++i) {
        need_ = draws_.below(1'000'000);
        const int own = std::max(18, age + draws_.bell(2));
        const Sex sex = in_hundred(54, draws_) ? Sex::male : Sex::female;
        const Slot who =
            adult(roof, sex, birth_at(own), i == 0 ? group : Mix::draw_person(making_.shares, draws_));
        const Day birth = making_.person(who).birth;
        making_.draft(who).joined = std::max(birth + days{17 * days_in_year},
                                             making_.today() - days{20 + draws_.below(3 * days_in_year)});
    }
}

// Somebody who lived alone and died within the last two years: registers forget slowly.
void Kin::dead_alone(Group group)
{
    const std::uint16_t roof = new_roof();
    const Sex sex = in_hundred(50, draws_) ? Sex::female : Sex::male;
    const Slot who = adult(roof, sex, birth_at(draw_age(dying, draws_)), group);
    if (in_hundred(75, draws_)) was_married(who, true);
    Person& person = making_.person(who);
    person.death = std::max(making_.today() - days{draws_.below(730)}, person.birth + days{1});
    if (person.arrival >= person.death) person.arrival = person.birth + days{1};
}

void Kin::late_spouse(Slot survivor)
{
    const Sex sex = making_.person(survivor).sex == Sex::female ? Sex::male : Sex::female;
    const Day birth = making_.person(survivor).birth;
    const Slot spouse =
        countryman(making_.draft(survivor).roof, sex, birth - days{500 + draws_.bell(1'300)}, survivor);
    unite(survivor, spouse, birth + days{draw_between(21, 36, draws_) * days_in_year});
    making_.person(survivor).partner = making_.person(spouse).partner = nobody;
    Person& dead = making_.person(spouse);
    dead.death = making_.today() - days{draws_.below(730)};
    if (dead.arrival >= dead.death) dead.arrival = dead.birth + days{1};
}

} // namespace gauze::synth
