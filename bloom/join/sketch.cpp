#include "bloom/join/sketch.hpp"

#include <algorithm>
#include <bit>
#include <numeric>

namespace gauze::bloom::join {

namespace {

// Bits that nearly nobody has separate nothing: they come last.
constexpr double nearly_constant = .002;

void count_bits(const FilterRows& rows, std::size_t most, std::vector<std::uint64_t>& counts,
                std::uint64_t& sampled)
{
    const std::size_t step = std::max<std::size_t>(1, rows.size() / std::max<std::size_t>(most, 1));
    for (std::size_t r = 0; r < rows.size(); r += step, ++sampled)
        for (std::size_t w = 0; w < rows.shape().words(); ++w)
            for (std::uint64_t left = rows.row(r)[w]; left != 0; left &= left - 1)
                ++counts[64 * w + static_cast<std::size_t>(std::countr_zero(left))];
}

std::vector<std::uint32_t> rarest_first(const std::vector<double>& share, std::uint32_t bits)
{
    const auto rarity = [&](std::uint32_t bit) {
        const double rare = std::min(share[bit], 1 - share[bit]);
        return rare < nearly_constant ? 1 + rare : rare;
    };
    std::vector<std::uint32_t> order(bits);
    std::iota(order.begin(), order.end(), 0u);
    std::ranges::stable_sort(order, {}, rarity);
    return order;
}

} // namespace

BitFrequencies learn_frequencies(const FilterRows& a, const FilterRows& b, std::size_t most)
{
    std::vector<std::uint64_t> counts(a.shape().words() * 64, 0);
    std::uint64_t sampled = 0;
    count_bits(a, most / 2, counts, sampled);
    count_bits(b, most / 2, counts, sampled);
    BitFrequencies frequencies{std::vector<double>(counts.size(), 0.0)};
    for (std::size_t i = 0; i < counts.size() && sampled != 0; ++i)
        frequencies.share[i] = static_cast<double>(counts[i]) / static_cast<double>(sampled);
    return frequencies;
}

Sketch::Sketch(FilterShape shape, const BitFrequencies& frequencies, std::uint32_t planes)
    : planes_(std::min({planes, shape.bits, most_planes})),
      turned_(shape.words(), 0),
      chosen_(shape.words(), 0),
      entry_(shape.words() * 64, 0)
{
    for (std::uint32_t bit = 0; bit < shape.bits; ++bit)
        if (frequencies.share[bit] > .5) turned_[bit / 64] |= std::uint64_t{1} << bit % 64;
    const auto order = rarest_first(frequencies.share, shape.bits);
    for (std::uint32_t p = 0; p < planes_; ++p) {
        chosen_[order[p] / 64] |= std::uint64_t{1} << order[p] % 64;
        entry_[order[p]] = static_cast<std::uint16_t>(8 * p);
    }
}

} // namespace gauze::bloom::join
