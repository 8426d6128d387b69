// The inner loops of the join, one set for each kind of processor: bits turned into planes, rows into lists,
// listed planes summed. What they mean is told in plane_blocks.hpp and exact_join.hpp; here is only what
// each of them does to memory. A set is chosen as bloom/kernels.hpp chooses: best first, GAUZE_KERNEL names
// another. Each set stands in a source of its own, compiled for its processor, that includes nothing of the
// standard library with a body (a template compiled there could become everyone's copy).
#pragma once

#include <cstddef>
#include <cstdint>

namespace gauze::bloom::join {

constexpr std::size_t lanes = 512;          // records side by side in a plane
constexpr std::size_t plane_words = 8;      // 64-bit words of a plane: record i is bit i % 64 of word i / 64
constexpr std::size_t list_step = 16;       // lists are filled up to a multiple of this
constexpr std::uint32_t most_planes = 4096; // of a sketch: an entry, eight times a plane, is 16 bits
// A list of all planes, and a bias of as much again where records differ as far as they can: 8,192.
constexpr unsigned least_counter_bits = 5, most_counter_bits = 14;

// Bits of a filter that are looked at, and how: for rows of `words` 64-bit words.
struct SketchView {
    const std::uint64_t* turned; // bits that are complemented, in both sides
    const std::uint64_t* chosen; // bits that are in the sketch
    const std::uint16_t* entry;  // by bit: eight times its plane
    std::size_t words;
    std::uint32_t planes; // plane number `planes` is all zero
};

// A row whose listed planes are summed: entries at list_step * begin, list_step * steps of them.
struct ListedRow {
    std::uint32_t begin = 0;
    std::uint16_t steps = 0;
    std::uint16_t least = 0; // lanes that count at least so many are wanted
    std::uint32_t row = 0;   // given back in LaneMask
};

struct LaneMask {
    std::uint64_t lanes[plane_words];
    std::uint64_t row;
};

// What is known of a tile of rows, side by side, for the bound on the count (exact_join.hpp).
struct TileRows {
    const std::int32_t* x;
    const std::int32_t* rest;
    const std::int32_t* ones; // in the sketch
    const std::uint32_t* begin;
    const std::uint16_t* steps;
};
struct BlockBound {
    std::int32_t y;                   // least of the block
    std::int32_t rest_low, rest_high; // of the block
    std::int32_t ones;                // most of the block
    std::int32_t lift;                // added to every count by the bias planes
};

struct EarlyBound {
    const std::int64_t *rest_a, *half_a; // by row of A
    const std::int64_t *rest_b, *half_b; // eight of the group
};
struct EarlyMask {
    std::uint32_t a, mask;
};

struct JoinKernel {
    const char* name;
    bool (*runs_here)() noexcept;

    // ones[i], rest[i] = bits of row i inside and outside the sketch, after turning.
    void (*split_weights)(const SketchView& sketch, const std::uint64_t* rows, std::size_t n,
                          std::uint16_t* ones, std::uint16_t* rest) noexcept;

    // The planes of up to 512 rows, and the zero plane behind them: (planes + 1) * plane_words words.
    // Row i is at rows + order[i] * words; `order` null: i itself. Lanes beyond n are zero.
    void (*make_planes)(const SketchView& sketch, const std::uint64_t* rows, const std::uint32_t* order,
                        std::size_t n, std::uint64_t* planes) noexcept;

    // The entries of one row, filled up with the zero plane to a multiple of list_step; returns how many
    // before filling up. `out` has room for planes + 48.
    std::size_t (*list_planes)(const SketchView& sketch, const std::uint64_t* row,
                               std::uint16_t* out) noexcept;

    // Rows from..to of a tile that can have a partner in the block, with the count it takes. Returns how
    // many were written.
    std::size_t (*rows_in_reach)(const TileRows& tile, std::size_t from, std::size_t to,
                                 const BlockBound& bound, ListedRow* out) noexcept;

    // Sums each row's listed planes (no list longer than 2^counter_bits - 1, bias included) and writes the
    // masks that have a lane at or above `least`. `bias` is null or counter_bits planes that the counters
    // start from. Returns how many were written.
    std::size_t (*reaching_lanes)(const std::uint64_t* planes, const std::uint16_t* lists,
                                  const ListedRow* rows, std::size_t n, unsigned counter_bits,
                                  const std::uint64_t* bias, LaneMask* out) noexcept;

    // Common bits of two rows; `words` is a multiple of eight.
    std::uint32_t (*common)(const std::uint64_t* a, const std::uint64_t* b, std::size_t words) noexcept;

    // out[i] = set bits of rows[i] in words from .. to.
    void (*weights_in)(const std::uint64_t* const* rows, std::size_t n, std::size_t from, std::size_t to,
                       std::int64_t* out) noexcept;

    // Few rows (word_join.hpp). Eight rows side by side: out[8 * w + i] = word w of rows[i].
    void (*interleave)(const std::uint64_t* const rows[8], std::size_t words, std::uint64_t* out) noexcept;
    // Rows of A against one group of eight of B, looking at `words` words only: writes {a, mask} where bit i
    // of the mask says that common bits + min(rest_a[a], rest_b[i]) >= half_a[a] + half_b[i]. Returns how
    // many.
    std::size_t (*early_masks)(const std::uint64_t* const* rows_a, std::size_t n, const std::uint64_t* group,
                               std::size_t words, const EarlyBound& bound, EarlyMask* out) noexcept;
};

// The set of the kernel that bloom::active_kernel() names. Throws as it does.
const JoinKernel& active_join_kernel();
// The set called so, or the next one down that runs here: a processor may count bits in wide registers and
// lack what the lists need.
const JoinKernel& join_kernel(const char* name);

} // namespace gauze::bloom::join
