#include "bloom/join/word_join.hpp"

#include <algorithm>
#include <bit>

namespace gauze::bloom::join {

void ask_for(const Side& side, std::span<const std::uint32_t> rows) noexcept
{
    constexpr std::size_t most = 512; // more would push each other out of the nearer caches
    if (rows.size() > most) return;
    const std::size_t words = side.rows.shape().words();
    for (const std::uint32_t row : rows) {
        for (std::size_t w = 0; w < words; w += 8) __builtin_prefetch(side.rows.row(row) + w);
        __builtin_prefetch(side.weights.data() + row);
    }
}

void WordJoin::fill(Halves& halves, const Side& side, std::span<const std::uint32_t> rows) const
{
    const std::size_t words = side.rows.shape().words();
    // A group that is not full repeats the last record, unheard.
    const std::size_t n = (rows.size() + 7) / 8 * 8;
    halves.at.resize(n), halves.rest.resize(n), halves.half.resize(n);
    for (std::size_t i = 0; i < n; ++i) {
        const std::uint32_t row = rows[std::min(i, rows.size() - 1)];
        halves.at[i] = side.rows.row(row);
        halves.half[i] = static_cast<std::int64_t>(std::uint64_t{cut_.numerator} * side.weights[row] /
                                                   (std::uint64_t{2} * cut_.denominator));
    }
    kernel_.weights_in(halves.at.data(), n, words_, words, halves.rest.data());
}

void WordJoin::join(const Side& a, std::span<const std::uint32_t> rows_a, const Side& b,
                    std::span<const std::uint32_t> rows_b, std::vector<Hit>& hits)
{
    if (rows_a.empty() || rows_b.empty()) return;
    const std::size_t words = a.rows.shape().words(), n = rows_a.size();
    fill(halves_a_, a, rows_a);
    fill(halves_b_, b, rows_b);
    masks_.resize(n + 1);
    group_.resize(8 * words + 8);
    auto* group =
        reinterpret_cast<std::uint64_t*>((reinterpret_cast<std::uintptr_t>(group_.data()) + 63) / 64 * 64);
    for (std::size_t first = 0; first < rows_b.size(); first += 8) {
        kernel_.interleave(halves_b_.at.data() + first, words_, group);
        const EarlyBound bound{halves_a_.rest.data(), halves_a_.half.data(), halves_b_.rest.data() + first,
                               halves_b_.half.data() + first};
        const std::size_t found =
            kernel_.early_masks(halves_a_.at.data(), n, group, words_, bound, masks_.data());
        decide(a, rows_a, b, rows_b, found, first, hits);
    }
}

void WordJoin::decide(const Side& a, std::span<const std::uint32_t> rows_a, const Side& b,
                      std::span<const std::uint32_t> rows_b, std::size_t found, std::size_t first,
                      std::vector<Hit>& hits) const
{
    const std::size_t filled = std::min<std::size_t>(8, rows_b.size() - first);
    for (std::size_t m = 0; m < found; ++m)
        for (std::uint32_t left = masks_[m].mask; left != 0; left &= left - 1) {
            const auto i = static_cast<std::size_t>(std::countr_zero(left));
            if (i >= filled) break;
            const std::uint32_t row_a = rows_a[masks_[m].a], row_b = rows_b[first + i];
            if (within_ && row_a >= row_b) continue;
            const std::uint32_t sum = a.weights[row_a] + b.weights[row_b];
            const std::uint32_t common =
                kernel_.common(halves_a_.at[masks_[m].a], halves_b_.at[first + i], a.rows.shape().words());
            if (common >= exact_.least_common(sum)) hits.push_back({row_a, row_b, common, sum});
        }
}

} // namespace gauze::bloom::join
