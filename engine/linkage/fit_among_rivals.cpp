#include "engine/linkage/fit_among_rivals.hpp"

#include <algorithm>
#include <cmath>

namespace gauze::linkage {

namespace {

constexpr double settled = 1e-4; // relative change of the expected matches

std::vector<double> by_candidate(const mixture::Fit& fit, std::span<const std::uint32_t> cells)
{
    std::vector<double> log_odds;
    log_odds.reserve(cells.size());
    for (const std::uint32_t cell : cells) log_odds.push_back(fit.log_odds[cell]);
    return log_odds;
}

std::vector<double> counts_of(std::span<const std::uint32_t> cells, std::size_t number)
{
    std::vector<double> counts(number);
    for (const std::uint32_t cell : cells) ++counts[cell];
    return counts;
}

// So many of a cell can be matches that its odds give as many as are expected among rivals.
void set_eligible(mixture::Fit& fit, std::span<const double> log_odds, std::span<const std::uint32_t> cells)
{
    std::ranges::fill(fit.eligible, 0.0);
    for (std::size_t e = 0; e < cells.size(); ++e)
        fit.eligible[cells[e]] +=
            (1 + std::exp(-std::max(fit.log_odds[cells[e]], -600.0))) / (1 + std::exp(-log_odds[e]));
}

} // namespace

FitAmongRivals fit_among_rivals(const mixture::PatternEvidence& evidence, mixture::Fit fit,
                                std::span<const Pair> pairs, std::span<const std::uint32_t> cells,
                                const Sources& sources, unsigned rounds)
{
    const std::vector<PairRange> ranges = ranges_of(pairs);
    const bool limited = std::ranges::any_of(ranges, [&](const PairRange& range) {
        return range.which.a != range.which.b &&
               (sources.clean[range.which.a] || sources.clean[range.which.b]);
    });
    std::vector<double> log_odds = by_candidate(fit, cells);
    if (!limited) return {std::move(fit), std::move(log_odds)};
    const std::vector<double> counts = counts_of(cells, fit.log_odds.size());
    log_odds = among_rivals(pairs, log_odds, fit.unit_matches, sources);
    for (unsigned round = 0; round < rounds; ++round) {
        const double before = fit.matches;
        set_eligible(fit, log_odds, cells);
        fit = mixture::refit(evidence, fit, counts, 1);
        log_odds = among_rivals(pairs, by_candidate(fit, cells), fit.unit_matches, sources);
        if (round > 2 && std::abs(fit.matches - before) <= settled * std::max(fit.matches, 1.0)) break;
    }
    set_eligible(fit, log_odds, cells);
    return {std::move(fit), std::move(log_odds)};
}

} // namespace gauze::linkage
