#include "bloom/base/error.hpp"
#include "engine/linkage/cut.hpp"

#include <algorithm>
#include <cmath>
#include <random>

#include <gtest/gtest.h>

namespace gauze::linkage {
namespace {

double odds(double p) { return std::log(p / (1 - p)); }

Prospects of(const std::vector<double>& chances, double true_pairs)
{
    Prospects prospects{{}, true_pairs};
    for (const double p : chances) prospects.log_odds.push_back(odds(p));
    return prospects;
}

Prospects many(unsigned seed)
{
    std::mt19937 random(seed);
    std::normal_distribution<double> normal(1, 4);
    Prospects prospects;
    for (int i = 0; i < 300; ++i) prospects.log_odds.push_back(std::round(10 * normal(random)) / 10);
    std::ranges::sort(prospects.log_odds, std::greater<>());
    for (const double one : prospects.log_odds) prospects.true_pairs += 1.2 / (1 + std::exp(-one));
    return prospects;
}

TEST(TargetPrecision, LiesBetweenNothingAndCertainty)
{
    EXPECT_EQ(precision_from(".99"), .99);
    EXPECT_EQ(precision_from("0.995"), .995);
    for (const char* bad : {"", "0", "1", "1.5", "99%", "-.5", ".", "1e-1", ".0000000001"})
        EXPECT_THROW(precision_from(bad), Error) << bad;
}

TEST(Cut, ByCostIsWhereBothMistakesCostTheSame)
{
    // 20 (1 - p) = p at p = 20/21.
    EXPECT_NEAR(1 / (1 + std::exp(-choose_cut({}, of({.99, .5}, 2)).link)), 20. / 21, 1e-12);
    EXPECT_NEAR(least_log_odds({1, 1}), 0, 1e-15);
}

TEST(Cut, ByPrecisionIsTheLowestThatReachesIt)
{
    // Means .99, .98, .96, .87.
    const Prospects prospects = of({.99, .97, .92, .6}, 4);
    const CutRule rule{.by = CutRule::By::precision, .precision = .95};
    const Cut cut = choose_cut(rule, prospects);
    EXPECT_DOUBLE_EQ(cut.link, odds(.92));
    EXPECT_NEAR(cut.precision, .96, 1e-12);
    EXPECT_TRUE(cut.warnings.empty());
    EXPECT_FALSE(cut.why.empty());
}

TEST(Cut, SaysWhenNoCutReachesThePrecision)
{
    const CutRule rule{.by = CutRule::By::precision, .precision = .999};
    const Prospects prospects = of({.9, .8}, 2);
    const Cut cut = choose_cut(rule, prospects);
    EXPECT_GT(cut.link, prospects.log_odds[0]);
    ASSERT_EQ(cut.warnings.size(), 1u);
    EXPECT_NE(cut.warnings[0].find("No cut reaches"), std::string::npos);
    EXPECT_EQ(choose_cut(rule, {}).warnings.size(), 1u);
    EXPECT_TRUE(std::isfinite(choose_cut(rule, {}).link));
}

TEST(Cut, BalancedHasTheBestF1OfAllCuts)
{
    for (unsigned seed = 0; seed < 50; ++seed) {
        const Prospects prospects = many(seed);
        const Cut cut = choose_cut({.by = CutRule::By::balance}, prospects);
        double best = 0;
        for (const double at : prospects.log_odds) {
            double links = 0, right = 0;
            for (const double one : prospects.log_odds)
                if (one >= at) ++links, right += 1 / (1 + std::exp(-one));
            best = std::max(best, 2 * right / (links + prospects.true_pairs));
        }
        EXPECT_NEAR(cut.f1, best, 1e-12) << seed;
    }
}

TEST(Cut, BalancedTakesLinksLikelierThanHalfTheF1)
{
    // Lipton, Elkan and Naryanaswamy 2014: at the best cut the posterior is F*/2.
    for (unsigned seed = 0; seed < 50; ++seed) {
        const Prospects prospects = many(seed);
        const Cut cut = choose_cut({.by = CutRule::By::balance}, prospects);
        EXPECT_GE(1 / (1 + std::exp(-cut.link)), cut.f1 / 2 - 1e-12);
        for (const double one : prospects.log_odds)
            if (one < cut.link) {
                EXPECT_LE(1 / (1 + std::exp(-one)), cut.f1 / 2 + 1e-12);
            }
    }
}

TEST(Cut, TakesAllOfEqualOddsOrNone)
{
    const Prospects prospects = of({.9, .9, .9, .1}, 3);
    const Cut cut = choose_cut({.by = CutRule::By::precision, .precision = .9}, prospects);
    EXPECT_DOUBLE_EQ(cut.link, odds(.9));
    EXPECT_NEAR(cut.precision, .9, 1e-12);
}

TEST(Cut, WithAReviewBandHasTwo)
{
    const Prospects prospects = of({.99, .8, .3}, 3);
    const Cut cut = choose_cut({}, prospects, CutRule{.cost = {1, 1}});
    ASSERT_TRUE(cut.review);
    EXPECT_NEAR(*cut.review, 0, 1e-12);
    EXPECT_TRUE(cut.warnings.empty());
    const Cut empty = choose_cut({}, of({.99, .1}, 2), CutRule{.cost = {1, 1}});
    ASSERT_EQ(empty.warnings.size(), 1u);
    EXPECT_NE(empty.warnings[0].find("review band is empty"), std::string::npos);
    // A review cut above the cut is the cut.
    EXPECT_EQ(*choose_cut({.cost = {1, 1}}, prospects, CutRule{}).review, 0);
}

TEST(Strictness, NeverFallsFromStrictToBroad)
{
    for (unsigned seed = 0; seed < 50; ++seed)
        for (const Cost cost : {Cost{20, 1}, Cost{1, 1}, Cost{1, 5}}) {
            const StrictnessLevels levels = strictness_levels(cost, many(seed));
            EXPECT_GE(levels.strict.link, levels.balanced.link);
            EXPECT_GE(levels.balanced.link, levels.broad.link);
        }
}

} // namespace
} // namespace gauze::linkage
