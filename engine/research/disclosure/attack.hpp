// What a reader can conclude: the tightest interval of each withheld cell computable from all releases
// together, by linear programming, bounds rounded inwards. For the checker's sheet, and to check `protect`.
#pragma once

#include "engine/research/disclosure/protect.hpp"

#include <vector>

namespace gauze::research::disclosure {

struct Attacked {
    std::size_t table = 0, cell = 0; // in the order of the releases given
    Interval interval;
};

// Every withheld cell of every release. Throws as protect does.
std::vector<Attacked> attack(std::span<const Protected> releases, Waves waves = Waves::independent,
                             const Limits& limits = {});

// Whether the interval is as wide as the profile demands of a cell withheld for this reason: all small counts
// for a small one, two values for another, nothing for cells withheld with their whole table.
bool wide_enough(const Interval& interval, Why why, const Profile& profile);

} // namespace gauze::research::disclosure
