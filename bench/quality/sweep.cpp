#include "bench/quality/sweep.hpp"

#include <algorithm>
#include <cmath>

namespace gauze::lab {

namespace {

// floor(scale * dice)
std::uint64_t scaled(const bloom::Dice& dice, std::uint64_t scale)
{
    return dice.sum == 0 ? 0 : std::uint64_t{2} * dice.common * scale / dice.sum;
}

// Where a record stands in the order of party and row.
auto positions(const linkage::Parties& parties)
{
    std::vector<std::size_t> start{0};
    for (std::size_t p = 0; p < parties.size(); ++p) start.push_back(start.back() + parties[p].rows());
    return [start](linkage::RecordRef r) { return start[r.party] + r.row; };
}

} // namespace

project::Threshold decimal_between(const bloom::Dice& below, const bloom::Dice& at)
{
    std::uint32_t scale = 10;
    for (; scale < 1'000'000'000; scale *= 10)
        if (scaled(at, scale) > scaled(below, scale))
            break; // floor(at) lies above `below` and not above `at`
    return {static_cast<std::uint32_t>(std::max<std::uint64_t>(1, scaled(at, scale))), scale};
}

BestCut best_cut(std::vector<linkage::Pair> pairs, project::Threshold floor, const linkage::Parties& parties,
                 std::vector<Labelled> labels, std::uint64_t true_pairs, bool within)
{
    linkage::order_for_decision(pairs, parties);
    const auto position = positions(parties);
    linkage::Decision decision(parties);
    PairCounts counts(std::move(labels), true_pairs, within);
    BestCut best{.threshold = {1, 1}, .quality = counts.quality()};
    for (std::size_t i = 0; i < pairs.size(); ++i) {
        if (decision.offer(pairs[i]) == linkage::Decision::Verdict::joined)
            counts.join(position(pairs[i].a), position(pairs[i].b));
        const bool last = i + 1 == pairs.size();
        if (!last && pairs[i + 1].dice == pairs[i].dice) continue; // a threshold takes equal scores together
        if (counts.quality().f1() <= best.quality.f1()) continue;
        best.quality = counts.quality();
        best.threshold = last ? floor : decimal_between(pairs[i + 1].dice, pairs[i].dice);
    }
    return best;
}

double BestPosteriorCut::probability() const noexcept { return 1 / (1 + std::exp(-log_odds)); }

void order_by_log_odds(std::vector<linkage::Judged>& judged, const linkage::Parties& parties)
{
    std::ranges::sort(judged, [&](const linkage::Judged& x, const linkage::Judged& y) {
        if (x.log_odds != y.log_odds) return x.log_odds > y.log_odds;
        if (!(x.pair.dice == y.pair.dice)) return x.pair.dice > y.pair.dice;
        const auto tokens = [&](const linkage::Pair& pair) {
            return std::minmax(parties.token(pair.a), parties.token(pair.b));
        };
        return tokens(x.pair) < tokens(y.pair);
    });
}

BestPosteriorCut best_greedy_cut(std::vector<linkage::Judged> judged, const linkage::Parties& parties,
                                 std::vector<Labelled> labels, std::uint64_t true_pairs, bool within)
{
    order_by_log_odds(judged, parties);
    const auto position = positions(parties);
    linkage::Decision decision(parties);
    PairCounts counts(std::move(labels), true_pairs, within);
    BestPosteriorCut best{.log_odds = judged.empty() ? 0 : judged.front().log_odds + 1,
                          .quality = counts.quality()};
    for (std::size_t i = 0; i < judged.size(); ++i) {
        const linkage::Pair& pair = judged[i].pair;
        if (decision.offer(pair) == linkage::Decision::Verdict::joined)
            counts.join(position(pair.a), position(pair.b));
        const double here = judged[i].log_odds;
        const bool last = i + 1 == judged.size();
        if (!last && judged[i + 1].log_odds == here) continue; // a cut takes equal odds together
        if (counts.quality().f1() <= best.quality.f1()) continue;
        best.quality = counts.quality();
        best.log_odds = last ? here : (here + judged[i + 1].log_odds) / 2;
    }
    return best;
}

BestPosteriorCut best_posterior_cut(std::vector<linkage::Judged> judged, const linkage::Parties& parties,
                                    const std::vector<Labelled>& labels, std::uint64_t true_pairs,
                                    bool within)
{
    std::vector<double> cuts{best_greedy_cut(judged, parties, labels, true_pairs, within).log_odds};
    for (int halves = -12; halves <= 24; ++halves) cuts.push_back(halves / 2.);
    const auto position = positions(parties);
    BestPosteriorCut best{.log_odds = cuts.front(),
                          .quality = {.found = 0, .right = 0, .true_pairs = true_pairs}};
    for (const auto& level : linkage::decide_levels(std::move(judged), parties, {.cut = 0}, cuts).levels) {
        PairCounts counts(labels, true_pairs, within);
        for (const linkage::Person& person : level.persons)
            for (const linkage::RecordRef record : person.records)
                counts.join(position(person.records.front()), position(record));
        if (counts.quality().f1() > best.quality.f1()) best = {level.cut, counts.quality()};
    }
    return best;
}

} // namespace gauze::lab
