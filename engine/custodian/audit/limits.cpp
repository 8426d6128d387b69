#include "engine/custodian/audit/limits.hpp"

#include <algorithm>
#include <cmath>

namespace gauze::custodian {

namespace {

constexpr double z95 = 1.6448536269514722; // one-sided 95 %
constexpr double rounding = 1e-12;

} // namespace

AuditLimits limits_of(std::string_view profile)
{
    AuditLimits limits;
    if (profile == "tolerant") limits.known_people_decide = false;
    if (profile == "strict") {
        limits.reidentified = 0;
        limits.length = .1;
        limits.expected_bucket = 256, limits.rebuilt = .02;
    }
    return limits;
}

double wilson_lower(double named, std::size_t tried)
{
    if (tried == 0) return 0;
    const auto n = static_cast<double>(tried);
    const double p = std::clamp(named / n, 0.0, 1.0), z2 = z95 * z95;
    const double centre = p + z2 / (2 * n), spread = z95 * std::sqrt(p * (1 - p) / n + z2 / (4 * n * n));
    return std::max(0.0, (centre - spread) / (1 + z2 / n));
}

double fisher_lower(double correlation, std::size_t pairs)
{
    if (pairs <= 3) return 0;
    const double r = std::min(std::abs(correlation), 1 - rounding);
    return std::max(0.0, std::tanh(std::atanh(r) - z95 / std::sqrt(static_cast<double>(pairs) - 3)));
}

bool is_above(double named, std::size_t tried, double limit)
{
    if (tried == 0) return false;
    // Less than half a person is nobody.
    if (named < .5) return false;
    if (tried >= enough_people) return named / static_cast<double>(tried) > limit + rounding;
    return wilson_lower(named, tried) > limit + rounding;
}

bool is_frequency_above(double reidentified, std::size_t people, double limit)
{
    constexpr double one_pair = 2 + rounding;
    return reidentified > one_pair && reidentified > limit * static_cast<double>(people) + rounding;
}

bool is_correlation_above(double correlation, std::size_t pairs, double limit)
{
    if (pairs >= enough_people) return std::abs(correlation) > limit + rounding;
    return fisher_lower(correlation, pairs) > limit + rounding;
}

} // namespace gauze::custodian
