// Small counts are withheld, and with them as many others as it takes for none to come back by subtraction
// from a total that is known (complementary suppression; Willenborg, de Waal 2001, chapter 4).
#pragma once

#include <cstdint>
#include <vector>

namespace gauze::linkage {

// Counts that sum to a total which everybody knows, by value of a stratum. Several margins may speak of the
// same values; what is withheld in one is withheld in all.
struct Margin {
    std::vector<std::uint64_t> counts;
    std::vector<std::uint64_t> most; // by value: what the reader knows the count cannot exceed
    bool zero_is_small = false;      // that none of many was linked says something of each of them
    bool is_small(std::size_t value, std::uint32_t smallest) const noexcept
    {
        return most[value] > 0 && counts[value] < smallest && (zero_is_small || counts[value] > 0);
    }
};

struct Withheld {
    std::vector<bool> values;
    bool holds = true; // false: everything is withheld and a total gives a small count away all the same
};

// Withholds every value with a small count and those of `also`, then, from the value with the fewest records
// in all margins upwards, as many as it takes until in each margin at least two are withheld or none, and
// each small count could still be any of half of the numbers below `smallest`, for a reader who knows which
// counts are small. A value of which `most` is 0 does not occur in that margin. With `smallest` 1 nothing is
// small.
Withheld withhold(const std::vector<Margin>& margins, std::vector<bool> also, std::uint32_t smallest);

} // namespace gauze::linkage
