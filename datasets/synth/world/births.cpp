#include "datasets/synth/world/birthdays.hpp"
#include "datasets/synth/world/kin.hpp"

#include <algorithm>
#include <array>

namespace gauze::synth {

namespace {

using std::chrono::days;

// Age of the youngest child of a family, by bands of years: the unborn, 0 to 4, 5 to 9, 10 to 14, 15 to 17.
constexpr std::array<std::uint16_t, 5> youngest = {51, 325, 238, 260, 132};
constexpr int band_starts[] = {0, 0, 5, 10, 15}, band_ends[] = {0, 5, 10, 15, 18};
// Maternities of a mother who has a child at home: 1, 2, ...
constexpr std::uint16_t family_sizes[] = {0, 31, 45, 17, 5, 2};
// ONS, "Birth characteristics" 2021: 13.7 maternities in 1,000 with two or more, of them one in seventy with
// three; 15 to 16 in the decade before.
constexpr std::uint32_t twins_per_100_000 = 1'620, triplets_per_100_000 = 21;
// Of 1,000 children born alive that many die in their first year (ONS: 3.7 to 4.0).
constexpr std::uint32_t infant_deaths_per_10_000 = 38;
constexpr std::uint32_t lost_per_thousand = 45; // pregnancies known to services that end before birth
constexpr std::uint32_t adopted_per_10_000 = 40, new_number_per_cent = 60;

} // namespace

// Days on which maternities were due, the oldest first, and when the mother was born.
std::vector<Day> Kin::draw_births(Group group, bool lone, Day& mothers_birth)
{
    const Day today = making_.today();
    const std::size_t band = draw_weight(youngest, draws_);
    Day due = band == 0 ? today + days{draw_between(1, 273, draws_)}
                        : draw_day(years_before(today, band_ends[band]) + days{1},
                                   years_before(today, band_starts[band]), draws_);
    const int mean = (lone ? 287 : 319) * days_in_year / 10;
    const int age =
        std::clamp(mean + draws_.bell(5 * days_in_year + 100), 17 * days_in_year, 46 * days_in_year);
    // Who lives in a household of her own is of age, whatever she expects.
    mothers_birth = std::min(due - days{age}, years_before(today, 18));

    std::size_t count = draw_weight(family_sizes, draws_);
    for (int chance = 0; chance < 2; ++chance) count += in_hundred(manners(group).more_children, draws_);
    const Day earliest = mothers_birth + days{16 * days_in_year + 200};
    std::vector<Day> births{due};
    while (births.size() < count) {
        due -= days{420 + draws_.below(450) + draws_.below(700)};
        if (due < earliest) break;
        births.push_back(due);
    }
    std::reverse(births.begin(), births.end());
    return births;
}

std::vector<Slot> Kin::bear(std::uint16_t roof, Slot mother, Slot father, std::span<const Day> due)
{
    std::vector<Slot> born;
    for (const Day day : due) bear_once(roof, mother, father, day, born);
    return born;
}

// Fewer births fall on weekends: planned ones do not.
void Kin::bear_once(std::uint16_t roof, Slot mother, Slot father, Day due, std::vector<Slot>& born)
{
    const std::uint32_t many = draws_.below(100'000);
    const std::size_t children = many < triplets_per_100_000 ? 3u : many < twins_per_100_000 ? 2u : 1u;
    Day birth = due + days{draws_.bell(9) - (children > 1 ? 21 : 0)};
    const Day in_season = seasonal(birth, draws_);
    // Nobody is due later than nine months from today, nor born by the season who was not born before.
    if ((in_season > making_.today()) == (birth > making_.today())) {
        due = std::min(due + (in_season - birth), std::max(due, making_.today() + days{273}));
        birth = in_season;
    }
    if (std::chrono::weekday{birth}.iso_encoding() > 5 && in_hundred(20, draws_))
        birth += days{2 + draws_.below(4)};
    const bool alike = in_hundred(33, draws_);
    const bool lost = birth > making_.today() && draws_.below(1000) < lost_per_thousand;
    if (!still_at_home(birth)) return;

    Sex sex = draws_.below(1000) < boys_per_thousand ? Sex::male : Sex::female;
    if (children == 1 && taken_into_care(mother, father, sex, birth, due)) return;
    std::array<Slot, 3> siblings{};
    for (std::size_t i = 0; i < children; ++i) {
        if (i > 0 && !alike) sex = draws_.below(1000) < boys_per_thousand ? Sex::male : Sex::female;
        siblings[i] = child(roof, mother, father, sex, birth, due);
        making_.person(siblings[i]).miscarried = lost;
        if (children == 1) misfortunes(siblings[i]);
        born.push_back(siblings[i]);
    }
    for (std::size_t i = 0; children > 1 && i < children; ++i)
        making_.person(siblings[i]).twin = siblings[(i + 1) % children];
}

Slot Kin::child(std::uint16_t roof, Slot mother, Slot father, Sex sex, Day birth, Day expected)
{
    const Slot slot = add(roof, sex, birth);
    Person& person = making_.person(slot);
    person.expected = expected;
    person.mother = mother;
    person.father = father;
    making_.draft(slot).founder = false;
    return slot;
}

// ONS, "Young adults living with their parents" 2021, rounded.
bool Kin::still_at_home(Day birth)
{
    static constexpr std::uint8_t percent[] = {78, 68, 60, 56, 54, 48, 43, 38,
                                               33, 28, 23, 19, 16, 14, 12, 10};
    const auto age = static_cast<int>((making_.today() - birth).count() / days_in_year);
    if (age < 18) return true;
    return age < 18 + static_cast<int>(std::size(percent)) && in_hundred(percent[age - 18], draws_);
}

// About seven of 1,000 children are looked after (DfE, "Children looked after in England": 70 to 71 per
// 10,000), nearly all from the hardest lives.
bool Kin::taken_into_care(Slot mother, Slot father, Sex sex, Day birth, Day expected)
{
    const int age = static_cast<int>((making_.today() - birth).count() / days_in_year);
    if (mother == nobody || need_ < 850'000 || birth >= making_.today() - days{30} || age >= 17) return false;
    constexpr std::uint32_t per_thousand = 48;
    if (draws_.below(1000) >= per_thousand) return false;
    in_care_.push_back({mother, father, sex, birth, expected});
    return true;
}

void Kin::misfortunes(Slot child)
{
    Person& person = making_.person(child);
    const Day today = making_.today();
    if (person.birth >= today - days{1}) return;
    if (draws_.below(10'000) < infant_deaths_per_10_000) {
        const Day death = person.birth + days{draws_.below(100) < 60 ? draws_.below(28) : draws_.below(365)};
        if (death <= today) person.death = std::max(death, person.birth + days{1});
    } else if (person.birth < today - days{2 * days_in_year} && draws_.below(10'000) < adopted_per_10_000)
        making_.draft(child).adopted = true;
}

// A child in care comes to live under this roof.
void Kin::foster(std::uint16_t roof)
{
    if (in_care_.empty() || making_.draft(in_care_.back().mother).roof == roof) return;
    const InCare placed = in_care_.back();
    in_care_.pop_back();
    const Slot slot = child(roof, placed.mother, placed.father, placed.sex, placed.birth, placed.expected);
    making_.person(slot).need = making_.person(placed.mother).need;
    Draft& draft = making_.draft(slot);
    draft.in_care = true;
    draft.came_from = making_.draft(placed.mother).roof;
    draft.joined = std::max(placed.birth + days{1}, making_.today() - days{10 + draws_.below(900)});
}

void Kin::childrens_homes()
{
    if (in_care_.empty()) return;
    const std::uint16_t roof = new_roof(Wish::childrens_home);
    while (!in_care_.empty()) foster(roof);
}

} // namespace gauze::synth
