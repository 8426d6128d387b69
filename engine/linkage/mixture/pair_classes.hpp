// What two records can be to each other, and how often their fields then agree: the classes of the mixture,
// with what is guessed of them before anything is learned.
#pragma once

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

} // namespace gauze::linkage::mixture
