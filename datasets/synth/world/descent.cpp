#include "datasets/synth/world/kin.hpp"

#include <algorithm>

namespace gauze::synth {

namespace {

using std::chrono::days;

bool of_mixed(Group group) { return broad(group) == Broad::mixed; }

// Of a White parent and one of another group.
Group white_and(Group other)
{
    if (other == Group::caribbean || other == Group::black_other) return Group::mixed_caribbean;
    if (other == Group::african) return Group::mixed_african;
    if (broad(other) == Broad::asian && other != Group::chinese) return Group::mixed_asian;
    return other == Group::chinese ? Group::mixed_asian : Group::mixed_other;
}

} // namespace

void Kin::inherit()
{
    for (std::size_t slot = 0; slot < making_.out.people.size(); ++slot)
        if (!making_.drafts[slot].founder) inherit(static_cast<Slot>(slot));
}

// Group and community, and whether it was born before its parents came here.
void Kin::inherit(Slot child)
{
    Person& person = making_.person(child);
    const Slot one = person.mother != nobody ? person.mother : person.father;
    const Slot two = person.father != nobody ? person.father : person.mother;
    const Person &mother = making_.person(one), &father = making_.person(two);
    Group group = group_of_child(making_.draft(one).group, making_.draft(two).group);
    person.community = in_hundred(70, draws_) ? father.community : mother.community;
    if (person.father == nobody && broad(group) == Broad::white) {
        // A father whom no register names may be of any group.
        const Group unknown = Mix::draw_person(making_.shares, draws_);
        if (broad(unknown) != Broad::white && in_hundred(60, draws_)) group = group_of_child(group, unknown);
    }
    making_.draft(child).group = group;
    person.ethnicity = making_.country.mix.ethnicity(group);
    if (mother.arrival != always && person.birth < mother.arrival && mother.arrival <= making_.today()) {
        person.arrival = std::max(mother.arrival, person.birth + days{1});
        person.documents_say_january = mother.documents_say_january && in_hundred(60, draws_);
        if (person.arrival >= person.death) person.arrival = always;
    }
}

Group Kin::group_of_child(Group mothers, Group fathers)
{
    if (mothers == fathers) return mothers;
    const Group either = in_hundred(50, draws_) ? mothers : fathers;
    if (broad(mothers) == broad(fathers)) return either;
    if (of_mixed(mothers)) return mothers;
    if (of_mixed(fathers)) return fathers;
    if (broad(mothers) == Broad::white) return white_and(fathers);
    if (broad(fathers) == Broad::white) return white_and(mothers);
    return Group::mixed_other;
}

// Some grown-ups turn out to be children of somebody else here.
void Kin::find_parents()
{
    constexpr std::uint32_t known = 40; // per cent that are tried, a few candidates each
    const Day today = making_.today();
    std::vector<Slot> mothers, children;
    for (std::size_t i = 0; i < making_.out.people.size(); ++i) {
        const Person& person = making_.out.people[i];
        const int age = person.age(today);
        const bool institution = making_.roofs[making_.drafts[i].roof].wish >= Wish::hall;
        if (!making_.drafts[i].founder || institution) continue;
        if (person.sex == Sex::female && age >= 38) mothers.push_back(static_cast<Slot>(i));
        if (person.mother == nobody && age >= 18 && age <= 50) children.push_back(static_cast<Slot>(i));
    }
    if (mothers.empty()) return;
    for (const Slot child : children) {
        if (!in_hundred(known, draws_)) continue;
        for (int attempt = 0; attempt < 4; ++attempt) {
            const Slot mother = mothers[draws_.below(static_cast<std::uint32_t>(mothers.size()))];
            if (!could_be_mother(mother, child)) continue;
            give_parents(mother, child);
            break;
        }
    }
}

bool Kin::could_be_mother(Slot mother, Slot child)
{
    const Person &her = making_.person(mother), &own = making_.person(child);
    const auto age = (own.birth - her.birth).count() / days_in_year;
    if (mother == child || her.community != own.community || age < 19 || age > 40 || her.death != never)
        return false;
    if (making_.draft(mother).group != making_.draft(child).group) return false;
    if (making_.draft(mother).roof == making_.draft(child).roof || her.mother == child) return false;
    // Born here before she came, or abroad after? And nobody is a parent together with a sister or brother.
    if (own.arrival == always ? her.arrival != always && her.arrival >= own.birth
                              : her.arrival == always || her.arrival <= own.birth)
        return false;
    if (own.partner != nobody && making_.person(own.partner).mother == mother) return false;
    for (const Person& other : making_.out.people) {
        if (other.mother == mother && std::chrono::abs(other.birth - own.birth) < days{330}) return false;
        if (other.mother == mother && other.father == child) return false;
        const Slot with = other.father == child   ? other.mother
                          : other.mother == child ? other.father
                                                  : nobody;
        if (with != nobody && making_.person(with).mother == mother) return false;
    }
    return true;
}

void Kin::give_parents(Slot mother, Slot child)
{
    Person& own = making_.person(child);
    own.mother = mother;
    const Slot partner = making_.person(mother).partner;
    if (partner != nobody && making_.person(partner).sex == Sex::male &&
        making_.person(partner).birth < own.birth - days{17 * days_in_year} &&
        making_.draft(partner).came_from == no_household)
        own.father = partner;
    Draft& draft = making_.draft(child);
    if (draft.joined != always && draft.came_from == no_household)
        draft.came_from = making_.draft(mother).roof;
}

} // namespace gauze::synth
