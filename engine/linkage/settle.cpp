// Read `settle` at the bottom first.
#include "engine/linkage/settle.hpp"

#include "bloom/base/error.hpp"
#include "engine/linkage/lost_matches.hpp"
#include "engine/linkage/mixture/bootstrap.hpp"

#include <utility>

#include <fmt/format.h>

namespace gauze::linkage {

namespace {

using project::Policy;

Decided by_threshold(const Candidates& candidates, const Parties& parties, const DecisionWishes& wishes)
{
    if (wishes.any())
        throw Error(Exit::usage, "a fixed threshold leaves nothing to choose",
                    "leave out --threshold (or the policy's), or --cost, --precision, --review, --lead, "
                    "--assignment, --top, --known and --levels");
    return decide(std::vector<Pair>(candidates.pairs.begin(), candidates.pairs.end()), parties);
}

void judge_all(const Policy& policy, const Parties& parties, const Candidates& candidates, Settled& settled)
{
    settled.judgement = judge(policy, parties, candidates.pairs, candidates.within);
    if (!settled.judgement)
        throw Error(Exit::configuration, "these views give the decision nothing to judge by",
                    "fix a threshold: --threshold 0.85");
    settled.warnings = settled.judgement->warnings;
    settled.log_odds = among_rivals(candidates.pairs, settled.judgement->log_odds,
                                    settled.judgement->fit.unit_matches, sources_of(parties));
}

CutRule rule_of(const Policy& policy, const DecisionWishes& wishes)
{
    return wishes.cut.value_or(CutRule{.by = CutRule::By::cost, .cost = policy.cost});
}

void choose_cuts(const Policy& policy, const DecisionWishes& wishes, const Prospects& prospects,
                 Settled& settled)
{
    settled.cut = choose_cut(rule_of(policy, wishes), prospects, wishes.review);
    for (const std::string& warning : settled.cut->warnings) settled.warnings.push_back(warning);
    if (!wishes.levels) return;
    StrictnessLevels levels = strictness_levels(policy.cost, prospects);
    settled.levels.push_back({"strict", std::move(levels.strict), {}});
    settled.levels.push_back({"balanced", std::move(levels.balanced), {}});
    settled.levels.push_back({"broad", std::move(levels.broad), {}});
}

void decide_persons(const Parties& parties, const Candidates& candidates, const DecisionWishes& wishes,
                    Settled& settled)
{
    std::vector<Judged> judged;
    judged.reserve(candidates.pairs.size());
    for (std::size_t i = 0; i < candidates.pairs.size(); ++i)
        judged.push_back({candidates.pairs[i], settled.log_odds[i]});
    DecisionRule rule{.cut = settled.cut->link,
                      .lower_cut = settled.cut->review,
                      .lead = wishes.lead,
                      .assignment = wishes.assignment,
                      .top = wishes.top};
    if (!wishes.known.empty()) rule.known = read_known_pairs(wishes.known, parties);
    std::vector<double> cuts;
    for (const Settled::Level& level : settled.levels) cuts.push_back(level.cut.link);
    DecidedLevels decided = decide_levels(std::move(judged), parties, rule, cuts);
    settled.decided = std::move(decided.main);
    for (std::size_t l = 0; l < settled.levels.size(); ++l)
        settled.levels[l].persons = std::move(decided.levels[l].persons);
    for (const std::string& warning : settled.decided.warnings) settled.warnings.push_back(warning);
}

std::vector<std::uint32_t> cells_of(const Judgement& judgement)
{
    std::vector<std::uint32_t> cells;
    for (const EvidenceUnit& unit : judgement.units)
        for (const ListedEvidence& candidate : unit.candidates) cells.push_back(candidate.vector);
    return cells;
}

std::vector<double> counts_of(const mixture::PatternEvidence& evidence)
{
    std::vector<double> counts;
    for (const mixture::Cell& cell : evidence.cells) counts.push_back(cell.count);
    return counts;
}

void state(const Policy& policy, const Parties& parties, const Candidates& candidates, Settled& settled)
{
    const Judgement& judgement = *settled.judgement;
    const std::vector<std::uint32_t> cells = cells_of(judgement);
    const std::vector<double> counts = counts_of(judgement.evidence);
    const Sources sources = sources_of(parties);
    if (candidates.plan != nullptr) settled.lost = lost_matches(policy, parties, *candidates.plan, judgement);
    // A round over hidden patterns costs many times one over seen ones.
    const bool hidden = judgement.model == "fields hidden";
    const unsigned rounds = hidden ? 3 : 4;
    const ToState run{
        .pairs = candidates.pairs,
        .log_odds = settled.log_odds,
        .cells = cells,
        .fitted = judgement.fit.log_odds,
        .sources = sources,
        .within = candidates.within,
        .lost = settled.lost,
        .redraw = mixture::bootstrap(
            counts,
            [&](std::span<const double> drawn) {
                return mixture::refit(judgement.evidence, judgement.fit, drawn, rounds, 5).log_odds;
            }),
        .draws = hidden ? 20u : 50u};
    settled.stated = state_error(run, settled.decided.persons, settled.cut->link);
    settled.curve = stated_curve(run);
    for (const std::string& warning : settled.stated->warnings) settled.warnings.push_back(warning);
}

} // namespace

bool DecisionWishes::any() const noexcept
{
    return cut || review || assignment != Assignment::greedy || lead > 0 || top > 0 || !known.empty() ||
           levels;
}

Settled settle(const Policy& policy, const Parties& parties, const Candidates& candidates,
               const DecisionWishes& wishes)
{
    Settled settled;
    if (candidates.fixed) {
        settled.decided = by_threshold(candidates, parties, wishes);
        return settled;
    }
    judge_all(policy, parties, candidates, settled);
    // From here on every candidate has its odds.
    choose_cuts(policy, wishes, prospects_of(candidates.pairs, settled.log_odds, sources_of(parties)),
                settled);
    decide_persons(parties, candidates, wishes, settled);
    // From here on it is final who is one person; what follows says how sure that is.
    state(policy, parties, candidates, settled);
    return settled;
}

} // namespace gauze::linkage
