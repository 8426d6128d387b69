#include "engine/custodian/value_memory.hpp"

#include <algorithm>
#include <bit>
#include <cassert>
#include <cstring>
#include <utility>

namespace gauze::custodian {

namespace {

constexpr std::size_t first_entries = 1024;
constexpr std::size_t slab_bytes = 2u << 20; // a huge page, where there are any

// Behind the masks and the reading: the cell's length and its text.
struct Kept {
    CellReading reading;
    std::uint32_t size;
};

std::string_view cell_of(const std::byte* kept, std::size_t mask_words) noexcept
{
    const auto* head = reinterpret_cast<const Kept*>(kept + mask_words * 8);
    return {reinterpret_cast<const char*>(head + 1), head->size};
}

} // namespace

ValueMemory::ValueMemory(std::size_t bytes, std::size_t mask_words)
    : mask_words_(mask_words),
      ahead_of_plain_(std::min(mask_words * 8, most_ahead)),
      ahead_(std::min(mask_words * 8 + 64, most_ahead)),
      table_(first_entries * sizeof(Entry)),
      last_(first_entries - 1),
      free_at_(slab_bytes),
      bytes_left_(bytes)
{}

keyed::PackedToken ValueMemory::hashes_of(std::string_view cell) noexcept
{
    std::uint64_t a = cell.size(), b = ~cell.size();
    for (std::size_t at = 0; at < cell.size(); at += 8) { // the last eight bytes may be read twice
        std::uint64_t word = 0;
        std::memcpy(&word, cell.data() + std::min(at, cell.size() - 8), 8);
        a = mixed(a ^ word) + word, b = std::rotl(b, 23) * 0x9e3779b97f4a7c15u ^ word;
    }
    return {a, mixed(b) | hashed};
}

bool ValueMemory::is_kept_for(const Entry& entry, std::string_view cell) const noexcept
{
    return cell_of(entry.kept, mask_words_) == cell;
}

ValueMemory::Entry& ValueMemory::place_of(const Key& key, std::string_view cell) noexcept
{
    for (std::size_t i = key.home;; ++i) {
        Entry& entry = entries()[i & last_];
        if (entry.kept == nullptr || is(entry, key, cell)) return entry;
    }
}

bool ValueMemory::met(const Key& key) noexcept
{
    std::uint32_t& place = met_once_[key.home >> 20 & (met_once_.size() - 1)];
    const auto print = static_cast<std::uint32_t>(key.home >> 34) | 1u;
    return std::exchange(place, print) == print;
}

std::byte* ValueMemory::take(std::size_t bytes)
{
    bytes = (bytes + 63) / 64 * 64;
    if (slab_bytes - free_at_ < bytes) {
        if (bytes_left_ < slab_bytes || bytes > slab_bytes) return nullptr;
        bytes_left_ -= slab_bytes;
        slabs_.emplace_back(slab_bytes);
        free_at_ = 0;
    }
    return slabs_.back().fill().data() + std::exchange(free_at_, free_at_ + bytes);
}

void ValueMemory::grow()
{
    const Secret old = std::exchange(table_, Secret(2 * table_.size()));
    last_ = 2 * last_ + 1;
    const auto* before = reinterpret_cast<const Entry*>(old.reveal().data());
    for (const Entry& entry : std::span(before, (last_ + 1) / 2)) {
        if (entry.kept == nullptr) continue;
        std::size_t i = home_of(entry.pack);
        while (entries()[i & last_].kept != nullptr) ++i;
        entries()[i & last_] = entry;
    }
}

void ValueMemory::keep(const Key& key, std::string_view cell, const CellReading& reading)
{
    Entry& entry = place_of(key, cell);
    if (entry.kept != nullptr) return;
    std::size_t text = cell.size();
    for (const std::string_view part : reading.parts) text += part.size();
    const std::size_t masks = mask_words_ * 8, cell_bytes = (cell.size() + 7) / 8 * 8;
    std::byte* at =
        take(masks + sizeof(Kept) + cell_bytes + reading.parts.size() * sizeof(std::string_view) + text);
    if (at == nullptr) return;
    assert(reading.masks.count <= 1);
    if (reading.masks.count > 0) std::memcpy(at, reading.masks.of[0], masks);
    auto* kept = reinterpret_cast<Kept*>(at + masks);
    auto* parts = reinterpret_cast<std::string_view*>(at + masks + sizeof(Kept) + cell_bytes);
    char* out = reinterpret_cast<char*>(parts + reading.parts.size());
    std::ranges::copy(cell, reinterpret_cast<char*>(kept + 1));
    for (std::size_t p = 0; p < reading.parts.size(); ++p) {
        const std::string_view part = reading.parts[p];
        parts[p] = part.data() == nullptr ? std::string_view() : std::string_view(out, part.size());
        out = std::ranges::copy(part, out).out;
    }
    kept->reading = reading;
    kept->reading.masks.of[0] = reinterpret_cast<const std::uint64_t*>(at);
    kept->reading.parts = {parts, reading.parts.size()};
    kept->size = static_cast<std::uint32_t>(cell.size());
    const bool plain = reading.fault == CellFault::none && !reading.missing && reading.parts.empty();
    entry = {key.pack, at, plain ? 1u : 0u};
    if (++held_ * 2 > last_ + 1) grow();
}

} // namespace gauze::custodian
