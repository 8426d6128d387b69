// What of a plan is done: a folder of segments with the edges and journals that say which of their blocks
// count. One process writes journal N and segment N (on one machine N is 0; each task of an array would have
// its own); merging reads all of them. The order of writing is kept here and nowhere else: edges, then sync,
// then the journal's record, then sync. So the journal never speaks of edges that are not on the disk.
#pragma once

#include "engine/linkage/journal.hpp"

#include <chrono>
#include <cstdint>
#include <filesystem>
#include <memory>
#include <mutex>
#include <span>
#include <vector>

namespace gauze::linkage {

// The work of one plan, as one process adds to it.
class FinishedUnits {
public:
    // Makes `folder` if need be (its parent exists), opens journal and segment `number` and reads every block
    // once, at the speed of the disk: a unit whose edges are not whole any more is unfinished again, and this
    // is said. What belongs to no finished unit is cut off the end of the segment.
    // Throws Error(configuration) when the folder belongs to another plan or another process writes here,
    // Error(bad_data) when the journal's header is damaged, Error(cannot_write).
    FinishedUnits(std::filesystem::path folder, const PlanStamp& plan, std::uint32_t number = 0);

    // How long finished units may wait for their sync; a run that is killed computes them again. For tests: 0
    // syncs after each unit.
    void sync_every(std::chrono::milliseconds wait) { wait_ = wait; }

    const PlanStamp& plan() const noexcept { return plan_; }
    const std::filesystem::path& folder() const noexcept { return folder_; }
    bool has(std::uint32_t unit) const; // any thread, as all below
    std::uint32_t count() const;
    std::uint64_t edges() const; // of all finished units
    UnitCounts counts() const;

    // Lays edges of an unfinished unit down as its next part, sorted by rows; they do not count yet.
    Block lay_down(std::uint32_t unit, std::uint32_t part, PartyPair parties, std::span<const Edge> edges);
    // The unit is finished, `parts` being all its blocks. On the disk after the next sync.
    void finish(std::span<const Block> parts, const UnitCounts& counts);
    // What is finished is on the disk. Throws Error(cannot_write).
    void sync();

private:
    void take_over();
    void count_in(std::span<const JournalRecord> parts);
    void sync_now();

    std::filesystem::path folder_;
    PlanStamp plan_;
    mutable std::mutex guard_; // all below
    Journal journal_;
    SegmentWriter segment_;
    std::vector<bool> finished_;
    std::uint32_t count_ = 0;
    std::uint64_t edges_ = 0;
    UnitCounts counts_;
    std::vector<JournalRecord> waiting_; // for the sync of their edges
    std::chrono::milliseconds wait_{2000};
    std::chrono::steady_clock::time_point last_sync_ = std::chrono::steady_clock::now();
};

// All blocks of a folder that count, of all its journals, in the order of units and parts. Only reads. Throws
// Error(condition_not_met) when units are missing, and as read_journal_file.
std::vector<Block> blocks_of(const std::filesystem::path& folder, const PlanStamp& plan);

std::filesystem::path segment_path(const std::filesystem::path& folder, std::uint32_t number);

} // namespace gauze::linkage
