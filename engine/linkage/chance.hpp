// Chance for what is simulated: the same numbers on every machine for the same seed, which the standard
// library's distributions do not promise.
#pragma once

#include <cmath>
#include <cstdint>

namespace gauze::linkage {

// SplitMix64 (Steele, Lea and Flood 2014). Not for secrets.
class Chance {
public:
    explicit Chance(std::uint64_t seed) noexcept : state_(seed * 0x9E3779B97F4A7C15u + 0x632BE59BD9B4E019u) {}

    std::uint64_t word() noexcept
    {
        std::uint64_t z = state_ += 0x9E3779B97F4A7C15u;
        z = (z ^ (z >> 30)) * 0xBF58476D1CE4E5B9u;
        z = (z ^ (z >> 27)) * 0x94D049BB133111EBu;
        return z ^ (z >> 31);
    }
    // Above 0 and below 1.
    double uniform() noexcept { return (static_cast<double>(word() >> 11) + .5) * 0x1p-53; }
    std::uint64_t below(std::uint32_t n) noexcept { return ((word() >> 32) * n) >> 32; }
    double normal() noexcept // Box and Muller 1958
    {
        return std::sqrt(-2 * std::log(uniform())) * std::cos(6.283185307179586 * uniform());
    }
    double poisson(double mean) noexcept;
    double binomial(double n, double p) noexcept; // n whole

private:
    std::uint64_t state_;
};

} // namespace gauze::linkage
