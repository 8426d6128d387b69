#include "datasets/synth/names/weighted.hpp"
#include "tests/datasets/names/drawn_names.hpp"

#include <gtest/gtest.h>

namespace gauze::synth {
namespace {

using namespace test;

TEST(WeightedTable, ReadsColumnsZerosInARowAndBlanks)
{
    NamePool pool;
    constexpr std::array<int, 4> years{1900, 1910, 1920, 1930};
    const YearTable table = read_table("Ann 3 -2 4\nMary_Jane 0 5 6 -1", years, pool);
    ASSERT_EQ(table.years().size(), 4u);
    EXPECT_EQ(table.column(0).size(), 1u);
    EXPECT_EQ(table.column(0).weight(0), 3u);
    EXPECT_EQ(pool[table.column(1).name(0)], "Mary Jane");
    EXPECT_EQ(table.column(1).total(), 5u);
    EXPECT_EQ(table.column(2).total(), 6u);
    EXPECT_EQ(pool[table.column(3).name(0)], "Ann");
}

TEST(WeightedTable, DrawsInProportionToTheWeights)
{
    // 300 names of weights 1 ... 300: every draw falls on the name that adding up says.
    NamePool pool;
    Weights weights;
    for (std::uint32_t i = 1; i <= 300; ++i) weights.add(pool.add(std::to_string(i)), i);
    weights.make_ready();
    constexpr std::uint64_t times = 200'000;
    const Counts counts = count(times, [&](Draws& draws) { return pool[weights.draw(draws)]; });
    for (std::uint32_t i = 1; i <= 300; ++i)
        EXPECT_LT(sigmas(of(counts, std::to_string(i)), times, i / 45'150.0), 5) << i;
}

TEST(WeightedTable, FindsTheSameNameAsASearchFromTheStart)
{
    NamePool pool;
    Weights weights;
    for (std::uint32_t i = 0; i < 1000; ++i)
        weights.add(pool.add(std::to_string(i)), i % 7 == 0 ? 5000 : 1 + i % 3);
    weights.make_ready();
    for (std::uint64_t i = 0; i < 20'000; ++i) {
        Draws draws = stream(i), again = stream(i);
        std::uint32_t left = again.below(weights.total());
        std::size_t at = 0;
        for (; left >= weights.weight(at); ++at) left -= weights.weight(at);
        ASSERT_EQ(weights.draw(draws), weights.name(at));
    }
}

TEST(WeightedTable, IsStraightBetweenTwoYearsAndLevelOutside)
{
    NamePool pool;
    constexpr std::array<int, 2> years{1960, 2010};
    const YearTable table = read_table("Old 100 0 New 0 100", years, pool);
    constexpr std::uint64_t times = 40'000;
    const auto news = [&](int year) {
        return of(count(times, [&](Draws& draws) { return pool[table.draw(year, draws)]; }), "New");
    };
    EXPECT_EQ(news(1900), 0u);
    EXPECT_EQ(news(1960), 0u);
    EXPECT_EQ(news(2010), times);
    EXPECT_EQ(news(2030), times);
    EXPECT_LT(sigmas(news(1970), times, 0.2), 5);
    Parts parts;
    table.shares(1970, whole, parts);
    EXPECT_EQ(parts[pool.add("Old")], whole / 10 * 8);
    EXPECT_EQ(parts[pool.add("New")], whole / 10 * 2);
}

TEST(WeightedTable, NamesStandOnceInAPool)
{
    NamePool pool;
    const NameNumber ann = pool.add("Ann");
    EXPECT_NE(pool.add("Anne"), ann);
    EXPECT_EQ(pool.add("Ann"), ann);
    EXPECT_TRUE(pool.holds("Anne"));
    EXPECT_FALSE(pool.holds("An"));
}

} // namespace
} // namespace gauze::synth
