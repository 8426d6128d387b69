// Persons out of records and what ties them. Ties are taken from the strongest downwards; two persons become
// one if all pairs between their records together speak for it: each candidate counts its log-odds, but none
// less than -1, and two records that are no candidate count -1. So one strong tie wins a record for a person
// of several, and no weak tie pulls two large persons together, as the closure of all links would; and a
// record that is spoilt, so that most of its person's records do not know it, still finds home. What was
// outweighed is asked again when one of the two has grown by a person that knows the other.
//
// The idea is the correlation clustering of Bansal, Blum and Chawla (2004), joined greedily; that evidence
// against counts little was found on public data sets of all kinds: errors come together in records, so that
// ten pairs with one bad record are far from ten witnesses. Aware of sources as CLIP is (Saeedi, Nentwig,
// Peukert and Rahm 2018): a party that holds a person once never stands in a person twice.
#pragma once

#include "engine/linkage/persons/weights.hpp"

#include <cstdint>
#include <span>
#include <utility>
#include <vector>

namespace gauze::linkage {

// What a pair can count against two persons at most, and what a pair counts that is no candidate.
inline constexpr Weight dissent = static_cast<Weight>(1 * weight_steps);

// A candidate between two records, by their positions.
struct Tie {
    std::uint32_t a = 0, b = 0;
    Weight weight = 0;
    bool nominates = true; // may join two persons; one that does not is evidence only
};

using RecordPair = std::pair<std::uint32_t, std::uint32_t>;

struct Clustering {
    std::span<const std::uint64_t> sources; // by record: the party as a bit, if it holds a person once
    std::span<const Tie> ties;              // the strongest first; no two records twice
    std::span<const RecordPair> together;   // joined before all else
    std::span<const RecordPair> apart;      // never in one person
    std::vector<Weight> cuts;               // descending, 1 to 254
};

struct Clusters {
    // By cut, by record: a number that two records share if and only if they are one person at this cut.
    std::vector<std::vector<std::uint32_t>> person;
    // By tie: the first of `cuts` at which it joined two persons; cuts.size() if it did at none.
    std::vector<std::uint8_t> joined_at;
    std::uint64_t largest = 0; // records in the largest component of ties that may join
};

// Persons at a lower cut are unions of those at a higher one. Under a cut below 0, evidence counts from
// there. `together` must not contradict `sources` and `apart`. Depends on the order of `ties` only, not on
// how records are numbered. One thread; n log n in ties (a tie moves when the person at its end is joined to
// one of more records), some 100 bytes for each tie of the largest component and 30 for each other.
Clusters cluster(const Clustering& task);

} // namespace gauze::linkage
