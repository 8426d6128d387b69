// What the values of one field became, remembered: an open table of entries that point into slabs of locked
// memory. A value is looked up in two steps, so that many can be fetched from memory at the same time: a
// table of names and dates does not fit the caches, and waiting for one value after the other would cost more
// than encoding it afresh.
//
// A value is kept when it is met for the second time: most postcodes and numbers never are. Nothing is ever
// removed; when the memory is used up, nothing is added. One thread.
#pragma once

#include "bloom/base/secret.hpp"
#include "bloom/keyed/token_table.hpp"
#include "engine/custodian/normal_form.hpp"
#include "engine/custodian/value_pieces.hpp"

#include <algorithm>
#include <bit>
#include <cstdint>
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
    static Key key_of(std::string_view cell) noexcept // of 1 to `longest` bytes
    {
        Key key;
        key.pack = cell.size() <= keyed::longest_packed ? keyed::packed(cell) : hashes_of(cell);
        key.home = static_cast<std::size_t>(mixed(key.pack.low ^ std::rotl(key.pack.high, 17)));
        return key;
    }
    void prefetch(const Key& key) const noexcept
    {
        __builtin_prefetch(&table_[key.home & (table_.size() - 1)]);
    }
    // Where the value is kept, or nullptr. Of a plain one (no fault, not missing, no parts) that is its mask
    // and nothing more need be read; of others see `reading`.
    struct Found {
        const std::byte* kept = nullptr;
        bool plain = false;
    };
    // Asks for the memory behind the value.
    Found find(const Key& key, std::string_view cell) const noexcept
    {
        for (std::size_t i = key.home;; ++i) {
            const Entry& entry = table_[i & (table_.size() - 1)];
            if (entry.kept == nullptr) return {};
            if (!is(entry, key, cell)) continue;
            const std::size_t lines = std::min(most_lines, mask_words_ / 8 + (entry.plain != 0 ? 0u : 1u));
            for (std::size_t line = 0; line < lines; ++line) __builtin_prefetch(entry.kept + line * 64);
            return {entry.kept, entry.plain != 0};
        }
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
    static constexpr std::size_t most_lines = 20; // of a value that are fetched ahead
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
    static std::uint64_t mixed(std::uint64_t x) noexcept
    {
        x = (x ^ x >> 32) * 0xbf58476d1ce4e5b9u;
        x = (x ^ x >> 29) * 0x94d049bb133111ebu;
        return x ^ x >> 32;
    }
    std::byte* take(std::size_t bytes);
    void grow();

    std::size_t mask_words_;
    std::vector<Entry> table_ = std::vector<Entry>(1024);
    std::size_t entries_ = 0;
    std::vector<Secret> slabs_;
    std::size_t free_at_, bytes_left_;
    std::vector<std::uint32_t> met_once_ =
        std::vector<std::uint32_t>(1u << 14); // by hash: what was met last there
};

} // namespace gauze::custodian
