// The rank of a table of filters over GF(2): how many of its columns are not sums of others. Whoever shows
// sums of secret subsets of the columns must show far fewer sums than that (diffuse.hpp, is_recoverable).
#pragma once

#if !defined(GAUZE_KEYED_ALLOWED)
#error "Base filters are the custodian's: see docs/threat-model.md, 'What each program may hold'."
#endif

#include "bloom/base/secret.hpp"
#include "bloom/keyed/rows.hpp"

#include <cstdint>

namespace gauze::keyed {

// Takes rows one at a time and keeps those that are no sum of earlier ones, brought into steps: at most
// bits / 8 bytes for each of min(bits, most_rows) rows, locked and wiped. A sample of a table has at most the
// table's rank: to measure by it errs towards refusing. A row costs bits^2 / 256 word operations at most:
// 20,000 rows of 4,096 bits two seconds at worst, a quarter of one when the rank is full. One thread.
class RankOverGf2 {
public:
    // `most_rows` is how many rows may be added at most.
    RankOverGf2(std::uint32_t bits, std::size_t most_rows);
    // False when the row was a sum of earlier ones and changed nothing.
    bool add(Row row);
    std::size_t rank() const noexcept { return rank_; }
    bool is_full() const noexcept { return rank_ == bits_; } // more rows change nothing

private:
    std::uint64_t* step(std::size_t n) noexcept;
    std::uint32_t bits_;
    std::size_t words_, rank_ = 0;
    Secret steps_;       // the rows kept, and room for the one that is looked at
    Secret step_of_bit_; // for each bit the number + 1 of the kept row whose first bit it is; 0: none
};

// The rank of a whole table: its rows one behind the other, `words_per_row` words each.
std::size_t rank_over_gf2(Row table, std::size_t words_per_row, std::uint32_t bits);

} // namespace gauze::keyed
