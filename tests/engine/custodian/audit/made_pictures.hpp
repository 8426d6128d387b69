// Pictures made by hand: random filters under two "keys" that keep distances, for the tests of attacks.
#pragma once

#include "engine/custodian/audit/attack.hpp"

#include <cstring>
#include <random>
#include <string>
#include <vector>

namespace gauze::custodian {

inline SeenView made_view(std::string name, bool symbols, std::uint32_t length, double samples,
                          std::size_t rows)
{
    return {.name = std::move(name),
            .symbols = symbols,
            .length = length,
            .samples = samples,
            .table = bloom::FilterTable({symbols ? 8 * length : length}, rows),
            .has = std::vector<std::uint8_t>(rows, 1)};
}

inline void set_bit(SeenView& view, std::size_t row, std::size_t bit)
{
    view.table.row(row)[bit / 64] |= std::uint64_t{1} << bit % 64;
}
inline bool get_bit(const SeenView& view, std::size_t row, std::size_t bit)
{
    return (view.table.rows().row(row)[bit / 64] >> bit % 64 & 1) != 0;
}
inline void set_symbol(SeenView& view, std::size_t row, std::size_t at, std::uint8_t value)
{
    reinterpret_cast<std::uint8_t*>(view.table.row(row).data())[at] = value;
}

inline SeenTag made_tag(std::string name, std::vector<std::uint64_t> values)
{
    SeenTag tag{.name = std::move(name), .values = std::move(values), .has = {}};
    tag.has.assign(tag.values.size(), 1);
    return tag;
}

// `people` of whom each is near the one before him (a tenth of the bits of his filter are drawn anew), so
// that there is something to see.
inline std::vector<std::vector<bool>> made_filters(std::size_t people, std::size_t bits,
                                                   std::mt19937_64& random)
{
    std::vector<std::vector<bool>> filters(people, std::vector<bool>(bits));
    for (std::size_t p = 0; p < people; ++p)
        for (std::size_t b = 0; b < bits; ++b)
            filters[p][b] = p % 3 != 0 && random() % 10 != 0 ? filters[p - 1][b] : random() % 8 == 0;
    return filters;
}

} // namespace gauze::custodian
