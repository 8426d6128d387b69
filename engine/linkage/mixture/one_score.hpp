// One score and nothing else: a single filter of all fields shows how alike two records are and not in what.
// There are then no patterns to learn from, only two crowds in one histogram (score_curves.hpp): strangers,
// whose numbers fall off with the score, and records of one person. Two crowds that overlap much cannot be
// told apart by anything in the histogram, and people of one family stand between them; what this model is
// unsure of it says in words. (Single views leave the pattern mixture unidentified: Gauze's design, "Views,
// match keys and the pattern mixture", section 3, weak spots.)
//
// The score is a field of its own kind to the mixture (fit.hpp), with a level for each bin, so that all that
// is said of fits is true of this one.
#pragma once

#include "engine/linkage/links.hpp"
#include "engine/linkage/mixture/fit.hpp"

#include <span>
#include <string>
#include <vector>

namespace gauze::linkage::mixture {

class OneScore {
public:
    // `pairs` are all candidates, `all` the pairs there are, candidates or not; there cannot be more matches
    // than `most_matches`. Keeps numbers by bin only.
    OneScore(std::span<const Pair> pairs, double all, double most_matches);

    // The candidates between two parties, by row a, then row b; their vector is their score's level.
    EvidenceUnit of(PartyPair parties, std::span<const Pair> candidates) const;
    // Of units that `unite_units` has put under one table.
    PatternEvidence evidence(const DistinctEvidence& distinct) const;
    // One person, and strangers. The curves are not learned again by the fit: only how many there are.
    std::vector<PairClass> classes() const;
    // What makes the fit doubtful, in words; never empty, since one score always leaves something open.
    std::vector<std::string> warnings(const PatternEvidence& evidence, const Fit& fit) const;

private:
    std::uint32_t level_of(const bloom::Dice& dice) const;
    double floor_ = 0, all_ = 0, candidates_ = 0;
    std::vector<double> strangers_, matches_; // by level, expected pairs
    bool settled_ = false;
};

} // namespace gauze::linkage::mixture
