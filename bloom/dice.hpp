// Dice's coefficient of two filters, 2 |A and B| / (|A| + |B|), as integers: thresholds are decided by
// multiplication, pairs are ordered by cross-multiplication, and floating point is for the report only. So
// the same pairs pass on every machine.
#pragma once

#include "bloom/filter_table.hpp"

#include <compare>
#include <cstdint>
#include <vector>

namespace gauze::bloom {

// A score kept as the two counts it is made of. `sum` is |A| + |B|; two empty filters score 0, not NaN.
struct Dice {
    std::uint32_t common = 0;
    std::uint32_t sum = 0;
    double value() const noexcept { return sum == 0 ? 0.0 : 2.0 * common / sum; }
    friend std::strong_ordering operator<=>(const Dice& a, const Dice& b) noexcept
    {
        // a.common / a.sum against b.common / b.sum, where an empty pair counts as 0 / 1.
        const std::uint64_t left = std::uint64_t{a.common} * (b.sum == 0 ? 1 : b.sum);
        const std::uint64_t right = std::uint64_t{b.common} * (a.sum == 0 ? 1 : a.sum);
        return left <=> right;
    }
    friend bool operator==(const Dice& a, const Dice& b) noexcept { return (a <=> b) == 0; }
};

// The cut: Dice >= numerator / denominator. Throws nothing; the caller keeps 0 < numerator <= denominator <=
// 10^9.
class DiceCut {
public:
    // Tabulates, for every sum of weights of filters of this shape, the least number of common bits that
    // passes.
    DiceCut(FilterShape shape, std::uint32_t numerator, std::uint32_t denominator);
    // The least count c with 2 c / sum >= the cut; for sum 0 none passes.
    std::uint32_t least_common(std::uint32_t sum) const noexcept { return least_[sum]; }
    bool passes(const Dice& dice) const noexcept { return dice.common >= least_[dice.sum]; }

private:
    std::vector<std::uint32_t> least_; // by sum, 0 to 2 x bits
};

} // namespace gauze::bloom
