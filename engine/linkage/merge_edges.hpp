// All edges of finished work as one stream: by party pair, then row a, then row b. An external merge sort
// (Knuth, TAOCP 3, 5.4): what the memory holds is sorted and laid aside as a run, the runs are merged, in
// several passes if they are too many. Blocks enter by what they hold and never by who found it or when, so
// the stream is the same for any number of threads, runs and restarts.
#pragma once

#include "engine/linkage/finished_units.hpp"
#include "engine/linkage/stop_request.hpp"

#include <cstdint>
#include <filesystem>
#include <functional>
#include <span>

namespace gauze::linkage {

struct MergeOptions {
    std::uint64_t memory = 256u << 20; // for edges; the list of blocks, 64 bytes each, comes on top
    std::filesystem::path scratch;     // folder on the disk for what does not fit; empty: the work's folder
    const StopRequest* stop = nullptr;
};

struct MergeSummary {
    std::uint64_t edges = 0;   // handed out
    std::uint64_t spilled = 0; // bytes laid aside, in all passes
};

// Takes the next edges of the stream, at least one, all of one party pair.
using EdgeReceiver = std::function<void(PartyPair, std::span<const Edge>)>;

// The scratch file is as large as the edges of the largest party pair (twice that while passes change), has
// no name and is gone with the process. Every block is checked before any edge of its party pair is handed
// out. Throws Error(bad_data) when a block is damaged, Error(internal) when one pair of rows was found twice,
// Error(condition_not_met) when units are missing, Error(cannot_write), Error(stopped), and what the
// receiver throws.
MergeSummary merge_edges(const std::filesystem::path& folder, const PlanStamp& plan,
                         const MergeOptions& options, const EdgeReceiver& receive);

} // namespace gauze::linkage
