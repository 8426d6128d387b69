#include "blocking/block_tasks.hpp"

#include <algorithm>
#include <cmath>

namespace gauze::blocking {

namespace {

// Sides of rectangles of at most `most` pairs: square, unless the block is narrower than that.
struct Sides {
    std::uint64_t a, b;
};

Sides sides(std::uint64_t rows_a, std::uint64_t rows_b, std::uint64_t most, bool within)
{
    auto square = static_cast<std::uint64_t>(std::sqrt(static_cast<double>(most)));
    while (square * square > most) --square; // a root of a large number may round up
    square = std::max<std::uint64_t>(square, 1);
    if (!within && rows_a < square) return {rows_a, std::max<std::uint64_t>(most / rows_a, 1)};
    if (!within && rows_b < square) return {std::max<std::uint64_t>(most / rows_b, 1), rows_b};
    return {square, square};
}

void cut_block(const BlockIndex& index, std::uint32_t at, std::uint64_t most, std::vector<BlockTask>& tasks)
{
    const Block& block = index.blocks()[at];
    const bool within = index.within();
    const std::uint64_t rows_a = block.rows_a, rows_b = within ? rows_a : block.rows_b;
    const Sides side = sides(rows_a, rows_b, most, within);
    const auto narrow = [](std::uint64_t n) { return static_cast<std::uint32_t>(n); };
    for (std::uint64_t a = 0; a < rows_a; a += side.a)
        for (std::uint64_t b = within ? a : 0; b < rows_b; b += side.b) {
            const std::uint64_t a_end = std::min(rows_a, a + side.a), b_end = std::min(rows_b, b + side.b);
            BlockTask task{.first = at,
                           .last = at + 1,
                           .a_begin = narrow(a),
                           .a_end = narrow(a_end),
                           .b_begin = narrow(b),
                           .b_end = narrow(b_end),
                           .rectangle = true};
            task.pairs = rectangle_of(index, task).pairs();
            if (task.pairs != 0) tasks.push_back(task); // a diagonal corner of one row has none
        }
}

} // namespace

BlockSpan rectangle_of(const BlockIndex& index, const BlockTask& task) noexcept
{
    const Block& block = index.blocks()[task.first];
    return {index.rows_a(block).subspan(task.a_begin, task.a_end - task.a_begin),
            index.rows_b(block).subspan(task.b_begin, task.b_end - task.b_begin),
            index.within() && task.a_begin == task.b_begin};
}

std::vector<BlockTask> cut(const BlockIndex& index, std::uint64_t most_pairs)
{
    assert(most_pairs > 0);
    std::vector<BlockTask> tasks;
    BlockTask open; // whole blocks not yet handed out
    const auto close = [&] {
        if (open.pairs != 0) tasks.push_back(open);
    };
    const auto count = static_cast<std::uint32_t>(index.blocks().size());
    for (std::uint32_t at = 0; at < count; ++at) {
        const std::uint64_t pairs = index.pairs(index.blocks()[at]);
        if (open.pairs + pairs > most_pairs) {
            close();
            open = {.first = at};
        }
        if (pairs > most_pairs) {
            cut_block(index, at, most_pairs, tasks);
            open = {.first = at + 1};
            continue;
        }
        open.pairs += pairs;
        open.last = at + 1;
    }
    close();
    return tasks;
}

} // namespace gauze::blocking
