// Filters as files of real people give them, for measuring joins: names skewed by a shifted Zipf law, dates
// digit by digit in their places, sex, postcode; padded bigrams; half of the second side are records of the
// first with an error or two. Nothing in them is real. What matters to a join is how similar strangers are:
// `join_bench` prints it.
#pragma once

#include "bloom/filter_table.hpp"

#include <cstdint>

namespace gauze::speed {

struct MadeFilters {
    std::uint32_t bits = 1024;
    unsigned hashes = 15;   // positions a token: 15 in 1,024 bits fill a filter to about .37
    unsigned samples = 0;   // diffused: each bit shown is the XOR of so many of a hidden filter of `bits`
    std::uint64_t seed = 1; // of the people
};

struct MadeSides {
    bloom::FilterTable a, b;
};

// n records a side.
MadeSides make_filters(const MadeFilters& options, std::size_t n);

} // namespace gauze::speed
