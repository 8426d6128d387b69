// Who appears in a scenario: people of a synthetic country, looked for neighbourhood by neighbourhood until
// there are as many of each kind as the scenario needs. A neighbourhood is a copy of the scenario's own, so
// that it may be altered (two families put under one roof) before anybody looks at it.
#pragma once

#include "datasets/synth/world/world.hpp"

#include <functional>
#include <memory>
#include <span>
#include <string_view>
#include <vector>

namespace gauze::synth::scenario {

// A part of the country that a scenario draws on. Regions of one scenario share the seed and take
// neighbourhoods of different numbers, so that no two of their people share a number of any kind.
class Region {
public:
    // `place` is below `most_regions` and different for each region of a scenario.
    Region(WorldOptions options, std::string_view area, std::uint64_t place);
    const World& world() const noexcept { return world_; }
    Day today() const noexcept { return world_.options().today; }

    // Hands neighbourhoods over in order until `take` says false. They are made in parallel. Throws
    // Error(internal) naming `wanted` when it has not been found in `most_neighbourhoods`.
    using Take = std::function<bool(const std::shared_ptr<Neighbourhood>&)>;
    void walk(std::string_view wanted, const Take& take) const;

    static constexpr std::uint64_t most_neighbourhoods = 5'000;
    static constexpr std::uint64_t most_regions = 39;

private:
    World world_;
    std::uint64_t first_;
};

// A person in the neighbourhood where it is tied to others. Cheap to copy.
struct Somebody {
    const World* world = nullptr;
    std::shared_ptr<const Neighbourhood> around;
    Slot slot = nobody;

    const Person& operator*() const { return around->people[slot]; }
    const Person* operator->() const { return &around->people[slot]; }
    PersonNumber number() const { return around->people[slot].number; }
    Somebody other(Slot who) const { return {world, around, who}; } // of the same neighbourhood
};

// Where a person lives on a day.
const Home& home_of(const Neighbourhood& around, const Person& person, Day day);
inline const Home& home_of(const Somebody& who, Day day) { return home_of(*who.around, *who, day); }

// Chooses groups (households, families) so that in the end there are exactly so many of them with exactly so
// many members of each kind: a group is taken only if the rest can still be made up of groups that have
// between `least` and `most` members of each kind on average.
class Balance {
public:
    struct Kind {
        std::uint64_t total, least, most;
    };
    Balance(std::uint64_t groups, std::vector<Kind> kinds);
    bool fits(std::span<const std::uint64_t> members) const;
    void take(std::span<const std::uint64_t> members); // must fit
    bool done() const noexcept { return groups_ == 0; }
    std::uint64_t groups_left() const noexcept { return groups_; }

private:
    std::uint64_t groups_;
    std::vector<Kind> left_;
};

} // namespace gauze::synth::scenario
