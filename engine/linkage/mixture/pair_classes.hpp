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
    std::vector<bool> as_strangers;          // by field: they agree as strangers do
};

// The classes that pairs are thought to fall into before anything is learned, strangers last. `expected`
// matches are as many as one would guess: a fifth of the smaller side. Records of one person fall into two or
// three classes by how well they were kept: where one field is wrong others are likelier to be wrong too.
std::vector<PairClass> first_guess(const PatternEvidence& evidence, double expected,
                                   std::size_t kinds_of_match = 2);

} // namespace gauze::linkage::mixture
