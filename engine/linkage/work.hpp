// The units of a plan, done: phase by phase, in parallel, the largest first so that no thread is left with a
// long one at the end, each journalled when its edges are on the disk, and only those that no earlier run has
// finished.
#pragma once

#include "engine/linkage/finished_units.hpp"
#include "engine/linkage/stop_request.hpp"

#include <cstdint>
#include <functional>
#include <span>
#include <string>
#include <vector>

namespace gauze::linkage {

// A piece of the comparison between two parties, as the plan cut it.
struct WorkUnit {
    PartyPair parties;
    std::uint64_t cost = 0;  // pairs to compare: decides the order, and what progress counts
    std::uint32_t phase = 0; // units of one phase share what was made ready for it; phases come one by one
};

// Where the work on one unit leaves what it finds. When it holds its share of the memory it lays the edges
// down as one sorted part and goes on. One thread.
class EdgeSink {
public:
    EdgeSink(FinishedUnits& finished, std::uint32_t unit, PartyPair parties, std::size_t most_edges);

    // In any order. Throws Error(cannot_write).
    void add(const Edge& edge)
    {
        if (edges_.size() == edges_.capacity()) make_room();
        edges_.push_back(edge);
    }
    void add(std::span<const Edge> edges);
    UnitCounts& counts() noexcept { return counts_; } // `compared` is the unit's cost unless it is set

private:
    friend class Workers;
    void make_room();
    void lay_down();
    void finish();
    FinishedUnits& finished_;
    std::uint32_t unit_;
    PartyPair parties_;
    std::size_t most_edges_;
    std::vector<Edge> edges_;
    std::vector<Block> parts_;
    UnitCounts counts_;
};

struct WorkOptions {
    std::uint64_t memory = 1u << 30;   // for the edges that all threads together hold
    const StopRequest* stop = nullptr; // honoured between units
    std::string what = "comparing";    // for progress
    // Called before the units of a phase that has any left, by the calling thread while no unit runs.
    std::function<void(std::uint32_t phase)> enter = {};
};

// Finds the edges of unit `unit`. Called from any thread, once for each unit; it must find the same edges and
// counts in every run, and uses no parallel stage of its own.
using Work = std::function<void(std::size_t unit, EdgeSink& sink)>;

// Does the units that `finished` has not; units.size() is the plan's. Afterwards all of them are in it and on
// the disk. Throws what the work throws (what other units finished is kept), Error(cannot_write) when the
// disk fails or is full, and Error(stopped) when a stop was asked for while units were left.
void do_units(std::span<const WorkUnit> units, FinishedUnits& finished, const WorkOptions& options,
              const Work& work);

} // namespace gauze::linkage
