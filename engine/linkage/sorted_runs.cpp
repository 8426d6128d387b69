#include "engine/linkage/sorted_runs.hpp"

#include <algorithm>
#include <cassert>
#include <functional>
#include <utility>

namespace gauze::linkage {

namespace {

constexpr std::size_t least_capacity = 256; // edges
constexpr std::size_t piece = 4096;         // edges read of a run at once, if the memory allows: 64 KiB

} // namespace

SortedRuns::SortedRuns(std::filesystem::path folder, std::uint64_t memory, std::uint64_t expected)
    : folder_(std::move(folder))
{
    const std::uint64_t capacity = std::max<std::uint64_t>(least_capacity, memory / sizeof(Edge));
    // One more than is expected, so that there is room to find the end in.
    buffer_.resize(std::clamp<std::uint64_t>(expected + 1, least_capacity, capacity));
}

std::span<Edge> SortedRuns::room()
{
    if (used_ == buffer_.size()) lay_aside();
    return std::span(buffer_).subspan(used_);
}

void SortedRuns::lay_aside()
{
    const auto full = std::span(buffer_).first(used_);
    std::ranges::sort(full, {}, &Edge::rows);
    if (!scratch_) scratch_ = std::make_unique<ScratchFile>(folder_);
    const std::uint64_t begin = scratch_->size() / sizeof(Edge);
    scratch_->append(std::as_bytes(full));
    spilled_ += full.size_bytes();
    runs_.push_back({begin, begin + used_});
    used_ = 0;
}

void SortedRuns::merge(const Out& out)
{
    if (runs_.empty()) {
        const auto all = std::span(buffer_).first(used_);
        std::ranges::sort(all, {}, &Edge::rows);
        if (!all.empty()) out(all);
        return;
    }
    if (used_ > 0) lay_aside();
    merge_passes();
    merge_some(runs_, out);
}

// One place in the buffer for each run and one for what comes out.
std::size_t SortedRuns::most_at_once() const noexcept
{
    return std::max<std::size_t>(2, buffer_.size() / std::min(piece, buffer_.size() / 3) - 1);
}

// Until the runs are few enough to be merged at once, merges neighbours to longer ones in a new file.
void SortedRuns::merge_passes()
{
    while (runs_.size() > most_at_once()) {
        auto wider = std::make_unique<ScratchFile>(folder_);
        std::vector<Run> longer;
        for (std::size_t first = 0; first < runs_.size(); first += most_at_once()) {
            const std::size_t count = std::min(most_at_once(), runs_.size() - first);
            const std::uint64_t begin = wider->size() / sizeof(Edge);
            merge_some(std::span(runs_).subspan(first, count), [&](std::span<const Edge> edges) {
                wider->append(std::as_bytes(edges));
                spilled_ += edges.size_bytes();
            });
            longer.push_back({begin, wider->size() / sizeof(Edge)});
        }
        scratch_ = std::move(wider);
        runs_ = std::move(longer);
    }
}

// Where the merge stands in one run: a piece of it in memory, and what is still in the file.
class SortedRuns::Cursor {
public:
    Cursor(const ScratchFile& file, Run run, std::span<Edge> place) : file_(file), run_(run), place_(place) {}

    bool refill() // false when the run is at its end
    {
        if (at_ < held_) return true;
        held_ = static_cast<std::size_t>(std::min<std::uint64_t>(place_.size(), run_.end - run_.begin));
        at_ = 0;
        if (held_ == 0) return false;
        file_.read(run_.begin * sizeof(Edge), std::as_writable_bytes(place_.first(held_)));
        run_.begin += held_;
        return true;
    }
    const Edge& front() const noexcept { return place_[at_]; }
    void pop() noexcept { ++at_; }

private:
    const ScratchFile& file_;
    Run run_;
    std::span<Edge> place_;
    std::size_t at_ = 0, held_ = 0;
};

void SortedRuns::merge_some(std::span<const Run> runs, const Out& out)
{
    const std::size_t share = buffer_.size() / (runs.size() + 1);
    assert(share > 0);
    const auto ready = std::span(buffer_).first(share);
    std::vector<Cursor> cursors;
    using Front = std::pair<std::uint64_t, std::size_t>; // of a cursor, and which
    std::vector<Front> heap;
    for (std::size_t r = 0; r < runs.size(); ++r) {
        cursors.emplace_back(*scratch_, runs[r], std::span(buffer_).subspan((r + 1) * share, share));
        if (cursors[r].refill()) heap.emplace_back(cursors[r].front().rows(), r);
    }
    std::ranges::make_heap(heap, std::greater{});
    std::size_t filled = 0;
    while (!heap.empty()) {
        std::ranges::pop_heap(heap, std::greater{});
        auto& [rows, which] = heap.back();
        Cursor& least = cursors[which];
        ready[filled++] = least.front();
        least.pop();
        if (least.refill()) {
            rows = least.front().rows();
            std::ranges::push_heap(heap, std::greater{});
        } else {
            heap.pop_back();
        }
        if (filled == share || heap.empty()) out(ready.first(std::exchange(filled, 0)));
    }
}

} // namespace gauze::linkage
