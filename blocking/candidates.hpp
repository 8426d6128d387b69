// Which pairs are compared, and in what pieces. Without blocking it is every pair across two tables, or every
// pair within one, each once: cut into tiles that fit the cache, which are the tasks of the parallel stage.
#pragma once

#include <cstddef>
#include <cstdint>
#include <vector>

namespace gauze::blocking {

struct RowRange {
    std::size_t begin = 0, end = 0;
    std::size_t size() const noexcept { return end - begin; }
};

// Rows `a` of the first table against rows `b` of the second. `diagonal` marks a tile of a table against
// itself that lies on the diagonal: there only pairs with a < b count.
struct Tile {
    RowRange a, b;
    bool diagonal = false;
    std::uint64_t pairs() const noexcept;
};

// All pairs of two tables. Tiles come in order of (a, b) and cover each pair once.
std::vector<Tile> all_pairs(std::size_t rows_a, std::size_t rows_b);
// All pairs a < b within one table.
std::vector<Tile> all_pairs_within(std::size_t rows);

} // namespace gauze::blocking
