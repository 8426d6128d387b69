// All pairs with Dice >= t of two tables, or within one. Exact: a pair is passed over only where a bound
// proves that it cannot reach the cut, and what is left is decided by counting, in whole numbers. How the
// work is best done is tuning.hpp's question and changes no pair.
#pragma once

#include "bloom/join/hit.hpp"
#include "bloom/join/tuning.hpp"

#include <cstdint>
#include <memory>
#include <vector>

namespace gauze::bloom::join {

// Some rows of B, made ready: any rows of A can be joined with them, by any number of threads at once. The
// tables must outlive it. Takes (planes + 1) / 8 bytes for each row of B beside the rows. Throws
// std::bad_alloc; as active_kernel() does.
class ExactJoin {
public:
    ExactJoin(const Side& a, const Side& b, RowSpan rows_b, const JoinOptions& options, const Tuning& tuning);
    ~ExactJoin();
    ExactJoin(ExactJoin&&) noexcept;

    // Appends the pairs of rows_a that pass, by row a, then row b. One thread; takes about a megabyte while
    // it runs.
    void join(RowSpan rows_a, std::vector<Hit>& hits) const;

private:
    struct Ready;
    std::unique_ptr<Ready> ready_;
};

} // namespace gauze::bloom::join
