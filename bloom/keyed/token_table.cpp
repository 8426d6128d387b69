#include "bloom/keyed/token_table.hpp"

#include <algorithm>
#include <utility>

namespace gauze::keyed {

namespace {

constexpr std::size_t first_entries = 1u << 10; // a power of two, as every later number
constexpr std::size_t slab_bytes = 1u << 18;
constexpr std::size_t grain = 32;

} // namespace

// The first array is made even when `most_bytes` is smaller than it: `find` needs an empty entry to end at.
TokenTable::TokenTable(std::size_t most_bytes)
    : most_bytes_(most_bytes), entries_(first_entries * sizeof(Entry)), mask_(first_entries - 1)
{
    bytes_ = entries_.size();
}

TokenTable::Entry* TokenTable::insert(const PackedToken& token, std::size_t bytes)
{
    assert(find(token) == nullptr);
    // Half of the entries stay empty, so that a search ends soon.
    if (2 * (size_ + 1) > mask_ + 1 && !grow()) return nullptr;
    std::byte* place = take(bytes);
    if (place == nullptr) return nullptr;
    std::size_t i = home(token);
    while (entries()[i].token.high != 0) i = (i + 1) & mask_;
    ++size_;
    entries()[i] = {token, place, 0};
    return &entries()[i];
}

bool TokenTable::move(Entry& entry, std::size_t bytes)
{
    std::byte* place = take(bytes);
    if (place == nullptr) return false;
    entry.place = place;
    entry.held = 0;
    return true;
}

bool TokenTable::grow()
{
    const std::size_t bytes = 2 * entries_.size();
    if (bytes_ - entries_.size() + bytes > most_bytes_) return false;
    Secret old = std::exchange(entries_, Secret(bytes));
    bytes_ += bytes - old.size();
    const std::size_t old_entries = mask_ + 1;
    mask_ = 2 * old_entries - 1;
    const auto* before = reinterpret_cast<const Entry*>(old.reveal().data());
    for (std::size_t e = 0; e < old_entries; ++e) {
        if (before[e].token.high == 0) continue;
        std::size_t i = home(before[e].token);
        while (entries()[i].token.high != 0) i = (i + 1) & mask_;
        entries()[i] = before[e];
    }
    return true;
}

// Places are cut from the front of slabs of fresh zeros; a slab's unused end is lost.
std::byte* TokenTable::take(std::size_t bytes)
{
    bytes = std::max((bytes + grain - 1) / grain, std::size_t{1}) * grain;
    if (left_ < bytes) {
        const std::size_t slab = std::max(slab_bytes, bytes);
        if (bytes_ + slab > most_bytes_) return nullptr;
        slabs_.emplace_back(slab);
        bytes_ += slab;
        left_ = slab;
    }
    std::byte* place = slabs_.back().fill().data() + slabs_.back().size() - left_;
    left_ -= bytes;
    return place;
}

} // namespace gauze::keyed
