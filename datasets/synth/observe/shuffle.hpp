// Rows of a file in an order that says nothing: that of a random number each row brings along. Rows are laid
// aside in a few hundred heaps by their leading bits and sorted heap by heap, so memory is that of the heaps'
// buffers and one heap, however many rows there are.
//
// Nothing is revealed by where a row stands: not who somebody is, nor who lives with whom, nor when they were
// born. And a larger population's file holds a smaller one's rows in the same order.
#pragma once

#include "bloom/base/append_file.hpp"

#include <array>
#include <cstdint>
#include <functional>
#include <string>
#include <string_view>
#include <vector>

namespace gauze::synth {

// One thread. Throws Error(cannot_write) when the disk is full.
class Shuffle {
public:
    // `folder` says on which disk rows are laid aside.
    explicit Shuffle(const std::filesystem::path& folder);

    void add(std::uint64_t key, std::string_view row);
    // Hands on all rows by key; equal keys by row.
    void in_order(const std::function<void(std::string_view)>& take);

private:
    static constexpr std::size_t heaps = 512, chunk = 16u << 10;
    struct Piece {
        std::uint64_t at;
        std::uint32_t size;
    };
    struct Heap {
        std::string buffer; // of rows: key, size, bytes
        std::vector<Piece> pieces;
    };
    void lay_aside(Heap& heap);
    std::string gathered(const Heap& heap) const;
    ScratchFile scratch_;
    std::array<Heap, heaps> heaps_;
};

} // namespace gauze::synth
