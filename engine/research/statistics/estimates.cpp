#include "engine/research/statistics/estimates.hpp"

#include <cassert>
#include <cmath>
#include <numbers>

namespace gauze::research::statistics {

namespace {

// P(|T| <= t), in closed form for whole degrees of freedom (Abramowitz and Stegun 26.7.3 and 26.7.4).
long double within(long double t, std::uint64_t degrees)
{
    const long double angle = std::atan(t / std::sqrt(static_cast<long double>(degrees)));
    const long double sine = std::sin(angle), cosine = std::cos(angle), square = cosine * cosine;
    const bool odd = degrees % 2 == 1;
    long double term = odd ? cosine : 1.0L, sum = 0;
    for (std::uint64_t k = odd ? 3 : 2; k <= degrees; k += 2) {
        sum += term;
        term *= square * static_cast<long double>(k - 1) / static_cast<long double>(k);
    }
    return odd ? 2 / std::numbers::pi_v<long double> * (angle + sine * sum) : sine * sum;
}

// The expansion around the normal distribution (Abramowitz and Stegun 26.7.5), for many degrees of freedom.
double expanded(double degrees)
{
    constexpr double z = normal_975;
    const double z2 = z * z;
    const double g1 = (z2 + 1) * z / 4;
    const double g2 = ((5 * z2 + 16) * z2 + 3) * z / 96;
    const double g3 = (((3 * z2 + 19) * z2 + 17) * z2 - 15) * z / 384;
    const double g4 = ((((79 * z2 + 776) * z2 + 1482) * z2 - 1920) * z2 - 945) * z / 92160;
    return z + (g1 + (g2 + (g3 + g4 / degrees) / degrees) / degrees) / degrees;
}

double share(std::uint64_t part, std::uint64_t whole)
{
    return static_cast<double>(part) / static_cast<double>(whole);
}

// exp(ln value +- z sqrt(variance))
Estimate around(double value, double variance)
{
    const double factor = std::exp(normal_975 * std::sqrt(variance));
    return {value, value / factor, value * factor, true, true};
}

} // namespace

double student_975(std::uint64_t degrees)
{
    assert(degrees > 0);
    constexpr std::uint64_t many = 1000;
    if (degrees > many) return expanded(static_cast<double>(degrees));
    long double low = 1, high = 13; // 12.7... of one degree, 1.96 of infinitely many
    for (int step = 0; step < 80; ++step) {
        const long double middle = (low + high) / 2;
        (within(middle, degrees) < 0.95L ? low : high) = middle;
    }
    return static_cast<double>((low + high) / 2);
}

Estimate rate(std::uint64_t with, std::uint64_t people, double per)
{
    assert(with <= people);
    if (people == 0) return {};
    const double n = static_cast<double>(people), p = share(with, people);
    constexpr double z2 = normal_975 * normal_975;
    const double middle = (p + z2 / (2 * n)) / (1 + z2 / n);
    const double half = normal_975 / (1 + z2 / n) * std::sqrt(p * (1 - p) / n + z2 / (4 * n * n));
    // At the ends the interval ends there too, whatever the rounding.
    const double low = with == 0 ? 0 : middle - half, high = with == people ? 1 : middle + half;
    return {p * per, low * per, high * per, true, true};
}

Estimate odds(std::uint64_t with, std::uint64_t without)
{
    if (without == 0) return {};
    if (with == 0) return {.value = 0, .exists = true};
    return around(share(with, without), 1 / static_cast<double>(with) + 1 / static_cast<double>(without));
}

Estimate odds_ratio(const std::array<std::uint64_t, 4>& cells)
{
    double variance = 0;
    for (const std::uint64_t cell : cells) {
        if (cell == 0) return {};
        variance += 1 / static_cast<double>(cell);
    }
    return around(share(cells[0], cells[1]) / share(cells[2], cells[3]), variance);
}

Mean mean_of(std::span<const std::pair<double, std::uint64_t>> values)
{
    Mean result;
    long double sum = 0;
    for (const auto& [value, people] : values) {
        sum += static_cast<long double>(value) * static_cast<long double>(people);
        result.people += people;
    }
    if (result.people == 0) return result;
    const auto n = static_cast<long double>(result.people);
    const long double mean = sum / n;
    result.mean.value = static_cast<double>(mean);
    result.mean.exists = true;
    if (result.people == 1) return result;
    long double squares = 0; // of the distances from the mean: nothing cancels
    for (const auto& [value, people] : values) {
        const long double away = static_cast<long double>(value) - mean;
        squares += away * away * static_cast<long double>(people);
    }
    const long double variance = squares / (n - 1);
    const long double half = student_975(result.people - 1) * std::sqrt(variance / n);
    result.deviation = static_cast<double>(std::sqrt(variance));
    result.mean.low = static_cast<double>(mean - half);
    result.mean.high = static_cast<double>(mean + half);
    result.mean.has_interval = true;
    return result;
}

} // namespace gauze::research::statistics
