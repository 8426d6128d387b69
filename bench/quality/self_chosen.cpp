#include "bench/quality/self_chosen.hpp"

#include "engine/linkage/decide.hpp"
#include "engine/linkage/judge.hpp"

#include <algorithm>
#include <cmath>

namespace gauze::lab {

namespace {

using namespace linkage;

// Likelier than not, the likeliest first; of equals as the linkage unit breaks ties.
std::vector<Judged> likely_pairs(const Judgement& judgement, const std::vector<Pair>& pairs,
                                 const Parties& parties)
{
    std::vector<Judged> likely;
    for (std::size_t i = 0; i < pairs.size(); ++i)
        if (judgement.log_odds[i] >= 0) likely.push_back({pairs[i], judgement.log_odds[i]});
    const auto tokens = [&](const Judged& one) {
        return std::minmax(parties.token(one.pair.a), parties.token(one.pair.b));
    };
    std::ranges::sort(likely, [&](const Judged& x, const Judged& y) {
        return x.log_odds != y.log_odds ? x.log_odds > y.log_odds : tokens(x) < tokens(y);
    });
    return likely;
}

} // namespace

std::optional<SelfChosen> self_chosen(const project::Policy& policy, const Parties& parties,
                                      const std::vector<Pair>& pairs, std::vector<Labelled> labels,
                                      std::uint64_t true_pairs, bool within)
{
    const auto judgement = judge(policy, parties, pairs, within);
    if (!judgement) return std::nullopt;
    std::vector<std::size_t> start{0};
    for (std::size_t p = 0; p < parties.size(); ++p) start.push_back(start.back() + parties[p].rows());

    Decision decision(parties);
    PairCounts counts(std::move(labels), true_pairs, within);
    double certainty = 0, links = 0;
    for (const Judged& one : likely_pairs(*judgement, pairs, parties)) {
        const Decision::Verdict verdict = decision.offer(one.pair);
        if (verdict == Decision::Verdict::joined)
            counts.join(start[one.pair.a.party] + one.pair.a.row, start[one.pair.b.party] + one.pair.b.row);
        if (verdict != Decision::Verdict::joined && verdict != Decision::Verdict::within) continue;
        certainty += 1 / (1 + std::exp(-one.log_odds));
        ++links;
    }
    return SelfChosen{counts.quality(), links > 0 ? certainty / links : 1, judgement->fit.matches,
                      judgement->fit.settled};
}

} // namespace gauze::lab
