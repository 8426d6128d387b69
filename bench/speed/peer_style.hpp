// The yardstick of the joins: all pairs the way the field's engines do it, row by row, counting common bits
// with the processor's popcnt a word at a time and dividing for each pair.
#pragma once

#include "bloom/filter_table.hpp"

#include <cstdint>
#include <span>
#include <vector>

namespace gauze::speed {

struct PeerHit {
    std::uint32_t a, b;
    double dice;
};

// All pairs of the rows with Dice >= threshold, one thread.
std::vector<PeerHit> peer_style(const bloom::FilterRows& a, std::span<const std::uint32_t> weights_a,
                                const bloom::FilterRows& b, std::span<const std::uint32_t> weights_b,
                                double threshold);

} // namespace gauze::speed
