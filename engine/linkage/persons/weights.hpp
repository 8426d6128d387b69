// Log-odds in fixed point: sums are exact, so that they do not depend on the order in which they are added.
#pragma once

#include <algorithm>
#include <cmath>
#include <cstdint>

namespace gauze::linkage {

using Weight = std::int64_t; // log-odds in steps of 2^-20

inline constexpr double weight_steps = 1 << 20;
inline constexpr double most_log_odds = 1000; // what is surer than that is not said to be surer

// What is not a number speaks against as much as anything can.
inline Weight weight_of(double log_odds) noexcept
{
    if (std::isnan(log_odds)) return static_cast<Weight>(-most_log_odds * weight_steps);
    return std::llround(std::clamp(log_odds, -most_log_odds, most_log_odds) * weight_steps);
}

} // namespace gauze::linkage
