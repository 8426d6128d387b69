// Rows of filters as the keyed room sees them: words; bit i of a row stands in word i / 64 at place i % 64. A
// row may be longer than its bits need, as a row of a table is. What stands behind the bits is 0 on the way
// in, and is made 0 on the way out.
#pragma once

#if !defined(GAUZE_KEYED_ALLOWED)
#error "Base filters are the custodian's: see docs/threat-model.md, 'What each program may hold'."
#endif

#include <cstddef>
#include <cstdint>
#include <span>

namespace gauze::keyed {

using Row = std::span<const std::uint64_t>;
using RowToFill = std::span<std::uint64_t>; // whatever it held before

constexpr std::size_t words_of(std::size_t bits) noexcept { return (bits + 63) / 64; }
inline bool bit_of(Row row, std::size_t i) noexcept { return (row[i / 64] >> i % 64 & 1) != 0; }
// Sets, never clears.
inline void add_bit(RowToFill row, std::size_t i, bool bit) noexcept
{
    row[i / 64] |= std::uint64_t{bit} << i % 64;
}

} // namespace gauze::keyed
