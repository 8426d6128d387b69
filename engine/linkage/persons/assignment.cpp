// Read `assign` at the bottom first.
#include "engine/linkage/persons/assignment.hpp"

#include "engine/linkage/persons/components.hpp"
#include "engine/linkage/persons/optimal_matching.hpp"

#include <algorithm>
#include <limits>
#include <map>

namespace gauze::linkage {

namespace {

constexpr auto none = std::numeric_limits<std::uint32_t>::max();

// The candidates between two parties.
class Between {
public:
    Between(std::span<const Judged> judged, const PartyCandidates& some, const Parties& parties,
            const Positions& positions, const DecisionRule& rule, const KnownConstraints& known)
        : judged_(judged),
          which_(some.parties),
          rows_a_(parties[which_.a].rows()),
          rows_b_(parties[which_.b].rows()),
          one_for_a_(parties.clean[which_.b]),
          one_for_b_(parties.clean[which_.a]),
          rule_(rule),
          cut_(weight_of(rule.cut))
    {
        for (const std::uint32_t i : some.numbers) {
            const Pair& pair = judged[i].pair;
            if (known.about(positions.of(pair.a), positions.of(pair.b)) != KnownConstraints::Word::apart)
                numbers_.push_back(i);
        }
    }

    bool one_to_one() const { return one_for_a_ && one_for_b_; }
    bool limited() const { return which_.a != which_.b && (one_for_a_ || one_for_b_); }
    void demand_lead(std::vector<bool>& leads) const;
    void choose_mutual_best(std::vector<bool>& chosen) const;
    // Returns how many components were too large.
    std::uint64_t choose_optimum(std::vector<bool>& chosen) const;

private:
    Weight weight(std::uint32_t i) const { return weight_of(judged_[i].log_odds); }
    // By row of one side: its best candidate, and the next best.
    struct Best {
        std::vector<std::uint32_t> first, second;
    };
    Best best(bool of_a) const;
    std::uint32_t row(std::uint32_t i, bool of_a) const
    {
        return of_a ? judged_[i].pair.a.row : judged_[i].pair.b.row;
    }
    std::vector<std::uint32_t> free_for_the_optimum(std::vector<bool>& chosen) const;
    void solve(std::span<const std::uint32_t> component, std::vector<bool>& chosen) const;
    bool too_large(std::span<const std::uint32_t> component) const;

    std::span<const Judged> judged_;
    PartyPair which_;
    std::size_t rows_a_, rows_b_;
    bool one_for_a_, one_for_b_; // a record of a has at most one partner in b, and the other way round
    const DecisionRule& rule_;
    Weight cut_;
    std::vector<std::uint32_t> numbers_; // in order of decision
};

Between::Best Between::best(bool of_a) const
{
    const std::size_t rows = of_a ? rows_a_ : rows_b_;
    Best best{std::vector<std::uint32_t>(rows, none), std::vector<std::uint32_t>(rows, none)};
    for (const std::uint32_t i : numbers_) {
        const std::uint32_t r = row(i, of_a);
        if (best.first[r] == none)
            best.first[r] = i;
        else if (best.second[r] == none)
            best.second[r] = i;
    }
    return best;
}

void Between::demand_lead(std::vector<bool>& leads) const
{
    const Weight lead = weight_of(rule_.lead);
    for (const bool of_a : {true, false}) {
        if (!(of_a ? one_for_a_ : one_for_b_)) continue;
        const Best found = best(of_a);
        for (const std::uint32_t i : numbers_) {
            const std::uint32_t r = row(i, of_a),
                                rival = found.first[r] == i ? found.second[r] : found.first[r];
            if (rival != none && weight(i) - weight(rival) < lead) leads[i] = false;
        }
    }
}

void Between::choose_mutual_best(std::vector<bool>& chosen) const
{
    for (const bool of_a : {true, false}) {
        if (!(of_a ? one_for_a_ : one_for_b_)) continue;
        const Best found = best(of_a);
        for (const std::uint32_t i : numbers_)
            if (weight(i) >= cut_ && found.first[row(i, of_a)] != i) chosen[i] = false;
    }
}

// One component, its rows and columns numbered in order of decision, so that ties are broken by it.
void Between::solve(std::span<const std::uint32_t> component, std::vector<bool>& chosen) const
{
    std::map<std::uint32_t, std::uint32_t> row_number, column_number;
    std::vector<std::pair<WeightedPair, std::uint32_t>> pairs;
    for (const std::uint32_t i : component) {
        const auto next = [](const auto& numbers) { return static_cast<std::uint32_t>(numbers.size()); };
        const auto row = row_number.try_emplace(judged_[i].pair.a.row, next(row_number)).first->second;
        const auto column =
            column_number.try_emplace(judged_[i].pair.b.row, next(column_number)).first->second;
        // One step more than the log-odds above the cut: a pair right at the cut is better than none.
        pairs.push_back({{row, column, weight(i) - cut_ + 1}, i});
    }
    std::ranges::stable_sort(pairs, {}, [](const auto& one) { return one.first.row; });
    std::vector<WeightedPair> weighted;
    for (const auto& [pair, i] : pairs) weighted.push_back(pair);
    const auto matched = heaviest_matching(row_number.size(), column_number.size(), weighted);
    for (std::size_t p = 0; p < pairs.size(); ++p)
        if (!matched[p]) chosen[pairs[p].second] = false;
}

bool Between::too_large(std::span<const std::uint32_t> component) const
{
    if (component.size() <= rule_.most_optimal) return false;
    for (const bool of_a : {true, false}) {
        std::vector<std::uint32_t> rows;
        for (const std::uint32_t i : component) rows.push_back(row(i, of_a));
        std::ranges::sort(rows);
        const auto repeated = std::ranges::unique(rows);
        if (rows.size() - repeated.size() > rule_.most_optimal) return true;
    }
    return false;
}

// At or above the cut, without those whose record is known to belong to another; these are out.
std::vector<std::uint32_t> Between::free_for_the_optimum(std::vector<bool>& chosen) const
{
    std::vector<bool> bound_a(rows_a_), bound_b(rows_b_);
    for (const KnownPair& pair : rule_.known) {
        if (!pair.link || pair.a.party != which_.a || pair.b.party != which_.b) continue;
        bound_a[pair.a.row] = bound_b[pair.b.row] = true;
    }
    std::vector<std::uint32_t> free;
    for (const std::uint32_t i : numbers_) {
        if (weight(i) < cut_) break;
        if (bound_a[row(i, true)] || bound_b[row(i, false)])
            chosen[i] = false;
        else
            free.push_back(i);
    }
    return free;
}

std::uint64_t Between::choose_optimum(std::vector<bool>& chosen) const
{
    const std::vector<std::uint32_t> free = free_for_the_optimum(chosen);
    Components whole(rows_a_ + rows_b_);
    const auto place_b = [&](std::uint32_t i) { return static_cast<std::uint32_t>(rows_a_ + row(i, false)); };
    for (const std::uint32_t i : free) whole.tie(row(i, true), place_b(i));

    std::vector<std::pair<std::uint32_t, std::uint32_t>> by_component;
    for (const std::uint32_t i : free) by_component.emplace_back(whole.of(row(i, true)), i);
    std::ranges::sort(by_component); // within one, in order of decision
    std::uint64_t left = 0;
    for (std::size_t from = 0, to = 0; from < by_component.size(); from = to) {
        std::vector<std::uint32_t> component;
        for (; to < by_component.size() && by_component[to].first == by_component[from].first; ++to)
            component.push_back(by_component[to].second);
        if (component.size() == 1) continue;
        if (too_large(component))
            ++left;
        else
            solve(component, chosen);
    }
    return left;
}

} // namespace

Assigned assign(std::span<const Judged> judged, const Parties& parties, const Positions& positions,
                const DecisionRule& rule, const KnownConstraints& known)
{
    Assigned assigned{.chosen = std::vector<bool>(judged.size(), true),
                      .leads = std::vector<bool>(judged.size(), true)};
    if (rule.lead <= 0 && rule.assignment == Assignment::greedy) return assigned;
    for (const PartyCandidates& some : by_party_pair(judged, parties.size())) {
        const Between between(judged, some, parties, positions, rule, known);
        if (!between.limited()) continue;
        if (rule.lead > 0) between.demand_lead(assigned.leads);
        if (rule.assignment == Assignment::mutual_best ||
            (rule.assignment == Assignment::optimal && !between.one_to_one()))
            between.choose_mutual_best(assigned.chosen);
        else if (rule.assignment == Assignment::optimal)
            assigned.left_to_greedy += between.choose_optimum(assigned.chosen);
    }
    return assigned;
}

} // namespace gauze::linkage
