#include "engine/linkage/chance.hpp"

#include <algorithm>

namespace gauze::linkage {

namespace {

// Means from which on a normal variable, rounded, is as good.
constexpr double many = 200;

double rounded_normal(Chance& chance, double mean, double variance, double most)
{
    return std::clamp(std::round(mean + std::sqrt(variance) * chance.normal()), 0.0, most);
}

} // namespace

double Chance::poisson(double mean) noexcept
{
    if (!(mean > 0)) return 0;
    if (mean > many) return rounded_normal(*this, mean, mean, 1e300);
    double left = uniform(), count = 0;
    for (double p = std::exp(-mean); left > p && count < 20 * many; p *= mean / ++count) left -= p;
    return count;
}

double Chance::binomial(double n, double p) noexcept
{
    if (!(n > 0) || !(p > 0)) return 0;
    if (p >= 1) return n;
    if (p > .5) return n - binomial(n, 1 - p);
    if (n * p > many) return rounded_normal(*this, n * p, n * p * (1 - p), n);
    double left = uniform(), count = 0, chance = std::exp(n * std::log1p(-p));
    for (; left > chance && count < n; ++count) {
        left -= chance;
        chance *= (n - count) / (count + 1) * p / (1 - p);
    }
    return count;
}

} // namespace gauze::linkage
