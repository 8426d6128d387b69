// Where candidates come from. Exact: every pair. Blocked: pairs that agree in a match key, in a token block
// or in the sampled bits of an LSH table - or in any of several, which is a union in which each pair is still
// compared once.
#pragma once

#include "blocking/hamming_lsh.hpp"
#include "blocking/key_join.hpp"
#include "engine/linkage/receive.hpp"

#include <cstdint>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

namespace gauze::linkage {

struct CandidateSources {
    bool keys = false, blocks = false, lsh = false; // none: exact
    std::uint32_t tables = 20, sampled_bits = 18;   // of LSH
    std::uint64_t most_pairs = 0; // blocks of more pairs are left out and reported; 0: none is
    bool exact() const noexcept { return !keys && !blocks && !lsh; }
    bool operator==(const CandidateSources&) const = default;
};
// "exact", or some of "keys,blocks,lsh". Throws Error(usage).
CandidateSources candidate_sources_from(std::string_view text);
std::string to_text(const CandidateSources& sources);

// What these files can give: match keys, token blocks, filters that LSH is of use for.
struct Available {
    bool keys = false, blocks = false, lsh = false;
    std::string why_no_lsh;
};
Available available_sources(const Parties& parties);
// Throws Error(usage) if the files have not what is asked for.
void refuse_missing_sources(const CandidateSources& sources, const Parties& parties);
// LSH tables for tables of this size: coarse blocks and a fast kernel beat many fine tables (kernel.md, 7).
std::uint32_t sampled_bits_for(std::uint64_t rows) noexcept;

// The token blocks of a file, one slot each, where the record has them. 8 bytes for each record and block.
blocking::BlockKeys block_tokens_of(const bloom::EncodedFile& file);

// The keys of a party pair, slot by slot, and the join over them. The files must outlive it. Takes 8 bytes
// for each record, block and LSH table; match keys are read where they are mapped.
class BlockedPair {
public:
    BlockedPair(const Parties& parties, PartyPair which, const CandidateSources& sources);
    blocking::KeyJoin& join() noexcept { return *join_; }
    const blocking::KeyJoin& join() const noexcept { return *join_; }
    const std::string& slot_name(std::uint32_t slot) const { return names_[slot]; }
    static std::uint32_t slots_of(const Parties& parties, const CandidateSources& sources);

private:
    void add_keys(const Parties& parties, PartyPair which);
    void add_blocks(const Parties& parties, PartyPair which);
    void add_lsh(const Parties& parties, PartyPair which, const CandidateSources& sources);
    void add(PartyPair which, blocking::BlockKeys a, blocking::BlockKeys b);
    std::vector<std::unique_ptr<blocking::BlockKeys>> owned_;
    std::vector<blocking::KeyPass> passes_;
    std::vector<std::string> names_;
    std::unique_ptr<blocking::KeyJoin> join_;
};

} // namespace gauze::linkage
