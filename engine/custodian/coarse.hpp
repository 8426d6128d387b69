// What leaves of strata and rarity classes: counted over all rows while they are encoded, settled when the
// last is read, and put into each record as it is written.
#pragma once

#include "engine/custodian/encoder.hpp"
#include "engine/custodian/strata.hpp"
#include "engine/custodian/value_counts.hpp"

#include <cstddef>
#include <cstdint>
#include <span>
#include <vector>

namespace gauze::custodian {

class CoarseCounts {
public:
    // `memory`: bytes for values that are counted, all fields together.
    explicit CoarseCounts(const Encoder& encoder, std::size_t memory = 160u << 20);
    // A row of somebody; decoys do not count.
    void add(const Encoder& encoder, const std::byte* record);

private:
    friend class CoarseBytes;
    std::vector<StratumCounts> strata_;
    std::vector<ValueCounts> rarity_;
};

// The section `coarse`. One thread.
class CoarseBytes {
public:
    CoarseBytes(const project::Policy& policy, const Encoder& encoder, const CoarseCounts& counts);
    // Replaces what the encoder left of this record's strata and classes.
    void put(const std::byte* record, bool decoy, std::byte* into);
    // Of the rows of people put so far.
    const std::vector<SentCoarse>& sent() const noexcept { return sent_; }

private:
    const Encoder& encoder_;
    const CoarseCounts& counts_;
    std::vector<std::vector<std::uint8_t>> strata_;
    std::vector<ValueCounts::Classes> classes_;
    std::vector<SentCoarse> sent_; // strata, then fields
};

} // namespace gauze::custodian
