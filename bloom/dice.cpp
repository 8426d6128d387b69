#include "bloom/dice.hpp"

#include <cassert>
#include <limits>

namespace gauze::bloom {

DiceCut::DiceCut(FilterShape shape, std::uint32_t numerator, std::uint32_t denominator)
    : least_(std::size_t{2} * shape.bits + 1)
{
    assert(numerator > 0 && numerator <= denominator && denominator <= 1'000'000'000);
    least_[0] = std::numeric_limits<std::uint32_t>::max(); // two empty filters are no match at any cut
    for (std::uint64_t sum = 1; sum < least_.size(); ++sum) {
        const std::uint64_t twice = std::uint64_t{2} * denominator;
        least_[sum] = static_cast<std::uint32_t>((numerator * sum + twice - 1) / twice); // rounded up
    }
}

} // namespace gauze::bloom
