// One filter's bits joined to another's: the step that encoding repeats most. Widest instructions that this
// processor has, chosen once.
#pragma once

#include "bloom/base/vector_width.hpp"

#include <cstddef>
#include <cstdint>

namespace gauze::keyed {

// into[i] |= from[i] for `words` words, a multiple of eight. Any alignment; the two do not overlap.
using OrWords = void (*)(std::uint64_t* into, const std::uint64_t* from, std::size_t words) noexcept;
OrWords or_words(VectorWidth width = vector_width()) noexcept;

// Some rows of filters that are each a union of others. Strides and lengths are in words, a filter's a
// multiple of eight.
struct FilterRowsAt {
    std::uint64_t* first;
    std::size_t stride, rows, words;
};
struct UnionSources { // `each` of every row, row by row
    const std::uint64_t* const* of;
    std::size_t each;
};
// Makes each row the union of its sources; without any, zeros. No row overlaps a source. Each word is written
// once.
using UniteRows = void (*)(const FilterRowsAt& into, const UnionSources& from) noexcept;
UniteRows unite_rows(VectorWidth width = vector_width()) noexcept;

// How many bits are set in all rows together.
using CountBits = std::uint64_t (*)(const FilterRowsAt& rows) noexcept;
CountBits count_bits(VectorWidth width = vector_width()) noexcept;

} // namespace gauze::keyed
