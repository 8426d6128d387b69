// Where every source holds a person once, a record has at most one partner in each other file, and of all its
// candidates only the best can be it. So of equal evidence some pairs may be matches and others cannot: it
// depends on what else their two records have.
#pragma once

#include "engine/linkage/evidence_table.hpp"

#include <cstdint>
#include <span>
#include <vector>

namespace gauze::linkage::mixture {

// Refers to the units' candidates, which must outlive it. Any number of threads.
class MutualBest {
public:
    // `units` under one table (unite_units); `clean` by party: it holds a person once.
    MutualBest(std::span<const EvidenceUnit> units, std::vector<bool> clean);

    // By distinct evidence: how many of its candidates neither record has a better partner than, in the
    // other's party. Of equals all count. A party that is not clean does not limit its partners.
    std::vector<double> counts(std::span<const double> log_odds) const;

private:
    std::span<const EvidenceUnit> units_;
    std::vector<bool> clean_;
};

} // namespace gauze::linkage::mixture
