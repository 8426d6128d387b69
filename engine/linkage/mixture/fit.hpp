// The pattern mixture: which share of all pairs are one person, and how often the fields of one person agree,
// when nobody has said of a single pair what it is. Pairs fall into classes - one person (well recorded,
// badly recorded), people of one family, neighbours, strangers - and within a class the fields agree
// independently. Expectation and maximisation (Dempster, Laird and Rubin 1977) in the form of Fellegi and
// Sunter (1969) and Winkler (1988), over distinct evidence. How strangers agree is not learned but given: it
// is known from random pairs, and learning it from candidates, which were chosen for being alike, would spoil
// it.
#pragma once

#include "engine/linkage/mixture/mutual_best.hpp"
#include "engine/linkage/mixture/patterns.hpp"

#include <string>
#include <vector>

namespace gauze::linkage::mixture {

struct PairClass {
    std::string name; // "one person"
    bool match = false;
    double share = 0;                        // of all pairs
    std::vector<std::vector<double>> tables; // by field, by level; each adds up to 1
    std::vector<bool> learned;               // by field
};

// The classes that pairs are thought to fall into before anything is learned, strangers last. `expected`
// matches are as many as one would guess: a fifth of the smaller side.
std::vector<PairClass> first_guess(const PatternEvidence& evidence, double expected);

struct FitOptions {
    unsigned most_rounds = 100;
    double settled = 1e-4;   // relative change of the expected matches at which it ends
    double prior_pairs = 20; // what a guessed table weighs against what is counted
    const MutualBest* mutual =
        nullptr; // where a record has at most one partner: only each other's best count as matches
};

struct Fit {
    std::vector<PairClass> classes;
    // By distinct evidence: natural logarithm of the odds that its pairs are one person.
    std::vector<double> log_odds;
    double matches = 0; // expected among the candidates
    unsigned rounds = 0;
    bool settled = false;
};

// The same for any number of threads. Holds a few numbers for each distinct evidence beside what it is given;
// a round costs, for each class, one pass over the likelihoods.
Fit fit(const PatternEvidence& evidence, std::vector<PairClass> start, const FitOptions& options);

} // namespace gauze::linkage::mixture
