#include "engine/linkage/mixture/score_curves.hpp"

#include <algorithm>
#include <cmath>
#include <numeric>
#include <optional>
#include <utility>

namespace gauze::linkage::mixture {

namespace {

using Row = std::array<double, 4>; // of three equations, and what they come to

std::optional<std::array<double, 3>> solve(std::array<Row, 3> rows, std::size_t unknowns)
{
    for (std::size_t i = 0; i < unknowns; ++i) {
        std::size_t best = i;
        for (std::size_t k = i + 1; k < unknowns; ++k)
            if (std::abs(rows[k][i]) > std::abs(rows[best][i])) best = k;
        std::swap(rows[i], rows[best]);
        if (!(std::abs(rows[i][i]) > 1e-12)) return std::nullopt;
        for (std::size_t k = 0; k < unknowns; ++k) {
            if (k == i) continue;
            const double factor = rows[k][i] / rows[i][i];
            for (std::size_t j = i; j < 4; ++j) rows[k][j] -= factor * rows[i][j];
        }
    }
    std::array<double, 3> x{};
    for (std::size_t i = 0; i < unknowns; ++i) x[i] = rows[i][3] / rows[i][i];
    return x;
}

double log_at(const std::array<double, 3>& c, double s)
{
    return std::clamp(c[0] + c[1] * s + c[2] * s * s, -60.0, 60.0);
}

// The curve of so many coefficients through these counts; a little of everything everywhere keeps it finite.
ScoreCurve through(const std::vector<double>& counts, const std::vector<double>& scores, std::size_t from,
                   std::size_t unknowns)
{
    ScoreCurve curve;
    double all = 1e-3;
    for (std::size_t k = from; k < counts.size(); ++k) all += counts[k];
    curve.c[0] = std::log(all / static_cast<double>(std::max<std::size_t>(1, counts.size() - from)));
    for (int round = 0; round < 60; ++round) {
        std::array<Row, 3> rows{};
        for (std::size_t i = 0; i < unknowns; ++i) rows[i][i] = 1e-6;
        for (std::size_t k = from; k < counts.size(); ++k) {
            const double s = scores[k], mean = std::exp(log_at(curve.c, s));
            const std::array<double, 3> x{1, s, s * s};
            for (std::size_t i = 0; i < unknowns; ++i) {
                for (std::size_t j = 0; j < unknowns; ++j) rows[i][j] += mean * x[i] * x[j];
                rows[i][3] += x[i] * (counts[k] - mean);
            }
        }
        const auto step = solve(rows, unknowns);
        if (!step) break;
        double longest = 0;
        for (std::size_t k = from; k < counts.size(); ++k)
            longest = std::max(
                longest, std::abs((*step)[0] + (*step)[1] * scores[k] + (*step)[2] * scores[k] * scores[k]));
        const double length = longest > 2 ? 2 / longest : 1; // no further than e^2 at once
        for (std::size_t i = 0; i < unknowns; ++i) curve.c[i] += length * (*step)[i];
        if (longest < 1e-6) break;
    }
    return curve;
}

// Strangers grow fewer all the way up; a parabola that turns upwards is not theirs, and a straight line is.
ScoreCurve of_strangers(const std::vector<double>& counts, const std::vector<double>& scores)
{
    const ScoreCurve bent = through(counts, scores, 0, 3);
    if (bent.c[1] + 2 * bent.c[2] * scores.back() < 0 && bent.c[1] + 2 * bent.c[2] * scores.front() < 0)
        return bent;
    return through(counts, scores, 0, 2);
}

// Records of one person have one height, however broad.
ScoreCurve of_matches(const std::vector<double>& counts, const std::vector<double>& scores)
{
    const ScoreCurve bent = through(counts, scores, 0, 3);
    return bent.c[2] <= 0 ? bent : through(counts, scores, 0, 2);
}

// Up to which bin all are taken for strangers to begin with: above it there are no more than four times as
// many pairs as there can be matches, or two in five of all.
std::size_t surely_strangers(const std::vector<double>& counts, double most_matches)
{
    const double all = std::accumulate(counts.begin(), counts.end(), 0.0);
    const double above = std::min(4 * most_matches, .4 * all);
    double sum = 0;
    std::size_t bin = counts.size();
    while (bin > 1 && sum < above) sum += counts[--bin];
    return bin;
}

// Whether a second crowd is there: what it explains better than strangers alone is far more than chance
// (a likelihood ratio of e^15, where three numbers more explain some e^1.5), and a good part of it, with
// the equal records, stands where it outnumbers strangers.
bool stands_out(const std::vector<double>& counts, const std::vector<double>& scores,
                const ScoreCurve& strangers, const ScoreCurve& matches, const ScoreCurve& alone, double equal)
{
    double gain = 0, sum = equal, on_top = equal;
    for (std::size_t k = 0; k < counts.size(); ++k) {
        const double s = strangers.at(scores[k]), m = matches.at(scores[k]), all = alone.at(scores[k]);
        gain += counts[k] * std::log((s + m) / all) - (s + m - all);
        sum += m;
        on_top += m > s ? m : 0;
    }
    return gain > 15 && on_top > .4 * sum;
}

// What is far above the one curve in its bin, bin by bin, and so no chance: all that can be said.
std::vector<double> far_above(const std::vector<double>& counts, const std::vector<double>& scores,
                              const ScoreCurve& alone)
{
    std::vector<double> excess;
    for (std::size_t k = 0; k < counts.size(); ++k) {
        const double all = alone.at(scores[k]), above = counts[k] - all;
        excess.push_back(above > 5 * std::sqrt(all) + 3 && above > all ? above : 1e-9);
    }
    return excess;
}

} // namespace

double ScoreCurve::at(double score) const noexcept { return std::exp(log_at(c, score)); }

ScoreCurves fit_score_curves(const std::vector<double>& counts, double floor, double most_matches)
{
    const std::size_t bins = counts.size() - 1; // without scores of exactly 1
    std::vector<double> scores, below(counts.begin(), counts.end() - 1);
    for (std::size_t k = 0; k < bins; ++k)
        scores.push_back((1 - floor) * (static_cast<double>(k) + .5) / static_cast<double>(bins));
    ScoreCurves result{std::vector<double>(bins + 1), std::vector<double>(bins + 1), false};

    const std::size_t start = std::max<std::size_t>(2, surely_strangers(below, most_matches));
    std::vector<double> low(below.begin(),
                            below.begin() + static_cast<std::ptrdiff_t>(std::min(start, bins)));
    ScoreCurve strangers = of_strangers(low, scores), matches;
    std::vector<double> share(bins); // of each bin, that is one person
    for (std::size_t k = 0; k < bins; ++k)
        if (k >= start && below[k] > 0) share[k] = std::clamp(1 - strangers.at(scores[k]) / below[k], 0., 1.);
    double before = -1;
    for (int round = 0; round < 300 && !result.settled; ++round) {
        std::vector<double> ours(bins), theirs(bins);
        for (std::size_t k = 0; k < bins; ++k) {
            ours[k] = share[k] * below[k];
            theirs[k] = below[k] - ours[k];
        }
        matches = of_matches(ours, scores);
        strangers = of_strangers(theirs, scores);
        double sum = 0;
        for (std::size_t k = 0; k < bins; ++k) {
            const double m = matches.at(scores[k]), s = strangers.at(scores[k]);
            share[k] = m / (m + s);
            sum += share[k] * below[k];
        }
        result.settled = std::abs(sum - before) <= 1e-3 * std::max(sum, 1.0);
        before = sum;
    }
    const ScoreCurve alone = of_strangers(below, scores);
    const bool two = stands_out(below, scores, strangers, matches, alone, counts[bins]);
    const std::vector<double> excess = far_above(below, scores, alone);
    result.settled = result.settled && two;
    for (std::size_t k = 0; k < bins; ++k) {
        result.strangers[k] = (two ? strangers : alone).at(scores[k]);
        result.matches[k] = two ? matches.at(scores[k]) : excess[k];
    }
    // Equal records: as many strangers as the curve has at its end, at most.
    result.strangers[bins] = std::min(result.strangers[bins - 1], counts[bins] + 1e-9) + 1e-12;
    result.matches[bins] = std::max(counts[bins] - result.strangers[bins], 0.0) + 1e-9;
    return result;
}

} // namespace gauze::linkage::mixture
