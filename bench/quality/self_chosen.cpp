#include "bench/quality/self_chosen.hpp"

#include "bench/quality/sweep.hpp"
#include "engine/linkage/decide.hpp"

#include <algorithm>
#include <cmath>

namespace gauze::lab {

namespace {

using namespace linkage;

std::vector<Judged> likely_pairs(const Judgement& judgement, const std::vector<Pair>& pairs,
                                 const Parties& parties)
{
    std::vector<Judged> likely;
    for (std::size_t i = 0; i < pairs.size(); ++i)
        if (judgement.log_odds[i] >= 0) likely.push_back({pairs[i], judgement.log_odds[i]});
    order_by_log_odds(likely, parties);
    return likely;
}

std::vector<Person> persons_of(Decision& decision, const Parties& parties)
{
    std::vector<Person> persons;
    std::vector<std::size_t> place(decision.records(), SIZE_MAX);
    for (std::uint32_t p = 0; p < parties.size(); ++p)
        for (std::uint32_t r = 0; r < parties[p].rows(); ++r) {
            std::size_t& at = place[decision.person_of({p, r})];
            if (at == SIZE_MAX) {
                at = persons.size();
                persons.emplace_back();
            }
            persons[at].records.push_back({p, r});
        }
    return persons;
}

} // namespace

SelfChosen self_chosen(const Parties& parties, const std::vector<Pair>& pairs, const Judgement& judgement)
{
    Decision decision(parties);
    SelfChosen result{.persons = {},
                      .links = 0,
                      .precision = {},
                      .recall = {},
                      .f1 = {},
                      .expected_matches = judgement.fit.matches,
                      .settled = judgement.fit.settled};
    double right = 0;
    for (const Judged& one : likely_pairs(judgement, pairs, parties)) {
        const Decision::Verdict verdict = decision.offer(one.pair);
        if (verdict != Decision::Verdict::joined && verdict != Decision::Verdict::within) continue;
        right += 1 / (1 + std::exp(-one.log_odds));
        ++result.links;
    }
    result.persons = persons_of(decision, parties);
    const auto links = static_cast<double>(result.links), matches = std::max(result.expected_matches, right);
    result.precision = {links > 0 ? right / links : 1};
    result.recall = {matches > 0 ? right / matches : 1};
    result.f1 = {links + matches > 0 ? 2 * right / (links + matches) : 1};
    return result;
}

} // namespace gauze::lab
