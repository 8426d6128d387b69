// What the values of one field became, remembered: an open table of entries that point into slabs, all in
// locked memory that is wiped at the end. A value is looked up in two steps, so that many can be fetched from
// memory at the same time: a table of names and dates does not fit the caches, and waiting for one value
// after the other would cost more than encoding it afresh.
//
// A value is kept when it is met for the second time: most postcodes and numbers never are. Nothing is ever
// removed; when the memory is used up, nothing is added. One thread.
#pragma once

#include "bloom/base/secret.hpp"
#include "bloom/keyed/token_table.hpp"
#include "engine/custodian/normal_form.hpp"
#include "engine/custodian/value_pieces.hpp"
#include "engine/custodian/wiped_arena.hpp"

#include <algorithm>
#include <array>
#include <bit>
#include <cstdint>
#include <cstring>
#include <span>
#include <string_view>
#include <vector>

namespace gauze::custodian {

// What a cell became.
struct CellReading {
    CellFault fault = CellFault::none;
    bool missing = true;
    Masks masks;                                  // as FieldPlan::views, end to end
    std::span<const std::string_view> parts = {}; // as FieldPlan::parts; one without data() is absent
};

class ValueMemory {
public:
    static constexpr std::size_t longest = 64; // bytes of a cell that is remembered

    // `bytes`: as much is held, at most. `mask_words`: of every value.
    ValueMemory(std::size_t bytes, std::size_t mask_words);

    struct Key {
        keyed::PackedToken pack; // of a cell of up to 15 bytes all of it, else two hashes
        std::size_t home = 0;
    };
    // Of a cell of 1 to `longest` bytes. Bytes behind it are read too: see WipedArena.
    static Key key_of(std::string_view cell) noexcept
    {
        const auto pack = cell.size() <= keyed::longest_packed ? packed_at_once(cell) : hashes_of(cell);
        return {pack, home_of(pack)};
    }
    void prefetch(const Key& key) const noexcept { __builtin_prefetch(&entries()[key.home & last_]); }
    // Where the value is kept, or nullptr. Of a plain one (no fault, not missing, no parts) that is its mask
    // and nothing more need be read; of others see `reading`.
    struct Found {
        const std::byte* kept = nullptr;
        bool plain = false;
    };
    // Asks for the memory behind the value.
    Found find(const Key& key, std::string_view cell) const noexcept
    {
        const Entry* const all = entries();
        std::size_t i = key.home & last_;
        while (!is(all[i], key, cell)) {
            if (all[i].kept == nullptr) return {};
            i = (i + 1) & last_;
        }
        const Entry& entry = all[i];
        const std::size_t ahead = entry.plain != 0 ? ahead_of_plain_ : ahead_;
        for (std::size_t at = 0; at < ahead; at += 64) __builtin_prefetch(entry.kept + at);
        return {entry.kept, entry.plain != 0};
    }
    const CellReading& reading(const Found& found) const noexcept
    {
        return *reinterpret_cast<const CellReading*>(found.kept + mask_words_ * 8);
    }

    // Whether the value was met not long ago; from now on it was.
    bool met(const Key& key) noexcept;
    // Copies what the cell became, unless it is there or there is no room. Its masks are one.
    void keep(const Key& key, std::string_view cell, const CellReading& reading);

private:
    // Marks a key that is no text: no text has this length.
    static constexpr std::uint64_t hashed = std::uint64_t{0xff} << 56;
    static constexpr std::size_t most_ahead = 20 * 64; // bytes of a value
    struct Entry {
        keyed::PackedToken pack;
        const std::byte* kept = nullptr;
        std::uint64_t plain = 0; // a flag
    };
    Entry& place_of(const Key& key, std::string_view cell) noexcept;
    bool is(const Entry& entry, const Key& key, std::string_view cell) const noexcept
    {
        return entry.pack == key.pack && ((key.pack.high & hashed) != hashed || is_kept_for(entry, cell));
    }
    bool is_kept_for(const Entry& entry, std::string_view cell) const noexcept;
    static keyed::PackedToken hashes_of(std::string_view cell) noexcept;
    // The size of a name is a matter of chance, and so would be a branch for it.
    static keyed::PackedToken packed_at_once(std::string_view cell) noexcept
    {
        static_assert(WipedArena::readable_behind >= 16 && std::endian::native == std::endian::little);
        static constexpr std::array<std::uint8_t, 32> window{0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff,
                                                             0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff};
        keyed::PackedToken pack, mask;
        std::memcpy(&pack.low, cell.data(), 8), std::memcpy(&pack.high, cell.data() + 8, 8);
        const std::uint8_t* from = &window[16 - cell.size()];
        std::memcpy(&mask.low, from, 8), std::memcpy(&mask.high, from + 8, 8);
        return {pack.low & mask.low, (pack.high & mask.high) | std::uint64_t{cell.size() + 1} << 56};
    }
    static std::size_t home_of(const keyed::PackedToken& pack) noexcept
    {
        const std::uint64_t mixed = (pack.low ^ pack.high * 0x94d049bb133111ebu) * 0xbf58476d1ce4e5b9u;
        return mixed ^ mixed >> 32;
    }
    static std::uint64_t mixed(std::uint64_t x) noexcept
    {
        x = (x ^ x >> 32) * 0xbf58476d1ce4e5b9u;
        x = (x ^ x >> 29) * 0x94d049bb133111ebu;
        return x ^ x >> 32;
    }
    Entry* entries() noexcept { return reinterpret_cast<Entry*>(table_.fill().data()); }
    const Entry* entries() const noexcept { return reinterpret_cast<const Entry*>(table_.reveal().data()); }
    std::byte* take(std::size_t bytes);
    void grow();

    std::size_t mask_words_;
    std::size_t ahead_of_plain_, ahead_; // bytes of a value that are fetched before it is read
    Secret table_;                       // of entries, as many as a power of two
    std::size_t last_ = 0, held_ = 0;
    std::vector<Secret> slabs_;
    std::size_t free_at_, bytes_left_;
    std::vector<std::uint32_t> met_once_ =
        std::vector<std::uint32_t>(1u << 14); // by hash: what was met last there
};

} // namespace gauze::custodian
