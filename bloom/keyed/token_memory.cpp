#include "bloom/keyed/token_memory.hpp"

#include <algorithm>
#include <cassert>

namespace gauze::keyed {

TokenPositions::TokenPositions(KeyedHash hash, std::size_t most_bytes)
    : hash_(std::move(hash)), table_(most_bytes), fresh_(most_positions * sizeof(std::uint32_t))
{}

// A new token, or more of one than is remembered. A digest gives eight positions, so a list is a multiple of
// eight long; a list that grows doubles, so that what is given up stays below what is kept.
std::span<const std::uint32_t> TokenPositions::remembered(const PackedToken& pack, std::string_view token,
                                                          std::uint32_t count)
{
    assert(count <= most_positions);
    TokenTable::Entry* entry = table_.find(pack);
    const std::uint32_t before = entry == nullptr ? 0 : static_cast<std::uint32_t>(entry->held);
    const std::uint32_t room = std::min(std::max({(count + 7) / 8 * 8, 2 * before, 8u}), most_positions);
    const std::size_t bytes = room * sizeof(std::uint32_t);
    if (entry == nullptr) {
        entry = table_.insert(pack, bytes);
        if (entry == nullptr) return computed(token, count);
    } else if (!table_.move(*entry, bytes)) {
        return computed(token, count);
    }
    auto* list = reinterpret_cast<std::uint32_t*>(entry->place);
    hash_.first(token, {list, room});
    entry->held = room;
    return {list, count};
}

std::span<const std::uint32_t> TokenPositions::computed(std::string_view token, std::uint32_t count)
{
    assert(count <= most_positions);
    const std::span list(reinterpret_cast<std::uint32_t*>(fresh_.fill().data()), count);
    hash_.first(token, list);
    return list;
}

} // namespace gauze::keyed
