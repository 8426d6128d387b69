#include "engine/linkage/mixture/patterns.hpp"

#include <algorithm>

namespace gauze::linkage::mixture {

std::uint32_t Levels::groups() const noexcept
{
    return group.empty() ? 0 : *std::ranges::max_element(group) + 1;
}

std::vector<Cell> number_cells(std::span<EvidenceUnit> units)
{
    std::vector<Cell> cells;
    std::vector<std::uint32_t> number; // by evidence: its cell in this unit
    for (std::uint32_t u = 0; u < units.size(); ++u) {
        std::vector<std::uint64_t> counts;
        for (const ListedEvidence& candidate : units[u].candidates) {
            if (candidate.vector >= counts.size()) counts.resize(candidate.vector + std::size_t{1});
            ++counts[candidate.vector];
        }
        number.assign(counts.size(), 0);
        for (std::uint32_t e = 0; e < counts.size(); ++e) {
            if (counts[e] == 0) continue;
            number[e] = static_cast<std::uint32_t>(cells.size());
            cells.push_back({u, e, static_cast<double>(counts[e])});
        }
        for (ListedEvidence& candidate : units[u].candidates) candidate.vector = number[candidate.vector];
    }
    return cells;
}

} // namespace gauze::linkage::mixture
