// A sample of one party's records compared with all of the other's. It says how fast comparing is, how many
// pairs will pass, and - against blocking - which share of them blocking has: pairs that are alike, not
// random pairs, which would hold no matches.
#pragma once

#include "engine/linkage/candidate_sources.hpp"
#include "engine/linkage/compare.hpp"

#include <cstdint>
#include <functional>
#include <vector>

namespace gauze::linkage {

struct Probe {
    PartyPair which;
    std::uint64_t sampled = 0, rows = 0; // records of party a: in the sample, and all
    std::uint64_t pairs = 0;             // compared
    double seconds = 0, setup = 0;       // comparing, and what a whole run pays once
    // By row a, the record of the sample, then row b; within one party too each pair once.
    std::vector<bloom::join::Hit> hits;
    // Of all pairs of the party pair, the share that the sample meets. Within one party it meets a pair from
    // either side.
    double share_met() const noexcept;
};

// Takes up to `records` of party a, evenly spread, with all of party b. On all threads. The pairs are the
// same in every run; the seconds are not. `first` is the row that the sample begins with, so that several
// samples can be held against each other: those whose first rows differ by less than the step between two
// sampled rows have no record in common.
Probe probe(const Parties& parties, PartyPair which, const project::Threshold& threshold, std::size_t records,
            std::size_t first = 0);
// The same of whatever is compared, holding planes of no more than `slab_rows` rows of b at once.
Probe probe(const Compared& compared, PartyPair which, const project::Threshold& threshold,
            std::size_t records, std::size_t first = 0, std::size_t slab_rows = usual_slab_rows);

// Of the pairs at or above the threshold, as some view shows them, the share that blocking does not bring
// together. What no view shows is not in it.
//
// The interval is Wilson's (1927) for as many pairs as the sample is worth: pairs of one record are lost
// together, so a sample of records says less than one of as many pairs. It is divided by the design effect of
// the ratio estimate (Kish 1965); where nothing or everything is lost and the sample cannot show that effect,
// pairs of one record count as one.
struct Loss {
    PartyPair which;
    std::uint64_t sampled = 0, pairs = 0, lost = 0;
    double share = 0, low = 0, high = 1; // 95 %
    std::uint64_t by_join = 0;           // of the pairs, those that a join beside the blocks has and no block
};
Loss loss_of(const Probe& probe, const blocking::KeyJoin& join);
// The same of any source of candidates, which says of each pair of the sample whether it has it.
Loss loss_of(const Probe& probe, const std::function<bool(const bloom::join::Hit&)>& has);

} // namespace gauze::linkage
