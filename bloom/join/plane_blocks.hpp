// One side of a join, stood on its head: blocks of 512 records as bit planes. Records that are alike in
// weight stand together, so that one bound speaks for a whole block.
//
// The bound. Let s be the bits of a record inside the sketch, r those outside, p its weight (before any bit
// was complemented), c the common bits inside the sketch. Two records differ in at least
// s_a + s_b - 2 c + |r_a - r_b| bits, and Dice >= t says that they differ in at most (1 - t)(p_a + p_b). So
// with x = s - (1 - t) p, a pair can pass only if 2 c >= x_a + x_b + |r_a - r_b|. x is kept in 1,024ths,
// rounded down, which loosens the bound and never tightens it.
#pragma once

#include "bloom/dice.hpp"
#include "bloom/filter_table.hpp"
#include "bloom/join/join_kernel.hpp"
#include "bloom/join/sketch.hpp"

#include <cstdint>
#include <memory>
#include <span>
#include <vector>

namespace gauze::bloom::join {

// A threshold t = numerator / denominator, 0 < t <= 1, denominator <= 10^9.
struct Cut {
    std::uint32_t numerator = 8, denominator = 10;
};

// floor(1024 (ones - (1 - t) weight)).
std::int32_t bound_part(Cut cut, std::uint32_t ones, std::uint32_t weight) noexcept;

// How records stand in blocks. `grid`: by r, and within strips by x, so that both are nearly equal in a
// block. `bias`: by r alone, and each record's own x goes into planes that the counters start from; it
// costs a few loads a block and pays where there are few blocks.
enum class BlockOrder { grid, bias };

class PlaneBlocks {
public:
    enum class Threads { one, all };

    // Rows first .. first + n of a table, which may go once this has returned. Blocks are filled again and
    // again. Takes (planes + 1) / 8 bytes a row, and 64 x 13 a block for `bias`. Throws std::bad_alloc.
    void fill(const JoinKernel& kernel, const Sketch& sketch, const FilterRows& rows,
              std::span<const std::uint32_t> weights, std::size_t first, std::size_t n, Cut cut,
              BlockOrder order, Threads threads);

    std::size_t size() const noexcept { return bounds_.size(); } // blocks
    const std::uint64_t* planes(std::size_t block) const noexcept { return planes_.get() + block * stride_; }
    const std::uint64_t* bias(std::size_t block) const noexcept
    {
        return bias_bits_ == 0 ? nullptr : planes(block) + bias_at_;
    }
    const BlockBound& bound(std::size_t block) const noexcept { return bounds_[block]; }
    std::uint32_t most_lift() const noexcept { return most_lift_; } // the largest start of a counter
    // The table's row that stands in a lane, and how many lanes of a block are rows.
    std::uint32_t row(std::size_t block, std::size_t lane) const noexcept
    {
        return order_[block * lanes + lane];
    }
    std::size_t filled(std::size_t block) const noexcept
    {
        return std::min(lanes, order_.size() - block * lanes);
    }

    struct Places { // by row
        std::vector<std::uint16_t> ones, rest;
        std::vector<std::int32_t> x;
    };
    struct Free {
        void operator()(std::uint64_t* words) const noexcept;
    };
    using Pages = std::unique_ptr<std::uint64_t[], Free>;

private:
    std::size_t stride_ = 0, bias_at_ = 0;
    unsigned bias_bits_ = 0;
    std::uint32_t most_lift_ = 0;
    Places places_;
    std::vector<std::uint32_t> order_;
    std::vector<BlockBound> bounds_;
    Pages planes_;
    std::size_t room_ = 0; // of planes_, bytes
};

} // namespace gauze::bloom::join
