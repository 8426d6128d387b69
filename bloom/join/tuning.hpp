// How a join is best done: which way, how long a sketch, in what order the blocks. None of it changes a pair.
//
// Tuning counts work rather than timing it: a few hundred rows are joined with some blocks for every length
// of sketch on a grid, and what would be done - planes added, rows checked, survivors counted - is priced in
// cycles. So the answer is the same in every run, and a busy machine does not lead it astray.
#pragma once

#include "bloom/join/hit.hpp"
#include "bloom/join/join_kernel.hpp"
#include "bloom/join/plane_blocks.hpp"

namespace gauze::bloom::join {

// `plain` is every pair by the plain count (the oracle), `words` is word_join.hpp, `sketch` sketch_join.hpp.
enum class Way { plain, words, sketch };

struct Tuning {
    Way way = Way::sketch;
    std::uint32_t planes = 640;          // of the sketch
    BlockOrder order = BlockOrder::bias; // of its blocks
    std::size_t words = 7;               // looked at before the bound, with `words`
    double cycles_per_pair = 0;          // estimated; 0 if nothing was measured
};

struct JoinOptions {
    Cut cut;
    bool within = false;                // both sides are one table: pairs a < b only
    const JoinKernel* kernel = nullptr; // null: the active one
};

// For joins of many rows of a with `rows_b` rows of b at a time. Costs a fraction of a second at most, less
// where there are few rows.
Tuning tune(const Side& a, const Side& b, std::size_t rows_b, const JoinOptions& options);

// From this many records on the larger side of a block, planes are worth building.
constexpr std::size_t worth_planes = 384;

} // namespace gauze::bloom::join
