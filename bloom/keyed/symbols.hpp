// A hidden filter becomes a row of symbols: what a hardened view shows instead of its bits (Gauze's own
// construction; design, section 4). Slot s of a view draws, with replacement, t positions of the filter under
// the slots key; the symbol of a record at that slot is one byte of AES-256, under another key, of the t bits
// found there in the order drawn and of the slot's number. Two filters whose bits differ at a share x of the
// positions agree at a slot with probability 2^-8 + (1 - 2^-8) (1 - x)^t: nearly always when they are alike,
// by accident only when they are not, and no symbol is a linear function of any bit.
//
//   position j of slot s   word j of the stream HMAC-SHA-256(slots key, s || 0), HMAC-SHA-256(slots key, s ||
//                          1), ...; numbers and words are 32 bits, big-endian; word * bits >> 32
//   block                  bit j of the sample is bit j % 8 of byte j / 8, of 12 bytes; then s, big-endian
//   symbol                 byte 0 of AES-256(block key, block)
//
// `PlainSymbols` reads like this description. `Symbols` computes the same bytes for 64 records at once.
#pragma once

#if !defined(GAUZE_KEYED_ALLOWED)
#error                                                                                                       \
    "Hashing under the project secret is the custodian's: see docs/threat-model.md, 'What each program may hold'."
#endif

#include "bloom/base/cipher.hpp"
#include "bloom/base/vector_width.hpp"

#include <cstddef>
#include <cstdint>

namespace gauze::keyed {

inline constexpr std::uint32_t most_samples = 96; // bits of a block that are not the slot's number

// What a view's symbols are made of.
struct SymbolShape {
    std::uint32_t bits = 0;    // of the hidden filter: 1 to 131,072
    std::uint32_t symbols = 0; // slots of a view
    std::uint32_t samples = 0; // t, positions of a slot: 1 to `most_samples`
};

// The fast form. Holds positions, planes and blocks in locked memory and nothing of a record beyond a call's
// end that the next call would not overwrite. One thread; `clone` gives another thread its own.
class Symbols {
public:
    // Both keys have 32 bytes and are used for this view only. Draws shape.symbols * shape.samples positions,
    // some 50 ns each.
    Symbols(Bytes slots_key, Bytes block_key, SymbolShape shape, VectorWidth width = vector_width());
    Symbols clone() const;

    // out[r * symbols + s] = the symbol of row r at slot s, for `count` rows of `words_per_row` words: a
    // multiple of eight and enough for the shape's bits. Whole groups of 64 rows are computed, so hand over
    // hundreds.
    void compute(const std::uint64_t* rows, std::size_t words_per_row, std::size_t count, std::byte* out);
    const SymbolShape& shape() const noexcept { return shape_; }

private:
    Symbols(Aes256Blocks cipher, Secret places, SymbolShape shape, VectorWidth width);
    void compute_turn(const std::uint64_t* rows, std::size_t words_per_row, std::size_t count,
                      std::byte* out);
    void take_samples(std::size_t first_slot);
    Aes256Blocks cipher_;
    SymbolShape shape_;
    VectorWidth width_;
    Secret places_; // which plane each sample is: 32 bits, by eight slots, sample, slot
    Secret planes_; // of 64 records, and one plane of zeros for samples beyond t
    Secret work_;   // the samples and blocks of eight slots
};

// The plain twin, for one record at a time. One thread.
class PlainSymbols {
public:
    PlainSymbols(Bytes slots_key, Bytes block_key, SymbolShape shape);
    // `row` has the shape's bits, `out` takes `symbols` bytes.
    void compute(const std::uint64_t* row, std::byte* out);

private:
    Aes256Blocks cipher_;
    SymbolShape shape_;
    Secret positions_; // 32 bits, by slot and sample
};

} // namespace gauze::keyed
