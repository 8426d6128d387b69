// Two crowds in one histogram: strangers, of whom there are the fewer the higher the score, and records of
// one person, who stand about some high score. Each is a smooth curve, log f(s) = c0 + c1 s + c2 s^2 (a
// normal density, or an exponential tail where c2 is 0); scores of exactly 1 stand by themselves, since equal
// records are equal for other reasons than similar ones are similar. Fitted by expectation and maximisation,
// each curve by Newton's method for counts (McCullagh and Nelder 1989).
#pragma once

#include <array>
#include <cstddef>
#include <vector>

namespace gauze::linkage::mixture {

struct ScoreCurve {
    std::array<double, 3> c{};
    double at(double score) const noexcept; // expected count in a bin
};

struct ScoreCurves {
    std::vector<double> strangers,
        matches;          // expected counts, bin by bin; together what was counted, smoothed
    bool settled = false; // and two crowds are there
};

// `counts` by bin of equal width from score `floor` to 1, the last for exactly 1; `most_matches`: there
// cannot be more. Where no second crowd stands out, strangers have
// one curve and matches are what is far above it. Never throws;
// no number is ever infinite.
ScoreCurves fit_score_curves(const std::vector<double>& counts, double floor, double most_matches);

} // namespace gauze::linkage::mixture
