#include "datasets/synth/world/birthdays.hpp"
#include "datasets/synth/world/kin.hpp"

#include <algorithm>

namespace gauze::synth {

namespace {

using std::chrono::days;

// Couples that live together unmarried, in per cent by the woman's age (ONS, "Families and households" 2021
// and census table TS002, rounded).
int cohabiting_percent(int age)
{
    return age < 25 ? 85 : age < 30 ? 60 : age < 35 ? 40 : age < 45 ? 25 : age < 55 ? 20 : age < 65 ? 13 : 5;
}

// Of applicants for asylum in 2007 one in seven had a birth date of 1 January. Communities in which many come
// from countries without registers of births are told apart by their customs.
std::uint32_t january_per_thousand(Custom custom, int birth_year)
{
    if (custom == Custom::father_chain) return 143;
    if (custom == Custom::personal_last) return birth_year < 1985 ? 143 : 60;
    return custom == Custom::family_name || custom == Custom::day_name ? 14 : 4;
}

} // namespace

Kin::Kin(Making& making)
    : making_(making), draws_(making.country.options.seed, Purpose::neighbourhood, making.out.number)
{}

std::uint16_t Kin::new_roof(Wish wish, bool elsewhere)
{
    making_.roofs.emplace_back();
    making_.roofs.back().wish = wish;
    making_.roofs.back().elsewhere = elsewhere;
    return static_cast<std::uint16_t>(making_.roofs.size() - 1);
}

Slot Kin::add(std::uint16_t roof, Sex sex, Day birth)
{
    const auto slot = static_cast<Slot>(making_.out.people.size());
    Person& person = making_.out.people.emplace_back();
    person.number = making_.out.number * slots_in_neighbourhood + slot;
    person.sex = sex;
    person.birth = birth;
    person.expected = birth - days{draws_.bell(9)};
    person.need = need_;
    Draft& draft = making_.drafts.emplace_back();
    draft.roof = roof;
    Roof& home = making_.roofs[roof];
    home.members.push_back(slot);
    if (home.head == nobody) home.head = slot;
    return slot;
}

Slot Kin::adult(std::uint16_t roof, Sex sex, Day birth, Group group)
{
    const Slot slot = add(roof, sex, birth);
    making_.draft(slot).group = group;
    making_.person(slot).community = making_.country.mix.draw_community(group, making_.region(), draws_);
    making_.person(slot).ethnicity = making_.country.mix.ethnicity(group);
    draw_arrival(slot);
    return slot;
}

Slot Kin::countryman(std::uint16_t roof, Sex sex, Day birth, Slot of)
{
    const Slot slot = add(roof, sex, birth);
    making_.draft(slot).group = making_.draft(of).group;
    making_.person(slot).community = making_.person(of).community;
    making_.person(slot).ethnicity = making_.person(of).ethnicity;
    draw_arrival(slot);
    return slot;
}

// Most who came, came in their twenties; of those who may have come without papers some have a first of
// January.
void Kin::draw_arrival(Slot who)
{
    Person& person = making_.person(who);
    const Manners& of = manners(making_.draft(who).group);
    const int age = person.age(making_.today());
    if (!in_hundred(age < 60 ? of.abroad : of.abroad_old, draws_)) return;
    const int at = std::clamp(25 + draws_.bell(8), 0, std::max(age, 0));
    person.arrival = std::min(person.birth + days{at * days_in_year + 1 + draw_between(0, 364, draws_)},
                              making_.today() - days{draw_between(1, 700, draws_)});
    person.arrival = std::max(person.arrival, person.birth + days{1});
    const auto year = static_cast<int>(std::chrono::year_month_day{person.birth}.year());
    const Custom custom = communities()[person.community].custom;
    person.documents_say_january = draws_.below(1000) < january_per_thousand(custom, year);
}

Day Kin::birth_at(int age)
{
    const Day last = years_before(making_.today(), age), first = last - days{days_in_year - 1};
    return std::clamp(seasonal(last - days{draws_.below(days_in_year)}, draws_), first, last);
}

// Mostly of the same community, else of whoever lives around here.
Slot Kin::partner_for(std::uint16_t roof, Slot who, Day birth, bool parents)
{
    constexpr std::uint32_t same_sex_per_thousand = 11;
    const bool same_sex = !parents && draws_.below(1000) < same_sex_per_thousand;
    const Sex own = making_.person(who).sex;
    const Sex sex = (own == Sex::female) == same_sex ? Sex::female : Sex::male;
    birth = std::min(birth, years_before(making_.today(), 18));
    if (in_hundred(manners(making_.draft(who).group).within, draws_))
        return countryman(roof, sex, birth, who);
    return adult(roof, sex, birth, Mix::draw_person(making_.shares, draws_));
}

// They moved together some years before `latest`, grown up, and married then or later if they did.
void Kin::unite(Slot one, Slot other, Day latest)
{
    Person& first = making_.person(one);
    Person& second = making_.person(other);
    first.partner = other;
    second.partner = one;
    const Day of_age = std::max(first.birth, second.birth) + days{17 * days_in_year};
    const Day since = draw_day(std::max(of_age, latest - days{8 * days_in_year}), latest, draws_);
    making_.draft(one).joined = making_.draft(other).joined = since;

    const Person& woman = first.sex == Sex::female ? first : second;
    const int percent =
        cohabiting_percent(woman.age(making_.today())) * manners(making_.draft(one).group).cohabiting / 100;
    if (in_hundred(static_cast<std::uint32_t>(percent), draws_)) return;
    const Day wed = draw_day(std::max(of_age, since - days{200}), since + days{1'500}, draws_);
    if (wed >= making_.today()) return;
    for (const auto& [who, to] : {std::pair{one, other}, std::pair{other, one}}) {
        making_.draft(who).wed = wed;
        making_.draft(who).spouse = to;
    }
}

// Somebody alone now who was married to somebody the world does not know.
void Kin::was_married(Slot who, bool widowed)
{
    const Person& person = making_.person(who);
    Draft& draft = making_.draft(who);
    const Day of_age = person.birth + days{19 * days_in_year};
    const Day latest =
        std::min(person.birth + days{34 * days_in_year}, making_.today() - days{2 * days_in_year});
    if (latest <= of_age) return;
    draft.wed = draw_day(of_age, latest, draws_);
    draft.wed_outside = true;
    if (!widowed) draft.parted = draw_day(draft.wed + days{700}, making_.today() - days{100}, draws_);
}

} // namespace gauze::synth
