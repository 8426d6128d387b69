// All thresholds at once, of the score and of the posterior. Decisions are made from the most alike pair
// downwards, so the state after the first n pairs is what a run with its threshold just there would decide:
// one pass over the pairs shows every threshold's quality.
#pragma once

#include "bench/quality/pair_counts.hpp"
#include "engine/linkage/decide.hpp"
#include "engine/linkage/judge.hpp"

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

// The same over what a model makes of the candidates: the cut in log-odds that a truth would choose for it.
// What a cut without labels loses is the difference to this. Decided as by any run (decide_levels), at cuts
// from -6 to 12 by halves, and at the one that is best for pairs taken greedily one after another.
struct BestPosteriorCut {
    double log_odds = 0;
    double probability() const noexcept;
    Quality quality;
};
BestPosteriorCut best_posterior_cut(std::vector<linkage::Judged> judged, const linkage::Parties& parties,
                                    const std::vector<Labelled>& labels, std::uint64_t true_pairs,
                                    bool within);

// Greedily, in one pass: all cuts there are. The cut lies between the last pair taken and the next one left.
BestPosteriorCut best_greedy_cut(std::vector<linkage::Judged> judged, const linkage::Parties& parties,
                                 std::vector<Labelled> labels, std::uint64_t true_pairs, bool within);

// From the likeliest down; of equals the higher Dice first, then the smaller row tokens.
void order_by_log_odds(std::vector<linkage::Judged>& judged, const linkage::Parties& parties);

// The shortest decimal x with below < x <= at, at most nine places: a threshold that takes `at` and leaves
// `below`.
project::Threshold decimal_between(const bloom::Dice& below, const bloom::Dice& at);

} // namespace gauze::lab
