// The blocks of one slot: for every key that both parties show (within one party: that two records show), the
// rows of each that show it. Both sides are sorted once, partition by partition where they lie in the cache,
// and merged; what no other record shows costs nothing further.
//
// A block is never dropped silently: with a cap, blocks of more pairs than it are left out and counted, and
// their keys are kept so that a pair which also agrees elsewhere is still found there.
#pragma once

#include "blocking/big_array.hpp"
#include "blocking/block_keys.hpp"
#include "blocking/key_sort.hpp"

#include <cstddef>
#include <cstdint>
#include <span>
#include <vector>

namespace gauze::blocking {

// Two tables with keys of the same slots, or one table within itself.
struct KeyPass {
    KeyPass(KeyRows one, KeyRows other) : a(one), b(other) { assert(a.slots() == b.slots()); }
    explicit KeyPass(KeyRows one) : a(one), b(one), within(true) {}
    std::uint32_t slots() const noexcept { return a.slots(); }
    KeyRows a, b;
    bool within = false; // pairs with row a < row b
};

struct BlockSize {
    std::uint64_t rows_a = 0, rows_b = 0, pairs = 0;
    bool operator==(const BlockSize&) const = default;
};

// What a slot's blocks are: sizes only, never a key.
struct BlockReport {
    std::uint32_t slot = 0;
    std::uint64_t keyed_a = 0, keyed_b = 0; // records that have a key here
    std::uint64_t blocks = 0;               // that hold a pair, the capped ones among them
    std::uint64_t pairs = 0;                // in all of these
    std::uint64_t capped = 0;               // blocks left out because they are larger than the cap
    std::uint64_t given_up = 0;             // pairs in those; pairs - given_up are left to compare
    BlockSize largest = {};                 // most rows on each side and most pairs, of any block
    std::vector<BlockSize> hottest = {};    // the blocks of most pairs, most first
    bool operator==(const BlockReport&) const = default;
};

struct BlockOptions {
    std::uint64_t most_pairs = 0; // a block of more is capped; 0: none is
    std::size_t hottest = 10;     // how many blocks the report lists
};

// Where the rows of a block lie in the index.
struct Block {
    std::uint32_t a = 0, rows_a = 0, b = 0, rows_b = 0;
};

// The sorting room for a pass, kept from slot to slot.
class BlockSorts {
public:
    explicit BlockSorts(const KeyPass& pass) : a(pass.a.size()), b(pass.within ? 0 : pass.b.size()) {}
    KeySort a, b;
};

// Same blocks in the same order whatever the number of threads. Memory: 4 bytes a row and 16 a block, and the
// sorts' 16 bytes a row.
class BlockIndex {
public:
    BlockIndex() = default;
    BlockIndex(const KeyPass& pass, std::uint32_t slot, BlockSorts& sorts, const BlockOptions& options = {});

    bool within() const noexcept { return within_; }
    std::span<const Block> blocks() const noexcept { return blocks_; }
    // Ascending. Within one table both sides are the same.
    std::span<const std::uint32_t> rows_a(const Block& block) const noexcept
    {
        return {rows_a_.data() + block.a, block.rows_a};
    }
    std::span<const std::uint32_t> rows_b(const Block& block) const noexcept
    {
        return within_ ? rows_a(block) : std::span(rows_b_.data() + block.b, block.rows_b);
    }
    std::uint64_t pairs(const Block& block) const noexcept
    {
        const std::uint64_t n = block.rows_a;
        return within_ ? n * (n - 1) / 2 : n * block.rows_b;
    }
    const BlockReport& report() const noexcept { return report_; }
    // The mixed keys of the capped blocks, ascending.
    const std::vector<std::uint64_t>& capped_keys() const noexcept { return capped_keys_; }

private:
    struct Part;
    void merge(std::span<const KeyEntry> a, std::span<const KeyEntry> b, Block at, Part& part);
    void merge_within(std::span<const KeyEntry> entries, Block at, Part& part);
    void add(const Block& block, std::uint64_t key, Part& part);
    void join_parts(std::vector<Part>& parts);

    bool within_ = false;
    BlockOptions options_;
    std::vector<Block> blocks_;
    BigArray<std::uint32_t> rows_a_, rows_b_;
    std::vector<std::uint64_t> capped_keys_;
    BlockReport report_;
};

} // namespace gauze::blocking
