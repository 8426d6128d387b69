#include "engine/linkage/mixture/one_score.hpp"

#include "engine/linkage/mixture/score_curves.hpp"

#include <algorithm>
#include <cmath>
#include <functional>
#include <numeric>

#include <fmt/format.h>

namespace gauze::linkage::mixture {

namespace {

// From the lowest score that is looked at to 1; level 0 is below, the last is exactly 1.
constexpr std::uint32_t bins = 100;
// So many times as many strangers as there can be matches are looked at: the nearest part of their tail,
// which a curve can follow; the heap of all others has another shape.
constexpr double crowd = 20;
constexpr std::size_t fewest = 2000; // pairs, to see a tail at all

// Of the highest scores, so many; equal ones all or none.
double lowest_of(std::span<const Pair> pairs, std::size_t most)
{
    std::vector<double> scores;
    for (const Pair& pair : pairs) scores.push_back(pair.dice.value());
    if (scores.empty()) return 1;
    const std::size_t at = std::min(most, scores.size()) - 1;
    std::ranges::nth_element(scores, scores.begin() + static_cast<std::ptrdiff_t>(at), std::greater{});
    return scores[at];
}

} // namespace

OneScore::OneScore(std::span<const Pair> pairs, double all, double most_matches)
    : floor_(1), all_(std::max(all, 1.0)), candidates_(static_cast<double>(pairs.size()))
{
    const auto looked_at = static_cast<std::size_t>(crowd * std::max(most_matches, 1.0));
    // Of equal records alone there would be no bin below.
    floor_ = std::min(lowest_of(pairs, std::max(looked_at, fewest)), .99);
    std::vector<double> counts(bins + 1);
    for (const Pair& pair : pairs)
        if (const std::uint32_t level = level_of(pair.dice); level > 0) ++counts[level - 1];
    const ScoreCurves curves = fit_score_curves(counts, floor_, std::max(most_matches, 1.0));
    settled_ = curves.settled;
    strangers_ = curves.strangers;
    matches_ = curves.matches;
    const auto sum = [](const std::vector<double>& of) { return std::accumulate(of.begin(), of.end(), 0.0); };
    strangers_.insert(strangers_.begin(), std::max(all_ - sum(strangers_), 1.0));
    matches_.insert(matches_.begin(), 1e-9);
}

std::uint32_t OneScore::level_of(const bloom::Dice& dice) const
{
    if (dice.sum > 0 && 2 * std::uint64_t{dice.common} == dice.sum) return bins + 1;
    if (dice.value() < floor_) return 0;
    const double above = (dice.value() - floor_) / (1 - floor_) * bins;
    return 1 + std::min(static_cast<std::uint32_t>(std::max(above, 0.0)), bins - 1);
}

EvidenceUnit OneScore::of(PartyPair parties, std::span<const Pair> candidates) const
{
    EvidenceUnit unit{{}, parties, {}, {}};
    VectorNumbers numbers(1);
    for (const Pair& pair : candidates) {
        const std::uint64_t level = level_of(pair.dice);
        unit.candidates.push_back({pair.a.row, pair.b.row, numbers.number(&level)});
    }
    std::vector<std::uint32_t> placed;
    unit.distinct = numbers.take(placed);
    for (ListedEvidence& candidate : unit.candidates) candidate.vector = placed[candidate.vector];
    return unit;
}

PatternEvidence OneScore::evidence(const DistinctEvidence& distinct) const
{
    Levels levels{"score", project::FieldKind::text, {}, {}, {}, bins + 1};
    const double strangers = std::accumulate(strangers_.begin(), strangers_.end(), 0.0);
    for (std::uint32_t l = 0; l < strangers_.size(); ++l) {
        levels.chance.push_back(strangers_[l] / strangers);
        levels.group.push_back(l);
        levels.within.push_back(1);
    }
    PatternEvidence result{{std::move(levels)}, {}, {}, all_};
    PatternGroup group;
    group.fields = {0};
    for (std::uint32_t v = 0; v < distinct.size(); ++v) {
        group.levels.push_back(static_cast<std::uint8_t>(*distinct.vector(v)));
        group.pattern.push_back(v);
        group.likelihood.push_back(1);
        group.evidence.push_back(v);
        group.first.push_back(group.evidence.size());
        result.counts.push_back(static_cast<double>(distinct.counts[v]));
    }
    if (distinct.size() > 0) result.groups.push_back(std::move(group));
    return result;
}

std::vector<PairClass> OneScore::classes() const
{
    const double strangers = std::accumulate(strangers_.begin(), strangers_.end(), 0.0);
    const double matches = std::accumulate(matches_.begin(), matches_.end(), 0.0);
    PairClass one{"one person", true, matches / (strangers + matches), {{}}, {false}, {false}};
    PairClass other{"strangers", false, strangers / (strangers + matches), {{}}, {false}, {true}};
    for (std::size_t l = 0; l < strangers_.size(); ++l) {
        one.tables[0].push_back(matches_[l] / matches);
        other.tables[0].push_back(strangers_[l] / strangers);
    }
    return {std::move(one), std::move(other)};
}

std::vector<std::string> OneScore::warnings(const PatternEvidence& evidence, const Fit& fit) const
{
    std::vector<std::string> words{
        "the files show one score a pair: which fields agree is not known, so people of one family or of one "
        "name are taken for one person if they are alike enough, and the stated error does not know of them"};
    if (candidates_ < 1000)
        words.push_back(fmt::format("{} candidates are too few to know how strangers score", candidates_));
    if (!settled_)
        words.push_back("the scores of strangers and of one person's records could not be told apart surely: "
                        "no second crowd stands out from the strangers");
    if (fit.matches < 1) return words;
    double unsure = 0; // of the matches, those that are not much likelier than not
    for (std::size_t e = 0; e < fit.log_odds.size(); ++e) {
        const double share = 1 / (1 + std::exp(-fit.log_odds[e]));
        const double can_be = e < fit.eligible.size() ? fit.eligible[e] : evidence.counts[e];
        if (share < .9) unsure += can_be * share;
    }
    if (unsure > .05 * fit.matches)
        words.push_back(fmt::format(
            "{:.0f} % of the expected matches have a score that strangers have as well: fields or views of "
            "their own would tell them apart",
            100 * unsure / fit.matches));
    return words;
}

} // namespace gauze::linkage::mixture
