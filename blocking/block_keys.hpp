// Keys by which records come together: one row of opaque 64-bit keys for each record, each of which it may
// have or not. Match keys of an encoded file, token blocks, the sampled bits of an LSH table and the
// signatures of p-sig all have this shape, so that one index and one join serve them all.
//
// A key means something only within its slot: equal keys in different slots are no agreement.
#pragma once

#include "blocking/big_array.hpp"

#include <cassert>
#include <cstddef>
#include <cstdint>
#include <utility>
#include <vector>

namespace gauze::blocking {

// A table that somebody else owns (a mapped file, BlockKeys). Immutable; any number of threads read.
class KeyRows {
public:
    KeyRows() = default;
    // `keys` holds `slots` keys a row. Bit `first_absent_bit + slot` of the `absent_words` words of a row of
    // `absent` says that the record has no such key, as the encoded file lays it out; without `absent` all
    // keys are there. The file's rows of a party with v views and k keys are
    //     KeyRows(keys, rows, k, absent, (v + k + 63) / 64, v).
    // With a `stride` a row has so many keys, of which the first `slots` are looked at.
    KeyRows(const std::uint64_t* keys, std::size_t rows, std::uint32_t slots,
            const std::uint64_t* absent = nullptr, std::uint32_t absent_words = 0,
            std::uint32_t first_absent_bit = 0, std::uint32_t stride = 0)
        : keys_(keys),
          absent_(absent),
          rows_(rows),
          slots_(slots),
          stride_(stride == 0 ? slots : stride),
          absent_words_(absent_words),
          first_(first_absent_bit)
    {
        assert(rows <= UINT32_MAX); // a row is written in 32 bits
        assert(absent == nullptr || first_absent_bit + slots <= 64 * absent_words);
    }

    std::size_t size() const noexcept { return rows_; }
    std::uint32_t slots() const noexcept { return slots_; }
    const std::uint64_t* row(std::size_t r) const noexcept { return keys_ + r * stride_; }
    // The words that say what the row has not, or none.
    const std::uint64_t* absent(std::size_t r) const noexcept
    {
        return absent_ == nullptr ? nullptr : absent_ + r * absent_words_;
    }
    std::uint64_t key(std::size_t r, std::uint32_t slot) const noexcept
    {
        assert(r < rows_ && slot < slots_);
        return row(r)[slot];
    }
    bool has(std::size_t r, std::uint32_t slot) const noexcept
    {
        const std::uint32_t bit = first_ + slot;
        return absent_ == nullptr || (absent(r)[bit / 64] >> bit % 64 & 1u) == 0;
    }

private:
    const std::uint64_t* keys_ = nullptr;
    const std::uint64_t* absent_ = nullptr;
    std::size_t rows_ = 0;
    std::uint32_t slots_ = 0, stride_ = 0, absent_words_ = 0, first_ = 0;
};

// A table of its own. Filled row by row (different rows by different threads), then read.
class BlockKeys {
public:
    BlockKeys() = default;
    // No record has any key yet.
    BlockKeys(std::size_t rows, std::uint32_t slots)
        : keys_(rows * slots),
          absent_(rows * ((slots + 63) / 64), ~std::uint64_t{0}),
          rows_(rows),
          slots_(slots)
    {}
    void set(std::size_t row, std::uint32_t slot, std::uint64_t key) noexcept
    {
        assert(row < rows_ && slot < slots_);
        keys_[row * slots_ + slot] = key;
        absent_[row * absent_words() + slot / 64] &= ~(std::uint64_t{1} << slot % 64);
    }
    KeyRows rows() const noexcept { return {keys_.data(), rows_, slots_, absent_.data(), absent_words(), 0}; }

private:
    std::uint32_t absent_words() const noexcept { return (slots_ + 63) / 64; }
    std::vector<std::uint64_t> keys_; // zero where absent
    std::vector<std::uint64_t> absent_;
    std::size_t rows_ = 0;
    std::uint32_t slots_ = 0;
};

// Spreads a key over all 64 bits and can be undone, so that mixed keys are equal if and only if the keys are
// (the finaliser of SplitMix64, Steele, Lea and Flood 2014). For order and place only; it hides nothing.
constexpr std::uint64_t mixed(std::uint64_t key) noexcept
{
    key = (key ^ key >> 30) * 0xbf58476d1ce4e5b9u;
    key = (key ^ key >> 27) * 0x94d049bb133111ebu;
    return key ^ key >> 31;
}

} // namespace gauze::blocking
