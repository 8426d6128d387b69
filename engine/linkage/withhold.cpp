#include "engine/linkage/withhold.hpp"

#include <algorithm>
#include <numeric>
#include <optional>

namespace gauze::linkage {

namespace {

// Whether no small count of this margin follows from the total and what is shown.
bool is_protected(const Margin& margin, const std::vector<bool>& withheld, std::uint32_t smallest)
{
    std::uint64_t cells = 0, small = 0, sum = 0, others_least = 0, others_most = 0;
    for (std::size_t v = 0; v < withheld.size(); ++v) {
        if (!withheld[v] || margin.most[v] == 0) continue;
        ++cells;
        sum += margin.counts[v];
        if (margin.is_small(v, smallest)) {
            ++small;
        } else {
            others_least += std::min<std::uint64_t>(margin.counts[v], smallest); // a zero is known as such
            others_most += margin.most[v];
        }
    }
    if (cells == 0) return true;
    if (cells < 2) return false;
    if (small == 0) return true;
    // A small count is what the sum leaves when the others are as small, or as large, as they can be.
    const std::uint64_t below = smallest - 1, floor = margin.zero_is_small ? 0 : 1;
    const std::uint64_t most = std::min(below, sum - others_least - (small - 1) * floor);
    const std::uint64_t taken = (small - 1) * below + others_most;
    const std::uint64_t least = std::max(floor, sum > taken ? sum - taken : 0);
    const std::uint64_t numbers = below - floor + 1;
    return most - least + 1 >= std::min(numbers, std::max<std::uint64_t>(2, (numbers + 1) / 2));
}

std::optional<std::size_t> next_smallest(const std::vector<Margin>& margins,
                                         const std::vector<bool>& withheld)
{
    std::optional<std::size_t> next;
    std::uint64_t fewest = 0;
    for (std::size_t v = 0; v < withheld.size(); ++v) {
        std::uint64_t records = 0;
        bool occurs = false;
        for (const Margin& margin : margins) records += margin.counts[v], occurs |= margin.most[v] > 0;
        if (withheld[v] || !occurs || (next && records >= fewest)) continue;
        next = v, fewest = records;
    }
    return next;
}

} // namespace

Withheld withhold(const std::vector<Margin>& margins, std::vector<bool> also, std::uint32_t smallest)
{
    Withheld result{std::move(also), true};
    if (smallest > 1)
        for (const Margin& margin : margins)
            for (std::size_t v = 0; v < result.values.size(); ++v)
                if (margin.is_small(v, smallest)) result.values[v] = true;
    while (!std::ranges::all_of(margins, [&](const Margin& margin) {
        return is_protected(margin, result.values, std::max(smallest, 2u));
    })) {
        const auto next = next_smallest(margins, result.values);
        if (!next) {
            result.holds = false;
            break;
        }
        result.values[*next] = true;
    }
    return result;
}

} // namespace gauze::linkage
