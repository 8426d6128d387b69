// What every candidate is worth: the odds that its two records are one person, found without a label. The
// evidence of all candidates is gathered, the mixture that fits what the files show is learned from it, and
// each candidate gets its log-odds.
//
//     fields seen       each field has a filter of its own (mixture/shown_patterns.hpp)
//     fields hidden     views of symbols, and match keys (mixture/hidden_patterns.hpp)
//     one score         neither: how alike two records are, and no more (mixture/one_score.hpp)
#pragma once

#include "bloom/listed_pairs.hpp"
#include "engine/linkage/evidence_table.hpp"
#include "engine/linkage/mixture/fit.hpp"
#include "engine/linkage/receive.hpp"

#include <optional>
#include <span>
#include <string>
#include <vector>

namespace gauze::linkage {

// A candidate with what the mixture makes of it.
struct Judged {
    Pair pair;
    double log_odds = 0; // natural logarithm of the odds that it is one person
};

struct Judgement {
    std::string model; // "fields seen", "fields hidden", "one score"
    // The candidates party pair by party pair. Their `vector` is the number of their cell, which is the index
    // into the evidence's cells and the fit's log-odds and eligible; evidence.cells[c].unit is the index
    // here.
    std::vector<EvidenceUnit> units;
    mixture::PatternEvidence evidence;
    mixture::Fit fit;
    std::vector<double> log_odds;      // by candidate, in the order in which they were given
    std::vector<std::string> warnings; // in words: what makes this judgement doubtful
};

// `pairs` are all candidates of the run, by party pair, then row a, then row b, as `pairs_of` and `score`
// give them. `within`: duplicates within one file, where a record may have many partners. Always a
// judgement: where neither model of fields speaks, one score does. The same for any number of threads. Holds
// 20 bytes for each candidate beside the evidence.
std::optional<Judgement> judge(const project::Policy& policy, const Parties& parties,
                               std::span<const Pair> pairs, bool within);

// What other pairs of the same files would have been judged to be: `samples` by unit of `judgement`, strictly
// ascending. Log-odds of a pair by itself, likewise by unit. Nothing is learned from them. Not for "one
// score".
std::vector<std::vector<double>> judge_more(const project::Policy& policy, const Parties& parties,
                                            const std::vector<std::vector<bloom::RowPair>>& samples,
                                            const Judgement& judgement);

} // namespace gauze::linkage
