// A sample of one party's records compared with all of the other's. It says how fast comparing is, how many
// pairs will pass, and - against blocking - which share of them blocking has: pairs that are alike, not
// random pairs, which would hold no matches.
#pragma once

#include "engine/linkage/candidate_sources.hpp"
#include "engine/linkage/compare.hpp"

#include <cstdint>
#include <vector>

namespace gauze::linkage {

struct Probe {
    PartyPair which;
    std::uint64_t sampled = 0; // records of party a
    std::uint64_t pairs = 0;   // compared
    double seconds = 0;
    std::vector<bloom::join::Hit> hits; // by row a, then row b; within one party each pair once, a < b
    double pairs_per_second() const noexcept
    {
        return seconds > 0 ? static_cast<double>(pairs) / seconds : 0;
    }
};

// Takes up to `records` of party a, evenly spread, with all of party b. On all threads. The pairs are the
// same in every run; the seconds are not.
Probe probe(const Parties& parties, PartyPair which, const project::Threshold& threshold,
            std::size_t records);

// Of the pairs at or above the threshold, as some view shows them, the share that blocking does not bring
// together. What no view shows is not in it.
struct Loss {
    PartyPair which;
    std::uint64_t sampled = 0, pairs = 0, lost = 0;
    double share = 0, low = 0, high = 1; // 95 % (Wilson 1927)
};
Loss loss_of(const Probe& probe, const blocking::KeyJoin& join);

} // namespace gauze::linkage
