#include "engine/linkage/rival_check.hpp"

#include <algorithm>
#include <cmath>
#include <limits>

namespace gauze::linkage {

namespace {

std::vector<double> best_of(std::span<const Pair> pairs, std::span<const double> log_odds,
                            RecordRef Pair::*side, std::size_t rows)
{
    std::vector<double> best(rows, -std::numeric_limits<double>::infinity());
    for (std::size_t e = 0; e < pairs.size(); ++e) {
        double& one = best[(pairs[e].*side).row];
        one = std::max(one, log_odds[e]);
    }
    return best;
}

// Of the false pairs between two parties, the share that shares a record with a true one.
double share_with_rival(double matches, const Sources& sources, PartyPair which)
{
    double without = 1;
    const auto none = [&](std::uint32_t party) {
        return 1 - std::min(matches / std::max(static_cast<double>(sources.rows[party]), 1.0), 1.0);
    };
    if (sources.clean[which.b]) without *= none(which.a);
    if (sources.clean[which.a]) without *= none(which.b);
    return 1 - without;
}

} // namespace

RivalCheck check_rivals(std::span<const Pair> pairs, std::span<const double> log_odds,
                        std::span<const double> matches, const Sources& sources, double cut)
{
    RivalCheck check;
    const std::vector<PairRange> ranges = ranges_of(pairs);
    for (std::size_t r = 0; r < ranges.size(); ++r) {
        const auto& [which, from, to] = ranges[r];
        if (which.a == which.b) continue;
        const auto these = pairs.subspan(from, to - from);
        const auto odds = log_odds.subspan(from, to - from);
        const std::vector<double> best_a = best_of(these, odds, &Pair::a, sources.rows[which.a]);
        const std::vector<double> best_b = best_of(these, odds, &Pair::b, sources.rows[which.b]);
        const double share = share_with_rival(matches[r], sources, which);
        for (std::size_t e = 0; e < these.size(); ++e) {
            if (odds[e] < cut) continue;
            check.expected += share / (1 + std::exp(odds[e]));
            check.seen += (sources.clean[which.b] && odds[e] < best_a[these[e].a.row]) ||
                          (sources.clean[which.a] && odds[e] < best_b[these[e].b.row]);
        }
    }
    const double chance = 3 * std::sqrt(check.expected + 1), more = check.seen - check.expected;
    if (std::abs(more) > chance)
        check.ratio = (check.seen + (more > 0 ? -chance : chance) + 1) / (check.expected + 1);
    return check;
}

} // namespace gauze::linkage
