// What two records of a listed pair show alike. All-pairs kernels walk through tables; candidates that come
// from match keys or blocks are a list of row numbers, and there the time goes into fetching rows: so rows
// are asked for some pairs ahead, and are read where the file is mapped, tightly packed and without filling.
// No load reaches beyond a row, since the last row of a section may end where the mapping ends.
//
// Kernels stand in one table, best first, the plain twin last. Tests and benchmarks walk it.
#pragma once

#include "bloom/filter_table.hpp"
#include "bloom/kernels.hpp"

#include <compare>
#include <cstdint>
#include <span>
#include <string_view>

namespace gauze::bloom {

// Row a of one table beside row b of another, or of the same.
struct RowPair {
    std::uint32_t a = 0, b = 0;
    auto operator<=>(const RowPair&) const = default;
};

// Pairs are fastest when sorted by a: its rows then come in order. Tables may be one and the same.
struct ListedKernel {
    std::string_view name;
    bool (*runs_here)() noexcept;
    // counts[i] = symbols that the rows of pair i have in common, place by place; `symbols` bytes a row, one
    // or more.
    void (*equal_symbols)(const std::uint8_t* a, const std::uint8_t* b, std::uint32_t symbols,
                          std::span<const RowPair> pairs, std::uint32_t* counts) noexcept;
    // Bit k % 64 of masks[i * words + k / 64] says that the rows of pair i have the same key in slot k, where
    // words = (keys + 63) / 64; `keys` numbers a row, one or more. Whether the slot holds a key at all is for
    // the caller to ask.
    void (*agreeing_keys)(const std::uint64_t* a, const std::uint64_t* b, std::uint32_t keys,
                          std::span<const RowPair> pairs, std::uint64_t* masks) noexcept;
};

std::span<const ListedKernel> listed_kernels() noexcept;

// The one that goes with a kernel of the other table: of the same name, or, where this processor has bit
// counts but no byte comparisons in wide registers, the next one down.
const ListedKernel& listed_kernel(const Kernel& kernel) noexcept;

// counts[i] = popcount(row a & row b) of pair i; both tables of one shape.
void common_bits(const Kernel& kernel, const FilterRows& a, const FilterRows& b,
                 std::span<const RowPair> pairs, std::uint32_t* counts) noexcept;

} // namespace gauze::bloom
