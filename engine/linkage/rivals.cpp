// Read `among_rivals` at the bottom first.
#include "engine/linkage/rivals.hpp"

#include <algorithm>
#include <cassert>
#include <cmath>

namespace gauze::linkage {

namespace {

// Beyond these nothing is learned from a pair, and weights stay numbers.
constexpr double most_log_odds = 60;
constexpr unsigned most_rounds = 60;
constexpr double settled = 1e-5; // of the expected matches, relatively

// What reaches a record from its candidates: the sum, kept as the largest and the rest, since the sum less
// the largest is wanted and would drown in rounding.
struct Received {
    double largest = 0, rest = 0;
    void add(double message) noexcept
    {
        if (message > largest) std::swap(message, largest);
        rest += message;
    }
    double without(double message) const noexcept
    {
        return message >= largest ? rest : std::max(largest + rest - message, 0.0);
    }
};

// The candidates of one party pair.
class Matching {
public:
    Matching(std::span<const Pair> pairs, std::span<const double> log_odds, double matches,
             std::size_t rows_a, std::size_t rows_b, bool one_in_b, bool one_in_a, double repeats)
        : pairs_(pairs),
          fitted_(std::max(matches, 1e-3)),
          rows_a_(rows_a),
          rows_b_(rows_b),
          one_in_b_(one_in_b),
          one_in_a_(one_in_a),
          repeats_(repeats),
          free_a_(pairs.size(), 1),
          free_b_(pairs.size(), 1)
    {
        weight_.reserve(pairs.size());
        for (const double one : log_odds)
            weight_.push_back(std::exp(std::clamp(one, -most_log_odds, most_log_odds)));
    }

    void settle()
    {
        double matches = fitted_;
        for (unsigned round = 0; round < most_rounds; ++round) {
            scale_ = scale_for(matches);
            if (one_in_b_) tell(rows_a_, true, free_b_, free_a_);
            if (one_in_a_) tell(rows_b_, false, free_a_, free_b_);
            const double now = expected();
            const bool done = round > 1 && std::abs(now - matches) <= settled * std::max(now, 1.0);
            matches = now;
            if (done) break;
        }
    }

    // As the one partner, or as a second copy of a record that has its partner: then its odds are those of a
    // pair by itself, as far as the file repeats people.
    double log_odds(std::size_t e) const
    {
        const double copy = repeats_ * weight_[e] * (1 - std::min(free_a_[e], free_b_[e]));
        return std::log(std::max(odds(e) + copy, 1e-300));
    }

private:
    double odds(std::size_t e) const { return weight_[e] * scale_ * free_a_[e] * free_b_[e]; }

    double expected() const
    {
        double sum = 0;
        for (std::size_t e = 0; e < weight_.size(); ++e) {
            const double o = odds(e);
            sum += o / (1 + o);
        }
        return sum;
    }

    // Of n records `matches` have a partner; against having none the odds grow as these get few.
    double scale_for(double matches) const
    {
        double scale = std::max(matches, 1e-3) / fitted_;
        const auto none = [&](std::size_t rows) {
            const auto n = static_cast<double>(rows);
            return (n + 1) / std::max(n - matches, .5);
        };
        if (one_in_b_) scale *= none(rows_a_);
        if (one_in_a_) scale *= none(rows_b_);
        return scale;
    }

    // For each candidate: how free the record on this side would be if the candidate were not there.
    void tell(std::size_t rows, bool side_a, const std::vector<double>& other, std::vector<double>& own)
    {
        received_.assign(rows, {});
        const auto row = [&](std::size_t e) { return side_a ? pairs_[e].a.row : pairs_[e].b.row; };
        for (std::size_t e = 0; e < weight_.size(); ++e)
            received_[row(e)].add(weight_[e] * scale_ * other[e]);
        for (std::size_t e = 0; e < weight_.size(); ++e) {
            own[e] = 1 / (1 + received_[row(e)].without(weight_[e] * scale_ * other[e]));
        }
    }

    std::span<const Pair> pairs_;
    double fitted_;
    std::size_t rows_a_, rows_b_;
    bool one_in_b_, one_in_a_; // a record of a has one partner in b at most; the other way round
    double repeats_;
    std::vector<double> weight_, free_a_, free_b_;
    std::vector<Received> received_;
    double scale_ = 1;
};

} // namespace

Sources sources_of(const Parties& parties)
{
    constexpr double repeats = .01;
    Sources sources{{}, parties.clean, repeats};
    for (std::size_t p = 0; p < parties.size(); ++p) sources.rows.push_back(parties[p].rows());
    return sources;
}

std::vector<PairRange> ranges_of(std::span<const Pair> pairs)
{
    std::vector<PairRange> ranges;
    for (std::size_t i = 0; i < pairs.size(); ++i) {
        const PartyPair which{pairs[i].a.party, pairs[i].b.party};
        if (ranges.empty() || ranges.back().which != which) ranges.push_back({which, i, i});
        ranges.back().to = i + 1;
    }
    return ranges;
}

std::vector<double> among_rivals(std::span<const Pair> pairs, std::span<const double> log_odds,
                                 std::span<const double> matches, const Sources& sources)
{
    assert(pairs.size() == log_odds.size());
    std::vector<double> result(log_odds.begin(), log_odds.end());
    const std::vector<PairRange> ranges = ranges_of(pairs);
    assert(matches.size() == ranges.size());
    for (std::size_t r = 0; r < ranges.size(); ++r) {
        const auto& [which, from, to] = ranges[r];
        const bool one_in_a = sources.clean[which.a], one_in_b = sources.clean[which.b];
        if (which.a == which.b || (!one_in_a && !one_in_b)) continue;
        Matching matching(pairs.subspan(from, to - from), log_odds.subspan(from, to - from), matches[r],
                          sources.rows[which.a], sources.rows[which.b], one_in_b, one_in_a, sources.repeats);
        matching.settle();
        for (std::size_t e = from; e < to; ++e) result[e] = matching.log_odds(e - from);
    }
    return result;
}

} // namespace gauze::linkage
