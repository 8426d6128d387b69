#include "bench/quality/self_chosen.hpp"

#include <algorithm>
#include <cmath>

namespace gauze::lab {

SelfChosen self_chosen(const linkage::Parties& parties, const std::vector<linkage::Judged>& judged,
                       const linkage::Judgement& judgement, double cut)
{
    linkage::Decided decided = linkage::decide(judged, parties, {.cut = cut});
    double right = 0;
    for (const double log_odds : decided.link_log_odds) right += 1 / (1 + std::exp(-log_odds));
    const auto links = static_cast<double>(decided.links.size()),
               matches = std::max(judgement.fit.matches, right);
    return {.persons = std::move(decided.persons),
            .links = decided.links.size(),
            .precision = {links > 0 ? right / links : 1},
            .recall = {matches > 0 ? right / matches : 1},
            .f1 = {links + matches > 0 ? 2 * right / (links + matches) : 1},
            .expected_matches = judgement.fit.matches,
            .settled = judgement.fit.settled};
}

} // namespace gauze::lab
