// The cut that chooses itself: the least log-odds of a link. Three ways to ask for it:
//
//     by cost        a false link is so many times worse than a missed one; a link must be likelier than
//                    false_link / (false_link + missed_link)
//     by precision   the lowest cut at which the links are expected to be right so often
//     balanced       the cut with the best expected F1. At it the posterior is half that F1 (Lipton, Elkan
//     and
//                    Naryanaswamy 2014)
//
// A second, lower cut makes a band of pairs between the two that people are to look at.
#pragma once

#include "bloom/base/json.hpp"
#include "engine/project/policy.hpp"

#include <array>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace gauze::linkage {

using project::Cost;
// The log-odds at which a link and a missed link are expected to cost the same: ln(false_link / missed_link).
double least_log_odds(const Cost& cost);

// ".99", "0.995": above 0 and below 1, up to nine places. Throws Error(usage) with a hint for anything else.
double precision_from(std::string_view text);

struct CutRule {
    enum class By { cost, precision, balance };
    By by = By::cost;
    Cost cost = {};         // if by cost
    double precision = .99; // if by precision
};

// What a decision would make of the candidates if none were too uncertain (prospects.hpp): the links it would
// make, surest first, and how many true pairs there are among all candidates. A cut takes the first of them.
struct Prospects {
    std::vector<double> log_odds; // of the links, descending
    double true_pairs = 0;        // expected among all candidates, lost ones included where known
};

struct Cut {
    double link = 0;                          // least log-odds of a link
    std::optional<double> review;             // least log-odds of a pair to be looked at, below `link`
    std::string why;                          // one sentence
    std::vector<std::string> warnings;        // each a sentence: no cut is so precise, nothing to look at
    double precision = 1, recall = 0, f1 = 0; // expected of the links at the cut, among the candidates
};

// The cut by `rule`; with `review` the lower cut of a band as well. Where nothing reaches a target precision
// the cut lies above every candidate and a warning says so. Takes time for one pass.
Cut choose_cut(const CutRule& rule, const Prospects& prospects, const std::optional<CutRule>& review = {});

// Strict: by `cost`. Balanced: the best expected F1. Broad: by the mirrored cost, 1 : 20. Never in another
// order: strict >= balanced >= broad.
struct StrictnessLevels {
    Cut strict, balanced, broad;
};
StrictnessLevels strictness_levels(const Cost& cost, const Prospects& prospects);

Json to_json(const Cut& cut);

} // namespace gauze::linkage
