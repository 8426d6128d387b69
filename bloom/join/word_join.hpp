// The way of a join for few rows: no planes are built. Eight records of B stand side by side, a word of each
// to a line, and a record of A is counted against all eight at once. After the first words the rest is
// bounded (common bits <= common so far + the smaller of what both have left), and most pairs end there.
#pragma once

#include "bloom/join/hit.hpp"
#include "bloom/join/join_kernel.hpp"
#include "bloom/join/plane_blocks.hpp"

#include <cstdint>
#include <span>
#include <vector>

namespace gauze::bloom::join {

// Asks memory for rows from all over a table, which answers many at a time. Costs a few cycles a row.
void ask_for(const Side& side, std::span<const std::uint32_t> rows) noexcept;

// What one thread holds while it joins; used for one join after the other.
class WordJoin {
public:
    // `words` are looked at before the bound: at least 1, at most the words of a row.
    WordJoin(const JoinKernel& kernel, Cut cut, const DiceCut& exact, bool within, std::size_t words)
        : kernel_(kernel), cut_(cut), exact_(exact), within_(within), words_(words)
    {}

    // Appends the pairs of the listed rows that pass, in no order. `within`: of those with a < b.
    void join(const Side& a, std::span<const std::uint32_t> rows_a, const Side& b,
              std::span<const std::uint32_t> rows_b, std::vector<Hit>& hits);

private:
    // What is asked of rows of one side, side by side.
    struct Halves {
        std::vector<const std::uint64_t*> at;
        std::vector<std::int64_t> rest, half;
    };
    void fill(Halves& halves, const Side& side, std::span<const std::uint32_t> rows) const;
    void decide(const Side& a, std::span<const std::uint32_t> rows_a, const Side& b,
                std::span<const std::uint32_t> group, std::size_t found, std::size_t first,
                std::vector<Hit>& hits) const;

    const JoinKernel& kernel_;
    Cut cut_;
    const DiceCut& exact_;
    bool within_;
    std::size_t words_;
    Halves halves_a_, halves_b_;
    std::vector<std::uint64_t> group_;
    std::vector<EarlyMask> masks_;
};

} // namespace gauze::bloom::join
