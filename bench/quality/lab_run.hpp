// Encode, link and score against truth in one go, on data that is not secret. It runs the same functions that
// the custodians' and the linkage unit's programs run, on the same files, under a key and tokens made from a
// seed. Linking decides by itself; a truth is only ever asked afterwards.
#pragma once

#include "bench/quality/evaluate.hpp"
#include "bench/quality/strata.hpp"
#include "bench/quality/sweep.hpp"
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
    std::optional<std::filesystem::path> truth;  // without it nothing is scored
    std::optional<std::filesystem::path> strata; // quality by groups of people (strata.hpp)
    std::string profile = "plain";
    std::optional<project::Threshold> threshold; // least Dice of a link; without it linking decides by itself
    linkage::CutRule cut = {.by = linkage::CutRule::By::balance}; // where linking decides by itself
    bool dedup = false;
    std::vector<std::string> repeats; // sources that may hold one person more than once
    std::string id_column = "id";
    std::string seed = "1";
    bool twin = false; // the plaintext twin beside it (twin.hpp)
    std::filesystem::path out;
    Existing existing = Existing::refuse;
};

// A figure that is stated without a label, with its interval of 95 % where there is one.
struct Stated {
    double value = 1;
    std::optional<double> low = {}, high = {};
};

// What linking says of itself.
struct SelfStated {
    Stated precision, recall, f1;
    double expected_matches = 0; // among the candidates
    bool settled = false;
};

// What one way of linking found, and the best that a truth could have made of it.
struct LabResult {
    std::uint64_t compared = 0, above = 0, links = 0, persons = 0;
    std::string kernel;
    std::optional<SelfStated> stated; // where linking decided by itself
    std::optional<Evaluation> evaluation;
    // Where linking decided by itself and there is a truth: the cut that the truth would choose, in the
    // order of the same posterior, and in that of the score alone.
    std::optional<BestPosteriorCut> best;
    std::optional<BestCut> best_of_score;
};

struct LabSummary {
    std::string profile;
    std::optional<project::Threshold> threshold; // if given
    LabResult result;
    std::optional<LabResult> twin;
    std::vector<Json> sources; // rows read, encoded, excluded, rejected by party
    std::vector<linkage::StageCost> stages;

    const std::optional<Evaluation>& evaluation() const noexcept { return result.evaluation; }
    Json to_json() const;
    std::string in_words() const;
};

// Writes OUT/persons.csv (party,id,person), OUT/result.json, OUT/linked and the encoded files. Throws Error.
LabSummary lab_run(const LabOptions& options);

} // namespace gauze::lab
