// The linkage run: from encoded files to persons. `link` plans, scores and merges in one go; the same stages
// stand alone for long runs (plan.hpp, run_plan.hpp), and `merge` takes up what they left.
//
//     OUT/persons.table   party, row_token, person        for `issue`
//     OUT/links.table     the pairs that made them, and how sure they are
//     OUT/register.table  every person id that was ever given, for the next run; history.table: what changed
//     OUT/report.html     the run for people to look at; report.json: the same figures
//     OUT/summary.json    counts, parameters, input digests, expected errors, seconds and memory by stage
//     OUT/evidence/       if asked for: what every view and key says of each pair
//     and what else is asked for (link_tables.hpp)
//
// Output bytes do not depend on threads, kernel, or the order of the files.
#pragma once

#include "bloom/base/output_folder.hpp"
#include "engine/linkage/identity.hpp"
#include "engine/linkage/link_summary.hpp"
#include "engine/linkage/settle.hpp"
#include "engine/project/policy.hpp"

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
    bool dedup = false; // duplicates within one file
    // Where candidates come from, if not chosen by time, and what the run may take (make_plan.hpp).
    std::optional<CandidateSources> sources = {};
    std::uint64_t most_pairs = 0, memory = 0;
    double seconds = 0;
    bool evidence = false; // written beside the persons (write_evidence.hpp)
    DecisionWishes decision = {};
    std::filesystem::path earlier = {}; // the register of the run before; empty: this is the first
};

LinkSummary link(const project::Policy& policy, const Identity& identity, const LinkOptions& options);
// The same for CLK JSON (clk_parties.hpp), which needs no agreement. Writes persons.csv
// (party, position in its file, person) beside the tables; person ids are of this run alone.
LinkSummary link_clk_json(const LinkOptions& options);

// The `merge` stage: from the finished work of a plan to persons. The files, the policy and the threshold
// must be the plan's. Throws Error(condition_not_met) when units are missing.
struct MergeStage {
    std::filesystem::path plan, scores, out;
    std::vector<std::filesystem::path> inputs; // empty: where the plan found them
    Existing existing = Existing::refuse;
    bool evidence = false;
    DecisionWishes decision = {};
    std::filesystem::path earlier = {};
};
LinkSummary merge(const project::Policy& policy, const Identity& identity, const MergeStage& stage);
// The same for a plan of CLK JSON, as link_clk_json() would do it.
LinkSummary merge_clk_json(const MergeStage& stage);
// Whether the files of this stage are CLK JSON.
bool merges_clk_json(const MergeStage& stage);

} // namespace gauze::linkage
