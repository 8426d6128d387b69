// The other side of a join: a tile of rows as lists of the planes they have set, shortest first, so that rows
// of one length, and of one width of counter, follow each other.
#pragma once

#include "bloom/join/plane_blocks.hpp"

#include <cstdint>
#include <span>
#include <vector>

namespace gauze::bloom::join {

class RowTile {
public:
    // Lists of 2,048 rows of 1,024 bits lie in a second-level cache.
    static constexpr std::size_t most_rows = 2048;

    // Rows first .. first + n of a table, n at most `most_rows`. A tile is filled again and again.
    void fill(const JoinKernel& kernel, const Sketch& sketch, const FilterRows& rows,
              std::span<const std::uint32_t> weights, std::size_t first, std::size_t n, Cut cut);

    std::size_t size() const noexcept { return row_.size(); }
    std::uint32_t row(std::size_t i) const noexcept { return row_[i]; } // of the table
    std::size_t listed(std::size_t i) const noexcept { return static_cast<std::size_t>(ones_[i]); }
    TileRows view() const noexcept
    {
        return {x_.data(), rest_.data(), ones_.data(), begin_.data(), steps_.data()};
    }
    const std::uint16_t* lists() const noexcept { return lists_.data(); }

    // Rows whose lists fit one width of counter, the lift of the blocks included.
    struct Group {
        std::size_t from = 0, to = 0;
        unsigned counter_bits = 0;
    };
    std::vector<Group> groups(std::uint32_t lift) const;

private:
    std::vector<std::uint32_t> row_, begin_;
    std::vector<std::int32_t> x_, rest_, ones_;
    std::vector<std::uint16_t> steps_, lists_;
};

} // namespace gauze::bloom::join
