// Filters for tests: seeded, of any shape, as dense as asked.
#pragma once

#include "bloom/filter_table.hpp"

#include <random>

namespace gauze::test {

inline bloom::FilterTable made_filters(bloom::FilterShape shape, std::size_t rows, double density,
                                       std::uint64_t seed)
{
    bloom::FilterTable table(shape, rows);
    std::mt19937_64 random(seed);
    std::bernoulli_distribution set(density);
    for (std::size_t r = 0; r < rows; ++r)
        for (std::uint32_t bit = 0; bit < shape.bits; ++bit)
            if (set(random)) table.row(r)[bit / 64] |= std::uint64_t{1} << bit % 64;
    return table;
}

} // namespace gauze::test
