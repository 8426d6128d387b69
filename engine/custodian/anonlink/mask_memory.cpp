#include "engine/custodian/anonlink/mask_memory.hpp"

#include <bit>

namespace gauze::custodian::anonlink {

namespace {

constexpr std::size_t line = 64;
constexpr std::size_t slab_size = 1u << 18;
constexpr std::size_t first_slots = 1u << 8;
constexpr std::size_t most_mask_bytes = 1u << 24;
constexpr std::size_t most_cells = 1u << 13; // with their masks they stay in a processor's cache

constexpr std::uint32_t trial = 4096;    // cells after which a full memory looks at its use,
constexpr std::uint32_t worth_it = 2048; // and how many of them it must have known

} // namespace

std::byte* SecretSlabs::make(std::size_t size)
{
    size = (size + line - 1) / line * line;
    if (left_ < size) {
        left_ = std::max(slab_size, size);
        slabs_.emplace_back(left_);
    }
    std::byte* piece = slabs_.back().fill().data() + (slabs_.back().size() - left_);
    left_ -= size;
    return piece;
}

MaskKey MaskKey::of_cell(std::string_view cell) noexcept
{
    assert(cell.size() <= longest_cell);
    std::array<std::uint64_t, 2> words{};
    std::memcpy(words.data(), cell.data(), cell.size());
    static_assert(std::endian::native == std::endian::little,
                  "the byte behind the cell is taken for the highest");
    return {words[0], words[1] | std::uint64_t{cell.size() + 1} << 56};
}

MaskMemory::MaskMemory(std::size_t mask_size, std::size_t most)
    : mask_size_(mask_size), most_(std::min(most, most_mask_bytes / mask_size))
{
    assert(mask_size % line == 0);
    make_room(first_slots);
}

std::byte* MaskMemory::remember(const MaskKey& key)
{
    if (full()) return nullptr;
    if (3 * (used_ + 1) > last_ + 1) make_room(2 * (last_ + 1));
    ++used_;
    std::byte* mask = slabs_.make(mask_size_);
    slots_[place_of(key)] = {key, mask};
    return mask;
}

void MaskMemory::make_room(std::size_t slots)
{
    const Secret old_table = std::move(table_);
    const std::span<const Slot> old(slots_, slots_ == nullptr ? 0 : last_ + 1);
    table_ = Secret(slots * sizeof(Slot));
    slots_ = reinterpret_cast<Slot*>(table_.fill().data());
    last_ = slots - 1;
    for (const Slot& slot : old)
        if (!slot.key.empty()) slots_[place_of(slot.key)] = slot;
}

CellMemory::CellMemory(std::size_t mask_size) : memory_(mask_size, most_cells), mask_size_(mask_size) {}

void CellMemory::expect(std::string_view cell) noexcept
{
    key_ = given_up_ || cell.size() > MaskKey::longest_cell ? MaskKey{} : MaskKey::of_cell(cell);
    if (!key_.empty()) memory_.expect(key_);
}

// Only a full memory gives up: as long as it grows, it may still come to know all there is.
void CellMemory::look() noexcept
{
    found_ = nullptr;
    if (key_.empty()) return;
    found_ = memory_.find(key_);
    if (found_ != nullptr) {
        expect_mask(found_);
        ++known_;
    }
    if (++asked_ == trial) {
        given_up_ = memory_.full() && known_ < worth_it;
        asked_ = known_ = 0;
    }
}

void CellMemory::remember(const std::byte* mask)
{
    if (!would_remember()) return;
    if (std::byte* kept = memory_.remember(key_)) std::memcpy(kept, mask, mask_size_);
}

} // namespace gauze::custodian::anonlink
