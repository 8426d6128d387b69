#include "engine/custodian/buckets.hpp"

#include <algorithm>

namespace gauze::custodian {

Buckets::Sizes Buckets::sizes() const noexcept
{
    Sizes sizes;
    std::uint64_t taken = 0;
    for (const std::uint64_t count : counts_) {
        if (count == 0) continue;
        sizes.smallest = taken++ == 0 ? count : std::min(sizes.smallest, count);
        sizes.largest = std::max(sizes.largest, count);
    }
    if (taken > 0) sizes.mean = static_cast<double>(records_) / static_cast<double>(taken);
    return sizes;
}

} // namespace gauze::custodian
