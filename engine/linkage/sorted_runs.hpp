// An external sort of the edges of one party pair: a buffer that is sorted and laid aside when it is full,
// and a merge of what was laid aside. Sorting in place and merging from a heap, memory is what the caller
// allows.
#pragma once

#include "bloom/base/append_file.hpp"
#include "engine/linkage/edges.hpp"

#include <cstdint>
#include <filesystem>
#include <functional>
#include <memory>
#include <span>
#include <vector>

namespace gauze::linkage {

class SortedRuns {
public:
    // `memory` in bytes, at least a few hundred edges whatever is asked; `expected` edges, so that few take
    // little. `folder`: where the scratch file is made, if one is needed.
    SortedRuns(std::filesystem::path folder, std::uint64_t memory, std::uint64_t expected);

    // Where the next edges may be put, never empty; then how many were. Throws Error(cannot_write).
    std::span<Edge> room();
    void take(std::size_t count) { used_ += count; }

    // Once, at the end: hands out all edges, sorted by rows, in pieces.
    using Out = std::function<void(std::span<const Edge>)>;
    void merge(const Out& out);
    std::uint64_t spilled() const noexcept { return spilled_; } // bytes written to scratch, all passes

private:
    struct Run {
        std::uint64_t begin, end; // edges of the scratch file
    };
    class Cursor;
    void lay_aside();
    void merge_passes();
    void merge_some(std::span<const Run> runs, const Out& out);
    std::size_t most_at_once() const noexcept; // runs

    std::filesystem::path folder_;
    std::vector<Edge> buffer_;
    std::size_t used_ = 0;
    std::unique_ptr<ScratchFile> scratch_;
    std::vector<Run> runs_;
    std::uint64_t spilled_ = 0;
};

} // namespace gauze::linkage
