#include "bloom/filter_table.hpp"
#include "tests/bloom/made_filters.hpp"

#include <gtest/gtest.h>

namespace gauze::bloom {
namespace {

TEST(FilterShape, TakesWholeCacheLines)
{
    EXPECT_EQ(FilterShape{1}.words(), 8u);
    EXPECT_EQ(FilterShape{512}.words(), 8u);
    EXPECT_EQ(FilterShape{513}.words(), 16u);
    EXPECT_EQ(FilterShape{131072}.words(), 2048u);
}

TEST(FilterTable, StartsEveryRowOnACacheLineAndAtZero)
{
    FilterTable table({1000}, 5);
    for (std::size_t r = 0; r < 5; ++r) {
        EXPECT_EQ(reinterpret_cast<std::uintptr_t>(table.row(r).data()) % 64, 0u);
        for (const auto word : table.row(r)) EXPECT_EQ(word, 0u);
    }
}

TEST(Weights, CountTheSetBitsOfEachRow)
{
    FilterTable table({70}, 10'000);
    for (std::size_t r = 0; r < 10'000; ++r)
        for (std::size_t bit = 0; bit < r % 71; ++bit) table.row(r)[bit / 64] |= std::uint64_t{1} << bit % 64;
    const auto found = weights(table.rows());
    for (std::size_t r = 0; r < 10'000; ++r) ASSERT_EQ(found[r], r % 71);
}

TEST(PaddingIsZero, FindsASingleBitBeyondTheLength)
{
    for (const std::uint32_t bits : {1u, 63u, 64u, 65u, 500u, 511u, 513u, 1000u}) {
        FilterTable table = test::made_filters({bits}, 3, 0.5, bits);
        EXPECT_TRUE(padding_is_zero(table.rows()));
        for (const std::size_t beyond : {std::size_t{bits}, table.rows().shape().words() * 64 - 1}) {
            table.row(1)[beyond / 64] ^= std::uint64_t{1} << beyond % 64;
            EXPECT_FALSE(padding_is_zero(table.rows())) << bits << " " << beyond;
            table.row(1)[beyond / 64] ^= std::uint64_t{1} << beyond % 64;
        }
    }
    EXPECT_TRUE(padding_is_zero(test::made_filters({1024}, 3, 0.9, 1).rows()));
}

} // namespace
} // namespace gauze::bloom
