// What `link` and `merge` share: where a run writes, what it has taken so far, and the way from candidates to
// everything that is written about them.
#pragma once

#include "bloom/base/output_folder.hpp"
#include "engine/linkage/identity.hpp"
#include "engine/linkage/link_summary.hpp"
#include "engine/linkage/receive.hpp"
#include "engine/linkage/settle.hpp"

#include <filesystem>
#include <vector>

namespace gauze::linkage {

struct Run {
    Run(const std::filesystem::path& path, const project::Policy& policy, Existing existing)
        : out(path, "link " + policy.id, existing)
    {}
    OutputFolder out;
    std::vector<StageCost> stages;
    StageClock clock{stages};
};

// All that a decision is made of, beside the candidates. Refers to what it is given.
struct Desk {
    const project::Policy& policy;
    const Identity& identity;
    const Parties& parties;
    const DecisionWishes& wishes;
    const std::filesystem::path& earlier; // register of the run before; empty: none
    bool within = false;                  // duplicates within one file
    bool evidence = false;                // written down too
};

LinkSummary begin_summary(const project::Policy& policy, const Parties& parties);
void note_threshold(LinkSummary& summary, const Plan& plan);

// `plan` is how the candidates were sought. From them to persons, tables, register and report.
LinkSummary decide_and_write(const Desk& desk, const Plan& plan, LinkSummary summary,
                             const std::vector<Pair>& pairs, Run& run);

} // namespace gauze::linkage
