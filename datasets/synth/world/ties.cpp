// Ties are read off the registered parents and today's partners.
#include "datasets/synth/world/world.hpp"

#include <algorithm>
#include <tuple>

namespace gauze::synth {

namespace {

class Ties {
public:
    explicit Ties(const Neighbourhood& around) : people_(around.people), children_(around.people.size())
    {
        for (std::size_t i = 0; i < people_.size(); ++i)
            for (const Slot parent : {people_[i].mother, people_[i].father})
                if (parent != nobody) children_[parent].push_back(static_cast<Slot>(i));
    }

    std::vector<Tie> all()
    {
        for (std::size_t i = 0; i < people_.size(); ++i) {
            const auto who = static_cast<Slot>(i);
            of_parents(who);
            if (people_[who].partner != nobody && who < people_[who].partner)
                add(who, people_[who].partner, Relation::partner);
        }
        const auto key = [](const Tie& tie) { return std::tuple(tie.from, tie.to, tie.relation); };
        std::sort(ties_.begin(), ties_.end(), [&](const Tie& a, const Tie& b) { return key(a) < key(b); });
        const auto same = [&](const Tie& a, const Tie& b) { return key(a) == key(b); };
        ties_.erase(std::unique(ties_.begin(), ties_.end(), same), ties_.end());
        return std::move(ties_);
    }

private:
    void of_parents(Slot who)
    {
        const Person& person = people_[who];
        for (const Slot parent : {person.mother, person.father}) {
            if (parent == nobody) continue;
            add(parent, who, Relation::parent);
            for (const Slot older : {people_[parent].mother, people_[parent].father})
                if (older != nobody) add(older, who, Relation::grandparent);
            of_siblings(who, parent);
            const Slot step = people_[parent].partner;
            if (step == nobody || step == person.mother || step == person.father) continue;
            add(step, who, Relation::step_parent);
            for (const Slot other : children_[step])
                if (people_[other].mother != parent && people_[other].father != parent &&
                    !share_parent(who, other))
                    add(std::min(who, other), std::max(who, other), Relation::step_sibling);
        }
        const Slot mother = person.mother, father = person.father;
        if (mother != nobody && father != nobody && people_[mother].partner != father)
            add(std::min(mother, father), std::max(mother, father), Relation::former_partner);
    }

    // Full siblings share all registered parents; of whom only one parent is registered, that one.
    void of_siblings(Slot who, Slot parent)
    {
        for (const Slot other : children_[parent]) {
            if (other <= who) continue;
            const bool full =
                people_[who].mother == people_[other].mother && people_[who].father == people_[other].father;
            add(who, other, full ? Relation::sibling : Relation::half_sibling);
        }
    }

    bool share_parent(Slot one, Slot other) const
    {
        const Person &a = people_[one], &b = people_[other];
        return (a.mother != nobody && a.mother == b.mother) || (a.father != nobody && a.father == b.father);
    }

    void add(Slot from, Slot to, Relation relation)
    {
        const bool same =
            people_[from].household != no_household && people_[from].household == people_[to].household;
        ties_.push_back({from, to, relation, same});
    }

    const std::vector<Person>& people_;
    std::vector<std::vector<Slot>> children_;
    std::vector<Tie> ties_;
};

} // namespace

std::vector<Tie> Neighbourhood::ties() const { return Ties(*this).all(); }

} // namespace gauze::synth
