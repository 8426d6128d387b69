// How often records of a file agree by chance, and what that means for a larger one. A pair of records agrees
// with probability c2; -log2(c2) is the collision entropy H2. A record of a register of n has a partner that
// shows the same value with probability about 1 - exp(-(n - 1) c2), if agreement is spread evenly; where some
// values are more common than others (they are) that is too much rather than too little, the safe side.
#pragma once

#include <cstddef>
#include <cstdint>
#include <vector>

namespace gauze::custodian {

struct Collisions {
    std::size_t rows = 0;     // that were looked at
    std::size_t records = 0;  // of them, those that have the value
    std::size_t distinct = 0; // values
    std::size_t repeated = 0; // records whose value another one has
    double equal_pairs = 0;   // of records, out of records (records - 1) / 2

    double present() const noexcept { return rows == 0 ? 0 : static_cast<double>(records) / rows_(); }
    double pairs() const noexcept;
    double c2() const noexcept { return pairs() > 0 ? equal_pairs / pairs() : 0; }
    // In bits. Without any equal pair it is the least that the number of pairs allows to say.
    double entropy() const noexcept;
    bool is_at_least() const noexcept { return equal_pairs == 0; }
    // Share of the records that have the value whose value another one has, in a register of `size` records.
    // Counted where the rows are the register; else the larger of what is counted and the formula above.
    double repeats_in(std::uint64_t size) const noexcept;
    // The same with room for the luck of the sample: two standard errors more equal pairs, where the rows are
    // not the register themselves.
    double repeats_at_most_in(std::uint64_t size) const noexcept;
    // The formula alone, for pairs that agree at the rate `c2`.
    static double expected(double c2, double records) noexcept;

private:
    double rows_() const noexcept { return static_cast<double>(rows); }
};

// `prints` has one for each row, 0 where the value is missing; it is sorted.
Collisions collisions_of(std::vector<std::uint64_t>& prints);

} // namespace gauze::custodian
