#include "bloom/dice.hpp"

#include <gtest/gtest.h>

namespace gauze::bloom {
namespace {

TEST(Dice, OfAFilterWithItselfIsOne) { EXPECT_EQ((Dice{40, 80}.value()), 1.0); }

TEST(Dice, OfTwoEmptyFiltersIsZeroNotNaN)
{
    EXPECT_EQ((Dice{0, 0}.value()), 0.0);
    EXPECT_FALSE(DiceCut({64}, 1, 1'000'000'000).passes({0, 0}));
}

TEST(Dice, OrdersByValueWhateverTheCounts)
{
    EXPECT_EQ((Dice{1, 3}), (Dice{2, 6}));
    EXPECT_LT((Dice{1, 3}), (Dice{7, 20}));
    EXPECT_GT((Dice{100'000, 200'001}), (Dice{99'999, 200'000}));
    EXPECT_EQ((Dice{0, 0}), (Dice{0, 9}));
}

// The table against the definition, 2 c / sum >= n / d, for every sum and count of a small filter.
TEST(DiceCut, PassesExactlyWhatTheDefinitionPassesTiesIncluded)
{
    constexpr FilterShape shape{64};
    for (const auto& [n, d] : {std::pair{1u, 2u},
                               {8u, 10u},
                               {85u, 100u},
                               {2u, 3u},
                               {1u, 1u},
                               {1u, 1'000'000'000u},
                               {999'999'999u, 1'000'000'000u}}) {
        const DiceCut cut(shape, n, d);
        for (std::uint32_t sum = 1; sum <= 2 * shape.bits; ++sum)
            for (std::uint32_t common = 0; 2 * common <= sum; ++common)
                ASSERT_EQ(cut.passes({common, sum}), std::uint64_t{2} * common * d >= std::uint64_t{n} * sum)
                    << n << "/" << d << " " << common << " " << sum;
    }
}

} // namespace
} // namespace gauze::bloom
