// What two records of one person look like, as the choice of match keys imagines it: in each field they are
// equal, near (a slip), far (two slips) or different (another value), or one of them lacks the field. The
// shares are those of views.md, section 6; how often a part of a field survives each of them is section 3's
// table.
#pragma once

#include "engine/custodian/suggest_parts.hpp"

#include <array>
#include <cstddef>
#include <vector>

namespace gauze::custodian {

inline constexpr std::size_t closeness_levels = 4; // equal, near, far, different
inline constexpr std::array<double, closeness_levels> closeness_shares{.72, .14, .06, .08};

// By closeness: how often this part of a field agrees.
std::array<double, closeness_levels> agreement_of(project::PartLevel level) noexcept;

// Imagined pairs, and for each part of the table and each of them how often the part agrees: 0 where it is
// missing, which is drawn from two records of the file.
class ImaginedPairs {
public:
    static constexpr std::size_t count = 4000;
    ImaginedPairs(const PartTable& table, std::size_t fields);
    const std::vector<double>& agreement(std::size_t part) const noexcept { return agreement_[part]; }

private:
    std::vector<std::vector<double>> agreement_; // by part, by pair
};

} // namespace gauze::custodian
