#include "blocking/bit_tables.hpp"
#include "bloom/base/error.hpp"
#include "bloom/base/parallel.hpp"
#include "tests/bloom/made_filters.hpp"

#include <algorithm>
#include <cstdlib>
#include <numeric>
#include <set>

#include <gtest/gtest.h>

namespace gauze::blocking {
namespace {

std::vector<std::uint32_t> all_bits(std::uint32_t bits)
{
    std::vector<std::uint32_t> pool(bits);
    std::iota(pool.begin(), pool.end(), 0u);
    return pool;
}

TEST(DrawPositions, DrawsDifferentPositionsOfThePoolInOrder)
{
    const std::vector<std::uint32_t> pool{3, 9, 10, 64, 100, 511};
    for (const auto& drawn : draw_positions(pool, 200, 4, 7)) {
        EXPECT_EQ(drawn.size(), 4u);
        EXPECT_TRUE(std::ranges::is_sorted(drawn));
        EXPECT_EQ(std::set(drawn.begin(), drawn.end()).size(), 4u);
        for (const std::uint32_t bit : drawn) EXPECT_TRUE(std::ranges::count(pool, bit) == 1);
    }
    EXPECT_EQ(draw_positions(pool, 5, 3, 1), draw_positions(pool, 5, 3, 1));
    EXPECT_NE(draw_positions(pool, 5, 3, 1), draw_positions(pool, 5, 3, 2));
}

TEST(DrawPositions, DrawsEachPositionEquallyOften)
{
    // 10,000 draws of 8 of 64: each position 1,250 times, standard deviation sqrt(1250 * 7/8) = 33; five of
    // them on 64 counts happens by chance once in 27,000 runs, and the seed is fixed.
    std::vector<int> counts(64);
    for (const auto& drawn : draw_positions(all_bits(64), 10'000, 8, 11))
        for (const std::uint32_t bit : drawn) ++counts[bit];
    for (const int count : counts) EXPECT_NEAR(count, 1250, 5 * 33.1);
}

TEST(DrawPositions, RefusesMoreBitsThanThereAreOrThanAKeyHolds)
{
    const std::vector<std::uint32_t> pool = all_bits(100);
    EXPECT_THROW(draw_positions(pool, 1, 65, 1), Error);
    EXPECT_THROW(draw_positions(std::span(pool).first(5), 1, 6, 1), Error);
    EXPECT_THROW(draw_positions(pool, 0, 6, 1), Error);
    EXPECT_THROW(draw_positions(pool, 1, 0, 1), Error);
    EXPECT_EQ(draw_positions(pool, 1, 64, 1)[0].size(), 64u);
}

TEST(BitTables, GivesTheKeysOfItsPlainTwinOnEveryShapeAndKernel)
{
    for (const char* kernel : {"scalar", "avx2"}) {
        ::setenv("GAUZE_KERNEL", kernel, 1);
        for (const std::uint32_t bits : {64u, 100u, 512u, 1000u, 2048u})
            for (const std::uint32_t sampled : {1u, 7u, 18u, 64u}) {
                const bloom::FilterTable table = gauze::test::made_filters({bits}, 50, 0.4, bits + sampled);
                const BitTables tables({bits}, draw_positions(all_bits(bits), 9, sampled, bits));
                const BlockKeys keys = tables.keys(table.rows());
                for (std::size_t r = 0; r < 50; ++r)
                    for (std::uint32_t t = 0; t < 9; ++t) {
                        ASSERT_TRUE(keys.rows().has(r, t));
                        ASSERT_EQ(keys.rows().key(r, t), tables.key_plainly(table.rows().row(r), t));
                    }
            }
        ::unsetenv("GAUZE_KERNEL");
    }
}

TEST(BitTables, ReadsBitsWhereTheyWereCountedByHand)
{
    bloom::FilterTable table({128}, 1);
    for (const std::uint32_t bit : {0u, 5u, 63u, 64u, 127u})
        table.row(0)[bit / 64] |= std::uint64_t{1} << bit % 64;
    const BitTables tables({128}, {{0, 1, 5, 127}, {62, 63, 64, 65}, {2, 3}});
    const BlockKeys keys = tables.keys(table.rows());
    EXPECT_EQ(keys.rows().key(0, 0), 0b1101u);
    EXPECT_EQ(keys.rows().key(0, 1), 0b0110u);
    EXPECT_EQ(keys.rows().key(0, 2), 0u);
    EXPECT_TRUE(keys.rows().has(0, 2)); // zero is a key of a filter that is there
}

TEST(BitTables, GivesAMissingFilterNoKeys)
{
    bloom::FilterTable table({512}, 3);
    table.row(1)[7] = 1;
    const BlockKeys keys = BitTables({512}, draw_positions(all_bits(512), 70, 4, 1)).keys(table.rows());
    for (std::uint32_t t = 0; t < 70; ++t) {
        EXPECT_FALSE(keys.rows().has(0, t));
        EXPECT_TRUE(keys.rows().has(1, t));
        EXPECT_FALSE(keys.rows().has(2, t));
    }
    EXPECT_EQ(BitTables({512}, draw_positions(all_bits(512), 2, 4, 1))
                  .keys(bloom::FilterTable({512}, 0).rows())
                  .rows()
                  .size(),
              0u);
}

TEST(BitTables, GivesTheSameKeysForAnyNumberOfThreads)
{
    const bloom::FilterTable table = gauze::test::made_filters({512}, 9'000, 0.4, 3);
    const BitTables tables({512}, draw_positions(all_bits(512), 6, 20, 1));
    std::vector<std::vector<std::uint64_t>> results;
    for (const unsigned count : {1u, 2u, 3u}) {
        set_threads(count);
        const BlockKeys keys = tables.keys(table.rows());
        results.emplace_back(keys.rows().row(0), keys.rows().row(9'000));
    }
    set_threads(0);
    EXPECT_EQ(results[0], results[1]);
    EXPECT_EQ(results[0], results[2]);
}

} // namespace
} // namespace gauze::blocking
