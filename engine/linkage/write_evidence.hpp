// The evidence of a run's candidates, written for whoever decides from it: one file for each party pair
// (evidence_bytes.hpp). Candidates are the pairs at or above the run's threshold; a low threshold makes many.
#pragma once

#include "bloom/base/output_folder.hpp"
#include "engine/linkage/links.hpp"
#include "engine/linkage/receive.hpp"

#include <cstdint>
#include <vector>

namespace gauze::linkage {

struct EvidenceSummary {
    std::uint64_t candidates = 0, distinct = 0; // vectors
};

// Writes evidence/A+B.evidence below `out`, A and B being the parties' positions by name, from 0. `pairs`
// come by party pair, then row a, then row b.
EvidenceSummary write_evidence(const Parties& parties, const std::vector<Pair>& pairs,
                               const OutputFolder& out);

} // namespace gauze::linkage
