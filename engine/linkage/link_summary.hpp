// What a linkage run says of itself: for people, as JSON, and to the laboratory.
#pragma once

#include "bloom/base/json.hpp"
#include "engine/linkage/cut.hpp"
#include "engine/linkage/make_plan.hpp"
#include "engine/linkage/stated_error.hpp"
#include "engine/project/policy.hpp"
#include "engine/project/progress.hpp"

#include <cstdint>
#include <filesystem>
#include <optional>
#include <string>
#include <vector>

namespace gauze::linkage {

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
    // What the decision says of itself, unless the threshold was fixed.
    struct Decision {
        std::string model; // "fields seen", "fields hidden", "one score"
        Cut cut;
        StatedError stated;
        std::vector<LostShare> lost = {}; // of the matches, by blocking
        struct Level {
            std::string name;
            double cut = 0;
            std::uint64_t persons = 0;
        };
        std::vector<Level> levels = {};
        std::vector<std::pair<std::string, std::uint64_t>> verdicts =
            {}; // of pairs at or above the lower cut
        std::uint64_t for_review = 0;
        Json to_json(const std::vector<Source>& sources) const;
    };
    std::optional<Decision> decision;
    std::vector<std::string> warnings;         // in words
    Json register_changes;                     // of persons' ids, against the register of the run before
    std::optional<Json> unborn = {}, kin = {}; // if the policy has keys about them
    std::optional<std::uint64_t> families = {}, households = {};
    std::vector<StageCost> stages;
    Json to_json() const; // with the stage costs
    Json outcome() const; // without, and without what is stated: the same for any machine and thread count
    std::string in_words(const std::filesystem::path& out) const; // for people, with the next step
};

} // namespace gauze::linkage
