#include "engine/linkage/lost_matches.hpp"

#include "engine/linkage/candidate_sources.hpp"
#include "engine/linkage/link_tables.hpp"
#include "engine/linkage/probe.hpp"
#include "engine/linkage/view_join.hpp"

#include <algorithm>
#include <cmath>
#include <optional>
#include <utility>

namespace gauze::linkage {

namespace {

constexpr std::size_t sampled_records = 2000;

// The pairs of a sample that are alike at all, and which of them blocking lacks.
struct Sample {
    std::vector<bloom::RowPair> pairs;
    std::vector<bool> lost;
};

Sample take_sample(const Parties& parties, PartyPair which, const Plan& plan)
{
    std::optional<BlockedPair> blocked;
    std::optional<JoinedView> view;
    if (plan.sources.join) view.emplace(parties, which, *plan.sources.join, plan.threshold);
    if (plan.sources.blocked()) {
        blocked.emplace(parties, which, plan.sources);
        if (plan.sources.most_pairs > 0) // which blocks were left out is known once all were built
            for (std::uint32_t slot = 0; slot < blocked->join().slots(); ++slot) blocked->join().enter(slot);
    }
    Probe probed = probe(parties, which, plan.threshold, sampled_records);
    if (which.a == which.b)
        for (bloom::join::Hit& hit : probed.hits)
            if (hit.a > hit.b) std::swap(hit.a, hit.b);
    std::ranges::sort(probed.hits, {}, [](const bloom::join::Hit& hit) { return std::pair(hit.a, hit.b); });
    Sample sample;
    for (const bloom::join::Hit& hit : probed.hits) {
        sample.pairs.push_back({hit.a, hit.b});
        sample.lost.push_back(!(blocked && blocked->join().agreed(hit.a, hit.b)) &&
                              !(view && view->has(hit)));
    }
    return sample;
}

// Wilson's interval (1927) for as many matches as the sample is worth.
LostShare share_of(PartyPair which, const Sample& sample, const std::vector<double>& log_odds)
{
    double all = 0, lost = 0;
    for (std::size_t i = 0; i < log_odds.size(); ++i) {
        all += probability(log_odds[i]);
        if (sample.lost[i]) lost += probability(log_odds[i]);
    }
    if (all <= 0) return {which, 0, 0, 1};
    const double share = lost / all;
    double spread = 0; // squares of each record's lost matches about its share
    for (std::size_t i = 0; i < log_odds.size();) {
        double of_record = 0;
        for (const std::uint32_t a = sample.pairs[i].a; i < log_odds.size() && sample.pairs[i].a == a; ++i)
            of_record += probability(log_odds[i]) * ((sample.lost[i] ? 1 : 0) - share);
        spread += of_record * of_record;
    }
    const double worth = spread > 0 ? std::min(all, share * (1 - share) * all * all / spread) : all;
    constexpr double z = 1.96;
    const double middle = (share + z * z / (2 * worth)) / (1 + z * z / worth);
    const double half =
        z / (1 + z * z / worth) * std::sqrt(share * (1 - share) / worth + z * z / (4 * worth * worth));
    return {which, share, std::max(0.0, middle - half), std::min(1.0, middle + half)};
}

} // namespace

std::vector<LostShare> lost_matches(const project::Policy& policy, const Parties& parties, const Plan& plan,
                                    const Judgement& judgement)
{
    if (plan.sources.exact() || judgement.model == "one score") return {};
    std::vector<Sample> samples;
    std::vector<std::vector<bloom::RowPair>> pairs;
    for (const EvidenceUnit& unit : judgement.units) {
        samples.push_back(take_sample(parties, unit.parties, plan));
        pairs.push_back(samples.back().pairs);
    }
    const auto log_odds = judge_more(policy, parties, pairs, judgement);
    std::vector<LostShare> shares;
    for (std::size_t u = 0; u < samples.size(); ++u)
        shares.push_back(share_of(judgement.units[u].parties, samples[u], log_odds[u]));
    return shares;
}

} // namespace gauze::linkage
