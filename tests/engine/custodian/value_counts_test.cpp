#include "engine/custodian/value_counts.hpp"

#include <algorithm>
#include <cmath>
#include <map>
#include <random>

#include <gtest/gtest.h>

namespace gauze::custodian {
namespace {

TEST(ValueCounts, AreThoseOfACountByHandWhileTheyAreExact)
{
    std::mt19937_64 random(1);
    std::map<std::uint64_t, std::uint64_t> by_hand;
    ValueCounts counts(20'000);
    for (int i = 0; i < 60'000; ++i) {
        const std::uint64_t print = 1 + (random() % 9000) * (random() % 3 == 0 ? 1 : 0x9e3779b97f4a7c15u);
        ++by_hand[print];
        counts.add(print);
    }
    ASSERT_TRUE(counts.exact());
    for (const auto& [print, times] : by_hand) ASSERT_EQ(counts.count(print), times);
    EXPECT_EQ(counts.count(0xdeadbeefdeadbeefu), 0u);
}

TEST(ValueCounts, BeyondTheirMemoryAreNeverTooSmallAndSeldomMuchTooLarge)
{
    std::mt19937_64 random(2);
    std::map<std::uint64_t, std::uint64_t> by_hand;
    std::vector<std::uint64_t> prints;
    for (int v = 0; v < 20'000; ++v) // few are common, most are rare
        for (int i = 0; i <= 2000 / (v + 1); ++i)
            prints.push_back(random() % 2 + 1 + 2ull * v * 0x9e3779b97f4au);
    ValueCounts counts(8192), turned(8192);
    for (const auto print : prints) ++by_hand[print], counts.add(print);
    std::ranges::shuffle(prints, random);
    for (const auto print : prints) turned.add(print);
    ASSERT_FALSE(counts.exact());
    std::size_t much = 0;
    for (const auto& [print, times] : by_hand) {
        ASSERT_GE(counts.count(print), times);
        ASSERT_EQ(counts.count(print), turned.count(print)); // whatever the order
        much += counts.count(print) > times + 10;
    }
    EXPECT_LT(much, by_hand.size() / 50);
}

TEST(ValueCounts, FallIntoTwelveClassesEachTwiceAsCommon)
{
    EXPECT_EQ(ValueCounts::class_of(0), 0);
    EXPECT_EQ(ValueCounts::class_of(1), 1);
    EXPECT_EQ(ValueCounts::class_of(2), 2);
    EXPECT_EQ(ValueCounts::class_of(3), 2);
    EXPECT_EQ(ValueCounts::class_of(4), 3);
    EXPECT_EQ(ValueCounts::class_of(1023), 10);
    EXPECT_EQ(ValueCounts::class_of(1024), 11);
    EXPECT_EQ(ValueCounts::class_of(2047), 11);
    EXPECT_EQ(ValueCounts::class_of(2048), 12);
    EXPECT_EQ(ValueCounts::class_of(70'000'000), 12);
}

ValueCounts with(const std::vector<int>& values, std::size_t most = 1000)
{
    ValueCounts counts(most);
    for (std::size_t v = 0; v < values.size(); ++v)
        for (int i = 0; i < values[v]; ++i) counts.add(v + 1);
    return counts;
}

TEST(ValueCounts, SendAClassOfFewRecordsAsTheNext)
{
    // Three records have a value of their own, eight one that two share, 40 the commonest.
    const auto sent = with({1, 1, 1, 2, 2, 2, 2, 40}).sent(10);
    EXPECT_EQ(sent[1], 2); // 3 + 8 are enough together
    EXPECT_EQ(sent[2], 2);
    EXPECT_EQ(sent[6], 6); // 32 to 63
    EXPECT_EQ(sent[0], 0);
    // The last has no next one: it goes with the one before.
    const auto last = with(std::vector<int>{1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 8}).sent(10);
    EXPECT_EQ(last[1], 1);
    EXPECT_EQ(last[4], 1);
    // A file of so few people has one class only.
    const auto few = with({1, 2}).sent(10);
    EXPECT_EQ(few[1], 12);
    EXPECT_EQ(few[2], 12);
    const auto all = with({1, 2, 5}).sent(1); // nothing is small
    EXPECT_EQ(all[1], 1);
    EXPECT_EQ(all[2], 2);
    EXPECT_EQ(all[3], 3);
}

TEST(ValueCounts, ThatAreNotExactSendOnlyClassesThatOneValueFills)
{
    const auto sent = with(std::vector<int>(200, 1), 50).sent(10);
    for (int c = 1; c <= 5; ++c) EXPECT_EQ(sent[static_cast<std::size_t>(c)], 5) << c; // 16 or more
    for (int c = 6; c <= 12; ++c) EXPECT_EQ(sent[static_cast<std::size_t>(c)], c);
}

} // namespace
} // namespace gauze::custodian
