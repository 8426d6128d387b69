// How two values of a field that nobody sees can stand to each other, and what each of these says about what
// is seen: how far apart their tokens are (a view's symbols), and whether a part of the value still agrees (a
// match key). The levels follow Gauze's design, "Views, match keys and the pattern mixture", section 3, with
// one thing more: many keys hold the same part, and a slip either spares that part in all of them or in none.
// So a slip in a date is a slip in its day, its month or its year, and one in a name keeps its sound or does
// not; given the level, keys then say independent things.
#pragma once

#include "engine/linkage/mixture/patterns.hpp"
#include "engine/linkage/receive.hpp"

#include <vector>

namespace gauze::linkage::mixture {

struct HiddenLevels {
    // Equal first, the nearest next. The chances are the custodians' own aggregates of their files, averaged;
    // files without them do not count.
    Levels levels;
    // By level: the share of tokens that two values have not in common (1 - Dice), its mean and how far
    // values spread about it.
    std::vector<double> distance, spread;
    double agreement(project::PartLevel part, std::size_t level) const; // probability that the part agrees
};

HiddenLevels hidden_levels(const project::Field& field, const Parties& parties, std::size_t at);

} // namespace gauze::linkage::mixture
