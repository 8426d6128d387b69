// One party's keys of one slot in the order of (mixed key, row): absent keys left out, rows dealt to
// partitions by the leading bits of the mixed key, and each partition sorted where it lies in the cache. This
// is the sort that a blocked run does once for each party and slot.
#pragma once

#include "blocking/big_array.hpp"
#include "blocking/block_keys.hpp"

#include <cstddef>
#include <cstdint>
#include <span>
#include <vector>

namespace gauze::blocking {

struct KeyEntry {
    std::uint64_t key; // mixed
    std::uint32_t row;
};

// How many leading bits make partitions of a few thousand entries, up to 1,024 of them (more streams than
// that cost more in scattered writing than they save in sorting).
unsigned partition_bits(std::size_t rows) noexcept;

// Rows are read in chunks of 65,536, and each chunk is dealt to its partitions by itself while it lies in the
// cache: memory sees a key row once and an entry twice, mostly in order. Memory: 16 bytes a row, kept from
// slot to slot.
class KeySort {
public:
    // Room for tables of up to `rows` rows.
    explicit KeySort(std::size_t rows);
    // Deals the slot's keys to 2^bits partitions, in parallel; the result is the same for any number of
    // threads.
    void deal(const KeyRows& keys, std::uint32_t slot, unsigned bits);
    std::size_t partitions() const noexcept { return begins_.size() - 1; }
    std::size_t size() const noexcept { return begins_.back(); } // records that have the key
    // How many entries the partitions before this one have.
    std::size_t begin(std::size_t partition) const noexcept { return begins_[partition]; }
    // Sorts one partition into the caller's room, which grows as needed. Any number of threads, each with its
    // own room.
    std::span<const KeyEntry> sorted(std::size_t partition, std::vector<KeyEntry>& room) const;

private:
    void deal_chunk(const KeyRows& keys, std::uint32_t slot, std::size_t chunk);
    std::span<const KeyEntry> segment(std::size_t chunk, std::size_t partition) const noexcept;

    BigArray<KeyEntry> dealt_;          // chunk by chunk, and within it partition by partition
    std::vector<std::uint32_t> places_; // by chunk, where each partition ends within it
    std::vector<std::size_t> begins_;
    std::size_t chunks_ = 0;
    unsigned bits_ = 0;
};

} // namespace gauze::blocking
