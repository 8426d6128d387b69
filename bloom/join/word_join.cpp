#include "bloom/join/word_join.hpp"

#include <algorithm>
#include <array>
#include <bit>

namespace gauze::bloom::join {

WordJoin::Half WordJoin::half_of(const Side& side, std::uint32_t row) const
{
    const std::size_t words = side.rows.shape().words();
    const std::uint64_t weight = side.weights[row];
    // What is left is counted over the shorter part of the row.
    const std::uint64_t* at = side.rows.row(row);
    const auto in = [&](std::size_t from, std::size_t to) {
        std::uint64_t sum = 0;
        for (std::size_t w = from; w < to; ++w) sum += static_cast<std::uint64_t>(std::popcount(at[w]));
        return sum;
    };
    const std::uint64_t rest = words_ <= words / 2 ? weight - in(0, words_) : in(words_, words);
    return {static_cast<std::int64_t>(rest),
            static_cast<std::int64_t>(cut_.numerator * weight / (std::uint64_t{2} * cut_.denominator))};
}

void WordJoin::join(const Side& a, std::span<const std::uint32_t> rows_a, const Side& b,
                    std::span<const std::uint32_t> rows_b, std::vector<Hit>& hits)
{
    const std::size_t words = a.rows.shape().words(), n = rows_a.size();
    at_.resize(n), rest_.resize(n), half_.resize(n), masks_.resize(n + 1);
    for (std::size_t i = 0; i < n; ++i) {
        const Half half = half_of(a, rows_a[i]);
        at_[i] = a.rows.row(rows_a[i]), rest_[i] = half.rest, half_[i] = half.half;
    }
    group_.resize(8 * words + 8);
    auto* group =
        reinterpret_cast<std::uint64_t*>((reinterpret_cast<std::uintptr_t>(group_.data()) + 63) / 64 * 64);
    for (std::size_t first = 0; first < rows_b.size(); first += 8) {
        const std::size_t filled = std::min<std::size_t>(8, rows_b.size() - first);
        std::array<const std::uint64_t*, 8> rows{};
        std::array<std::int64_t, 8> rest{}, half{};
        for (std::size_t i = 0; i < 8; ++i) { // a group that is not full repeats its last record, unheard
            const std::uint32_t row = rows_b[first + std::min(i, filled - 1)];
            const Half of = half_of(b, row);
            rows[i] = b.rows.row(row), rest[i] = of.rest, half[i] = of.half;
        }
        kernel_.interleave(rows.data(), words_, group);
        const EarlyBound bound{rest_.data(), half_.data(), rest.data(), half.data()};
        const std::size_t found = kernel_.early_masks(at_.data(), n, group, words_, bound, masks_.data());
        for (std::size_t m = 0; m < found; ++m)
            for (std::uint32_t left = masks_[m].mask; left != 0; left &= left - 1) {
                const auto i = static_cast<std::size_t>(std::countr_zero(left));
                if (i >= filled) break;
                const std::uint32_t row_a = rows_a[masks_[m].a], row_b = rows_b[first + i];
                if (within_ && row_a >= row_b) continue;
                const std::uint32_t sum = a.weights[row_a] + b.weights[row_b];
                const std::uint32_t common = kernel_.common(at_[masks_[m].a], rows[i], words);
                if (common >= exact_.least_common(sum)) hits.push_back({row_a, row_b, common, sum});
            }
    }
}

} // namespace gauze::bloom::join
