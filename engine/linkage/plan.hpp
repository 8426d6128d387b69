// The plan of a run: which files, which threshold, where candidates come from, and so which units of work.
// Whoever has the plan and the files can do any of the units, here or elsewhere; its digest is in every
// journal, and a journal of another plan is refused.
//
// What decides the units and their results is `plan` in the file and under the digest. What was estimated
// stands beside it, for people.
#pragma once

#include "bloom/base/json.hpp"
#include "engine/linkage/candidate_sources.hpp"
#include "engine/linkage/edges.hpp"
#include "engine/linkage/units.hpp"
#include "engine/linkage/work.hpp"

#include <cstdint>
#include <filesystem>
#include <string>
#include <vector>

namespace gauze::linkage {

// Every pair, or the exact join of a view: some rows of party a against a slab of party b. Blocked: some of
// the tasks of a slot.
struct PlannedUnit {
    std::uint32_t phase = 0;
    RowSpan rows_a = {};
    std::uint32_t group = 0;
    std::uint64_t cost = 0; // pairs
};
struct PlannedPhase {
    PartyPair which;
    RowSpan slab = {};      // of a join; not empty
    std::uint32_t slot = 0; // of blocks
    bool joins() const noexcept { return slab.size() > 0; }
};
struct PlannedWork {
    std::vector<PlannedPhase> phases;
    std::vector<PlannedUnit> units;
    std::vector<WorkUnit> as_work() const;
    std::uint64_t pairs() const;
};

struct Plan {
    struct Input {
        std::string party;
        std::uint64_t rows = 0;
        std::string digest; // SHA-256 of the file
        bool operator==(const Input&) const = default;
    };
    std::string project, policy; // id and fingerprint
    std::vector<Input> inputs;   // by party name
    std::vector<bool> clean;     // by party
    // What the comparison keeps: links, if somebody fixed the threshold; otherwise candidates, of which the
    // decision chooses.
    project::Threshold threshold;
    bool fixed = true;
    CandidateSources sources;
    std::uint64_t slab_rows = 1u << 20;
    // Pairs in the blocks of each slot, by party pair and slot; empty without blocks.
    std::vector<std::uint64_t> slot_pairs;

    std::vector<PartyPair> party_pairs() const { return linkage::party_pairs(clean); }
    bool looks_within_one_file() const { return inputs.size() == 1; }
    PlannedWork work() const;
    Digest digest() const;
    PlanStamp stamp() const;
    Json to_json() const;
    static Plan from_json(const Json& json);
};

// Units of a slot: its tasks are dealt to so many.
inline constexpr std::uint32_t groups_of_a_slot = 16;

// plan.json: {"plan": ..., "digest": ..., "files": ..., "estimate": ...}. Reading throws Error(bad_data) when
// the digest is not that of the plan, Error(input_missing).
struct StoredPlan {
    Plan plan;
    std::vector<std::filesystem::path> files; // where they were when the plan was made
    Json estimate;
};
void write_plan(const std::filesystem::path& path, const StoredPlan& stored, Existing existing);
StoredPlan read_plan(const std::filesystem::path& path);
// The room that the plan foresaw for pairs on their way, bytes; the usual one where it does not say.
std::uint64_t edge_memory(const StoredPlan& stored);

// Throws Error(configuration) when the parties are not those of the plan, file by file, or hold other slots.
void refuse_other_files(const Plan& plan, const Parties& parties);

} // namespace gauze::linkage
