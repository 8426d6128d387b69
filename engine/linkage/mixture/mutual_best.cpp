#include "engine/linkage/mixture/mutual_best.hpp"

#include <algorithm>
#include <limits>

namespace gauze::linkage::mixture {

namespace {

constexpr double nothing = -std::numeric_limits<double>::infinity();

// By row, the best score of its candidates in this unit.
std::vector<double> best_of(const EvidenceUnit& unit, std::span<const double> scores,
                            std::uint32_t ListedEvidence::*row)
{
    std::uint32_t rows = 0;
    for (const ListedEvidence& candidate : unit.candidates) rows = std::max(rows, candidate.*row + 1);
    std::vector<double> best(rows, nothing);
    for (const ListedEvidence& candidate : unit.candidates)
        best[candidate.*row] = std::max(best[candidate.*row], scores[candidate.vector]);
    return best;
}

} // namespace

MutualBest::MutualBest(std::span<const EvidenceUnit> units, std::vector<bool> clean)
    : units_(units), clean_(std::move(clean))
{}

std::vector<double> MutualBest::counts(std::span<const double> log_odds) const
{
    std::vector<double> counts(log_odds.size());
    for (const EvidenceUnit& unit : units_) {
        // A record of a looks for its one partner in b, if b is clean; and the other way round.
        std::vector<double> best_a, best_b;
        if (clean_[unit.parties.b]) best_a = best_of(unit, log_odds, &ListedEvidence::a);
        if (clean_[unit.parties.a]) best_b = best_of(unit, log_odds, &ListedEvidence::b);
        for (const ListedEvidence& candidate : unit.candidates) {
            const double score = log_odds[candidate.vector];
            const bool beaten = (!best_a.empty() && score < best_a[candidate.a]) ||
                                (!best_b.empty() && score < best_b[candidate.b]);
            counts[candidate.vector] += beaten ? 0 : 1;
        }
    }
    return counts;
}

} // namespace gauze::linkage::mixture
