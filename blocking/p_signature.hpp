// P-sig: probabilistic signatures (Zhang, Liu, Ng, Karunasekera and others 2018, "Scalable Entity Resolution
// Using Probabilistic Signatures on Parallel Databases"; made private by blocking filters as in Ranbaduge,
// Christen and Vatsalan's multi-party work and CSIRO's blocklib). A record has several signatures, one a
// slot. A party keeps those that are neither too rare nor too common in its file and maps them into a Bloom
// filter; what lies in the filters of enough parties is a block, named by its positions.
//
// For reproduction, with one difference: signatures come as keyed 64-bit tokens that a custodian made
// (truncated HMAC), so that who holds the blocks cannot enumerate values. Positions need no key of their own.
#pragma once

#include "blocking/block_keys.hpp"

#include <cstdint>
#include <span>
#include <vector>

namespace gauze::blocking {

struct PSigOptions {
    // A signature is kept if its records in this party's file are between both counts and, as a share of the
    // file, between both shares; ends included.
    std::uint64_t least_records = 1, most_records = UINT64_MAX;
    double least_share = 0, most_share = 1;
    std::uint32_t filter_bits = 2048;
    std::uint32_t hashes = 4;
    std::uint32_t least_parties = 0; // that have a bit; 0: all of them
};

// Nothing is dropped silently: distinct signatures of all slots, and what became of them.
struct PSigReport {
    std::uint64_t signatures = 0; // = too_rare + too_common + kept
    std::uint64_t too_rare = 0, too_common = 0, kept = 0;
    std::uint64_t not_shared = 0;           // kept, but not in the common filter
    std::uint64_t records = 0, covered = 0; // covered: with at least one block
    std::uint32_t filter_bits_set = 0, common_bits_set = 0;
    bool operator==(const PSigReport&) const = default;
};

struct PSigBlocks {
    BlockKeys keys; // slot by slot the block, where the record has one
    PSigReport report;
};

// By party. Time is that of sorting each slot's tokens once; the same for any number of threads. Throws
// Error(usage) for options that make no filter.
std::vector<PSigBlocks> p_signature(std::span<const KeyRows> parties, const PSigOptions& options);

// The positions of a token, `hashes` of them in the order of drawing, possibly with repeats.
std::vector<std::uint32_t> signature_positions(std::uint64_t token, std::uint32_t filter_bits,
                                               std::uint32_t hashes);

} // namespace gauze::blocking
