// Which bits of a filter tell two records apart cheapest. A join adds up one plane for every set bit of a
// record, so a rare bit costs little and, as it seldom agrees by chance, says much: bits are taken rarest
// first. A bit that most records have is complemented on both sides, which changes no Hamming distance. What
// is not in the sketch still counts: two records differ there by at least the difference of their weights.
#pragma once

#include "bloom/filter_table.hpp"
#include "bloom/join/join_kernel.hpp"

#include <cstdint>
#include <vector>

namespace gauze::bloom::join {

// How often each bit is set, learnt from up to `most` records of both sides, evenly spread.
struct BitFrequencies {
    std::vector<double> share; // by bit
    static BitFrequencies none(FilterShape shape) { return {std::vector<double>(shape.words() * 64, 0.0)}; }
};
BitFrequencies learn_frequencies(const FilterRows& a, const FilterRows& b, std::size_t most = 20'000);

// Sketch of the `planes` best bits (at most `most_planes`, at most the length of the filter). Immutable.
// Costs 2 bytes a bit of the filter. Any choice of bits gives the same pairs: this one is fast.
class Sketch {
public:
    Sketch(FilterShape shape, const BitFrequencies& frequencies, std::uint32_t planes);
    std::uint32_t planes() const noexcept { return planes_; }
    SketchView view() const noexcept
    {
        return {turned_.data(), chosen_.data(), entry_.data(), turned_.size(), planes_};
    }

private:
    std::uint32_t planes_;
    std::vector<std::uint64_t> turned_, chosen_;
    std::vector<std::uint16_t> entry_;
};

} // namespace gauze::bloom::join
