// How many candidates have which score. Bars of log-odds are half a power of ten of the odds wide, bars of
// Dice a hundredth; those at the ends hold what lies beyond. From the lowest that holds anything to the
// highest.
#pragma once

#include "engine/linkage/links.hpp"
#include "engine/linkage/report/report_data.hpp"

#include <numbers>
#include <span>
#include <vector>

namespace gauze::linkage::report {

// Where the lowest bar of log-odds begins; what is less likely is in it.
inline constexpr double least_odds = -8 * std::numbers::ln10;

// With the matches expected in each bar: the sum of the posteriors.
std::vector<Bin> histogram_of_log_odds(std::span<const double> log_odds);
std::vector<Bin> histogram_of_dice(std::span<const Pair> candidates);

// 1 / (1 + e^-x), which overflows nowhere.
double probability(double log_odds) noexcept;

} // namespace gauze::linkage::report
