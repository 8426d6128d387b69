// Scores somebody's result against the truth, ours or another program's:
//
//     id_a,id_b[,score]          pairs; with scores the threshold of best F1 is found as well
//     [party,]id,cluster         clusters (the last column may also be called person or entity)
//     a persons.table of `gauze link` with the custodians' ledgers
#pragma once

#include "bench/quality/pair_counts.hpp"
#include "bench/quality/strata.hpp"
#include "bench/quality/truth.hpp"

#include <filesystem>
#include <optional>
#include <vector>

namespace gauze::lab {

struct EvaluateOptions {
    std::filesystem::path truth;
    std::optional<std::filesystem::path> result;
    std::optional<std::filesystem::path> persons;
    std::vector<std::filesystem::path> ledgers;
    std::optional<std::filesystem::path> strata; // quality by groups of people (strata.hpp)
    bool dedup = false;
};

struct Evaluation {
    Quality quality;
    std::vector<Stratum> strata;
    std::uint64_t unknown = 0; // records of the result that the truth does not name
    std::optional<double> best_threshold;
    std::optional<Quality> best; // at that threshold
};

// Throws Error(bad_data) for columns that are none of the above.
Evaluation evaluate(const EvaluateOptions& options);

} // namespace gauze::lab
