// Read `judge` at the bottom first.
#include "engine/linkage/judge.hpp"

#include "engine/linkage/mixture/hidden_patterns.hpp"
#include "engine/linkage/mixture/identifiability.hpp"
#include "engine/linkage/mixture/one_score.hpp"
#include "engine/linkage/mixture/refined_fit.hpp"
#include "engine/linkage/mixture/shown_patterns.hpp"
#include "engine/linkage/units.hpp"

#include <algorithm>
#include <functional>

#include <fmt/format.h>

namespace gauze::linkage {

namespace {

constexpr const char* fields_seen = "fields seen";

using Gather = std::function<EvidenceUnit(PartyPair, std::span<const bloom::RowPair>)>;

std::vector<EvidenceUnit> gather_units(std::span<const Pair> pairs, const Gather& gather)
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

// Of two parties, candidates or not.
double pairs_between(const Parties& parties, PartyPair which)
{
    const auto a = static_cast<double>(parties[which.a].rows());
    const auto b = static_cast<double>(parties[which.b].rows());
    return which.a == which.b ? a * (a - 1) / 2 : a * b;
}

double all_pairs(const Parties& parties, bool within)
{
    double pairs = 0;
    for (std::uint32_t b = 0; b < parties.size(); ++b)
        for (std::uint32_t a = 0; a <= b; ++a)
            if (a != b || within) pairs += pairs_between(parties, {a, b});
    return std::max(pairs, 1.0); // of one record there is none; shares are then of nothing, but numbers
}

void gather_seen(const project::Policy& policy, const Parties& parties, std::span<const Pair> pairs,
                 double all, Judgement& judgement)
{
    const mixture::ShownPatterns shown(parties, policy);
    judgement.model = fields_seen;
    judgement.units = gather_units(pairs, [&](PartyPair which, auto list) { return shown.of(which, list); });
    judgement.evidence = shown.evidence(unite_units(judgement.units), all);
}

bool gather_hidden(const project::Policy& policy, const Parties& parties, std::span<const Pair> pairs,
                   double all, Judgement& judgement)
{
    const mixture::HiddenPatterns hidden(parties, policy);
    if (!hidden.any()) return false;
    const EvidenceGathering gathering(parties, evidence_shape(parties));
    judgement.model = "fields hidden";
    judgement.units =
        gather_units(pairs, [&](PartyPair which, auto list) { return gathering.of(which, list); });
    judgement.evidence = hidden.evidence(unite_units(judgement.units), gathering.layout(), all);
    return true;
}

// One score a pair. There cannot be more matches than the smaller sides of all party pairs have records, or,
// within a file, than if every two records were one person.
mixture::OneScore gather_one(const Parties& parties, std::span<const Pair> pairs, bool within, double all,
                             Judgement& judgement)
{
    double most = 0;
    for (const PartyPair which : party_pairs(parties))
        most += static_cast<double>(std::min(parties[which.a].rows(), parties[which.b].rows()));
    mixture::OneScore score(pairs, all, within ? static_cast<double>(parties.records()) / 2 : most);
    judgement.model = "one score";
    for (std::size_t from = 0, end = 0; from < pairs.size(); from = end) {
        const PartyPair which{pairs[from].a.party, pairs[from].b.party};
        while (end < pairs.size() && PartyPair{pairs[end].a.party, pairs[end].b.party} == which) ++end;
        judgement.units.push_back(score.of(which, pairs.subspan(from, end - from)));
    }
    judgement.evidence = score.evidence(unite_units(judgement.units));
    return score;
}

// A fifth of the records of one side have a partner, for a beginning.
double matches_to_begin_with(const Parties& parties, bool within)
{
    return static_cast<double>(parties.records()) / static_cast<double>(within ? 1 : parties.size()) / 5;
}

// How many records have a likely partner, and how many have several.
void count_rivals(const EvidenceUnit& unit, const mixture::Fit& fit, std::uint32_t ListedEvidence::*row,
                  mixture::UnitSides& sides)
{
    std::vector<std::uint8_t> partners;
    for (const ListedEvidence& candidate : unit.candidates) {
        if (!(fit.log_odds[candidate.vector] > 0)) continue;
        if (candidate.*row >= partners.size()) partners.resize(candidate.*row + std::size_t{1});
        std::uint8_t& count = partners[candidate.*row];
        sides.linked += count == 0 ? 1 : 0;
        sides.rivalled += count == 1 ? 1 : 0;
        count = std::min<std::uint8_t>(static_cast<std::uint8_t>(count + 1), 2);
    }
}

std::vector<mixture::UnitSides> sides_of(const Judgement& judgement, const Parties& parties)
{
    std::vector<mixture::UnitSides> all;
    for (const EvidenceUnit& unit : judgement.units) {
        const auto [a, b] = unit.parties;
        mixture::UnitSides sides{fmt::format("{} and {}", parties.name(a), parties.name(b)),
                                 static_cast<double>(parties[a].rows()),
                                 static_cast<double>(parties[b].rows()),
                                 a != b && parties.clean[a] && parties.clean[b],
                                 0,
                                 0};
        if (a != b && parties.clean[b]) count_rivals(unit, judgement.fit, &ListedEvidence::a, sides);
        if (a != b && parties.clean[a]) count_rivals(unit, judgement.fit, &ListedEvidence::b, sides);
        all.push_back(std::move(sides));
    }
    return all;
}

} // namespace

std::optional<Judgement> judge(const project::Policy& policy, const Parties& parties,
                               std::span<const Pair> pairs, bool within)
{
    Judgement judgement;
    const double all = all_pairs(parties, within);
    std::optional<mixture::OneScore> one_score;
    if (!mixture::views_of_one_field(policy).empty())
        gather_seen(policy, parties, pairs, all, judgement);
    else if (!gather_hidden(policy, parties, pairs, all, judgement))
        one_score = gather_one(parties, pairs, within, all, judgement);
    // From here on candidates with equal evidence are one, if they are of the same two parties.
    judgement.evidence.cells = mixture::number_cells(judgement.units);
    for (const EvidenceUnit& unit : judgement.units) {
        judgement.evidence.unit_pairs.push_back(pairs_between(parties, unit.parties));
        judgement.evidence.unit_within.push_back(unit.parties.a == unit.parties.b);
    }

    const mixture::MutualBest mutual(judgement.units, parties.clean);
    const mixture::FitOptions options{.mutual = within ? nullptr : &mutual};
    const double expected = matches_to_begin_with(parties, within);
    if (one_score)
        judgement.fit = mixture::fit(judgement.evidence, one_score->classes(), options);
    else if (judgement.model == fields_seen)
        judgement.fit = mixture::refined_fit(judgement.evidence, expected, options);
    else
        judgement.fit =
            mixture::fit(judgement.evidence, mixture::first_guess(judgement.evidence, expected), options);
    judgement.log_odds.reserve(pairs.size());
    for (const EvidenceUnit& unit : judgement.units)
        for (const ListedEvidence& candidate : unit.candidates)
            judgement.log_odds.push_back(judgement.fit.log_odds[candidate.vector]);
    judgement.warnings = mixture::doubts(judgement.evidence, judgement.fit, sides_of(judgement, parties));
    if (one_score)
        for (std::string& doubt : one_score->warnings(judgement.evidence, judgement.fit))
            judgement.warnings.push_back(std::move(doubt));
    return judgement;
}

std::vector<std::vector<double>> judge_more(const project::Policy& policy, const Parties& parties,
                                            const std::vector<std::vector<bloom::RowPair>>& samples,
                                            const Judgement& judgement)
{
    mixture::PatternEvidence evidence;
    std::vector<EvidenceUnit> units;
    const auto gather = [&](const auto& way) {
        for (std::size_t u = 0; u < samples.size(); ++u)
            units.push_back(way.of(judgement.units[u].parties, samples[u]));
    };
    if (judgement.model == fields_seen) {
        const mixture::ShownPatterns shown(parties, policy);
        gather(shown);
        evidence = shown.evidence(unite_units(units), judgement.evidence.pairs);
    } else {
        const mixture::HiddenPatterns hidden(parties, policy);
        const EvidenceGathering gathering(parties, evidence_shape(parties));
        gather(gathering);
        evidence = hidden.evidence(unite_units(units), gathering.layout(), judgement.evidence.pairs);
    }
    evidence.cells = mixture::number_cells(units);
    evidence.unit_pairs = judgement.evidence.unit_pairs;
    evidence.unit_within = judgement.evidence.unit_within;
    // Of the fit only the classes count: no round of learning follows.
    std::vector<double> counts;
    for (const mixture::Cell& cell : evidence.cells) counts.push_back(cell.count);
    mixture::Fit learned = judgement.fit;
    learned.eligible = counts;
    const std::vector<double> odds = mixture::refit(evidence, learned, counts, 0).log_odds;
    std::vector<std::vector<double>> log_odds(samples.size());
    for (std::size_t u = 0; u < units.size(); ++u)
        for (const ListedEvidence& one : units[u].candidates) log_odds[u].push_back(odds[one.vector]);
    return log_odds;
}

} // namespace gauze::linkage
