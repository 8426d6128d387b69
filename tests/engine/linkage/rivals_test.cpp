#include "engine/linkage/chance.hpp"
#include "engine/linkage/rivals.hpp"

#include <cmath>
#include <functional>

#include <gtest/gtest.h>

namespace gauze::linkage {
namespace {

Pair pair(std::uint32_t a, std::uint32_t b) { return {{0, a}, {1, b}, {}}; }

double p_of(double log_odds) { return 1 / (1 + std::exp(-log_odds)); }

// Every matching of the candidates, each with the product of its weights: what belief propagation is to find.
std::vector<double> by_all_matchings(const std::vector<Pair>& pairs, const std::vector<double>& weights)
{
    std::vector<double> with(pairs.size());
    double all = 0;
    for (std::uint32_t set = 0; set < 1u << pairs.size(); ++set) {
        double weight = 1;
        std::uint32_t a = 0, b = 0;
        bool possible = true;
        for (std::size_t e = 0; e < pairs.size() && possible; ++e) {
            if ((set >> e & 1) == 0) continue;
            possible = (a >> pairs[e].a.row & 1) == 0 && (b >> pairs[e].b.row & 1) == 0;
            a |= 1u << pairs[e].a.row;
            b |= 1u << pairs[e].b.row;
            weight *= weights[e];
        }
        if (!possible) continue;
        all += weight;
        for (std::size_t e = 0; e < pairs.size(); ++e)
            if ((set >> e & 1) != 0) with[e] += weight;
    }
    for (double& one : with) one /= all;
    return with;
}

// What all matchings say once the weights are scaled as the many that have a partner demand.
std::vector<double> self_consistent(const std::vector<Pair>& pairs, const std::vector<double>& log_odds,
                                    double fitted, double rows)
{
    double matches = fitted;
    std::vector<double> p;
    for (int round = 0; round < 200; ++round) {
        const double none = (rows + 1) / std::max(rows - matches, .5);
        std::vector<double> weights;
        for (const double one : log_odds) weights.push_back(std::exp(one) * matches / fitted * none * none);
        p = by_all_matchings(pairs, weights);
        matches = 0;
        for (const double one : p) matches += one;
    }
    return p;
}

TEST(Rivals, OnATreeAreWhatAllMatchingsSay)
{
    // a0-b0-a1-b1-a2: no circle, so belief propagation is exact.
    const std::vector<Pair> pairs{pair(0, 0), pair(1, 0), pair(1, 1), pair(2, 1)};
    const std::vector<double> log_odds{2, 1, -1, .5};
    const Sources sources{{200, 200}, {true, true}};
    const double matches[] = {2};
    const auto found = among_rivals(pairs, log_odds, matches, sources);
    const auto expected = self_consistent(pairs, log_odds, 2, 200);
    for (std::size_t e = 0; e < pairs.size(); ++e) EXPECT_NEAR(p_of(found[e]), expected[e], 1e-3) << e;
}

TEST(Rivals, OnACircleAreNearlySo)
{
    const std::vector<Pair> pairs{pair(0, 0), pair(0, 1), pair(1, 0), pair(1, 1)};
    const std::vector<double> log_odds{1, -1, -2, 0};
    const Sources sources{{200, 200}, {true, true}};
    const double matches[] = {1.3};
    const auto found = among_rivals(pairs, log_odds, matches, sources);
    const auto expected = self_consistent(pairs, log_odds, 1.3, 200);
    for (std::size_t e = 0; e < pairs.size(); ++e) EXPECT_NEAR(p_of(found[e]), expected[e], .05) << e;
}

TEST(Rivals, TwoAsGoodShareOnePartner)
{
    const std::vector<Pair> pairs{pair(0, 0), pair(0, 1)};
    const double matches[] = {1};
    const auto found =
        among_rivals(pairs, std::vector<double>{12, 12}, matches, {{1000, 1000}, {true, true}});
    EXPECT_NEAR(p_of(found[0]), .5, .01);
    EXPECT_DOUBLE_EQ(found[0], found[1]);
}

TEST(Rivals, DoNotExistWhereAFileRepeatsPeople)
{
    const std::vector<Pair> pairs{pair(0, 0), pair(0, 1)};
    const std::vector<double> log_odds{12, 12};
    const double matches[] = {2};
    EXPECT_EQ(among_rivals(pairs, log_odds, matches, {{1000, 1000}, {false, false}}), log_odds);
    const std::vector<Pair> within{{{0, 0}, {0, 1}, {}}, {{0, 0}, {0, 2}, {}}};
    EXPECT_EQ(among_rivals(within, log_odds, matches, {{1000}, {true}}), log_odds);
    // b repeats people, a does not: b's records have one partner, a's many.
    const auto half = among_rivals(pairs, log_odds, matches, {{1000, 1000}, {true, false}});
    EXPECT_GT(p_of(half[0]), .999);
}

TEST(Rivals, LeaveExtremeOddsNumbers)
{
    const std::vector<Pair> pairs{pair(0, 0), pair(0, 1), pair(1, 1)};
    const double matches[] = {2};
    for (const double one :
         among_rivals(pairs, std::vector<double>{690, -690, 690}, matches, {{2, 2}, {true, true}}))
        EXPECT_TRUE(std::isfinite(one));
    EXPECT_TRUE(among_rivals({}, {}, {}, {{0, 0}, {true, true}}).empty());
}

TEST(Chance, DrawsCountsWithTheRightMeanAndVariance)
{
    for (const double mean : {.3, 4., 60., 900.}) {
        Chance chance(7);
        double poisson = 0, square = 0, binomial = 0;
        constexpr int n = 20'000;
        for (int i = 0; i < n; ++i) {
            const double one = chance.poisson(mean);
            poisson += one / n;
            square += one * one / n;
            binomial += chance.binomial(2 * mean + 10, mean / (2 * mean + 10)) / n;
        }
        EXPECT_NEAR(poisson, mean, 5 * std::sqrt(mean / n));
        EXPECT_NEAR(square - poisson * poisson, mean, .06 * mean + .02);
        EXPECT_NEAR(binomial, std::round(2 * mean + 10) == 2 * mean + 10 ? mean : binomial,
                    5 * std::sqrt(mean / n));
    }
}

} // namespace
} // namespace gauze::linkage
