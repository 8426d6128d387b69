// How a run is best done, said before it begins: where candidates come from, how long it takes, what memory
// and disk, which blocks are hot, what blocking loses. Exact is chosen while it fits the time; a run that
// cannot keep its ceilings is refused here rather than in the middle.
#pragma once

#include "engine/linkage/plan.hpp"
#include "engine/linkage/probe.hpp"

#include <optional>
#include <string>
#include <vector>

namespace gauze::linkage {

struct PlanWishes {
    // Of links; without it that of candidates is chosen (candidate_floor.hpp).
    std::optional<project::Threshold> threshold = {};
    std::optional<CandidateSources> sources = {}; // or chosen
    std::uint64_t most_pairs = 0;                 // cap of a block
    std::uint64_t memory = 0;                     // bytes; 0: four fifths of what is free
    double seconds = 0;                           // 0: no ceiling; exact is then chosen up to half an hour
    bool estimate = true;                         // false: only what the choice needs is measured
    bool evidence = false;                        // the run gathers it
};

struct Estimate {
    std::uint64_t pairs = 0; // to compare
    double hits = 0;         // at or above the threshold
    double seconds = 0;
    std::uint64_t memory = 0, disk = 0; // bytes, at most
    std::uint64_t edges = 0;            // of the memory: room for pairs on their way to the disk
    bool measured = false;              // hits and seconds are from a sample
    std::vector<Loss> losses;           // by party pair, if blocked
    struct Slot {
        PartyPair which;
        std::string name;
        blocking::BlockReport report;
    };
    std::vector<Slot> slots;        // if blocked
    std::string why;                // this way was chosen
    std::vector<std::string> notes; // what was done as asked, though there is something to say about it
};

struct Planned {
    Plan plan;
    Estimate estimate;
};

// Measures on all threads, for seconds. Throws Error(configuration) when a ceiling cannot be kept, and
// Error(usage) for sources that the files do not have.
Planned make_plan(const Parties& parties, const std::string& project, const std::string& policy,
                  const PlanWishes& wishes);

Json to_json(const Estimate& estimate, const Plan& plan);
std::string in_words(const Estimate& estimate, const Plan& plan);
// As it stands in plan.json and summary.json, and a sentence made of that: "Blocking, A and B: loses 1.20 %
// (95 %: 0.90 to 1.60) of ...".
Json to_json(const Loss& loss, const Plan& plan);
Json to_json(const ViewJoin& join);
std::string loss_in_words(const Json& loss);

// "40 ms", "90 s", "12 min", "3.5 h".
std::string duration(double seconds);

} // namespace gauze::linkage
