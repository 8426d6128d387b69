#include "blocking/candidates.hpp"

#include <algorithm>

namespace gauze::blocking {

namespace {

// 1,024 rows of 128 bytes are 128 KiB: two such sides lie in a second-level cache while a million pairs are
// compared.
constexpr std::size_t side = 1024;

std::size_t pieces(std::size_t rows) { return (rows + side - 1) / side; }
RowRange piece(std::size_t i, std::size_t rows) { return {i * side, std::min(rows, (i + 1) * side)}; }

} // namespace

std::uint64_t Tile::pairs() const noexcept
{
    const std::uint64_t n = a.size();
    return diagonal ? n * (n - 1) / 2 : n * b.size();
}

std::vector<Tile> all_pairs(std::size_t rows_a, std::size_t rows_b)
{
    std::vector<Tile> tiles;
    tiles.reserve(pieces(rows_a) * pieces(rows_b));
    for (std::size_t i = 0; i < pieces(rows_a); ++i)
        for (std::size_t j = 0; j < pieces(rows_b); ++j)
            tiles.push_back({piece(i, rows_a), piece(j, rows_b), false});
    return tiles;
}

std::vector<Tile> all_pairs_within(std::size_t rows)
{
    std::vector<Tile> tiles;
    for (std::size_t i = 0; i < pieces(rows); ++i)
        for (std::size_t j = i; j < pieces(rows); ++j)
            tiles.push_back({piece(i, rows), piece(j, rows), i == j});
    return tiles;
}

} // namespace gauze::blocking
