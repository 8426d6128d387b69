// Sixty-four filters at a time, bit by bit. Where the same secretly chosen bits are wanted of many filters,
// it pays to turn the table: plane p holds bit p of 64 records in one word, so that taking a bit of all of
// them is one load. What was taken is then turned back into one row of bits for each record. Both turns are
// transpositions of 64 x 64 bits, done by exchanging ever smaller squares (Warren, Hacker's Delight, section
// 7-3), with eight matrices side by side in a wide register.
//
// Everything here is as secret as the filters: callers keep it in Secret buffers. No state, any thread.
#pragma once

#if !defined(GAUZE_KEYED_ALLOWED)
#error                                                                                                       \
    "Hashing under the project secret is the custodian's: see docs/threat-model.md, 'What each program may hold'."
#endif

#include "bloom/base/vector_width.hpp"

#include <cstddef>
#include <cstdint>

namespace gauze::keyed {

inline constexpr std::size_t records_per_turn = 64;
inline constexpr std::size_t slots_per_turn = 8;

// Where plane `position` lies: eight words of a filter are turned together, and their planes alternate.
constexpr std::size_t plane_index(std::size_t position)
{
    return position / 512 * 512 + position % 64 * 8 + position / 64 % 8;
}

struct PlaneKernel {
    // Turns `count` <= 64 rows, which lie `stride` words apart, into planes: bit r of planes[plane_index(p)]
    // is bit p of row r. `words` is a multiple of 8, not above `stride`; `planes` takes words * 64 words.
    void (*to_planes)(const std::uint64_t* rows, std::size_t stride, std::size_t count, std::size_t words,
                      std::uint64_t* planes) noexcept;
    // Turns eight 64 x 64 matrices in their place: row i of matrix k is words[8 * i + k].
    void (*turn_64)(std::uint64_t* words) noexcept;
    // The same for eight pairs of 32 x 32 matrices: row i of the left one is the low half of words[8 * i +
    // k].
    void (*turn_32)(std::uint64_t* words) noexcept;
    // Writes the blocks of 64 records for eight slots, a record's side by side: block 8 * r + k is the eight
    // bytes of low[8 * r + k], the four of record r in the turned pair `tails` of slot k, and the lower four
    // of slots[k].
    void (*to_blocks)(const std::uint64_t* low, const std::uint64_t* tails, const std::uint64_t* slots,
                      std::byte* blocks) noexcept;
    // The first byte of each of `count` records' first `slots` blocks: out[stride * r + k].
    void (*first_bytes)(const std::byte* blocks, std::size_t count, std::size_t slots, std::byte* out,
                        std::size_t stride) noexcept;
};

// `width` must run here.
const PlaneKernel& plane_kernel(VectorWidth width) noexcept;

} // namespace gauze::keyed
