#include "engine/linkage/mixture/fit.hpp"

#include "bloom/base/parallel.hpp"

#include <algorithm>
#include <cassert>
#include <cmath>

namespace gauze::linkage::mixture {

namespace {

using project::FieldKind;
using Table = std::vector<double>;

// Below this nothing is impossible, only very unlikely: with 1e-5 a pair of clean records that differ in
// three fields could not be told from strangers (length.md, section 6).
constexpr double least = 1e-8;

bool is_home(FieldKind kind)
{
    return kind == FieldKind::postcode || kind == FieldKind::address_line || kind == FieldKind::place;
}

// Equal with this probability, else as `chance` spreads what is not equal, drawn towards the nearer levels.
Table table_with(const Levels& levels, double equal, const Table& otherwise)
{
    Table table(levels.size());
    double rest = 0;
    for (std::size_t l = 0; l < table.size(); ++l) rest += levels.group[l] == levels.equal ? 0 : otherwise[l];
    for (std::size_t l = 0; l < table.size(); ++l)
        table[l] = levels.group[l] == levels.equal ? equal * levels.within[l]
                   : rest > 0                      ? (1 - equal) * otherwise[l] / rest
                                                   : 0;
    return table;
}

// One share for each level that is not equal: nothing is known yet of how this person's records go wrong.
Table evenly(const Levels& levels) { return Table(levels.size(), 1); }

PairClass one_person(std::string name, const PatternEvidence& evidence, double equal, double share)
{
    PairClass result{std::move(name), true, share, {}, {}};
    for (const Levels& levels : evidence.fields) {
        result.tables.push_back(table_with(levels, equal, evenly(levels)));
        result.learned.push_back(true);
    }
    return result;
}

// Other people, who share what `shared` says with probability `equal`.
template <class Shared>
PairClass others(std::string name, const PatternEvidence& evidence, Shared shared, double equal, bool learned,
                 double share)
{
    PairClass result{std::move(name), false, share, {}, {}};
    for (const Levels& levels : evidence.fields) {
        const bool alike = shared(levels.kind);
        result.tables.push_back(alike ? table_with(levels, equal, levels.chance) : levels.chance);
        result.learned.push_back(alike && learned);
    }
    return result;
}

// ---- One round

using Weights = std::vector<double>; // by distinct evidence
using Sums = std::vector<Table>;     // by field, by level

// P(pattern | class) for the patterns of a group.
std::vector<double> chances(const PatternGroup& group, const PairClass& one)
{
    std::vector<double> chance(group.patterns(), 1);
    const std::uint8_t* levels = group.levels.data();
    for (double& product : chance) {
        for (std::size_t f = 0; f < group.fields.size(); ++f)
            product *= std::max(one.tables[group.fields[f]][levels[f]], least);
        levels += group.fields.size();
    }
    return chance;
}

// Writes P(evidence | class), up to the evidence's own factor, for all evidence of the group.
void score_group(const PatternGroup& group, const PairClass& one, Weights& scores)
{
    const std::vector<double> chance = chances(group, one);
    for (std::size_t i = 0; i < group.evidence.size(); ++i) {
        double sum = 0;
        for (std::size_t at = group.first[i]; at < group.first[i + 1]; ++at)
            sum += static_cast<double>(group.likelihood[at]) * chance[group.pattern[at]];
        scores[group.evidence[i]] = sum;
    }
}

// Adds, level by level, how often the pairs that weigh so much in this class show it.
void count_group(const PatternGroup& group, const PairClass& one, const Weights& weight, const Weights& score,
                 Sums& sums)
{
    std::vector<double> of_pattern(group.patterns());
    for (std::size_t i = 0; i < group.evidence.size(); ++i) {
        const std::uint32_t e = group.evidence[i];
        if (!(score[e] > 0)) continue;
        for (std::size_t at = group.first[i]; at < group.first[i + 1]; ++at)
            of_pattern[group.pattern[at]] += weight[e] / score[e] * static_cast<double>(group.likelihood[at]);
    }
    const std::vector<double> chance = chances(group, one);
    const std::uint8_t* levels = group.levels.data();
    for (std::size_t p = 0; p < of_pattern.size(); ++p, levels += group.fields.size())
        for (std::size_t f = 0; f < group.fields.size(); ++f)
            sums[group.fields[f]][levels[f]] += of_pattern[p] * chance[p];
}

Table learned_table(const Levels& levels, const Table& before, const Table& counted, double prior)
{
    const std::uint32_t groups = levels.groups();
    Table was(groups), is(groups);
    for (std::size_t l = 0; l < levels.size(); ++l) {
        was[levels.group[l]] += before[l];
        is[levels.group[l]] += counted[l];
    }
    double all = prior;
    for (const double count : is) all += count;
    Table table(levels.size());
    for (std::size_t l = 0; l < levels.size(); ++l)
        table[l] = (is[levels.group[l]] + prior * was[levels.group[l]]) / all * levels.within[l];
    return table;
}

class Rounds {
public:
    Rounds(const PatternEvidence& evidence, std::vector<PairClass> classes, const FitOptions& options)
        : evidence_(evidence),
          options_(options),
          start_(classes),
          classes_(std::move(classes)),
          scores_(classes_.size(), Weights(evidence.counts.size())),
          log_odds_(evidence.counts.size())
    {}

    // How likely each class makes each piece of evidence, and so the odds.
    void expect()
    {
        for_each_task(classes_.size(), [&](std::size_t c) {
            for (const PatternGroup& group : evidence_.groups) score_group(group, classes_[c], scores_[c]);
        });
        for (std::size_t e = 0; e < log_odds_.size(); ++e) {
            double match = 0, other = 0;
            for (std::size_t c = 0; c < classes_.size(); ++c)
                (classes_[c].match ? match : other) += classes_[c].share * scores_[c][e];
            log_odds_[e] = std::log(std::max(match, smallest)) - std::log(std::max(other, smallest));
        }
        eligible_ = options_.mutual != nullptr ? options_.mutual->counts(log_odds_) : evidence_.counts;
    }

    // What the classes would have to be for what is expected. Returns the expected matches.
    double maximise()
    {
        std::vector<double> pairs(classes_.size());
        std::vector<PairClass> next = classes_;
        for_each_task(classes_.size() - 1, [&](std::size_t c) {
            const Weights weight = weights_of(c);
            for (const double w : weight) pairs[c] += w;
            if (std::ranges::count(classes_[c].learned, true) > 0) learn(c, weight, next[c]);
        });
        double matches = 0, known = 0;
        for (std::size_t c = 0; c + 1 < classes_.size(); ++c) {
            next[c].share = pairs[c] / evidence_.pairs;
            known += next[c].share;
            if (classes_[c].match) matches += pairs[c];
        }
        next.back().share = std::max(1 - known, least); // strangers are the rest, candidates or not
        classes_ = std::move(next);
        return matches;
    }

    Fit result(double matches, unsigned rounds, bool settled) &&
    {
        return {std::move(classes_), std::move(log_odds_), matches, rounds, settled};
    }

private:
    static constexpr double smallest = 1e-300;

    // The pairs of each evidence that belong to a class. Those that cannot be matches are shared among the
    // others.
    Weights weights_of(std::size_t c) const
    {
        Weights weight(log_odds_.size());
        for (std::size_t e = 0; e < weight.size(); ++e) {
            const double odds = std::exp(std::min(log_odds_[e], 600.0));
            double of_kind = 0; // of the matches, or of the others, this class's share
            for (std::size_t k = 0; k < classes_.size(); ++k)
                if (classes_[k].match == classes_[c].match) of_kind += classes_[k].share * scores_[k][e];
            const double share = of_kind > 0 ? classes_[c].share * scores_[c][e] / of_kind : 0;
            const double matches = eligible_[e] * odds / (1 + odds);
            weight[e] = share * (classes_[c].match ? matches : evidence_.counts[e] - matches);
        }
        return weight;
    }

    void learn(std::size_t c, const Weights& weight, PairClass& next) const
    {
        Sums sums;
        for (const Levels& levels : evidence_.fields) sums.emplace_back(levels.size());
        for (const PatternGroup& group : evidence_.groups)
            count_group(group, classes_[c], weight, scores_[c], sums);
        for (std::size_t f = 0; f < sums.size(); ++f)
            if (classes_[c].learned[f])
                next.tables[f] =
                    learned_table(evidence_.fields[f], start_[c].tables[f], sums[f], options_.prior_pairs);
    }

    const PatternEvidence& evidence_;
    const FitOptions& options_;
    const std::vector<PairClass> start_;
    std::vector<PairClass> classes_;
    std::vector<Weights> scores_; // by class
    std::vector<double> log_odds_, eligible_;
};

} // namespace

std::uint32_t Levels::groups() const noexcept
{
    return group.empty() ? 0 : *std::ranges::max_element(group) + 1;
}

std::vector<PairClass> first_guess(const PatternEvidence& evidence, double expected)
{
    const double share = expected / evidence.pairs;
    const auto family = [](FieldKind kind) { return kind == FieldKind::family_name || is_home(kind); };
    std::vector<PairClass> classes{one_person("one person, well recorded", evidence, .93, share / 2),
                                   one_person("one person, badly recorded", evidence, .5, share / 2)};
    classes.push_back(others("one family", evidence, family, .9, false, share));
    classes.push_back(others("neighbours", evidence, is_home, .7, true, share));
    classes.push_back(others(
        "strangers", evidence, [](FieldKind) { return false; }, 0, false, 1 - 3 * share));
    return classes;
}

Fit fit(const PatternEvidence& evidence, std::vector<PairClass> start, const FitOptions& options)
{
    assert(!start.empty() && !start.back().match && "strangers come last");
    Rounds rounds(evidence, std::move(start), options);
    rounds.expect();
    double matches = 0;
    for (unsigned round = 1; round <= options.most_rounds; ++round) {
        const double now = rounds.maximise();
        rounds.expect();
        if (std::abs(now - matches) <= options.settled * std::max(now, 1.0))
            return std::move(rounds).result(now, round, true);
        matches = now;
    }
    return std::move(rounds).result(matches, options.most_rounds, false);
}

} // namespace gauze::linkage::mixture
