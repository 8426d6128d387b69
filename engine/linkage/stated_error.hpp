// How wrong the run expects to be, said without a label: precision, recall and F1 of the pairs that its
// persons hold, over all and for each party pair, with intervals of 95 %.
//
//     right       the sum of the posteriors of the pairs in persons. A pair that is no candidate, or a worse
//                 one, is as likely as the likeliest path of links that joins its records
//     precision   right / pairs in persons
//     recall      right / true pairs: those in persons, what is expected among the other candidates, below
//     the
//                 floor of candidates, and lost to blocking
//
// The intervals hold what chance does (Poisson-binomial), what is not known of the mixture (it is learned
// again from counts drawn anew: Efron 1979), and the intervals of what blocking lost. They are for the true
// precision of this very run, not for that of runs like it.
#pragma once

#include "bloom/base/json.hpp"
#include "engine/linkage/prospects.hpp"
#include "engine/linkage/rival_check.hpp"

#include <cstddef>
#include <cstdint>
#include <functional>
#include <span>
#include <string>
#include <vector>

namespace gauze::linkage {

struct Figure {
    double value = 0, low = 0, high = 1; // 95 %
};

// Of the true pairs of a party pair, the share that are no candidates. Several of one party pair (blocking,
// and the floor) add up as shares of what the one before left.
struct LostShare {
    PartyPair which;
    double share = 0, low = 0, high = 0; // 95 %
};

// The log-odds of every cell, learned again from other counts; `draw` names the draw. Called from any number
// of threads at once. mixture/bootstrap.hpp makes one.
using Redraw = std::function<std::vector<double>(std::size_t draw)>;

struct ToState {
    std::span<const Pair> pairs;          // all candidates: by party pair, row a, row b
    std::span<const double> log_odds;     // by candidate, among rivals
    std::span<const std::uint32_t> cells; // by candidate: its distinct evidence; empty if nothing is redrawn
    std::span<const double> fitted;       // by cell: the log-odds of the fit, from which redrawn ones differ
    const Sources& sources;
    bool within = false; // pairs within one party count
    std::span<const LostShare> lost = {};
    Redraw redraw = {};
    std::size_t draws = 100;
};

struct StatedPairs {
    PartyPair which;
    double pairs = 0;   // in persons
    double implied = 0; // of these, no candidates: the persons alone join them
    double right = 0;   // expected
    double missed = 0;  // true pairs expected among the other candidates
    double lost = 0;    // true pairs expected that are no candidates
    Figure precision, recall, f1;
    double true_pairs() const noexcept { return right + missed + lost; }
};

struct StatedError {
    StatedPairs all;
    std::vector<StatedPairs> by_pair; // party pairs in order
    RivalCheck check;
    std::vector<std::string> warnings; // sentences
};

// `persons` as decided; those of one record may be left out. `cut` is the least log-odds of their links. No
// matter how many threads, the same numbers. Each draw is a pass over the
// candidates, beside what `redraw` takes.
StatedError state_error(const ToState& run, std::span<const Person> persons, double cut);

// `names` by party.
Json to_json(const StatedError& stated, std::span<const std::string> names);
std::string in_words(const StatedError& stated);

} // namespace gauze::linkage
