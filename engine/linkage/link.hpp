// The linkage run: from encoded files to persons. `link` plans, scores and merges in one go; the same stages
// stand alone for long runs (plan.hpp, run_plan.hpp), and `merge` takes up what they left.
//
//     OUT/persons.table   party, row_token, person        for `issue`
//     OUT/links.table     the pairs that made them, with their Dice
//     OUT/evidence/       if asked for: what every view and key says of each pair
//     OUT/summary.json    counts, parameters, input digests, seconds and memory by stage
//
// Output bytes do not depend on threads, kernel, or the order of the files.
#pragma once

#include "bloom/base/json.hpp"
#include "bloom/base/output_folder.hpp"
#include "engine/linkage/identity.hpp"
#include "engine/linkage/make_plan.hpp"
#include "engine/project/policy.hpp"
#include "engine/project/progress.hpp"

#include <cstdint>
#include <filesystem>
#include <optional>
#include <string>
#include <vector>

namespace gauze::linkage {

struct LinkOptions {
    std::vector<std::filesystem::path> inputs;
    std::filesystem::path out;
    Existing existing = Existing::refuse;
    // Least Dice of a link, instead of the policy's. With neither the decision chooses its own cut.
    std::optional<project::Threshold> threshold;
    bool dedup = false;                          // duplicates within one file
    // Where candidates come from, if not chosen by time, and what the run may take (make_plan.hpp).
    std::optional<CandidateSources> sources = {};
    std::uint64_t most_pairs = 0, memory = 0;
    double seconds = 0;
    bool evidence = false; // written beside the persons (write_evidence.hpp)
};

struct StageCost {
    std::string stage;
    double seconds = 0;
    std::uint64_t peak_memory = 0; // of the process so far, bytes
};

// Notes what each stage took, as a run goes along.
class StageClock {
public:
    explicit StageClock(std::vector<StageCost>& stages) : stages_(stages) {}
    void done(std::string_view stage)
    {
        stages_.push_back({std::string(stage), clock_.lap(), project::peak_memory()});
    }
    void restart() { (void)clock_.lap(); }

private:
    project::Stopwatch clock_;
    std::vector<StageCost>& stages_;
};

struct LinkSummary {
    struct Source {
        std::string party;
        std::uint64_t rows = 0;
        bool clean = true;
        std::string digest; // SHA-256 of the file
    };
    std::string policy, project, profile, kernel;
    std::vector<std::string> views;
    std::optional<project::Threshold> threshold; // of links, if it was fixed
    project::Threshold floor;                    // of candidates
    std::vector<Source> sources;
    std::string candidates;                                            // "exact", or where they came from
    std::optional<ViewJoin> join;                                      // if it is among these
    std::vector<Json> losses;                                          // what blocking lost, by party pair
    std::uint64_t candidates_with_evidence = 0, distinct_evidence = 0; // if asked for
    std::uint64_t blocks_left_out = 0, pairs_left_out = 0;             // by a cap, over all slots
    std::uint64_t compared = 0, above = 0, links = 0, taken = 0, clashes = 0;
    std::uint64_t persons = 0;
    std::vector<std::uint64_t> persons_by_sources; // [k]: persons found in k + 1 parties
    std::vector<StageCost> stages;
    Json to_json() const; // with the stage costs
    Json outcome() const; // without: the same for any machine and thread count
    std::string in_words(const std::filesystem::path& out) const; // for people, with the next step
};

LinkSummary link(const project::Policy& policy, const Identity& identity, const LinkOptions& options);
// The same for CLK JSON (clk_parties.hpp), which needs a threshold and no agreement. Writes persons.csv
// (party, position in its file, person) beside the tables; person ids are of this run alone.
LinkSummary link_clk_json(const LinkOptions& options);

// The `merge` stage: from the finished work of a plan to persons. The files, the policy and the threshold
// must be the plan's. Throws Error(condition_not_met) when units are missing.
struct MergeStage {
    std::filesystem::path plan, scores, out;
    std::vector<std::filesystem::path> inputs; // empty: where the plan found them
    Existing existing = Existing::refuse;
    bool evidence = false;
};
LinkSummary merge(const project::Policy& policy, const Identity& identity, const MergeStage& stage);
// The same for a plan of CLK JSON, as link_clk_json() would do it.
LinkSummary merge_clk_json(const MergeStage& stage);
// Whether the files of this stage are CLK JSON.
bool merges_clk_json(const MergeStage& stage);

} // namespace gauze::linkage
