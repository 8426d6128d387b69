// Candidates become evidence: every view and key of both records is compared, what is missing is noted, and
// equal evidence is counted together while it is gathered, so that no table of all scores ever stands in
// memory.
#pragma once

#include "bloom/listed_pairs.hpp"
#include "engine/linkage/evidence.hpp"
#include "engine/linkage/evidence_table.hpp"
#include "engine/linkage/receive.hpp"

#include <cstdint>
#include <span>
#include <vector>

namespace gauze::linkage {

// Which views, keys and fields each record of one file has. Few records differ in it, so a record has the
// number of a pattern: 4 bytes a row, and the patterns. Built once, in one pass over the rows.
class Presences {
public:
    Presences(const bloom::EncodedFile& file, const EvidenceShape& shape);
    // Of a row: the views in one word, then the keys, then the fields, whole words each.
    const std::uint64_t* pattern(std::size_t row) const noexcept
    {
        return patterns_.data() + std::size_t{numbers_[row]} * words_;
    }
    void ask_for(std::size_t row) const noexcept { __builtin_prefetch(numbers_.data() + row); }

private:
    std::size_t words_;
    std::vector<std::uint32_t> numbers_; // by row
    std::vector<std::uint64_t> patterns_;
};

// Gathers evidence between the parties of one run. Keeps 4 bytes for each of their records, and refers to
// `parties`, which must outlive it. Any number of threads may call `of`.
class EvidenceGathering {
public:
    EvidenceGathering(const Parties& parties, EvidenceShape shape);
    const EvidenceLayout& layout() const noexcept { return layout_; }

    // The evidence of the candidates between two parties (or within one: a < b), which are strictly
    // ascending. The same bytes for any number of threads and any kernel. Takes 12 bytes a candidate, kept in
    // the result, and while it works at most three times the memory of the distinct vectors of 256 pieces of
    // the list; at worst, when no two candidates are alike (Dice kept exactly), that comes to 24 bytes and 24
    // a word for each candidate. Keep lists to some ten million candidates where memory is scarce, and unite
    // them.
    EvidenceUnit of(PartyPair parties, std::span<const bloom::RowPair> candidates) const;

private:
    DistinctEvidence gather(PartyPair parties, std::span<const bloom::RowPair> candidates,
                            ListedEvidence* out) const;

    const Parties& parties_;
    EvidenceLayout layout_;
    std::vector<Presences> presences_; // by party
    const bloom::Kernel& kernel_;
};

} // namespace gauze::linkage
