// The pattern mixture: which share of all pairs are one person, and how often the fields of one person agree,
// when nobody has said of a single pair what it is. Pairs fall into classes - one person (well recorded,
// badly recorded), people of one family, neighbours, strangers - and within a class the fields agree
// independently. Expectation and maximisation (Dempster, Laird and Rubin 1977) in the form of Fellegi and
// Sunter (1969) and Winkler (1988), over distinct evidence. How strangers agree is not learned from
// candidates, which were chosen for being alike, but given: it is known from random pairs, less what is found
// among these to be one person.
#pragma once

#include "engine/linkage/mixture/mutual_best.hpp"
#include "engine/linkage/mixture/pair_classes.hpp"

#include <optional>
#include <span>
#include <vector>

namespace gauze::linkage::mixture {

struct FitOptions {
    unsigned most_rounds = 100;
    double settled = 1e-4;   // relative change of the expected matches at which it ends
    double prior_pairs = 20; // what a guessed table weighs against what is counted
    // What the classes of one person have in common in how values are unequal weighs in each; 0: nothing.
    double common_errors = 0;
    const MutualBest* mutual =
        nullptr; // where a record has at most one partner: only each other's best count as matches
};

struct Fit {
    std::vector<PairClass> start;                 // what was guessed, which still weighs prior_pairs
    double prior_pairs = 0, common_errors = 0;    // as in the options
    std::vector<PairClass> classes;               // shares over all party pairs together
    std::vector<std::vector<double>> unit_shares; // by unit, by class: of all pairs of the unit
    // By cell: natural logarithm of the odds that its pairs are one person.
    std::vector<double> log_odds;
    // By cell: how many of its candidates can be matches; the others have a record that has a better partner.
    // Expected matches of a cell are eligible / (1 + exp(-log_odds)).
    std::vector<double> eligible;
    std::vector<double> unit_matches; // by unit: expected among its candidates
    double matches = 0;               // their sum
    unsigned rounds = 0;
    bool settled = false;
};

// The same for any number of threads. Holds a few numbers for each cell beside what it is given; a round
// costs, for each class, one pass over the likelihoods.
Fit fit(const PatternEvidence& evidence, std::vector<PairClass> start, const FitOptions& options);

// What the same candidates would have taught had they been drawn again: `counts`, by cell, in place of the
// evidence's own. Begins where `from` ended and goes a few rounds. Of each cell the same share can be matches
// as in `from`, and what was guessed weighs as much, unless `prior_pairs` says otherwise. For the bootstrap
// (Efron 1979). Any number of threads at once; itself one.
Fit refit(const PatternEvidence& evidence, const Fit& from, std::span<const double> counts,
          unsigned rounds = 3, std::optional<double> prior_pairs = {});

} // namespace gauze::linkage::mixture
