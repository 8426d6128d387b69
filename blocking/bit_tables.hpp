// Sampled bits as keys: each table draws some positions of the filter, and a record's key in it is what the
// filter has at these positions. Two filters that differ in few bits often agree in all that a table drew
// (Indyk and Motwani 1998: bit sampling is locality-sensitive for the Hamming distance).
#pragma once

#include "blocking/block_keys.hpp"
#include "bloom/filter_table.hpp"

#include <cstddef>
#include <cstdint>
#include <span>
#include <vector>

namespace gauze::blocking {

inline constexpr std::uint32_t most_sampled_bits = 64; // a key holds no more

// What is drawn. Immutable; any number of threads read.
class BitTables {
public:
    BitTables() = default;
    // By table the positions, each ascending, different and below shape.bits, at most 64.
    BitTables(bloom::FilterShape shape, std::vector<std::vector<std::uint32_t>> positions);

    std::uint32_t size() const noexcept { return static_cast<std::uint32_t>(positions_.size()); }
    bloom::FilterShape shape() const noexcept { return shape_; }
    std::span<const std::uint32_t> positions(std::uint32_t table) const noexcept { return positions_[table]; }

    // The keys of a party's records, one slot a table: bit i of a key is the filter at the i-th position. A
    // record whose filter is missing (no bit set) has none. In parallel; about 20 cycles a key with BMI2.
    BlockKeys keys(const bloom::FilterRows& filters) const;

    // The plain twin: one key, bit by bit.
    std::uint64_t key_plainly(const std::uint64_t* filter, std::uint32_t table) const noexcept;

private:
    // What a table takes of one word of the filter.
    struct Step {
        std::uint64_t mask = 0;
        std::uint32_t word = 0, shift = 0;
    };
    friend struct BitExtraction;
    bloom::FilterShape shape_;
    std::vector<std::vector<std::uint32_t>> positions_;
    std::vector<Step> steps_;
    std::vector<std::size_t> first_step_; // by table, and one behind the last
};

// Numbers that a seed decides, the same on every machine (SplitMix64; the standard's distributions are not).
class SeededDraw {
public:
    explicit SeededDraw(std::uint64_t seed) noexcept : state_(mixed(seed)) {} // near seeds, far streams
    std::uint64_t next() noexcept { return mixed(state_ += 0x9e3779b97f4a7c15u); }
    // Below `end`, as even as 64 bits can be.
    std::uint64_t below(std::uint64_t end) noexcept
    {
        return static_cast<std::uint64_t>(static_cast<unsigned __int128>(next()) * end >> 64);
    }

private:
    std::uint64_t state_;
};

// `tables` draws of `sampled_bits` different positions from `pool`, each ascending. Throws Error(usage) if
// the pool or a key is too small for that.
std::vector<std::vector<std::uint32_t>> draw_positions(std::span<const std::uint32_t> pool,
                                                       std::uint32_t tables, std::uint32_t sampled_bits,
                                                       std::uint64_t seed);

} // namespace gauze::blocking
