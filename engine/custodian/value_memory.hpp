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

#include <cstdint>
#include <span>
#include <string_view>
#include <vector>

namespace gauze::custodian {

// What a cell became.
struct CellReading {
    CellFault fault = CellFault::none;
    bool missing = true;
    const std::uint64_t* masks = nullptr;         // as FieldPlan::views, end to end
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
    static Key key_of(std::string_view cell) noexcept; // of 1 to `longest` bytes
    void prefetch(const Key& key) const noexcept
    {
        __builtin_prefetch(&table_[key.home & (table_.size() - 1)]);
    }
    // Where the value is kept, or nullptr; asks for the memory behind it.
    const std::byte* find(const Key& key, std::string_view cell) const noexcept;
    const CellReading& reading(const std::byte* kept) const noexcept
    {
        return *reinterpret_cast<const CellReading*>(kept + mask_words_ * 8);
    }

    // Whether the value was met not long ago; from now on it was.
    bool met(const Key& key) noexcept;
    // Copies what the cell became, unless it is there or there is no room.
    void keep(const Key& key, std::string_view cell, const CellReading& reading);

private:
    struct Entry {
        keyed::PackedToken pack;
        const std::byte* kept = nullptr;
        std::uint64_t unused = 0;
    };
    Entry& place_of(const Key& key, std::string_view cell) noexcept;
    bool is(const Entry& entry, const Key& key, std::string_view cell) const noexcept;
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
