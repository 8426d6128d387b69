#include "bench/quality/self_chosen.hpp"

#include "engine/linkage/decide.hpp"
#include "engine/linkage/mixture/fit.hpp"
#include "engine/linkage/mixture/hidden_patterns.hpp"
#include "engine/linkage/mixture/shown_patterns.hpp"

#include <algorithm>
#include <cmath>
#include <functional>

namespace gauze::lab {

namespace {

using namespace linkage;

// Candidates party pair by party pair, as `score` orders them.
using Gather = std::function<EvidenceUnit(PartyPair, std::span<const bloom::RowPair>)>;
std::vector<EvidenceUnit> gather_units(const std::vector<Pair>& pairs, const Gather& gather)
{
    std::vector<EvidenceUnit> units;
    for (std::size_t from = 0; from < pairs.size();) {
        const PartyPair which{pairs[from].a.party, pairs[from].b.party};
        std::vector<bloom::RowPair> candidates;
        for (; from < pairs.size() && PartyPair{pairs[from].a.party, pairs[from].b.party} == which; ++from)
            candidates.push_back({pairs[from].a.row, pairs[from].b.row});
        units.push_back(gather(which, candidates));
    }
    return units;
}

double all_pairs(const Parties& parties, bool within)
{
    double pairs = 0, before = 0;
    for (std::size_t p = 0; p < parties.size(); ++p) {
        const auto rows = static_cast<double>(parties[p].rows());
        pairs += rows * before + (within ? rows * (rows - 1) / 2 : 0);
        before += rows;
    }
    return pairs;
}

struct Fitted {
    std::vector<EvidenceUnit> units;
    mixture::Fit fit;
};

std::optional<Fitted> fit_evidence(const project::Policy& policy, const Parties& parties,
                                   const std::vector<Pair>& pairs, bool within)
{
    Fitted fitted;
    mixture::PatternEvidence evidence;
    if (!mixture::views_of_one_field(policy).empty()) {
        const mixture::ShownPatterns shown(parties, policy);
        fitted.units = gather_units(pairs, [&](PartyPair which, auto list) { return shown.of(which, list); });
        evidence = shown.evidence(unite_units(fitted.units), all_pairs(parties, within));
    } else {
        const mixture::HiddenPatterns hidden(parties, policy);
        if (!hidden.any()) return std::nullopt;
        const EvidenceGathering gathering(parties, evidence_shape(parties));
        fitted.units =
            gather_units(pairs, [&](PartyPair which, auto list) { return gathering.of(which, list); });
        evidence = hidden.evidence(unite_units(fitted.units), gathering.layout(), all_pairs(parties, within));
    }
    const mixture::MutualBest mutual(fitted.units, parties.clean);
    // A fifth of the records of one side have a partner, for a beginning.
    const double side =
        static_cast<double>(parties.records()) / static_cast<double>(within ? 1 : parties.size());
    fitted.fit = mixture::fit(evidence, mixture::first_guess(evidence, side / 5),
                              {.mutual = within ? nullptr : &mutual});
    return fitted;
}

struct Likely {
    double log_odds;
    Pair pair;
};

// Likelier than not, the likeliest first; of equals as the linkage unit breaks ties.
std::vector<Likely> likely_pairs(const Fitted& fitted, const std::vector<Pair>& pairs, const Parties& parties)
{
    std::vector<Likely> likely;
    std::size_t at = 0;
    for (const EvidenceUnit& unit : fitted.units)
        for (const ListedEvidence& candidate : unit.candidates) {
            const Pair& pair = pairs[at++];
            if (const double odds = fitted.fit.log_odds[candidate.vector]; odds >= 0)
                likely.push_back({odds, pair});
        }
    const auto tokens = [&](const Likely& one) {
        return std::minmax(parties.token(one.pair.a), parties.token(one.pair.b));
    };
    std::ranges::sort(likely, [&](const Likely& x, const Likely& y) {
        return x.log_odds != y.log_odds ? x.log_odds > y.log_odds : tokens(x) < tokens(y);
    });
    return likely;
}

} // namespace

std::optional<SelfChosen> self_chosen(const project::Policy& policy, const Parties& parties,
                                      const std::vector<Pair>& pairs, std::vector<Labelled> labels,
                                      std::uint64_t true_pairs, bool within)
{
    const auto fitted = fit_evidence(policy, parties, pairs, within);
    if (!fitted) return std::nullopt;
    std::vector<std::size_t> start{0};
    for (std::size_t p = 0; p < parties.size(); ++p) start.push_back(start.back() + parties[p].rows());

    Decision decision(parties);
    PairCounts counts(std::move(labels), true_pairs, within);
    double certainty = 0, links = 0;
    for (const Likely& one : likely_pairs(*fitted, pairs, parties)) {
        const Decision::Verdict verdict = decision.offer(one.pair);
        if (verdict == Decision::Verdict::joined)
            counts.join(start[one.pair.a.party] + one.pair.a.row, start[one.pair.b.party] + one.pair.b.row);
        if (verdict != Decision::Verdict::joined && verdict != Decision::Verdict::within) continue;
        certainty += 1 / (1 + std::exp(-one.log_odds));
        ++links;
    }
    return SelfChosen{counts.quality(), links > 0 ? certainty / links : 1, fitted->fit.matches,
                      fitted->fit.settled};
}

} // namespace gauze::lab
