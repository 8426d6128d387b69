#include "datasets/synth/world/making.hpp"

namespace gauze::synth {

Day draw_day(Day first, Day last, Draws& draws)
{
    if (last <= first) return first;
    return first + std::chrono::days{draws.below(static_cast<std::uint32_t>((last - first).count()) + 1)};
}

int draw_between(int first, int last, Draws& draws)
{
    return last <= first
               ? first
               : first + static_cast<int>(draws.below(static_cast<std::uint32_t>(last - first + 1)));
}

std::size_t draw_weight(std::span<const std::uint16_t> weights, Draws& draws)
{
    std::uint32_t all = 0;
    for (const std::uint16_t weight : weights) all += weight;
    std::uint32_t left = draws.below(all);
    std::size_t i = 0;
    while (left >= weights[i]) left -= weights[i++];
    return i;
}

} // namespace gauze::synth
