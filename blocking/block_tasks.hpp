// Blocks cut into tasks of bounded cost: small blocks are packed together, and a block of more pairs than a
// task may have is cut into rectangles, so that one hot key (a postcode that 5 % of all records share) is
// many tasks and never the last one that all wait for.
#pragma once

#include "blocking/block_index.hpp"

#include <cstddef>
#include <cstdint>
#include <span>
#include <vector>

namespace gauze::blocking {

// Each of `a` against each of `b`; on the diagonal both are the same rows of one table, and only a[i] with
// b[j], i < j, is a pair.
struct BlockSpan {
    std::span<const std::uint32_t> a, b;
    bool diagonal = false;
    std::uint64_t pairs() const noexcept
    {
        const std::uint64_t n = a.size();
        return diagonal ? n * (n - 1) / 2 : n * b.size();
    }
};

// Whole blocks `first` to `last`, or a rectangle of the one block `first`.
struct BlockTask {
    std::uint64_t pairs = 0;
    std::uint32_t first = 0, last = 0;
    std::uint32_t a_begin = 0, a_end = 0, b_begin = 0, b_end = 0; // of a rectangle
    bool rectangle = false;
};

// Tasks of about `most_pairs` pairs and never more, which together hold each pair of each block once, in the
// order of the blocks. They depend on the index alone, not on threads.
std::vector<BlockTask> cut(const BlockIndex& index, std::uint64_t most_pairs);

BlockSpan rectangle_of(const BlockIndex& index, const BlockTask& task) noexcept;

// Calls visit(BlockSpan) for each span of the task, in order.
template <class Visit>
void for_each_span(const BlockIndex& index, const BlockTask& task, const Visit& visit)
{
    if (task.rectangle) return visit(rectangle_of(index, task));
    for (const Block& block : index.blocks().subspan(task.first, task.last - task.first))
        visit(BlockSpan{index.rows_a(block), index.rows_b(block), index.within()});
}

} // namespace gauze::blocking
