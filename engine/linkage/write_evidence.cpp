#include "engine/linkage/write_evidence.hpp"

#include "engine/linkage/evidence_bytes.hpp"
#include "engine/linkage/gather_evidence.hpp"

#include <fmt/format.h>

namespace gauze::linkage {

namespace {

PartyPair parties_of(const Pair& pair) { return {pair.a.party, pair.b.party}; }

void write_unit(const EvidenceUnit& unit, const OutputFolder& out)
{
    FileWriter file(out.file(fmt::format("evidence/{}+{}.evidence", unit.parties.a, unit.parties.b)),
                    FileMode::owner_only);
    file.write(evidence_bytes(unit));
    file.close();
}

} // namespace

EvidenceSummary write_evidence(const Parties& parties, const std::vector<Pair>& pairs,
                               const OutputFolder& out)
{
    const EvidenceGathering gathering(parties, evidence_shape(parties));
    EvidenceSummary summary;
    for (std::size_t from = 0; from < pairs.size();) {
        std::vector<bloom::RowPair> candidates;
        const PartyPair which = parties_of(pairs[from]);
        for (; from < pairs.size() && parties_of(pairs[from]) == which; ++from)
            candidates.push_back({pairs[from].a.row, pairs[from].b.row});
        const EvidenceUnit unit = gathering.of(which, candidates);
        write_unit(unit, out);
        summary.candidates += candidates.size();
        summary.distinct += unit.distinct.size();
    }
    return summary;
}

} // namespace gauze::linkage
