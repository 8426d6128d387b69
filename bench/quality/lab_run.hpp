// Encode, link and score against truth in one go, on data that is not secret. It runs the same functions that
// the custodians' and the linkage unit's programs run, on the same files, under a key and tokens made from a
// seed.
#pragma once

#include "bench/quality/pair_counts.hpp"
#include "bench/quality/self_chosen.hpp"
#include "bench/quality/strata.hpp"
#include "bloom/base/json.hpp"
#include "bloom/base/output_folder.hpp"
#include "engine/linkage/link.hpp"
#include "engine/project/policy.hpp"

#include <filesystem>
#include <optional>
#include <string>
#include <vector>

namespace gauze::lab {

struct LabOptions {
    std::filesystem::path fields; // FIELDS.toml
    std::vector<std::filesystem::path> inputs;
    std::optional<std::filesystem::path> truth;  // without it a threshold is needed, and nothing is scored
    std::optional<std::filesystem::path> strata; // quality by groups of people (strata.hpp)
    std::string profile = "plain";
    std::optional<project::Threshold> threshold; // without it: the cut of best F1 on the truth
    bool dedup = false;
    std::vector<std::string> repeats; // sources that may hold one person more than once
    std::string id_column = "id";
    std::string seed = "1";
    std::filesystem::path out;
    Existing existing = Existing::refuse;
};

struct LabSummary {
    project::Threshold threshold;
    std::string threshold_choice; // "given" or "best-on-truth"
    std::optional<Quality> quality;
    std::vector<Stratum> strata;
    std::optional<SelfChosen> self_chosen; // where the threshold was looked for on the truth: without it
    linkage::LinkSummary link;
    std::vector<Json> sources; // rows read, encoded, excluded, rejected by party
    std::vector<linkage::StageCost> stages;
    Json to_json() const;
};

// Writes OUT/persons.csv (party,id,person), OUT/result.json and the encoded files. Throws Error.
LabSummary lab_run(const LabOptions& options);

} // namespace gauze::lab
