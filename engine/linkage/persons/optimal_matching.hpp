// The heaviest matching: of the candidates between two sides, those that give each record at most one partner
// and have the greatest sum of weights. Shortest augmenting paths with prices on both sides (Jonker and
// Volgenant, "A shortest augmenting path algorithm for dense and sparse linear assignment problems",
// Computing 38, 1987), here on lists of candidates: a record may also stay alone, at weight 0.
#pragma once

#include <cstddef>
#include <cstdint>
#include <span>
#include <vector>

namespace gauze::linkage {

// A candidate between a record of one side and one of the other, worth more than nothing.
struct WeightedPair {
    std::uint32_t row = 0, column = 0;
    std::int64_t weight = 0; // at least 0
};

// By pair: whether it is in the matching. Pairs stand in order of row, at most one for each row and column.
// Of several heaviest matchings the same one is found for the same pairs in the same order: who wants ties
// broken numbers rows and columns accordingly. Weights are added exactly; their sum must fit 62 bits. Costs,
// for each row, at worst a look at every pair (times the logarithm), commonly at a few.
std::vector<bool> heaviest_matching(std::size_t rows, std::size_t columns,
                                    std::span<const WeightedPair> pairs);

} // namespace gauze::linkage
