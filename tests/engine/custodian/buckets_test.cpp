#include "engine/custodian/buckets.hpp"

#include <map>
#include <random>

#include <gtest/gtest.h>

namespace gauze::custodian {
namespace {

TEST(Buckets, AreOfNoSizeBeforeAnybodyHasAToken)
{
    const Buckets none(5);
    EXPECT_EQ(none.records(), 0u);
    EXPECT_EQ(none.sizes().mean, 0);
    EXPECT_EQ(none.sizes().largest, 0u);
    EXPECT_EQ(none.sizes().smallest, 0u);
}

TEST(Buckets, AreMeasuredOverTheTokensThatSomebodyHas)
{
    Buckets buckets(3);
    for (const std::uint64_t token : {0, 7, 7, 7, 2, 2}) buckets.add(token);
    EXPECT_EQ(buckets.records(), 6u);
    EXPECT_EQ(buckets.sizes().mean, 2) << "six records, three tokens";
    EXPECT_EQ(buckets.sizes().largest, 3u);
    EXPECT_EQ(buckets.sizes().smallest, 1u);
}

TEST(Buckets, AreThoseOfACountOneByOne)
{
    std::mt19937_64 random(3);
    Buckets buckets(12);
    std::map<std::uint64_t, std::uint64_t> counted;
    for (int i = 0; i < 20'000; ++i) {
        const std::uint64_t token = (random() % 4096) * (random() % 4096) / 4096; // small ones are common
        buckets.add(token);
        ++counted[token];
    }
    std::uint64_t largest = 0, smallest = UINT64_MAX;
    for (const auto& [token, count] : counted)
        largest = std::max(largest, count), smallest = std::min(smallest, count);
    EXPECT_EQ(buckets.sizes().largest, largest);
    EXPECT_EQ(buckets.sizes().smallest, smallest);
    EXPECT_DOUBLE_EQ(buckets.sizes().mean, 20'000.0 / static_cast<double>(counted.size()));
}

} // namespace
} // namespace gauze::custodian
