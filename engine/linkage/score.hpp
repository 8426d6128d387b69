// All pairs at or above a cut, in memory: the units of work one after another, phase by phase.
#pragma once

#include "engine/linkage/links.hpp"
#include "engine/linkage/receive.hpp"
#include "engine/linkage/units.hpp"

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace gauze::linkage {

struct ScoreOptions {
    project::Threshold threshold;
    std::uint64_t most_pairs = 1u << 28; // more than this above the cut is an error, not an exhausted memory
};

struct Scores {
    std::vector<Pair> pairs; // by party pair, then row a, then row b
    std::uint64_t compared = 0;
    std::string_view kernel;
};

// Pairs in which a record has no bits are compared and never pass. The result is the same for any number
// of threads and any kernel. Throws Error(configuration) when more pairs pass than `most_pairs`.
Scores score(const Parties& parties, const ScoreOptions& options);

// How many pairs have a Dice of at least i / bins, for i = 0 ... bins: what a threshold would let through.
std::vector<std::uint64_t> score_histogram(const Parties& parties, std::uint32_t bins);

} // namespace gauze::linkage
