// How low a score may be for its pair to be worth judging. The mixture wants every pair that could be one
// person and needs strangers only as a known crowd in the background; memory wants few. A sample of records,
// compared with all of the other side, tells how many pairs stand at or above each score, and the floor is
// the lowest score that lets through no more than a run can bear.
#pragma once

#include "engine/linkage/receive.hpp"

#include <cstdint>

namespace gauze::linkage {

struct FloorWishes {
    double per_record = 40;              // candidates in the whole run, for each of its records
    std::uint64_t always = 1u << 20;     // as many are bearable however few the records
    std::uint64_t most_pairs = 1u << 28; // what memory can hold, whatever the records
    std::uint64_t compared = 20'000'000; // pairs that the samples may compare in all
};

// In thousandths, at least 1/1000: a pair that has nothing in common never counts. The same for any number of
// threads, any kernel and any order of files and rows. Costs `compared` comparisons at most, or 64 records of
// each party pair against the other side where that is more. What is predicted from a sample is some per cent
// off; a run that must keep a ceiling measures its plan at the floor.
project::Threshold candidate_floor(const Parties& parties, const FloorWishes& wishes = {});

} // namespace gauze::linkage
