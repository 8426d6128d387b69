#include "bench/quality/sweep.hpp"
#include "tests/engine/linkage/made_parties.hpp"

#include <random>

#include <gtest/gtest.h>

namespace gauze::lab {
namespace {

bool takes(const project::Threshold& t, const bloom::Dice& dice)
{
    return std::uint64_t{2} * dice.common * t.denominator >= std::uint64_t{t.numerator} * dice.sum;
}

TEST(DecimalBetween, TakesTheOneScoreAndLeavesTheOther)
{
    std::mt19937 random(3);
    for (int i = 0; i < 100'000; ++i) {
        const auto draw = [&] {
            const auto sum = static_cast<std::uint32_t>(2 + random() % 2047);
            return bloom::Dice{static_cast<std::uint32_t>(1 + random() % (sum / 2)), sum};
        };
        const auto x = draw(), y = draw();
        if (x == y) continue;
        const auto cut = decimal_between(std::min(x, y), std::max(x, y));
        ASSERT_TRUE(takes(cut, std::max(x, y)));
        ASSERT_FALSE(takes(cut, std::min(x, y)));
    }
}

TEST(DecimalBetween, IsAsShortAsItCanBe)
{
    EXPECT_EQ(project::to_text(decimal_between({30, 100}, {45, 100})), "0.9"); // between 0.6 and 0.9
    EXPECT_EQ(project::to_text(decimal_between({40, 100}, {42, 100})), "0.84");
}

// Cut by cut: a run of its own for each cut between two odds.
TEST(BestGreedyCut, IsTheBestOfAllCutsTriedOneByOne)
{
    test::MadeParties made;
    const auto parties = linkage::receive(
        {made.write("alpha", test::numbers(0, 20)), made.write("beta", test::numbers(0, 20))}, test::policy(),
        false);
    std::vector<Labelled> labels;
    for (std::uint32_t p = 0; p < 2; ++p)
        for (Entity e = 0; e < 20; ++e) labels.push_back({p, e});
    for (unsigned seed = 1; seed <= 20; ++seed) {
        std::mt19937 random(seed);
        std::vector<linkage::Judged> judged;
        for (std::uint32_t a = 0; a < 20; ++a)
            for (std::uint32_t b = 0; b < 20; ++b)
                if (a == b ? random() % 5 > 0 : random() % 8 == 0)
                    judged.push_back({{{0, a}, {1, b}, {static_cast<std::uint32_t>(random() % 100), 200}},
                                      static_cast<double>(random() % 12) - (a == b ? 3 : 8)});
        double best = 0;
        for (int cut = -12; cut <= 12; ++cut) {
            auto above = judged;
            std::erase_if(above, [&](const auto& one) { return one.log_odds < cut - .5; });
            order_by_log_odds(above, parties);
            linkage::Decision decision(parties);
            Quality quality{.found = 0, .right = 0, .true_pairs = 20};
            for (const auto& one : above) {
                if (decision.offer(one.pair) != linkage::Decision::Verdict::joined) continue;
                ++quality.found;
                quality.right += one.pair.a.row == one.pair.b.row;
            }
            best = std::max(best, quality.f1());
        }
        const BestPosteriorCut found = best_greedy_cut(judged, parties, labels, 20, false);
        EXPECT_DOUBLE_EQ(found.quality.f1(), best) << seed;
    }
}

TEST(BestPosteriorCut, OfNothingIsNothing)
{
    test::MadeParties made;
    const auto parties =
        linkage::receive({made.write("alpha", test::numbers(0, 2)), made.write("beta", test::numbers(0, 2))},
                         test::policy(), false);
    const BestPosteriorCut found =
        best_posterior_cut({}, parties, {{0, 0}, {0, 1}, {1, 0}, {1, 1}}, 2, false);
    EXPECT_EQ(found.quality.found, 0u);
    EXPECT_EQ(found.quality.recall(), 0);
}

// With each record in one pair at most, persons are the pairs above the cut, whatever the rule.
TEST(BestPosteriorCut, IsWhereRightAndWrongPairsPart)
{
    test::MadeParties made;
    const auto parties = linkage::receive(
        {made.write("alpha", test::numbers(0, 20)), made.write("beta", test::numbers(0, 20))}, test::policy(),
        false);
    std::vector<Labelled> labels;
    for (std::uint32_t p = 0; p < 2; ++p)
        for (Entity e = 0; e < 20; ++e) labels.push_back({p, p == 1 && e < 5 ? e + 20 : e}); // five apart
    std::vector<linkage::Judged> judged;
    for (std::uint32_t r = 0; r < 20; ++r)
        judged.push_back({{{0, r}, {1, r}, {90, 200}}, r < 5 ? 1. + r / 10. : 3. + r / 10.});
    const BestPosteriorCut best = best_posterior_cut(judged, parties, labels, 15, false);
    EXPECT_EQ(best.quality.right, 15u);
    EXPECT_EQ(best.quality.found, 15u);
    EXPECT_GT(best.log_odds, 1.4);
    EXPECT_LE(best.log_odds, 3.5);
}

} // namespace
} // namespace gauze::lab
