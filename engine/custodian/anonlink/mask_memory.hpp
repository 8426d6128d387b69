// What a thread remembers of one feature: the bits that a token sets, and the bits that a whole short cell
// sets. Real data repeat themselves, so hashing is paid once for each distinct token, and cutting once for
// each common name. What costs then is waiting for memory, so callers say early what they will ask for
// (`expect`).
//
// Plaintext, tokens and masks are as secret as the key: all of it, the tables included, lies in Secret memory
// and is wiped. Memories are bounded; when one is full, what is not in it is simply computed again.
#pragma once

#include "bloom/base/secret.hpp"

#include <algorithm>
#include <array>
#include <cassert>
#include <cstddef>
#include <cstdint>
#include <cstring>
#include <span>
#include <string_view>
#include <utility>
#include <vector>

namespace gauze::custodian::anonlink {

// Pieces of locked memory, zero at first, that stay where they are. Each begins on a cache line.
class SecretSlabs {
public:
    std::byte* make(std::size_t size);

private:
    std::vector<Secret> slabs_;
    std::size_t left_ = 0;
};

// Sets in `filter` all bits of `mask`; the sizes are multiples of 64 bytes, and both begin on a word.
inline void add_mask(const std::byte* mask, std::span<std::byte> filter) noexcept
{
    const auto* __restrict from = reinterpret_cast<const std::uint64_t*>(mask);
    auto* __restrict to = reinterpret_cast<std::uint64_t*>(filter.data());
    for (std::size_t i = 0; i < filter.size() / sizeof(std::uint64_t); i += 8)
        for (std::size_t j = i; j < i + 8; ++j) to[j] |= from[j];
}

// Fetches the front of a mask, all of the usual one of 128 bytes.
inline void expect_mask(const std::byte* mask) noexcept
{
    __builtin_prefetch(mask);
    __builtin_prefetch(mask + 64);
}

// Two words that stand for a token or a cell. Different ones have different words; none has a second word of
// 0.
struct MaskKey {
    std::uint64_t first = 0, second = 0;
    bool operator==(const MaskKey&) const = default;
    bool empty() const noexcept { return second == 0; }
    std::uint64_t hash() const noexcept
    {
        const std::uint64_t product = (first ^ second * 0xff51afd7ed558ccdu) * 0x9e3779b97f4a7c15u;
        return product ^ product >> 32;
    }

    // A token of at most 8 bytes, its place and how often it is inserted. 8 bytes from `bytes` on must be
    // readable.
    static constexpr std::size_t longest_token = 8;
    static MaskKey of_token(const char* bytes, std::size_t size, std::size_t position,
                            std::uint32_t count) noexcept
    {
        assert(size >= 1 && size <= longest_token && count >= 1);
        std::uint64_t text = 0;
        std::memcpy(&text, bytes, sizeof text);
        const std::size_t unused = 8 * (longest_token - size);
        return {text << unused >> unused, std::uint64_t{count} << 40 | std::uint64_t{position} << 8 | size};
    }

    static constexpr std::size_t longest_cell = 15; // bytes
    static MaskKey of_cell(std::string_view cell) noexcept;
};

// Keys and their masks.
class MaskMemory {
public:
    // `mask_size` is in bytes, a multiple of 64; at most `most` keys, and at most 16 MiB of masks.
    MaskMemory(std::size_t mask_size, std::size_t most);
    // Fetches what `find` will look at.
    void expect(const MaskKey& key) const noexcept { __builtin_prefetch(&slots_[key.hash() & last_]); }
    // Null if it is not known.
    const std::byte* find(const MaskKey& key) const noexcept { return slots_[place_of(key)].mask; }
    // A mask of zeros to be filled, for a key that is not known; null if the memory is full.
    std::byte* remember(const MaskKey& key);
    bool full() const noexcept { return used_ >= most_; }

private:
    struct Slot {
        MaskKey key;
        std::byte* mask;
    };
    // Where the key is, or the empty slot where it would be.
    std::size_t place_of(const MaskKey& key) const noexcept
    {
        std::size_t place = key.hash() & last_;
        while (slots_[place].key != key && !slots_[place].key.empty()) place = (place + 1) & last_;
        return place;
    }
    void make_room(std::size_t slots);
    std::size_t mask_size_, most_, used_ = 0;
    std::size_t last_ = 0; // slot; one less than a power of two
    Secret table_;
    Slot* slots_ = nullptr;
    SecretSlabs slabs_;
};

// A memory of cells that gives itself up when it is full and what comes is mostly new (identifiers).
class CellMemory {
public:
    explicit CellMemory(std::size_t mask_size);
    // Three steps for one cell, so that those of many columns can be taken together: name it, look for it,
    // take its mask (null if it is not known).
    void expect(std::string_view cell) noexcept;
    void look() noexcept;
    const std::byte* found() const noexcept { return found_; }
    // Keeps a copy of the mask of the cell that was asked for and not found.
    void remember(const std::byte* mask);
    // Whether `remember` would: the cell is short, and the memory neither full nor given up.
    bool would_remember() const noexcept { return !key_.empty() && !memory_.full(); }
    bool given_up() const noexcept { return given_up_; }

private:
    MaskMemory memory_;
    std::size_t mask_size_;
    MaskKey key_; // empty for a cell that is too long
    const std::byte* found_ = nullptr;
    std::uint32_t asked_ = 0, known_ = 0;
    bool given_up_ = false;
};

} // namespace gauze::custodian::anonlink
