#include "bench/quality/pair_counts.hpp"

#include <algorithm>
#include <map>
#include <random>

#include <gtest/gtest.h>

namespace gauze::lab {
namespace {

// All pairs by a plain double loop.
Quality plainly(const std::vector<Labelled>& records, const std::vector<int>& person, bool within)
{
    Quality quality;
    for (std::size_t i = 0; i < records.size(); ++i)
        for (std::size_t j = 0; j < i; ++j) {
            if (!within && records[i].party == records[j].party) continue;
            const bool same = records[i].entity == records[j].entity, found = person[i] == person[j];
            quality.true_pairs += same;
            quality.found += found;
            quality.right += same && found;
        }
    return quality;
}

TEST(PairCounts, AgreeWithAPlainDoubleLoopAfterEveryJoin)
{
    std::mt19937 random(5);
    for (const bool within : {false, true})
        for (int round = 0; round < 30; ++round) {
            std::vector<Labelled> records(40);
            for (auto& r : records)
                r = {static_cast<std::uint32_t>(random() % 3), static_cast<Entity>(random() % 12)};
            std::vector<int> person(records.size());
            std::ranges::generate(person, [n = 0]() mutable { return n++; });
            const Quality start = plainly(records, person, within);
            PairCounts counts(records, start.true_pairs, within);
            for (int step = 0; step < 60; ++step) {
                const std::size_t a = random() % records.size(), b = random() % records.size();
                counts.join(a, b);
                const int from = person[a], to = person[b]; // copies: replace would see its own writes
                std::ranges::replace(person, from, to);
                const Quality expected = plainly(records, person, within);
                ASSERT_EQ(counts.quality().found, expected.found);
                ASSERT_EQ(counts.quality().right, expected.right);
            }
        }
}

TEST(PairCounts, CountRightForMorePartiesAndEntitiesThanFitAByte)
{
    std::vector<Labelled> records;
    for (std::uint32_t i = 0; i < 2000; ++i) records.push_back({1'000'000 + i, i / 2});
    PairCounts counts(records, 1000, false);
    for (std::uint32_t i = 0; i < 2000; i += 2) counts.join(i, i + 1);
    EXPECT_EQ(counts.quality().f1(), 1.0);
}

TEST(Quality, IsDefinedWhereNothingIsFoundOrNothingIsTrue)
{
    EXPECT_EQ((Quality{0, 0, 10}.precision()), 1.0);
    EXPECT_EQ((Quality{0, 0, 10}.f1()), 0.0);
    EXPECT_EQ((Quality{0, 0, 0}.f1()), 1.0);
    EXPECT_DOUBLE_EQ((Quality{10, 5, 20}.f1()), 2 * 0.5 * 0.25 / 0.75);
}

} // namespace
} // namespace gauze::lab
