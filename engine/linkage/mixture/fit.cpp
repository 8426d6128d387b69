#include "engine/linkage/mixture/fit.hpp"

#include "bloom/base/parallel.hpp"
#include "engine/linkage/mixture/learn_tables.hpp"

#include <algorithm>
#include <cassert>
#include <cmath>

namespace gauze::linkage::mixture {

namespace {

using Table = std::vector<double>;
using Weights = std::vector<double>; // by distinct evidence
using Sums = std::vector<Table>;     // by field, by level

// Below this nothing is impossible, only very unlikely: with 1e-5 a pair of clean records that differ in
// three fields could not be told from strangers (length.md, section 6).
constexpr double least = 1e-8;
constexpr double smallest = 1e-300; // so that a logarithm is finite

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

// What a round works on: the counts may be drawn again, the evidence is the same.
struct Counted {
    const PatternEvidence& evidence;
    std::vector<Cell> cells; // with the counts of this fit
    std::vector<double> unit_pairs;
};

Counted as_counted(const PatternEvidence& evidence)
{
    Counted all{evidence, evidence.cells, evidence.unit_pairs};
    if (!all.cells.empty()) return all;
    for (std::uint32_t e = 0; e < evidence.counts.size(); ++e)
        all.cells.push_back({0, e, evidence.counts[e]});
    all.unit_pairs = {evidence.pairs};
    return all;
}

// One party pair's shares, when few pairs say little: its matches lean on what all party pairs together have
// per pair, with the weight of two matches; of what kind they are, and what families there are, with `prior`
// pairs. But inside a file there are as many pairs of twins as of repeats, between files far fewer: there
// families lean no more than matches do.
std::vector<double> leaning(const std::vector<PairClass>& pooled, const std::vector<double>& pairs,
                            double unit_pairs, bool within, double prior)
{
    constexpr double two = 2;
    const double of_families = within ? two : prior;
    double pooled_matches = 0, matches = 0;
    for (std::size_t c = 0; c < pooled.size(); ++c)
        if (pooled[c].match) pooled_matches += pooled[c].share, matches += pairs[c];
    pooled_matches = std::max(pooled_matches, smallest);
    const double matched = (matches + two) / (unit_pairs + two / pooled_matches);
    std::vector<double> shares(pooled.size());
    double known = 0;
    for (std::size_t c = 0; c + 1 < pooled.size(); ++c) {
        const double before = pooled[c].share / pooled_matches; // for each match
        shares[c] = pooled[c].match
                        ? matched * (pairs[c] + prior * before) / (matches + prior)
                        : (pairs[c] + of_families * before) / (unit_pairs + of_families / pooled_matches);
        known += shares[c];
    }
    shares.back() = std::max(1 - known, least); // strangers are the rest, candidates or not
    return shares;
}

class Rounds {
public:
    Rounds(Counted counted, std::vector<PairClass> start, std::vector<PairClass> classes,
           std::vector<std::vector<double>> unit_shares, double prior, double common)
        : counted_(std::move(counted)),
          start_(std::move(start)),
          classes_(std::move(classes)),
          unit_shares_(std::move(unit_shares)),
          prior_(prior),
          common_(common),
          scores_(classes_.size(), Weights(counted_.evidence.counts.size())),
          log_odds_(counted_.cells.size())
    {}

    // How likely each class makes each piece of evidence, and so the odds.
    template <class Each>
    const std::vector<double>& expect(Each each)
    {
        each(classes_.size(), [&](std::size_t c) {
            for (const PatternGroup& group : counted_.evidence.groups)
                score_group(group, classes_[c], scores_[c]);
        });
        for (std::size_t i = 0; i < log_odds_.size(); ++i) {
            double match = 0, other = 0;
            for (std::size_t c = 0; c < classes_.size(); ++c)
                (classes_[c].match ? match : other) += joint(i, c);
            log_odds_[i] = std::log(std::max(match, smallest)) - std::log(std::max(other, smallest));
        }
        return log_odds_;
    }

    // What the classes would have to be for what is expected, when so many of each cell can be matches.
    // Returns the expected matches.
    template <class Each>
    double maximise(const std::vector<double>& eligible, Each each)
    {
        const std::size_t units = counted_.unit_pairs.size();
        std::vector<std::vector<double>> pairs(units, std::vector<double>(classes_.size()));
        std::vector<PairClass> next = classes_;
        each(classes_.size() - 1, [&](std::size_t c) {
            Weights weight(counted_.evidence.counts.size());
            for (std::size_t i = 0; i < counted_.cells.size(); ++i) {
                const double w = weight_of(i, c, eligible[i]);
                weight[counted_.cells[i].evidence] += w;
                pairs[counted_.cells[i].unit][c] += w;
            }
            if (std::ranges::count(classes_[c].learned, true) > 0) learn(c, weight, next[c]);
        });
        classes_ = std::move(next);
        const double matches = share_out(pairs);
        relate_tables();
        return matches;
    }

    Fit result(std::vector<double> eligible, double matches, unsigned rounds, bool settled) &&
    {
        return {std::move(start_),
                prior_,
                common_,
                std::move(classes_),
                std::move(unit_shares_),
                std::move(log_odds_),
                std::move(eligible),
                std::move(unit_matches_),
                matches,
                rounds,
                settled};
    }

private:
    double joint(std::size_t cell, std::size_t c) const
    {
        const Cell& at = counted_.cells[cell];
        return unit_shares_[at.unit][c] * scores_[c][at.evidence];
    }

    // The pairs of a cell that belong to a class. Those that cannot be matches are shared among the others.
    double weight_of(std::size_t cell, std::size_t c, double eligible) const
    {
        double of_kind = 0; // of the matches, or of the others, this class's share
        for (std::size_t k = 0; k < classes_.size(); ++k)
            if (classes_[k].match == classes_[c].match) of_kind += joint(cell, k);
        if (!(of_kind > 0)) return 0;
        const double matches = eligible / (1 + std::exp(-log_odds_[cell]));
        return joint(cell, c) / of_kind *
               (classes_[c].match ? matches : counted_.cells[cell].count - matches);
    }

    void learn(std::size_t c, const Weights& weight, PairClass& next) const
    {
        Sums sums;
        for (const Levels& levels : counted_.evidence.fields) sums.emplace_back(levels.size());
        for (const PatternGroup& group : counted_.evidence.groups)
            count_group(group, classes_[c], weight, scores_[c], sums);
        for (std::size_t f = 0; f < sums.size(); ++f)
            if (classes_[c].learned[f]) next.tables[f] = learned_table(sums[f], start_[c].tables[f], prior_);
    }

    // The shares of all pairs and of each party pair's. Returns the expected matches.
    double share_out(const std::vector<std::vector<double>>& pairs)
    {
        double known = 0, matches = 0;
        unit_matches_.assign(pairs.size(), 0);
        for (std::size_t c = 0; c + 1 < classes_.size(); ++c) {
            double sum = 0;
            for (std::size_t u = 0; u < pairs.size(); ++u) {
                sum += pairs[u][c];
                if (classes_[c].match) unit_matches_[u] += pairs[u][c];
            }
            known += classes_[c].share = sum / counted_.evidence.pairs;
            if (classes_[c].match) matches += sum;
        }
        classes_.back().share = std::max(1 - known, least);
        for (std::size_t u = 0; u < pairs.size(); ++u)
            unit_shares_[u] = leaning(classes_, pairs[u], counted_.unit_pairs[u], within(u), prior_);
        return matches;
    }

    bool within(std::size_t unit) const
    {
        return unit < counted_.evidence.unit_within.size() && counted_.evidence.unit_within[unit];
    }

    // What the classes' tables have to do with each other.
    void relate_tables()
    {
        std::vector<double> pairs;
        for (const PairClass& one : classes_) pairs.push_back(one.share * counted_.evidence.pairs);
        for (std::size_t f = 0; f < counted_.evidence.fields.size(); ++f) {
            const Levels& levels = counted_.evidence.fields[f];
            if (common_ > 0) draw_unequal_together(levels, f, classes_, pairs, common_);
            if (!levels.chance_has_matches) continue;
            std::vector<double> matched(levels.size());
            for (const PairClass& one : classes_)
                for (std::size_t l = 0; one.match && l < matched.size(); ++l)
                    matched[l] += one.share * one.tables[f][l];
            const Table strangers = without_matches(levels, matched);
            for (PairClass& one : classes_)
                if (one.as_strangers[f]) one.tables[f] = strangers;
        }
    }

    Counted counted_;
    std::vector<PairClass> start_, classes_;
    std::vector<std::vector<double>> unit_shares_; // by unit, by class
    double prior_, common_;                        // weights in pairs
    std::vector<Weights> scores_;                  // by class
    std::vector<double> log_odds_, unit_matches_;
};

std::vector<std::vector<double>> shares_of(const std::vector<PairClass>& classes, std::size_t units)
{
    std::vector<double> shares;
    for (const PairClass& one : classes) shares.push_back(one.share);
    return std::vector(units, shares);
}

} // namespace

Fit fit(const PatternEvidence& evidence, std::vector<PairClass> start, const FitOptions& options)
{
    assert(!start.empty() && !start.back().match && "strangers come last");
    Counted counted = as_counted(evidence);
    std::vector<double> all;
    for (const Cell& cell : counted.cells) all.push_back(cell.count);
    auto shares = shares_of(start, counted.unit_pairs.size());
    Rounds rounds(std::move(counted), start, start, std::move(shares), options.prior_pairs,
                  options.common_errors);
    const auto in_parallel = [](std::size_t n, const auto& task) { for_each_task(n, task); };
    const auto eligible = [&](const std::vector<double>& log_odds) {
        return options.mutual != nullptr ? options.mutual->counts(log_odds) : all;
    };
    std::vector<double> can_be = eligible(rounds.expect(in_parallel));
    double matches = 0;
    for (unsigned round = 1; round <= options.most_rounds; ++round) {
        const double now = rounds.maximise(can_be, in_parallel);
        can_be = eligible(rounds.expect(in_parallel));
        if (std::abs(now - matches) <= options.settled * std::max(now, 1.0))
            return std::move(rounds).result(std::move(can_be), now, round, true);
        matches = now;
    }
    return std::move(rounds).result(std::move(can_be), matches, options.most_rounds, false);
}

Fit refit(const PatternEvidence& evidence, const Fit& from, std::span<const double> counts, unsigned rounds,
          std::optional<double> prior_pairs)
{
    Counted counted = as_counted(evidence);
    assert(counts.size() == counted.cells.size());
    std::vector<double> can_be(counts.size());
    for (std::size_t i = 0; i < counts.size(); ++i) {
        can_be[i] = counts[i] * from.eligible[i] / std::max(counted.cells[i].count, smallest);
        counted.cells[i].count = counts[i];
    }
    Rounds again(std::move(counted), from.start, from.classes, from.unit_shares,
                 prior_pairs.value_or(from.prior_pairs), from.common_errors);
    const auto alone = [](std::size_t n, const auto& task) {
        for (std::size_t i = 0; i < n; ++i) task(i);
    };
    again.expect(alone);
    double matches = from.matches;
    for (unsigned round = 0; round < rounds; ++round) {
        matches = again.maximise(can_be, alone);
        again.expect(alone);
    }
    return std::move(again).result(std::move(can_be), matches, rounds, from.settled);
}

} // namespace gauze::linkage::mixture
