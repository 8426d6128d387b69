// A person as a tree of links: of the candidates among its records the likeliest that join them all. Two of
// its records are one person if every link on the path between them holds.
#pragma once

#include "engine/linkage/links.hpp"

#include <cstdint>
#include <span>
#include <vector>

namespace gauze::linkage {

inline constexpr std::uint32_t no_candidate = UINT32_MAX;

// A candidate between two records of the person, by their position among its records.
struct Bond {
    std::uint32_t x = 0, y = 0;
    std::uint32_t candidate = no_candidate;
    double p = 0; // that it is right
};

// What hangs on a link: if it holds, so many pairs of these parties are expected to be right that are false
// if it does not.
struct Stake {
    std::uint32_t candidate = no_candidate;
    PartyPair which;
    double pairs = 0;
};

struct PairsOfPerson {
    PartyPair which;
    double pairs = 0, implied = 0, right = 0; // implied: no candidate among them
};

struct PersonMeasure {
    std::vector<PairsOfPerson> by_pair;
    std::vector<Stake> stakes;
};

// `bonds` are all candidates between records of the person. Records that none of them joins were joined by
// something that is known, and are so for certain. With `within` pairs of records of one party count. Time
// and memory grow with records x parties of the person and, for each link, with the square of the parties.
PersonMeasure measure_person(std::span<const RecordRef> records, std::vector<Bond> bonds, bool within);

} // namespace gauze::linkage
