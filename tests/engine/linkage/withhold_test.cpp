#include "engine/linkage/withhold.hpp"

#include <algorithm>
#include <random>
#include <set>

#include <gtest/gtest.h>

namespace gauze::linkage {
namespace {

using Flags = std::vector<bool>;

// Links among so many records of each value.
Margin links(const std::vector<std::uint64_t>& counts, const std::vector<std::uint64_t>& records)
{
    return {counts, records, true};
}

TEST(Withhold, LeavesLargeCountsAlone)
{
    const Withheld result = withhold({links({20, 30, 40}, {50, 60, 70})}, Flags(3), 10);
    EXPECT_EQ(result.values, (Flags{false, false, false}));
    EXPECT_TRUE(result.holds);
}

TEST(Withhold, TakesTheNextSmallestAlongWithASmallCount)
{
    EXPECT_EQ(withhold({links({3, 30, 20}, {50, 60, 70})}, Flags(3), 10).values, (Flags{true, false, true}));
    EXPECT_EQ(withhold({links({0, 30, 20}, {50, 60, 70})}, Flags(3), 10).values, (Flags{true, false, true}))
        << "that none of fifty was linked is told of each of them";
    EXPECT_EQ(withhold({links({0, 30, 20}, {0, 60, 70})}, Flags(3), 10).values, (Flags{false, false, false}))
        << "a value that nobody has says nothing";
}

// 1 and 0 are small, and their sum is 1: each is one of two numbers, where half of ten are asked for.
TEST(Withhold, TakesMoreWhereTheSumOfTwoGivesThemAway)
{
    EXPECT_EQ(withhold({links({1, 0, 20, 40}, {50, 50, 50, 50})}, Flags(4), 10).values,
              (Flags{true, true, true, false}));
    EXPECT_EQ(withhold({links({5, 5, 20, 40}, {50, 50, 50, 50})}, Flags(4), 10).values,
              (Flags{true, true, false, false})); // each may be 1 to 9
}

TEST(Withhold, SaysWhenEvenEverythingIsNotEnough)
{
    const Withheld alone = withhold({links({3}, {50})}, Flags(1), 10);
    EXPECT_TRUE(alone.values[0]);
    EXPECT_FALSE(alone.holds);
    const Withheld empty = withhold({links({0, 0}, {50, 50})}, Flags(2), 10);
    EXPECT_EQ(empty.values, (Flags{true, true}));
    EXPECT_FALSE(empty.holds); // the total says that all are 0
}

TEST(Withhold, WithholdsInAllMarginsWhatIsSmallInOne)
{
    const Withheld result = withhold(
        {links({20, 30, 40, 50}, {60, 60, 60, 60}), links({3, 30, 40, 50}, {60, 60, 60, 60})}, Flags(4), 10);
    EXPECT_EQ(result.values, (Flags{true, true, false, false}));
}

TEST(Withhold, NeverLeavesOneAloneInAMargin)
{
    // The second value does not occur in the second margin, so a third must go.
    const Withheld result = withhold(
        {links({3, 15, 40, 50}, {60, 60, 60, 60}), links({20, 0, 40, 50}, {60, 0, 60, 60})}, Flags(4), 10);
    EXPECT_EQ(result.values, (Flags{true, true, true, false}));
    EXPECT_EQ(withhold({links({20, 30, 40}, {60, 60, 60})}, {true, false, false}, 10).values,
              (Flags{true, true, false})); // withheld for another reason: the total would give it away
}

TEST(Withhold, HoldsNothingSmallUnderALimitOfOne)
{
    EXPECT_EQ(withhold({links({0, 1, 2}, {1, 1, 2})}, Flags(3), 1).values, (Flags{false, false, false}));
}

// A reader who knows the total, what is shown, which of the others are small, and the rules, tries all tables
// there are: every small count may still be any of at least half of the numbers below the limit.
TEST(Withhold, LeavesASmallCountHalfOfItsNumbersWhateverTheReaderTries)
{
    std::mt19937_64 random(5);
    constexpr std::uint32_t smallest = 5;
    constexpr std::uint64_t most = 14;
    int held = 0;
    for (int turn = 0; turn < 400; ++turn) {
        const std::vector<std::uint64_t> records(4, most);
        std::vector<std::uint64_t> counts(4);
        for (auto& count : counts) count = random() % (random() % 2 == 0 ? most + 1 : 6);
        const Withheld result = withhold({links(counts, records)}, Flags(4), smallest);
        if (!result.holds) continue;
        ++held;
        std::vector<std::size_t> hidden;
        std::uint64_t sum = 0;
        for (std::size_t v = 0; v < 4; ++v) {
            EXPECT_TRUE(result.values[v] || counts[v] >= smallest);
            if (result.values[v]) hidden.push_back(v), sum += counts[v];
        }
        EXPECT_NE(hidden.size(), 1u);
        std::vector<std::set<std::uint64_t>> possible(4);
        std::vector<std::uint64_t> tried(hidden.size());
        const auto fits = [&] {
            std::uint64_t of_tried = 0;
            for (std::size_t i = 0; i < hidden.size(); ++i) {
                if ((tried[i] < smallest) != (counts[hidden[i]] < smallest)) return false;
                of_tried += tried[i];
            }
            return of_tried == sum;
        };
        std::uint64_t tables = 1;
        for (std::size_t i = 0; i < hidden.size(); ++i) tables *= most + 1;
        for (std::uint64_t table = 0; table < tables; ++table) {
            std::uint64_t rest = table;
            for (auto& one : tried) one = rest % (most + 1), rest /= most + 1;
            if (!fits()) continue;
            for (std::size_t i = 0; i < hidden.size(); ++i) possible[hidden[i]].insert(tried[i]);
        }
        for (const std::size_t v : hidden)
            EXPECT_TRUE(counts[v] >= smallest || possible[v].size() >= 3) << v; // of 0 to 4
    }
    EXPECT_GT(held, 100);
}

} // namespace
} // namespace gauze::linkage
