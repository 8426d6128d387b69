// The words of a join: a side, a span of its rows, a pair that passes.
#pragma once

#include "bloom/filter_table.hpp"

#include <cstdint>
#include <span>

namespace gauze::bloom::join {

// Two rows that pass: Dice = 2 common / sum.
struct Hit {
    std::uint32_t a = 0, b = 0, common = 0, sum = 0;
    bool operator==(const Hit&) const = default;
};
constexpr bool by_rows(const Hit& x, const Hit& y) noexcept { return x.a != y.a ? x.a < y.a : x.b < y.b; }

// Rows somebody else owns, and their weights (bloom::weights).
struct Side {
    FilterRows rows;
    std::span<const std::uint32_t> weights;
};

struct RowSpan {
    std::size_t begin = 0, end = 0;
    std::size_t size() const noexcept { return end - begin; }
};

} // namespace gauze::bloom::join
