#include "engine/research/disclosure/microdata.hpp"
#include "engine/research/disclosure/numbers.hpp"

#include <array>
#include <cmath>
#include <cstdint>
#include <set>
#include <vector>

#include <gtest/gtest.h>

namespace gauze::research::disclosure {

namespace {

TEST(Money, OfFewPeopleIsNotShown)
{
    const Profile& profile = profile_named("sdap10");
    EXPECT_EQ(money_verdict(std::vector<double>(9, 100), profile).code, "few-people");
    EXPECT_TRUE(money_verdict(std::vector<double>(10, 100), profile).may);
    // Nobody is counted for a contribution of nothing.
    std::vector<double> nine(9, 100);
    nine.resize(20, 0);
    EXPECT_EQ(money_verdict(nine, profile).code, "few-people");
}

TEST(Money, OfTwoWhoHaveNearlyAllIsNotShown)
{
    const Profile& profile = profile_named("sdap10");
    std::vector<double> sums(20, 1); // 20 beside 180: 90 %
    sums.push_back(100);
    sums.push_back(80);
    EXPECT_EQ(money_verdict(sums, profile).code, "dominance");
    sums.push_back(0.5);
    EXPECT_TRUE(money_verdict(sums, profile).may);
    for (double& one : sums) one = -one; // losses count by their size
    EXPECT_TRUE(money_verdict(sums, profile).may);
}

TEST(Money, ThatTheSecondCouldTellOfTheFirstIsNotShown)
{
    // 1000 and 300 of 1390: 93.5 % is dominance; with p alone (dominance put off) 90 < 10 % of 1000.
    Profile profile = profile_named("sdap10");
    profile.dominance_percent = 99;
    std::vector<double> sums(9, 10);
    sums.push_back(1000);
    sums.push_back(300);
    EXPECT_EQ(money_verdict(sums, profile).code, "p-percent");
    sums.push_back(10); // 100 is 10 %
    EXPECT_TRUE(money_verdict(sums, profile).may);
}

TEST(Means, NeedPeople)
{
    EXPECT_FALSE(mean_verdict(7, profile_named("hes")).may);
    EXPECT_TRUE(mean_verdict(8, profile_named("hes")).may);
    EXPECT_FALSE(mean_verdict(9, profile_named("tre10")).may);
    EXPECT_FALSE(extreme_verdict(1000, profile_named("sdap10")).may);
    EXPECT_EQ(model_verdict(14, 5, profile_named("sdap10")).code, "few-degrees");
    EXPECT_TRUE(model_verdict(15, 5, profile_named("sdap10")).may);
}

std::array<Interval, 4> exactly(std::array<std::uint64_t, 4> n)
{
    return {{{n[0], n[0]}, {n[1], n[1]}, {n[2], n[2]}, {n[3], n[3]}}};
}

std::array<Interval, 4> around(std::array<std::uint64_t, 4> shown, std::uint64_t below, std::uint64_t above)
{
    std::array<Interval, 4> intervals;
    for (std::size_t i = 0; i < 4; ++i) intervals[i] = {shown[i] - below, shown[i] + above};
    return intervals;
}

TEST(Odds, OfExactCellsAreShown)
{
    // 20/80 against 10/90: 20 * 90 / (80 * 10) = 2.25; Woolf: exp(ln 2.25 -+ 1.96 * sqrt(.05 + .0125 + .1 +
    // .0111..)) = 0.99429 to 5.09155 (python3 -c 'import math; ...').
    Verdict verdict;
    const auto odds = odds_to_show({{20, 80, 10, 90}}, exactly({20, 80, 10, 90}),
                                   exactly({100, 100, 30, 170}), profile_named("dfe"), verdict);
    ASSERT_TRUE(odds);
    EXPECT_DOUBLE_EQ(odds->ratio, 2.25);
    EXPECT_NEAR(odds->low, 0.9943, 1e-9);
    EXPECT_NEAR(odds->high, 5.0915, 1e-9);
}

TEST(Odds, OfASmallOrWithheldCellAreNot)
{
    Verdict verdict;
    EXPECT_FALSE(odds_to_show({{9, 80, 10, 90}}, exactly({9, 80, 10, 90}), exactly({89, 100, 19, 170}),
                              profile_named("dfe"), verdict));
    EXPECT_EQ(verdict.code, "small-cell");
    std::array<Interval, 4> cells = exactly({20, 80, 10, 90});
    cells[1] = {};
    EXPECT_FALSE(
        odds_to_show({{20, 80, 10, 90}}, cells, exactly({100, 100, 30, 170}), profile_named("dfe"), verdict));
    EXPECT_EQ(verdict.code, "small-cell");
    Profile all = profile_named("dfe");
    all.least_for_odds = 0; // and no profile makes odds of nothing
    EXPECT_FALSE(
        odds_to_show({{0, 80, 10, 90}}, exactly({0, 80, 10, 90}), exactly({80, 100, 10, 170}), all, verdict));
}

// By trying all fours: what is printed must leave every rounded cell every value that the margins leave it.
TEST(Odds, OfRoundedCellsTakeNoValueFromAny)
{
    const Profile& profile = profile_named("hes");
    for (const std::array<std::uint64_t, 4> n :
         {std::array<std::uint64_t, 4>{23, 81, 14, 92}, {151, 849, 302, 1711}, {10, 10, 10, 11}}) {
        std::array<std::uint64_t, 4> shown, sums{n[0] + n[1], n[2] + n[3], n[0] + n[2], n[1] + n[3]};
        for (std::size_t i = 0; i < 4; ++i) shown[i] = rounded(n[i], 5);
        for (std::uint64_t& sum : sums) sum = rounded(sum, 5);
        Verdict verdict;
        const auto odds = odds_to_show({n}, around(shown, 2, 2), around(sums, 2, 2), profile, verdict);
        if (!odds) {
            EXPECT_EQ(verdict.code, "recoverable");
            continue;
        }
        EXPECT_LE(odds->decimals, 2);
        const double scale = std::pow(10, odds->decimals);
        std::array<std::set<std::uint64_t>, 4> by_margins, by_all;
        for (std::uint64_t a = shown[0] - 2; a <= shown[0] + 2; ++a)
            for (std::uint64_t b = shown[1] - 2; b <= shown[1] + 2; ++b)
                for (std::uint64_t c = shown[2] - 2; c <= shown[2] + 2; ++c)
                    for (std::uint64_t d = shown[3] - 2; d <= shown[3] + 2; ++d) {
                        if (rounded(a + b, 5) != sums[0] || rounded(c + d, 5) != sums[1] ||
                            rounded(a + c, 5) != sums[2] || rounded(b + d, 5) != sums[3])
                            continue;
                        const double ratio = double(a) * double(d) / (double(b) * double(c));
                        const double spread = 1.959963984540054 * std::sqrt(1. / double(a) + 1. / double(b) +
                                                                            1. / double(c) + 1. / double(d));
                        const auto same = [&](double value, double printed) {
                            return std::llround(value * scale) == std::llround(printed * scale);
                        };
                        const bool fits = same(ratio, odds->ratio) &&
                                          same(ratio * std::exp(-spread), odds->low) &&
                                          same(ratio * std::exp(spread), odds->high);
                        const std::array<std::uint64_t, 4> four{a, b, c, d};
                        for (std::size_t i = 0; i < 4; ++i) {
                            by_margins[i].insert(four[i]);
                            if (fits) by_all[i].insert(four[i]);
                        }
                    }
        for (std::size_t i = 0; i < 4; ++i) EXPECT_EQ(by_margins[i], by_all[i]);
    }
}

TEST(Uniqueness, CountsClassesOfPeopleWhoAreAlike)
{
    const std::vector<std::string> age{"1", "1", "1", "2", "2", "3"}, sex{"F", "F", "F", "M", "M", ""};
    const std::vector<std::string> need{"a", "b", "c", "a", "a", "b"};
    Profile profile = profile_named("dfe");
    profile.k = 2;
    const std::vector<MicroColumn> quasi{{"age", age}, {"sex", sex}}, special{{"need", need}};
    const Uniqueness numbers = uniqueness(quasi, special, profile);
    EXPECT_EQ(numbers.people, 6U);
    EXPECT_EQ(numbers.classes, 3U);
    EXPECT_EQ(numbers.smallest_class, 1U);
    EXPECT_EQ(numbers.unique, 1U);
    EXPECT_EQ(numbers.below_k, 1U);
    ASSERT_EQ(numbers.special.size(), 1U);
    EXPECT_EQ(numbers.special[0].least_values, 1U);
    EXPECT_EQ(numbers.special[0].classes_below, 2U);
    EXPECT_EQ(numbers.special[0].people_below, 3U);
    EXPECT_FALSE(numbers.holds);
    EXPECT_EQ(sheet_lines(numbers, profile)[3], "people alone in their class 1 (16.7 %)");
    EXPECT_EQ(uniqueness(quasi, {}, profile).holds, false);
    EXPECT_EQ(uniqueness({}, {}, profile).people, 0U);
}

} // namespace

} // namespace gauze::research::disclosure
