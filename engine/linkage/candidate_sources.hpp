// Where candidates come from. Exact: every pair. Blocked: pairs that agree in a match key, in a token block
// or in the sampled bits of an LSH table. The exact join of a view: pairs whose Dice there reaches its floor
// (view_join.hpp). Any of them together are a union, in which a pair is still kept once.
#pragma once

#include "blocking/hamming_lsh.hpp"
#include "blocking/key_join.hpp"
#include "engine/linkage/receive.hpp"

#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace gauze::linkage {

// The exact join of one view: pairs of records whose Dice there is at least the floor.
struct ViewJoin {
    std::string view = {};             // of bits; empty: what is compared
    project::Threshold floor = {0, 1}; // 0: the run's threshold, which the plan puts in its place
    bool operator==(const ViewJoin& other) const noexcept;
};

struct CandidateSources {
    bool keys = false, blocks = false, lsh = false;
    std::uint32_t tables = 20, sampled_bits = 18; // of LSH
    std::uint64_t most_pairs = 0;      // blocks of more pairs are left out and reported; 0: none is
    std::optional<ViewJoin> join = {}; // beside blocks, or alone
    bool blocked() const noexcept { return keys || blocks || lsh; }
    bool exact() const noexcept { return !blocked() && !join; } // every pair
    bool operator==(const CandidateSources&) const = default;
};
// "exact", or some of "keys,blocks,lsh", or "exact" with some of them: then it is the exact join of `view` at
// `floor`, both of which may be empty. "exact" alone is that join if one of them is not. Throws Error(usage).
CandidateSources candidate_sources_from(std::string_view text, std::string_view view = {},
                                        std::string_view floor = {});
std::string to_text(const CandidateSources& sources); // "exact,keys"; view and floor are not in it

// What these files can give: match keys, token blocks, filters that LSH is of use for.
struct Available {
    bool keys = false, blocks = false, lsh = false;
    bool costly_lsh = false; // it would find the pairs, but comparing all of them costs less
    std::string why_no_lsh;
};
Available available_sources(const Parties& parties);
// Throws Error(usage) if the files have not what is asked for. What they have and what is merely not worth
// its cost is done, and said in the sentences that come back.
std::vector<std::string> refuse_missing_sources(const CandidateSources& sources, const Parties& parties);
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
