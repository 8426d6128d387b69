#include "engine/custodian/audit/attack.hpp"

#include "engine/custodian/suggest_draws.hpp"

#include <algorithm>
#include <numeric>

namespace gauze::custodian {

std::vector<std::size_t> drawn(std::size_t count, std::size_t of, std::uint64_t seed)
{
    std::vector<std::size_t> all(of);
    std::iota(all.begin(), all.end(), std::size_t{0});
    Draws draws(seed);
    count = std::min(count, of);
    for (std::size_t i = 0; i < count; ++i) std::swap(all[i], all[i + draws.below(of - i)]);
    all.resize(count);
    std::ranges::sort(all);
    return all;
}

std::vector<std::size_t> others(const std::vector<std::size_t>& those, std::size_t of)
{
    std::vector<std::size_t> rest;
    for (std::size_t i = 0, next = 0; i < of; ++i) {
        if (next < those.size() && those[next] == i)
            ++next;
        else
            rest.push_back(i);
    }
    return rest;
}

} // namespace gauze::custodian
