#include "datasets/synth/world/kin.hpp"

#include <algorithm>

namespace gauze::synth {

namespace {

using std::chrono::days;

// Estimates, in per cent: of families of a couple that are step-families (census 2021: about one in ten with
// dependent children), of lone parents that are fathers (census 2021: 12 to 14).
constexpr std::uint32_t step_families = 14, lone_fathers = 14;
// Of parted parents, those whose former partner the neighbourhood knows; a world of neighbourhoods alone
// knows nobody else.
constexpr std::uint32_t former_partner_known = 58;

Sex other(Sex sex) { return sex == Sex::female ? Sex::male : Sex::female; }

} // namespace

void Kin::couple_with_children(std::uint16_t roof, Group group, bool whole_story)
{
    Day mothers_birth;
    const std::vector<Day> births = draw_births(group, false, mothers_birth);
    const Slot mother = adult(roof, Sex::female, mothers_birth, group);
    const Day fathers_birth =
        std::min(mothers_birth - days{750 + draws_.bell(1'400)}, births.front() - days{18 * days_in_year});
    const Slot father = partner_for(roof, mother, fathers_birth, true);
    if (whole_story && in_hundred(step_families, draws_)) {
        const auto earlier = 1 + draws_.below(static_cast<std::uint32_t>(births.size()));
        return step_family(mother, father, births, earlier);
    }
    unite(mother, father, std::min(births.front() - days{draws_.below(400)}, making_.today() - days{1}));
    bear(roof, mother, father, births);
    if (!whole_story) return;
    if (in_hundred(30, draws_)) foster(roof);
    if (in_hundred(with_grandparents(group, mother), draws_))
        grandparents(in_hundred(72, draws_) ? father : mother);
}

// The mother's earlier children with somebody else, then those she has with the partner she lives with.
void Kin::step_family(Slot mother, Slot partner, std::span<const Day> births, std::size_t earlier)
{
    const std::uint16_t roof = making_.draft(mother).roof;
    const std::span<const Day> before = births.first(earlier), joint = births.subspan(earlier);
    const Day yesterday = making_.today() - days{1};
    const Day latest = joint.empty() ? yesterday : std::min(joint.front() - days{200}, yesterday);
    const Day parted = draw_day(std::min(before.back(), latest) - days{200}, latest, draws_);
    const std::vector<Slot> own = bear(roof, mother, nobody, before);
    unite(mother, partner, draw_day(std::min(parted + days{150}, latest), latest, draws_));
    bear(roof, mother, partner, joint);
    const std::vector<Slot> his = partners_children(partner);
    if (!own.empty() && in_hundred(former_partner_known, draws_)) former_partner(mother, own, parted);
    if (!his.empty()) former_partner(partner, his, making_.draft(partner).joined);
}

// Children of an earlier union that the new partner brought with him, sometimes.
std::vector<Slot> Kin::partners_children(Slot partner)
{
    constexpr std::uint32_t some = 15;
    const Day since = making_.draft(partner).joined,
              of_age = making_.person(partner).birth + days{20 * days_in_year};
    const Day earliest = std::max(of_age, years_before(making_.today(), 17));
    if (earliest >= since || !in_hundred(some, draws_)) return {};
    const Day due[] = {draw_day(earliest, since, draws_)};
    return bear(making_.draft(partner).roof, nobody, partner, due);
}

// The other parent of `children`, in a home of their own since they parted.
Slot Kin::former_partner(Slot of, std::span<const Slot> children, Day parted)
{
    const std::uint16_t shared = making_.draft(of).roof;
    const std::uint16_t roof = new_roof(Wish::ordinary, in_hundred(48, draws_));
    const Sex sex = other(making_.person(of).sex);
    Day birth = making_.person(of).birth + days{(sex == Sex::male ? -750 : 750) + draws_.bell(1'200)};
    for (const Slot child : children) {
        const Day born = making_.person(child).birth;
        birth = std::clamp(birth, born - days{44 * days_in_year}, born - days{18 * days_in_year});
    }
    const bool alike = in_hundred(manners(making_.draft(of).group).within, draws_);
    const Slot former = alike ? countryman(roof, sex, birth, of)
                              : adult(roof, sex, birth, Mix::draw_person(making_.shares, draws_));
    for (const Slot child : children)
        (sex == Sex::male ? making_.person(child).father : making_.person(child).mother) = former;
    parted = std::min(parted, making_.today() - days{1});
    making_.draft(former).joined = parted;
    making_.draft(former).came_from = shared;
    new_family_of(former, parted);

    // Were they married? Only the last marriage of each is told.
    Draft &one = making_.draft(of), &two = making_.draft(former);
    const Day of_age = std::max(birth, making_.person(of).birth) + days{18 * days_in_year};
    const Day wed = draw_day(std::max(of_age, parted - days{12 * days_in_year}), parted - days{400}, draws_);
    if (one.wed != never || two.wed != never || wed >= parted || !in_hundred(48, draws_)) return former;
    one.wed = two.wed = wed;
    one.parted = two.parted = parted;
    one.spouse = former;
    two.spouse = of;
    return former;
}

// Some found somebody new, who may have children too.
void Kin::new_family_of(Slot parted_one, Day parted)
{
    constexpr std::uint32_t new_partner = 32, with_children = 40;
    if (!in_hundred(new_partner, draws_)) return;
    const std::uint16_t roof = making_.draft(parted_one).roof;
    const Day came_here = making_.draft(parted_one).joined;
    const Slot partner =
        partner_for(roof, parted_one, making_.person(parted_one).birth + days{draws_.bell(1'500)}, true);
    unite(parted_one, partner, draw_day(parted, making_.today() - days{1}, draws_));
    making_.draft(parted_one).joined = came_here;
    Draft& draft = making_.draft(partner);
    draft.joined = std::max(draft.joined, came_here);
    if (draft.wed != never && draft.wed <= parted)
        for (const Slot who : {parted_one, partner})
            making_.draft(who).wed = never, making_.draft(who).spouse = nobody;
    if (making_.person(partner).sex != Sex::female || !in_hundred(with_children, draws_)) return;
    const Day of_age = making_.person(partner).birth + days{18 * days_in_year};
    const Day due[] = {draw_day(std::max(of_age, years_before(making_.today(), 17)), draft.joined, draws_)};
    if (due[0] < draft.joined && due[0] > of_age && due[0] < of_age + days{26 * days_in_year})
        bear(roof, partner, nobody, due);
}

void Kin::lone_parent(std::uint16_t roof, Group group, bool whole_story)
{
    Day mothers_birth;
    const std::vector<Day> births = draw_births(group, true, mothers_birth);
    const bool father = whole_story && in_hundred(lone_fathers, draws_) && births.back() < making_.today();
    const Slot parent = adult(roof, father ? Sex::male : Sex::female, mothers_birth, group);
    if (father) return lone_father(roof, parent, births);
    const std::vector<Slot> children = bear(roof, parent, nobody, births);
    temporary_home(roof);
    if (!whole_story) return;
    // Young mothers live with their own parents more often.
    const bool young = making_.person(parent).age(making_.today()) < 24;
    if (in_hundred(with_grandparents(group, parent) + (young ? 25u : 7u), draws_)) {
        making_.roofs[roof].wish = Wish::ordinary;
        grandparents(parent);
    }
    const Day parted = draw_day(births.front() - days{150}, making_.today() - days{1}, draws_);
    if (!children.empty() && in_hundred(former_partner_known, draws_))
        former_partner(parent, children, parted);
    else if (in_hundred(35, draws_))
        was_married(parent, in_hundred(8, draws_));
}

void Kin::lone_father(std::uint16_t roof, Slot father, std::span<const Day> births)
{
    const std::vector<Slot> children = bear(roof, nobody, father, births);
    if (children.empty()) return;
    const Day parted = draw_day(births.back() + days{100}, making_.today() - days{1}, draws_);
    former_partner(father, children, parted);
}

// Those whose life is hardest may be in a hostel, or in a refuge that nobody may name.
void Kin::temporary_home(std::uint16_t roof)
{
    if (need_ < 700'000) return;
    if (in_hundred(7, draws_))
        making_.roofs[roof].wish = Wish::room;
    else if (in_hundred(4, draws_))
        making_.roofs[roof].wish = Wish::refuge;
}

// Two families at one address that have nothing to do with one another.
void Kin::two_families(Group group)
{
    const std::uint16_t roof = new_roof();
    making_.roofs[roof].families_unrelated = true;
    const auto family = [&](Group of) {
        if (in_hundred(50, draws_))
            couple_with_children(roof, of, false);
        else
            lone_parent(roof, of, false);
    };
    family(group);
    need_ = draws_.below(1'000'000);
    family(in_hundred(60, draws_) ? group : Mix::draw_person(making_.shares, draws_));
    making_.roofs[roof].wish = Wish::ordinary;
}

// Families with grandparents in per cent: the older these are, the more of them have moved in.
std::uint32_t Kin::with_grandparents(Group group, Slot parent)
{
    const std::uint32_t percent = manners(group).three_generations;
    return making_.person(parent).age(making_.today()) < 35 ? percent / 2 : percent * 4 / 3;
}

// The parents of one of the grown-ups move in, or never moved out.
void Kin::grandparents(Slot parent)
{
    const std::uint16_t roof = making_.draft(parent).roof;
    const Day born = making_.person(parent).birth;
    const Day mothers_birth =
        born - days{draw_between(19, 38, draws_) * days_in_year + draw_between(0, 364, draws_)};
    const Slot mother = countryman(roof, Sex::female, mothers_birth, parent);
    making_.person(parent).mother = mother;
    std::vector<Slot> both{mother};
    if (in_hundred(60, draws_)) {
        const Slot father = countryman(
            roof, Sex::male,
            std::min(mothers_birth - days{1'100 + draws_.bell(1'100)}, mothers_birth + days{days_in_year}),
            parent);
        unite(mother, father, born - days{300});
        making_.person(parent).father = father;
        both.push_back(father);
    } else
        was_married(mother, true);
    for (const Slot old : both) {
        // They came when, or before, the family did.
        making_.draft(old).joined = always;
        Day& arrival = making_.person(old).arrival;
        const Day childs = making_.person(parent).arrival;
        if (childs != always)
            arrival = std::max(arrival, childs);
        else if (arrival != always)
            arrival = std::clamp(arrival, making_.person(old).birth + days{1}, born - days{1});
    }
}

} // namespace gauze::synth
