// The positions of a token, remembered. KeyedHash gives a token an endless stream of positions, so that more
// of them continue the list and never change it; records that hash a token into few places and records that
// hash it into many share one memory.
#pragma once

#if !defined(GAUZE_KEYED_ALLOWED)
#error                                                                                                       \
    "Hashing under the project secret is the custodian's: see docs/threat-model.md, 'What each program may hold'."
#endif

#include "bloom/keyed/keyed_hash.hpp"
#include "bloom/keyed/token_table.hpp"

#include <cstdint>
#include <span>
#include <string_view>

namespace gauze::keyed {

// The same positions as KeyedHash gives, which is the plain twin (a test says so). Tokens of up to 15 bytes
// are remembered until `most_bytes` are used; others are hashed again each time. One thread.
class TokenPositions {
public:
    static constexpr std::uint32_t most_positions = 2048; // where the stream's counter, one byte, ends

    explicit TokenPositions(KeyedHash hash, std::size_t most_bytes = std::size_t{1} << 24);

    // The first `count` <= `most_positions` positions of the token, as secret as the key; valid until the
    // next call. Costs two or three nanoseconds for a token met before.
    std::span<const std::uint32_t> positions(std::string_view token, std::uint32_t count)
    {
        if (token.size() > longest_packed) return computed(token, count);
        const PackedToken pack = packed(token);
        const TokenTable::Entry* entry = table_.find(pack);
        if (entry == nullptr || entry->held < count) return remembered(pack, token, count);
        return {reinterpret_cast<const std::uint32_t*>(entry->place), count};
    }

private:
    std::span<const std::uint32_t> remembered(const PackedToken& pack, std::string_view token,
                                              std::uint32_t count);
    std::span<const std::uint32_t> computed(std::string_view token, std::uint32_t count);
    KeyedHash hash_;
    TokenTable table_;
    Secret fresh_; // positions that are not remembered
};

} // namespace gauze::keyed
