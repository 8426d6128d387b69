#include "bloom/keyed/gf2_rank.hpp"

#include <algorithm>
#include <bit>
#include <cassert>

namespace gauze::keyed {

RankOverGf2::RankOverGf2(std::uint32_t bits, std::size_t most_rows)
    : bits_(bits),
      words_(words_of(bits)),
      steps_((std::min<std::size_t>(bits, most_rows) + 1) * words_ * sizeof(std::uint64_t)),
      step_of_bit_(std::size_t{bits} * sizeof(std::uint32_t))
{
    assert(bits >= 1);
}

std::uint64_t* RankOverGf2::step(std::size_t n) noexcept
{
    return reinterpret_cast<std::uint64_t*>(steps_.fill().data()) + n * words_;
}

bool RankOverGf2::add(Row row)
{
    assert(row.size() >= words_ && (rank_ + 1) * words_ * sizeof(std::uint64_t) <= steps_.size());
    if (is_full()) return false;
    auto* step_of_bit = reinterpret_cast<std::uint32_t*>(step_of_bit_.fill().data());
    std::uint64_t* const looked_at = step(rank_);
    std::copy_n(row.begin(), words_, looked_at);
    // From the left: a kept row has no bit before its first, so what has been cleared stays clear.
    for (std::size_t w = 0; w < words_; ++w) {
        while (looked_at[w] != 0) {
            const std::size_t bit = 64 * w + static_cast<std::size_t>(std::countr_zero(looked_at[w]));
            if (step_of_bit[bit] == 0) {
                step_of_bit[bit] = static_cast<std::uint32_t>(++rank_);
                return true;
            }
            const std::uint64_t* const other = step(step_of_bit[bit] - 1);
            for (std::size_t k = w; k < words_; ++k) looked_at[k] ^= other[k];
        }
    }
    return false;
}

std::size_t rank_over_gf2(Row table, std::size_t words_per_row, std::uint32_t bits)
{
    assert(words_per_row >= words_of(bits) && table.size() % words_per_row == 0);
    RankOverGf2 rank(bits, table.size() / words_per_row);
    for (std::size_t at = 0; at < table.size() && !rank.is_full(); at += words_per_row)
        rank.add(table.subspan(at, words_per_row));
    return rank.rank();
}

} // namespace gauze::keyed
