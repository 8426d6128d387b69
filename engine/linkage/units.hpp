// The work of a run in pieces: every pair of records that is to be compared lies in one unit. Units follow
// from the numbers of rows alone, so that two machines, or a run and its restart, cut the same work alike.
//
// An exact unit is some rows of one party against a slab of another's. The slab is made ready once (planes of
// a sketch, bloom/join) and serves all the units of its phase.
#pragma once

#include "bloom/join/exact_join.hpp"
#include "engine/linkage/receive.hpp"

#include <cstdint>
#include <vector>

namespace gauze::linkage {

using bloom::join::RowSpan;

// Every two parties, and every party that is not clean with itself.
std::vector<PartyPair> party_pairs(const std::vector<bool>& clean); // by party
inline std::vector<PartyPair> party_pairs(const Parties& parties) { return party_pairs(parties.clean); }

struct Unit {
    RowSpan a, b;
    std::uint64_t pairs = 0; // compared in it; within one party those with a < b
};
struct Phase {
    PartyPair which;
    RowSpan slab; // of party b
    std::vector<Unit> units;
};

// All pairs of the tables, each once. Units hold at most 8,192 x 1,048,576 pairs, so that one is done in
// about a second and none is held by a stop for long.
std::vector<Phase> exact_phases(const Parties& parties);
// Of one party pair with so many rows; a slab has at most `slab_rows`.
inline constexpr std::size_t usual_slab_rows = 1u
                                               << 20; // their planes take 80 MiB with filters of 1,024 bits
std::vector<Phase> exact_phases(PartyPair which, std::size_t rows_a, std::size_t rows_b,
                                std::size_t slab_rows = usual_slab_rows);

// How many rows the planes of a sample that is taken to find losses are made of at once.
inline constexpr std::size_t sample_slab_rows = 1u << 17;

std::uint64_t pairs_in(const std::vector<Phase>& phases);

} // namespace gauze::linkage
