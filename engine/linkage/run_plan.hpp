// The `score` stage: the units of a plan, done and journalled in a folder. A run that is stopped or killed is
// taken up where it ended; a finished one has nothing left to do.
#pragma once

#include "engine/linkage/finished_units.hpp"
#include "engine/linkage/plan.hpp"
#include "engine/linkage/stop_request.hpp"

#include <cstdint>
#include <filesystem>
#include <string>

namespace gauze::linkage {

struct RunOptions {
    std::uint64_t memory = 256u << 20; // for edges on their way to the disk
    const StopRequest* stop = nullptr;
};

struct RunSummary {
    std::uint64_t compared = 0; // pairs, those met again in a later slot among them
    std::uint64_t repeats = 0;  // pairs that passed and had been met in an earlier slot
    std::uint64_t pairs = 0;    // at or above the threshold, each once
    std::string kernel;
    Json to_json() const;
};

// Throws Error(configuration) when the folder belongs to another plan or the files are not the plan's,
// Error(stopped) when asked to stop, Error(cannot_write).
RunSummary run_plan(const Plan& plan, const Parties& parties, const std::filesystem::path& folder,
                    const RunOptions& options);

// The pairs that a finished run found, by party pair, then row a, then row b. They are held in memory; more
// than `most_pairs` are Error(configuration).
std::vector<Pair> pairs_of(const Plan& plan, const std::filesystem::path& folder, std::uint64_t memory,
                           std::uint64_t most_pairs = std::uint64_t{1} << 28);

} // namespace gauze::linkage
