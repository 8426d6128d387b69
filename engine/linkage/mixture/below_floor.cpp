// Read `below_floor` at the bottom first.
#include "engine/linkage/mixture/below_floor.hpp"

#include "engine/linkage/chance.hpp"

#include <algorithm>
#include <cmath>
#include <numeric>

namespace gauze::linkage::mixture {

namespace {

constexpr unsigned rounds = 15, draws = 20;
constexpr double most_hidden = .9;  // of the matches of one class
constexpr double few_matches = .02; // of all: what so few records have in common is left out

using Table = std::vector<double>;
using Sums = std::vector<double>; // by likeness in steps: its probability

struct Common { // fields that records have in common
    std::vector<std::uint32_t> fields;
    double matches = 0; // share
};

struct Kind { // a class of matches
    double matches = 0;
    std::vector<Table> seen, tables; // by field: among candidates, and among all
};

class Hidden {
public:
    Hidden(std::vector<Common> commons, std::span<const Showing> showing, double floor)
        : commons_(std::move(commons)), floor_(static_cast<std::size_t>(std::lround(floor * likeness_steps)))
    {
        for (const Common& common : commons_) {
            double weights = 0;
            for (const std::uint32_t f : common.fields) weights += showing[f].weight;
            auto& steps = steps_.emplace_back();
            for (const std::uint32_t f : common.fields) {
                auto& of_field = steps.emplace_back();
                for (const double alike : showing[f].alike)
                    of_field.push_back(static_cast<std::size_t>(
                        std::lround(likeness_steps * showing[f].weight * alike / weights)));
            }
        }
    }

    // Puts back what is hidden, until what is left above the floor looks as the candidates do. Returns how
    // many are hidden.
    double put_back(Kind& kind) const
    {
        double hidden = 0;
        for (unsigned round = 0; round < rounds; ++round) {
            std::vector<Table> next = kind.seen;
            for (Table& table : next)
                for (double& one : table) one *= kind.matches;
            hidden = 0;
            for (std::size_t c = 0; c < commons_.size(); ++c) hidden += add_hidden(c, kind, next);
            for (Table& table : next) {
                const double all = std::accumulate(table.begin(), table.end(), 0.0);
                for (double& one : table) one /= std::max(all, 1e-300);
            }
            kind.tables = std::move(next);
        }
        return hidden;
    }

private:
    static Sums plus(const Sums& sums, const Table& table, const std::vector<std::size_t>& steps)
    {
        Sums result(sums.size());
        for (std::size_t s = 0; s < sums.size(); ++s) {
            if (sums[s] == 0) continue;
            for (std::size_t l = 0; l < table.size(); ++l)
                if (s + steps[l] < result.size()) result[s + steps[l]] += sums[s] * table[l];
        }
        return result;
    }

    // For records with these fields in common: how many are below the floor, and what levels they have.
    double add_hidden(std::size_t c, const Kind& kind, std::vector<Table>& next) const
    {
        const auto& fields = commons_[c].fields;
        const std::size_t n = fields.size();
        std::vector<Sums> before(n + 1, Sums(floor_)), after(n + 1, Sums(floor_)); // below the floor
        if (floor_ == 0) return 0;
        before[0][0] = after[n][0] = 1;
        for (std::size_t i = 0; i < n; ++i)
            before[i + 1] = plus(before[i], kind.tables[fields[i]], steps_[c][i]);
        for (std::size_t i = n; i-- > 0;) after[i] = plus(after[i + 1], kind.tables[fields[i]], steps_[c][i]);
        const double below = std::min(std::accumulate(after[0].begin(), after[0].end(), 0.0), most_hidden);
        if (!(below > 0)) return 0;
        const double each = kind.matches * commons_[c].matches / (1 - below);
        for (std::size_t i = 0; i < n; ++i) {
            Sums up_to(floor_ + 1); // what the fields after add, in all below
            for (std::size_t s = 0; s < floor_; ++s) up_to[s + 1] = up_to[s] + after[i + 1][s];
            for (std::size_t l = 0; l < steps_[c][i].size(); ++l) {
                double rest = 0;
                for (std::size_t s = 0; s + steps_[c][i][l] < floor_; ++s)
                    if (before[i][s] > 0) rest += before[i][s] * up_to[floor_ - s - steps_[c][i][l]];
                next[fields[i]][l] += each * kind.tables[fields[i]][l] * rest;
            }
        }
        return each * below;
    }

    std::vector<Common> commons_;
    std::size_t floor_;
    std::vector<std::vector<std::vector<std::size_t>>> steps_; // by common, by field of it, by level
};

std::vector<Common> commons_of(const PatternEvidence& evidence, const Fit& fit)
{
    std::vector<double> matches(evidence.counts.size());
    for (std::size_t c = 0; c < fit.log_odds.size(); ++c)
        matches[evidence.cells.empty() ? c : evidence.cells[c].evidence] +=
            fit.eligible[c] / (1 + std::exp(-fit.log_odds[c]));
    std::vector<Common> commons;
    double all = 0;
    for (const PatternGroup& group : evidence.groups) {
        Common common{group.fields, 0};
        for (const std::uint32_t e : group.evidence) common.matches += matches[e];
        all += common.matches;
        if (!common.fields.empty()) commons.push_back(std::move(common));
    }
    std::erase_if(commons, [&](const Common& one) { return one.matches < few_matches * all; });
    double kept = 0;
    for (const Common& one : commons) kept += one.matches;
    for (Common& one : commons) one.matches /= std::max(kept, 1e-300);
    return commons;
}

double hidden_share(const Hidden& hidden, std::vector<Kind> kinds)
{
    double below = 0, seen = 0;
    for (Kind& kind : kinds) {
        below += hidden.put_back(kind);
        seen += kind.matches;
    }
    return seen > 0 ? below / (seen + below) : 0;
}

// As many matches of the kind again, drawn from what was learned.
Kind drawn_again(const Kind& kind, Chance& chance)
{
    Kind drawn = kind;
    for (Table& table : drawn.seen) {
        double all = 0;
        for (double& one : table) all += one = chance.poisson(one * kind.matches) + 1e-9;
        for (double& one : table) one /= all;
    }
    drawn.tables = drawn.seen;
    return drawn;
}

} // namespace

BelowFloor below_floor(const PatternEvidence& evidence, const Fit& fit, std::span<const Showing> showing,
                       double floor)
{
    std::vector<Kind> kinds;
    for (const PairClass& one : fit.classes)
        if (one.match && one.share > 0) kinds.push_back({one.share * evidence.pairs, one.tables, one.tables});
    const Hidden hidden(commons_of(evidence, fit), showing, floor);
    const double share = hidden_share(hidden, kinds);
    Chance chance(1);
    double mean = 0, square = 0;
    for (unsigned draw = 0; draw < draws; ++draw) {
        std::vector<Kind> again;
        for (const Kind& kind : kinds) again.push_back(drawn_again(kind, chance));
        const double one = hidden_share(hidden, again);
        mean += one / draws;
        square += one * one / draws;
    }
    // As the rest of what is missed, it is known to a third at best.
    const double error = 1.96 * std::sqrt(std::max(square - mean * mean, 0.0) + share * share / 9);
    return {share, std::max(share - error, 0.0), std::min(share + error, 1.0)};
}

} // namespace gauze::linkage::mixture
