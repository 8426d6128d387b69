// Lambda-fold redundant blocking (Karapiperis and Verykios 2015, "An LSH-Based Blocking Approach with a
// Homomorphic Matching Technique for Privacy-Preserving Record Linkage"): lambda blocking groups, each with K
// bits drawn uniformly from the whole filter. For reproduction: on the filters of a project the bits are
// keyed as these are. `hamming_lsh` draws better bits.
#pragma once

#include "blocking/bit_tables.hpp"

#include <cstdint>

namespace gauze::blocking {

struct LambdaFoldOptions {
    std::uint32_t sampled_bits = 20; // K
    std::uint32_t groups = 0;        // lambda; 0: `lambda_groups` of the two below
    std::uint32_t distance = 0;      // theta: filters that differ in so many bits are to be found
    double delta = .1;               // with at most this probability of missing one
    std::uint64_t seed = 1;
};

// The paper's lambda = ceil(ln delta / ln(1 - p^K)) with p = 1 - distance / bits. Throws Error(usage) if no
// number of groups, or none below a million, is enough.
std::uint32_t lambda_groups(std::uint32_t bits, std::uint32_t distance, std::uint32_t sampled_bits,
                            double delta);

// Blocks are what `BitTables::keys` and a BlockIndex for each group make of it, in time linear in records and
// groups. Throws Error(usage).
BitTables lambda_fold(bloom::FilterShape shape, const LambdaFoldOptions& options);

} // namespace gauze::blocking
