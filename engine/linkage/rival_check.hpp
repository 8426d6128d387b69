// A check that owes the mixture nothing. Of two pairs above the cut that share a record, and could not both
// be one person, the worse is false, whatever the mixture thinks of it. How many such pairs there are says
// how often pairs above the cut are false, and so how often links are.
#pragma once

#include "engine/linkage/rivals.hpp"

#include <span>

namespace gauze::linkage {

struct RivalCheck {
    double seen = 0, expected = 0; // pairs above the cut with a better rival
    // By what the expected errors are to be multiplied where the two disagree by more than chance: as near to
    // 1 as three standard deviations allow; else 1.
    double ratio = 1;
};

// `log_odds` by candidate, of each by itself as the mixture has them. `matches` by party pair, as the
// candidates come: expected. Nothing is seen where no party is clean.
RivalCheck check_rivals(std::span<const Pair> pairs, std::span<const double> log_odds,
                        std::span<const double> matches, const Sources& sources, double cut);

} // namespace gauze::linkage
