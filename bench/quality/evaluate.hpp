// Scores somebody's result against the truth, ours or another program's (outcome.hpp has the forms), by every
// usual measure (measures.hpp).
#pragma once

#include "bench/quality/measures.hpp"
#include "bench/quality/outcome.hpp"
#include "bench/quality/strata.hpp"
#include "bench/quality/truth.hpp"

#include <filesystem>
#include <optional>
#include <string>
#include <vector>

namespace gauze::lab {

struct EvaluateOptions {
    std::filesystem::path truth;
    std::optional<std::filesystem::path> result;
    std::optional<std::filesystem::path> persons;
    std::vector<std::filesystem::path> ledgers;
    std::optional<std::filesystem::path> strata; // quality by groups of people (strata.hpp)
    bool dedup = false;
    std::optional<std::filesystem::path> candidates = {}; // what was compared at all
    std::vector<std::string> repeats = {};                // sources that may hold one person more than once
};

struct Evaluation {
    Quality quality;
    Intervals intervals;
    BCubed b_cubed;
    Recovered recovered;
    std::optional<std::uint64_t> violations; // of one-to-one; nothing where all sources repeat people
    std::vector<PartyPairQuality> by_party_pair;
    std::vector<Stratum> strata;
    std::uint64_t unknown = 0; // records of the result that the truth does not name
    std::optional<Curve> curve;
    std::optional<CandidateQuality> candidates;
    std::optional<double> best_threshold; // the curve's
    std::optional<Quality> best;          // at that threshold
};

// Throws Error(bad_data) for columns that are none of the above.
Evaluation evaluate(const EvaluateOptions& options);

// All that an outcome tells without scores; `strata`, if given, knows what is to be found already.
// With --dedup sources repeat people, and no violation is counted.
Evaluation evaluate_outcome(const Outcome& outcome, const std::vector<std::string>& repeats, Strata* strata);

Json to_json(const Quality& quality);
Json to_json(const Quality& quality, const Intervals& intervals);
Json to_json(const Evaluation& evaluation);
std::string in_words(const Quality& quality);
std::string in_words(const Evaluation& evaluation);

} // namespace gauze::lab
