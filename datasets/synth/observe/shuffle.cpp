#include "datasets/synth/observe/shuffle.hpp"

#include <algorithm>
#include <cstring>

namespace gauze::synth {

namespace {

struct RowHead {
    std::uint64_t key;
    std::uint32_t size;
};
constexpr std::size_t head_size = sizeof(std::uint64_t) + sizeof(std::uint32_t);

RowHead head_at(const char* at)
{
    RowHead head{};
    std::memcpy(&head.key, at, sizeof head.key);
    std::memcpy(&head.size, at + sizeof head.key, sizeof head.size);
    return head;
}

} // namespace

Shuffle::Shuffle(const std::filesystem::path& folder) : scratch_(folder) {}

void Shuffle::add(std::uint64_t key, std::string_view row)
{
    Heap& heap = heaps_[key >> 55];
    static_assert(heaps == 1u << (64 - 55));
    const auto size = static_cast<std::uint32_t>(row.size());
    heap.buffer.append(reinterpret_cast<const char*>(&key), sizeof key);
    heap.buffer.append(reinterpret_cast<const char*>(&size), sizeof size);
    heap.buffer.append(row);
    if (heap.buffer.size() >= chunk) lay_aside(heap);
}

void Shuffle::lay_aside(Heap& heap)
{
    heap.pieces.push_back({scratch_.size(), static_cast<std::uint32_t>(heap.buffer.size())});
    scratch_.append(bytes_of(heap.buffer));
    heap.buffer.clear();
}

std::string Shuffle::gathered(const Heap& heap) const
{
    std::size_t size = heap.buffer.size();
    for (const Piece& piece : heap.pieces) size += piece.size;
    std::string rows(size, '\0');
    std::size_t at = 0;
    for (const Piece& piece : heap.pieces) {
        scratch_.read(piece.at, std::as_writable_bytes(std::span(rows.data() + at, piece.size)));
        at += piece.size;
    }
    std::copy(heap.buffer.begin(), heap.buffer.end(), rows.begin() + static_cast<std::ptrdiff_t>(at));
    return rows;
}

void Shuffle::in_order(const std::function<void(std::string_view)>& take)
{
    for (Heap& heap : heaps_) {
        const std::string rows = gathered(heap);
        heap = Heap{};
        std::vector<std::pair<std::uint64_t, std::string_view>> order;
        for (std::size_t at = 0; at < rows.size();) {
            const RowHead head = head_at(rows.data() + at);
            order.emplace_back(head.key, std::string_view(rows).substr(at + head_size, head.size));
            at += head_size + head.size;
        }
        std::sort(order.begin(), order.end());
        for (const auto& [key, row] : order) take(row);
    }
}

} // namespace gauze::synth
