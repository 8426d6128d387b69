// `score --pairs`: all pairs at or above a threshold, as a table that anyone can check by other means. No
// policy and no decision: only which records are how alike.
//
//     party_a,row_a,party_b,row_b,dice
//
// A party is called as its file is, without folder and extension; a row is the position in the file, from 0.
// Sorted by these columns. Of a pair, the party whose name comes first is a; within one file row_a < row_b.
#pragma once

#include "bloom/base/json.hpp"
#include "bloom/base/output_folder.hpp"
#include "engine/project/policy.hpp"

#include <filesystem>
#include <string>
#include <vector>

namespace gauze::linkage {

struct PairsOptions {
    std::vector<std::filesystem::path> inputs; // encoded files, or CLK JSON
    std::filesystem::path out;
    project::Threshold threshold;
    std::string view;   // of encoded files with several
    bool dedup = false; // pairs within one file
    Existing existing = Existing::refuse;
};

struct PairsSummary {
    std::uint64_t compared = 0, pairs = 0;
    std::string kernel;
    double seconds = 0;
    Json to_json() const;
};

// Throws Error(usage / bad_data / refused) for files that cannot be compared with each other,
// Error(configuration) when more pairs pass than a table should hold.
PairsSummary score_pairs(const PairsOptions& options);

} // namespace gauze::linkage
