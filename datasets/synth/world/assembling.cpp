#include "datasets/synth/world/assembling.hpp"

#include <algorithm>
#include <numeric>

namespace gauze::synth {

namespace {

class Assembly {
public:
    explicit Assembly(Making& making) : making_(making), leader_(making.out.people.size())
    {
        std::iota(leader_.begin(), leader_.end(), Slot{0});
    }

    void households()
    {
        std::vector<std::uint16_t> number_of_roof(making_.roofs.size(), no_household);
        for (std::size_t i = 0; i < making_.roofs.size(); ++i) {
            const Roof& roof = making_.roofs[i];
            Household household;
            household.home = roof.stays.back().home;
            for (const Slot who : roof.members)
                if (lives(who)) household.members.push_back(who);
            if (household.members.empty()) continue;
            household.families_unrelated = roof.families_unrelated;
            household.kind = kind(roof, household.members);
            number_of_roof[i] = static_cast<std::uint16_t>(making_.out.households.size());
            making_.out.households.push_back(std::move(household));
        }
        for (std::size_t slot = 0; slot < leader_.size(); ++slot)
            making_.out.people[slot].household =
                gone(static_cast<Slot>(slot)) ? no_household : number_of_roof[making_.drafts[slot].roof];
    }

    void families()
    {
        for (std::size_t i = 0; i < leader_.size(); ++i) {
            const auto who = static_cast<Slot>(i);
            const Person& person = making_.out.people[who];
            if (gone(who)) continue;
            join(who, person.partner);
            if (person.age(making_.today()) >= 18) continue;
            join(who, person.mother);
            join(who, person.father);
        }
        std::vector<std::uint16_t> number_of_leader(leader_.size(), no_household);
        for (std::size_t i = 0; i < leader_.size(); ++i) {
            const auto who = static_cast<Slot>(i);
            Person& person = making_.out.people[who];
            person.family = no_household;
            if (gone(who)) continue;
            std::uint16_t& number = number_of_leader[leader(who)];
            if (number == no_household) {
                number = static_cast<std::uint16_t>(making_.out.families.size());
                making_.out.families.emplace_back();
            }
            person.family = number;
            making_.out.families[number].members.push_back(who);
            // One need for all: that of the first.
            person.need = making_.out.people[making_.out.families[number].members.front()].need;
        }
    }

private:
    bool gone(Slot who) const { return making_.out.people[who].death <= making_.today(); }
    bool lives(Slot who) const { return making_.out.people[who].alive(making_.today()); }

    Slot leader(Slot who)
    {
        while (leader_[who] != who) who = leader_[who] = leader_[leader_[who]];
        return who;
    }

    void join(Slot one, Slot other)
    {
        if (other == nobody || gone(other)) return;
        leader_[std::max(leader(one), leader(other))] = std::min(leader(one), leader(other));
    }

    bool under(Slot who, std::span<const Slot> members) const
    {
        return who != nobody && std::find(members.begin(), members.end(), who) != members.end();
    }

    Household::Kind kind(const Roof& roof, std::span<const Slot> members) const
    {
        const bool communal = roof.wish >= Wish::hall && roof.wish != Wish::refuge && roof.wish != Wish::none;
        if (communal) return Household::Kind::institution;
        if (members.size() == 1) return Household::Kind::alone;
        bool couple = false, child = false, grandchild = false;
        for (const Slot who : members) {
            const Person& person = making_.out.people[who];
            couple = couple || under(person.partner, members);
            for (const Slot parent : {person.mother, person.father}) {
                if (!under(parent, members)) continue;
                child = true;
                const Person& older = making_.out.people[parent];
                grandchild = grandchild || under(older.mother, members) || under(older.father, members);
            }
        }
        if (grandchild) return Household::Kind::several_generations;
        if (roof.wish == Wish::shared_house || roof.families_unrelated) return Household::Kind::shared;
        if (child) return couple ? Household::Kind::family : Household::Kind::lone_parent;
        return couple ? Household::Kind::couple : Household::Kind::shared;
    }

    Making& making_;
    std::vector<Slot> leader_; // union-find: of a family's people the first leads
};

} // namespace

void assemble(Making& making)
{
    Assembly assembly(making);
    assembly.households();
    assembly.families();
}

} // namespace gauze::synth
