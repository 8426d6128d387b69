// Evidence of files that never were. Pairs fall into the classes of the pattern mixture and show each field's
// level by chance, so that it is known of every candidate what it is, and a million records take a second: no
// value, no filter and no block is made. What is stated without a label can be held against the truth.
#pragma once

#include "engine/linkage/evidence_table.hpp"
#include "engine/linkage/mixture/below_floor.hpp"
#include "engine/linkage/mixture/patterns.hpp"
#include "engine/linkage/rivals.hpp"

#include <cstddef>
#include <cstdint>
#include <vector>

namespace gauze::lab {

struct SimulatedFiles {
    std::uint64_t seed = 1; // of the tables too: how often fields agree, err and are missing is drawn from it
    std::size_t records = 1'000; // of each file
    double overlap = .5;         // share of a file's records that have a match
    bool within = false;         // duplicates within one file
    bool correlated = false;     // up to 15 % of matches are recorded badly in all fields at once
};

struct SimulatedEvidence {
    linkage::Sources sources;
    std::vector<linkage::Pair> pairs; // candidates; their Dice is their likeness, in thousandths
    std::vector<bool> match;          // by candidate
    double true_pairs = 0;            // candidates or not
    std::size_t matched = 0;          // two files: so many rows are one person with the same row of the other
    std::vector<std::uint32_t> person; // one file: by row that has a duplicate
    bool one_person(std::uint32_t a, std::uint32_t b) const noexcept
    {
        return sources.rows.size() == 2 ? a == b && a < matched
                                        : a < person.size() && b < person.size() && person[a] == person[b];
    }
    double floor = 0;                               // least likeness of a candidate
    std::vector<linkage::mixture::Showing> showing; // by field: what the likeness is made of
    linkage::mixture::BelowFloor lost;              // what blocking lost, as a sample of pairs shows it
    std::vector<linkage::EvidenceUnit> units;
    linkage::mixture::PatternEvidence evidence;
};

// Four to six fields of four levels, missing now and then; strangers, some relatives, and matches, whose
// fields err independently unless `correlated`. The floor is such that a record has a few strangers among its
// candidates; what blocking loses is lost by chance.
SimulatedEvidence simulate(const SimulatedFiles& files);

} // namespace gauze::lab
