#include "engine/custodian/suggest_collisions.hpp"

#include <algorithm>
#include <cmath>

namespace gauze::custodian {

double Collisions::pairs() const noexcept
{
    const auto n = static_cast<double>(records);
    return n < 2 ? 0 : n * (n - 1) / 2;
}

double Collisions::entropy() const noexcept
{
    if (records < 2) return 0;
    return std::log2(pairs() / std::max(equal_pairs, 1.0));
}

double Collisions::expected(double c2, double records) noexcept
{
    return records <= 1 ? 0 : -std::expm1(-(records - 1) * c2);
}

double Collisions::repeats_in(std::uint64_t size) const noexcept
{
    if (records == 0) return 0;
    const double counted = static_cast<double>(repeated) / static_cast<double>(records);
    if (size <= rows) return counted;
    return std::max(counted, expected(c2(), static_cast<double>(size) * present()));
}

double Collisions::repeats_at_most_in(std::uint64_t size) const noexcept
{
    Collisions more = *this;
    more.equal_pairs += 2 * std::sqrt(equal_pairs); // counts of rare things scatter by their root
    return more.repeats_in(size);
}

Collisions collisions_of(std::vector<std::uint64_t>& prints)
{
    Collisions found{.rows = prints.size()};
    std::ranges::sort(prints);
    for (std::size_t i = 0; i < prints.size();) {
        std::size_t end = i + 1;
        while (end < prints.size() && prints[end] == prints[i]) ++end;
        const std::size_t count = end - i;
        if (prints[i] != 0) {
            found.records += count;
            found.distinct += 1;
            found.repeated += count > 1 ? count : 0;
            found.equal_pairs += static_cast<double>(count) * static_cast<double>(count - 1) / 2;
        }
        i = end;
    }
    return found;
}

} // namespace gauze::custodian
