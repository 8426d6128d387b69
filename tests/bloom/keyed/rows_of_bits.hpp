// Rows written as text, the first bit first, and rows made by chance.
#pragma once

#include "bloom/keyed/rows.hpp"

#include <random>
#include <string>
#include <string_view>
#include <vector>

namespace gauze::test {

using Words = std::vector<std::uint64_t>;

inline Words row_from(std::string_view bits)
{
    Words row(keyed::words_of(bits.size()));
    for (std::size_t i = 0; i < bits.size(); ++i) keyed::add_bit(row, i, bits[i] == '1');
    return row;
}

inline std::string text_of(const Words& row, std::size_t bits)
{
    std::string text;
    for (std::size_t i = 0; i < bits; ++i) text += keyed::bit_of(row, i) ? '1' : '0';
    return text;
}

// Each bit is set with probability `per_mille` / 1000.
inline Words row_by_chance(std::mt19937_64& chance, std::size_t bits, unsigned per_mille = 500)
{
    Words row(keyed::words_of(bits));
    for (std::size_t i = 0; i < bits; ++i) keyed::add_bit(row, i, chance() % 1000 < per_mille);
    return row;
}

inline Words sum_of(Words a, const Words& b)
{
    for (std::size_t w = 0; w < a.size(); ++w) a[w] ^= b[w];
    return a;
}

} // namespace gauze::test
