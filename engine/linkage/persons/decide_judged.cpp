// Deciding by log-odds. Read `decide_levels` at the bottom first.
#include "engine/linkage/decide.hpp"
#include "engine/linkage/persons/assignment.hpp"
#include "engine/linkage/persons/candidates.hpp"
#include "engine/linkage/persons/clusters.hpp"
#include "engine/linkage/persons/known_constraints.hpp"
#include "engine/linkage/persons/numbered_persons.hpp"

#include <algorithm>
#include <functional>
#include <set>
#include <tuple>

#include <fmt/format.h>

namespace gauze::linkage {

namespace {

using Numbers = std::vector<std::uint32_t>; // by record, the number of its person

class JudgedDecision {
public:
    JudgedDecision(std::vector<Judged> judged, const Parties& parties, const DecisionRule& rule);

    // At the rule's cut and at all of `lower`, descending.
    void decide(std::span<const Weight> lower);
    // At higher cuts, descending: the persons there, each inside one of the rule's cut.
    std::vector<Numbers> stricter(std::span<const Weight> cuts) const;
    const std::vector<Numbers>& main_and_lower() const { return clusters_.person; }
    Decided say();

private:
    RecordPair ends(std::size_t i) const
    {
        return {positions_.of(judged_[i].pair.a), positions_.of(judged_[i].pair.b)};
    }
    Clustering clustering(std::span<const Tie> ties, std::vector<Weight> cuts) const
    {
        return {sources_, ties, known_.together(), known_.apart(), std::move(cuts)};
    }
    void note_sources();
    bool held_apart(std::uint32_t person_a, std::uint32_t person_b) const;
    Verdict verdict(std::size_t i) const;
    Verdict verdict_between(std::size_t i, std::uint32_t person_a, std::uint32_t person_b) const;
    void say_pairs(Decided& decided) const;
    void say_top(Decided& decided) const;
    void say_warnings(Decided& decided) const;

    std::vector<Judged> judged_; // in order of decision
    const Parties& parties_;
    const DecisionRule& rule_;
    Positions positions_;
    KnownConstraints known_;
    Assigned assigned_;
    Weight cut_, lower_cut_;
    std::vector<std::uint64_t> sources_; // by record
    std::vector<Tie> ties_;              // by candidate
    Clusters clusters_;
    std::vector<std::uint64_t> person_sources_; // by person at the rule's cut
    std::set<RecordPair> apart_;                // persons at the rule's cut that are known to be two
};

JudgedDecision::JudgedDecision(std::vector<Judged> judged, const Parties& parties, const DecisionRule& rule)
    : judged_(std::move(judged)),
      parties_(parties),
      rule_(rule),
      positions_(parties),
      known_(rule.known, parties, positions_),
      cut_(weight_of(rule.cut)),
      lower_cut_(std::min(cut_, weight_of(rule.lower_cut.value_or(rule.cut)))),
      sources_(positions_.records())
{
    order_for_decision(judged_, parties);
    assigned_ = assign(judged_, parties, positions_, rule, known_);
    for (std::uint32_t p = 0; p < parties.size(); ++p)
        if (parties.clean[p])
            std::fill_n(sources_.begin() + positions_.of({p, 0}), parties[p].rows(), std::uint64_t{1} << p);
    ties_.reserve(judged_.size());
    for (std::size_t i = 0; i < judged_.size(); ++i) {
        const auto [a, b] = ends(i);
        const Weight weight = weight_of(judged_[i].log_odds);
        ties_.push_back({a, b, weight, weight < cut_ || (assigned_.chosen[i] && assigned_.leads[i])});
    }
}

void JudgedDecision::decide(std::span<const Weight> lower)
{
    std::vector<Weight> cuts{cut_};
    cuts.insert(cuts.end(), lower.begin(), lower.end());
    clusters_ = cluster(clustering(ties_, std::move(cuts)));
    note_sources();
}

// What the persons at the rule's cut hold, and which of them must stay two.
void JudgedDecision::note_sources()
{
    const Numbers& person = clusters_.person.front();
    person_sources_.assign(person.size(), 0);
    for (std::size_t r = 0; r < person.size(); ++r) person_sources_[person[r]] |= sources_[r];
    for (const auto& [a, b] : known_.apart()) apart_.insert(std::minmax(person[a], person[b]));
}

std::vector<Numbers> JudgedDecision::stricter(std::span<const Weight> cuts) const
{
    if (cuts.empty()) return {};
    const Numbers& person = clusters_.person.front();
    std::vector<Tie> ties = ties_;
    for (Tie& tie : ties) tie.nominates = tie.nominates && person[tie.a] == person[tie.b];
    return cluster(clustering(ties, {cuts.begin(), cuts.end()})).person;
}

bool JudgedDecision::held_apart(std::uint32_t person_a, std::uint32_t person_b) const
{
    return !apart_.empty() && apart_.contains(std::minmax(person_a, person_b));
}

// Of a pair at or above the cut whose records are two persons.
Verdict JudgedDecision::verdict_between(std::size_t i, std::uint32_t person_a, std::uint32_t person_b) const
{
    const auto holds = [&](std::uint32_t person, std::uint32_t party) {
        return (person_sources_[person] >> party & 1) != 0;
    };
    const Pair& pair = judged_[i].pair;
    if (held_apart(person_a, person_b)) return Verdict::known_apart;
    if (holds(person_a, pair.b.party) || holds(person_b, pair.a.party)) return Verdict::taken;
    if ((person_sources_[person_a] & person_sources_[person_b]) != 0) return Verdict::would_clash;
    if (!assigned_.leads[i]) return Verdict::below_lead;
    return assigned_.chosen[i] ? Verdict::outweighed : Verdict::taken;
}

Verdict JudgedDecision::verdict(std::size_t i) const
{
    const auto [a, b] = ends(i);
    switch (known_.about(a, b)) {
    case KnownConstraints::Word::link: return Verdict::known_link;
    case KnownConstraints::Word::apart: return Verdict::known_apart;
    case KnownConstraints::Word::none: break;
    }
    const Numbers& person = clusters_.person.front();
    if (ties_[i].weight < lower_cut_) return Verdict::below;
    if (person[a] == person[b]) return clusters_.joined_at[i] == 0 ? Verdict::joined : Verdict::within;
    if (ties_[i].weight < cut_) return Verdict::review;
    return verdict_between(i, person[a], person[b]);
}

void JudgedDecision::say_pairs(Decided& decided) const
{
    for (std::size_t i = 0; i < judged_.size(); ++i) {
        const bool shown = ties_[i].weight >= lower_cut_;
        const Verdict what = verdict(i);
        if (what == Verdict::known_link ||
            (ties_[i].weight >= cut_ && (what == Verdict::joined || what == Verdict::within))) {
            decided.links.push_back(judged_[i].pair);
            decided.link_log_odds.push_back(judged_[i].log_odds);
        }
        if (!shown) continue;
        decided.pairs.push_back({judged_[i], what});
        ++decided.counts[static_cast<std::size_t>(what)];
    }
    decided.taken = decided.count(Verdict::taken);
    decided.clashes = decided.count(Verdict::would_clash);
}

// Each record's best candidates in each other party, counted off in order of decision.
void JudgedDecision::say_top(Decided& decided) const
{
    if (rule_.top == 0) return;
    for (const PartyCandidates& some : by_party_pair(judged_, parties_.size())) {
        const auto [a, b] = some.parties;
        std::vector<std::uint32_t> seen_a(parties_[a].rows()), seen_b(a == b ? 0 : parties_[b].rows());
        const auto take = [&](std::vector<std::uint32_t>& seen, RecordRef record, std::uint32_t i) {
            if (seen[record.row] == rule_.top) return;
            decided.top.push_back({record, ++seen[record.row], judged_[i], verdict(i)});
        };
        for (const std::uint32_t i : some.numbers) {
            take(seen_a, judged_[i].pair.a, i);
            take(a == b ? seen_a : seen_b, judged_[i].pair.b, i);
        }
    }
    const auto other_party = [](const TopCandidate& one) {
        const Pair& pair = one.judged.pair;
        return pair.a == one.record ? pair.b.party : pair.a.party;
    };
    std::ranges::sort(decided.top, [&](const TopCandidate& x, const TopCandidate& y) {
        const auto key = [&](const TopCandidate& one) {
            return std::tuple(one.record.party, parties_.token(one.record), other_party(one), one.rank);
        };
        return key(x) < key(y);
    });
}

void JudgedDecision::say_warnings(Decided& decided) const
{
    if (decided.left_to_greedy > 0)
        decided.warnings.push_back(fmt::format("{} groups of records that hang together have more than {} "
                                               "records on a side; there the best pair "
                                               "was taken first, instead of the best assignment as a whole",
                                               decided.left_to_greedy, rule_.most_optimal));
    const std::uint64_t outweighed = decided.count(Verdict::outweighed);
    if (outweighed > decided.links.size() / 2 && outweighed > 10)
        decided.warnings.push_back(fmt::format(
            "{} pairs were likely by themselves but unlikely in view of all other pairs of the two "
            "persons; that is many beside {} links, so the cut may be too low",
            outweighed, decided.links.size()));
}

Decided JudgedDecision::say()
{
    Decided decided;
    decided.left_to_greedy = assigned_.left_to_greedy;
    decided.largest_component = clusters_.largest;
    decided.persons = numbered_persons(clusters_.person.front(), parties_);
    say_pairs(decided);
    say_top(decided);
    say_warnings(decided);
    return decided;
}

// Weights of the cuts that `wanted` wants, each once, descending.
std::vector<Weight> some_of(std::span<const double> cuts, const std::function<bool(Weight)>& wanted)
{
    std::set<Weight, std::greater<>> some;
    for (const double cut : cuts)
        if (wanted(weight_of(cut))) some.insert(weight_of(cut));
    return {some.begin(), some.end()};
}

} // namespace

Decided decide(std::vector<Judged> judged, const Parties& parties, const DecisionRule& rule)
{
    JudgedDecision decision(std::move(judged), parties, rule);
    decision.decide({});
    return decision.say();
}

DecidedLevels decide_levels(std::vector<Judged> judged, const Parties& parties, const DecisionRule& rule,
                            std::span<const double> cuts)
{
    const Weight main = weight_of(rule.cut);
    const auto higher = some_of(cuts, [&](Weight cut) { return cut > main; });
    const auto lower = some_of(cuts, [&](Weight cut) { return cut < main; });

    JudgedDecision decision(std::move(judged), parties, rule);
    decision.decide(lower);
    // From here on the persons of the run are settled; stricter ones are parts of them, broader ones unions.
    const std::vector<Numbers> above = decision.stricter(higher);

    DecidedLevels levels{.main = decision.say(), .levels = {}};
    for (const double cut : cuts) {
        const Weight at = weight_of(cut);
        const auto place = [&](const std::vector<Weight>& some) {
            return static_cast<std::size_t>(std::ranges::find(some, at) - some.begin());
        };
        const Numbers& person = at > main   ? above[place(higher)]
                                : at < main ? decision.main_and_lower()[place(lower) + 1]
                                            : decision.main_and_lower().front();
        levels.levels.push_back({cut, numbered_persons(person, parties)});
    }
    return levels;
}

} // namespace gauze::linkage
