// Which match keys a file can bear, and which of them find most (views.md, section 6, "automatic rule"):
//
//   1. Candidates are two or three parts of different fields, and a number that names a person alone.
//   Together
//      they must tell at least log2(register) + 4.5 bits if they were independent; none may be what a family
//      shares; sex is not used, it tells next to nothing.
//   2. Of 4,000 imagined pairs of records of one person, the candidate is taken that agrees on most, provided
//      that, measured jointly, no more records than the policy allows show the same value as another one.
//      Pairs that a key agrees on count .6 as much for the next ones. Until there are enough keys.
//
// What is measured in a sample, or under another order of bigrams than the project's, may come out larger
// when `encode` measures the whole file. So a key must keep to the limit with two standard errors more equal
// pairs; with a bigram, at twice the repeats (of two lists under six keys, none with a bigram had more than
// twice as many as foreseen).
#pragma once

#include "engine/custodian/suggest_parts.hpp"
#include "engine/project/policy.hpp"

#include <cstdint>
#include <vector>

namespace gauze::custodian {

struct SuggestedKey {
    project::MatchKey key;
    double entropy = 0;        // bits, were its parts independent
    double repeats = 0;        // share of records, at the size of the register
    double missing = 0;        // share of rows without it
    double finds = 0;          // share of the imagined pairs on which it agrees
    double found_together = 0; // ... on which it or one of those before it does
};

struct SuggestedKeys {
    std::vector<SuggestedKey> keys;   // in the order in which they were chosen
    std::vector<SuggestedKey> shared; // the first of those that too many people share; nameless
    std::size_t candidates = 0;       // that tell enough
};

struct KeyWishes {
    std::uint64_t register_size = 0;
    std::size_t most_keys = 16;
    double most_repeats = .02;
};

// Costs one sort of the rows for each candidate that comes into question.
SuggestedKeys suggest_keys(const project::Policy& policy, const PartTable& table, const KeyWishes& wishes);

} // namespace gauze::custodian
