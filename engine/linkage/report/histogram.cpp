#include "engine/linkage/report/histogram.hpp"

#include <algorithm>
#include <cmath>
#include <numbers>

namespace gauze::linkage::report {

namespace {

// Odds from one in 10^8 to 10^12 : 1; what is less likely is all the same, and there is much of it.
constexpr int lowest = -16, highest = 24;
constexpr double half_decade = std::numbers::ln10 / 2;

std::vector<Bin> from_first_to_last(std::vector<Bin> bins)
{
    const auto holds = [](const Bin& bin) { return bin.candidates.value > 0; };
    const auto first = std::ranges::find_if(bins, holds);
    const auto last = std::find_if(bins.rbegin(), bins.rend(), holds).base();
    return first < last ? std::vector<Bin>(first, last) : std::vector<Bin>{};
}

} // namespace

double probability(double log_odds) noexcept
{
    return log_odds >= 0 ? 1 / (1 + std::exp(-log_odds)) : std::exp(log_odds) / (1 + std::exp(log_odds));
}

std::vector<Bin> histogram_of_log_odds(std::span<const double> log_odds)
{
    std::vector<Bin> bins;
    for (int k = lowest; k < highest; ++k) bins.push_back({k * half_decade, (k + 1) * half_decade, {}, 0.0});
    for (const double x : log_odds) {
        const double place = std::clamp(std::floor(x / half_decade), double{lowest}, double{highest - 1});
        Bin& bin = bins[static_cast<std::size_t>(place - lowest)];
        ++bin.candidates.value;
        *bin.matches += probability(x);
    }
    return from_first_to_last(std::move(bins));
}

std::vector<Bin> histogram_of_dice(std::span<const Pair> candidates)
{
    std::vector<Bin> bins;
    for (int k = 0; k < 100; ++k) bins.push_back({k / 100.0, (k + 1) / 100.0, {}, std::nullopt});
    for (const Pair& pair : candidates) {
        // By integers, so that a Dice of .29 is not counted below it.
        const std::uint64_t hundredths =
            pair.dice.sum == 0 ? 0 : std::uint64_t{200} * pair.dice.common / pair.dice.sum;
        ++bins[std::min<std::uint64_t>(hundredths, 99)].candidates.value;
    }
    return from_first_to_last(std::move(bins));
}

} // namespace gauze::linkage::report
