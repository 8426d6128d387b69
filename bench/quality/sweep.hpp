// All thresholds at once. Decisions are made from the most alike pair downwards, so the state after the first
// n pairs is what a run with its threshold just there would decide: one pass over the pairs shows every
// threshold's quality.
#pragma once

#include "bench/quality/pair_counts.hpp"
#include "engine/linkage/decide.hpp"

#include <vector>

namespace gauze::lab {

struct BestCut {
    project::Threshold threshold; // the shortest decimal between the last pair taken and the next one left
    Quality quality;
};

// The cut with the best F1 against the truth; of equals the highest. `labels` are in the order of party and
// row. `pairs` are all pairs at or above `floor`; the best cut is looked for there.
BestCut best_cut(std::vector<linkage::Pair> pairs, project::Threshold floor, const linkage::Parties& parties,
                 std::vector<Labelled> labels, std::uint64_t true_pairs, bool within);

// The shortest decimal x with below < x <= at, at most nine places: a threshold that takes `at` and leaves
// `below`.
project::Threshold decimal_between(const bloom::Dice& below, const bloom::Dice& at);

} // namespace gauze::lab
