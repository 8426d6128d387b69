#include "bench/quality/sweep.hpp"

#include <random>

#include <gtest/gtest.h>

namespace gauze::lab {
namespace {

bool takes(const project::Threshold& t, const bloom::Dice& dice)
{
    return std::uint64_t{2} * dice.common * t.denominator >= std::uint64_t{t.numerator} * dice.sum;
}

TEST(DecimalBetween, TakesTheOneScoreAndLeavesTheOther)
{
    std::mt19937 random(3);
    for (int i = 0; i < 100'000; ++i) {
        const auto draw = [&] {
            const auto sum = static_cast<std::uint32_t>(2 + random() % 2047);
            return bloom::Dice{static_cast<std::uint32_t>(1 + random() % (sum / 2)), sum};
        };
        const auto x = draw(), y = draw();
        if (x == y) continue;
        const auto cut = decimal_between(std::min(x, y), std::max(x, y));
        ASSERT_TRUE(takes(cut, std::max(x, y)));
        ASSERT_FALSE(takes(cut, std::min(x, y)));
    }
}

TEST(DecimalBetween, IsAsShortAsItCanBe)
{
    EXPECT_EQ(project::to_text(decimal_between({30, 100}, {45, 100})), "0.9"); // between 0.6 and 0.9
    EXPECT_EQ(project::to_text(decimal_between({40, 100}, {42, 100})), "0.84");
}

} // namespace
} // namespace gauze::lab
