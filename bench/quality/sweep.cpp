#include "bench/quality/sweep.hpp"

#include <algorithm>

namespace gauze::lab {

namespace {

// floor(scale * dice)
std::uint64_t scaled(const bloom::Dice& dice, std::uint64_t scale)
{
    return dice.sum == 0 ? 0 : std::uint64_t{2} * dice.common * scale / dice.sum;
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
    std::vector<std::size_t> start{0};
    for (std::size_t p = 0; p < parties.size(); ++p) start.push_back(start.back() + parties[p].rows());
    const auto position = [&](linkage::RecordRef r) { return start[r.party] + r.row; };

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

} // namespace gauze::lab
