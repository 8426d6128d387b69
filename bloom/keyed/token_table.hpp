// What has been computed for a token, found again in a few nanoseconds. Tokens are short and few (bigrams,
// digits in their places), so a token of up to 15 bytes is packed with its size into two words, compared as
// such, and looked up by open addressing in one flat array.
//
// Tokens, and what is kept for them, lie in locked memory that is wiped at the end. The memory is bounded: a
// full table says so, and its user computes afresh.
#pragma once

#if !defined(GAUZE_KEYED_ALLOWED)
#error                                                                                                       \
    "Hashing under the project secret is the custodian's: see docs/threat-model.md, 'What each program may hold'."
#endif

#include "bloom/base/secret.hpp"

#include <cassert>
#include <cstddef>
#include <cstdint>
#include <cstring>
#include <string_view>
#include <vector>

namespace gauze::keyed {

inline constexpr std::size_t longest_packed = 15;

// Different tokens are different pairs of words; no token is a pair of zeros.
struct PackedToken {
    std::uint64_t low = 0, high = 0;
    bool operator==(const PackedToken&) const = default;
};

// Reads the token's bytes and no others; its size is at most `longest_packed`.
inline PackedToken packed(std::string_view token) noexcept
{
    assert(token.size() <= longest_packed);
    const char* bytes = token.data();
    const std::size_t size = token.size();
    PackedToken pack{0, std::uint64_t{size + 1} << 56};
    if (size >= 8) { // the last eight bytes overlap the first: what stands twice is shifted out
        std::uint64_t last = 0;
        std::memcpy(&pack.low, bytes, 8);
        std::memcpy(&last, bytes + size - 8, 8);
        pack.high |= last >> 8 >> 8 * (15 - size);
    } else if (size >= 4) {
        std::uint32_t first = 0, last = 0;
        std::memcpy(&first, bytes, 4);
        std::memcpy(&last, bytes + size - 4, 4);
        pack.low = first | std::uint64_t{last} << 32;
    } else if (size >= 2) {
        std::uint16_t first = 0;
        std::memcpy(&first, bytes, 2);
        pack.low = first | std::uint64_t{static_cast<unsigned char>(bytes[size - 1])} << 16;
    } else if (size == 1) {
        pack.low = static_cast<unsigned char>(bytes[0]);
    }
    return pack;
}

// One thread.
class TokenTable {
public:
    struct Entry {
        PackedToken token;
        std::byte* place = nullptr; // 32-byte aligned; 64 if all places are multiples of 64 bytes
        std::uint64_t held = 0;     // of whatever the user counts
    };

    // `most_bytes` bounds everything the table holds.
    explicit TokenTable(std::size_t most_bytes);

    // Null if the token is not there. Entries stay where they are until the next `insert`, places for good.
    Entry* find(const PackedToken& token) noexcept
    {
        Entry* all = entries();
        for (std::size_t i = home(token);; i = (i + 1) & mask_) {
            if (all[i].token == token) return &all[i];
            if (all[i].token.high == 0) return nullptr;
        }
    }

    void prefetch(const PackedToken& token) const noexcept
    {
        __builtin_prefetch(entries_.reveal().data() + home(token) * sizeof(Entry));
    }

    // A new entry for a token that is not there, with a place of `bytes` zeros; null if the memory is full.
    Entry* insert(const PackedToken& token, std::size_t bytes);
    // Another, larger place of zeros for an entry; the old one is given up. False if the memory is full.
    bool move(Entry& entry, std::size_t bytes);

private:
    Entry* entries() noexcept { return reinterpret_cast<Entry*>(entries_.fill().data()); }
    std::size_t home(const PackedToken& token) const noexcept
    {
        const std::uint64_t mixed = (token.low ^ token.high * 0x9e3779b97f4a7c15) * 0xd1342543de82ef95;
        return (mixed ^ mixed >> 29) >> 20 & mask_;
    }
    bool grow();
    std::byte* take(std::size_t bytes);
    std::size_t most_bytes_, bytes_ = 0; // allowed, and held
    Secret entries_;
    std::size_t mask_ = 0, size_ = 0;
    std::vector<Secret> slabs_;
    std::size_t left_ = 0; // bytes free at the end of the last slab
};

} // namespace gauze::keyed
