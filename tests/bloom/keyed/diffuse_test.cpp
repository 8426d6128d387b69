#include "bloom/keyed/diffuse.hpp"
#include "tests/bloom/keyed/rows_of_bits.hpp"

#include <algorithm>
#include <bit>
#include <cmath>
#include <set>

#include <gtest/gtest.h>

namespace gauze::keyed {
namespace {

using test::row_by_chance;
using test::sum_of;
using test::Words;

const Bytes key = bytes_of("0123456789abcdef0123456789abcdef");
const Bytes other_key = bytes_of("0123456789abcdef0123456789abcdeg");
constexpr std::array shapes{DiffusionShape{1, 1, 1},       DiffusionShape{7, 3, 7},
                            DiffusionShape{64, 64, 5},     DiffusionShape{100, 130, 3},
                            DiffusionShape{1024, 512, 12}, DiffusionShape{4096, 1024, 10}};

std::vector<std::uint32_t> subset(const DiffusionShape& shape, std::uint32_t output)
{
    const DiffusionSets sets(key, shape);
    const auto set = sets.set_of(output);
    return {set.begin(), set.end()};
}

// Printed by tests/vectors/diffuse.sh, which knows the description alone.
TEST(DiffusionSets, AreDrawnAsTheirDescriptionSays)
{
    EXPECT_EQ(subset({1024, 301, 10}, 0),
              (std::vector<std::uint32_t>{570, 621, 394, 138, 345, 579, 250, 544, 364, 936}));
    EXPECT_EQ(subset({1024, 301, 10}, 300),
              (std::vector<std::uint32_t>{539, 618, 765, 511, 570, 656, 507, 992, 573, 362}));
    EXPECT_EQ(subset({16, 8, 12}, 7), (std::vector<std::uint32_t>{0, 6, 15, 3, 1, 12, 14, 4, 8, 11, 10, 13}));
}

TEST(DiffusionSets, HoldDistinctBitsOfTheBase)
{
    for (const DiffusionShape& shape : shapes) {
        const DiffusionSets sets(key, shape);
        for (std::uint32_t j = 0; j < shape.output_bits; ++j) {
            const auto set = sets.set_of(j);
            EXPECT_EQ(std::set(set.begin(), set.end()).size(), shape.samples);
            EXPECT_LT(*std::max_element(set.begin(), set.end()), shape.base_bits);
        }
    }
}

TEST(DiffusionSets, UseEveryBitOfTheBaseEquallyOften)
{
    constexpr DiffusionShape shape{64, 6400, 8}; // each bit in 800 subsets; standard deviation 26
    const DiffusionSets sets(key, shape);
    std::array<int, 64> uses{};
    for (std::uint32_t j = 0; j < shape.output_bits; ++j)
        for (const auto i : sets.set_of(j)) ++uses[i];
    for (const int use : uses) EXPECT_NEAR(use, 800, 130);
}

// The same promises of both forms.
template <class Form>
class BothForms : public testing::Test {
protected:
    static Words diffused(const Form& form, const Words& base)
    {
        Words into(words_of(form.shape().output_bits) + 1, 0xdeadbeef);
        form.apply(base, into);
        EXPECT_EQ(into.back(), 0u);
        into.pop_back();
        return into;
    }
};
using Forms = testing::Types<DiffusionSets, Diffusion>;
TYPED_TEST_SUITE(BothForms, Forms);

TYPED_TEST(BothForms, SumUpTheBitsOfEachSubset)
{
    // Of the subset of output 7 above, bits 0, 15 and 12 are set: an odd number. Bit 2 is not in it.
    const TypeParam form(key, {16, 8, 12});
    const auto output7 = [&](std::uint64_t base) { return bit_of(this->diffused(form, {base}), 7); };
    EXPECT_TRUE(output7(std::uint64_t{1} << 0 | 1u << 15 | 1u << 12));
    EXPECT_FALSE(output7(std::uint64_t{1} << 0 | 1u << 15));
    EXPECT_FALSE(output7(std::uint64_t{1} << 2));
    EXPECT_TRUE(output7(std::uint64_t{1} << 2 | 1u << 13));
}

TYPED_TEST(BothForms, AreLinear)
{
    std::mt19937_64 chance(1);
    for (const DiffusionShape& shape : shapes) {
        const TypeParam form(key, shape);
        for (int i = 0; i < 10; ++i) {
            const Words a = row_by_chance(chance, shape.base_bits),
                        b = row_by_chance(chance, shape.base_bits);
            EXPECT_EQ(this->diffused(form, sum_of(a, b)),
                      sum_of(this->diffused(form, a), this->diffused(form, b)));
        }
    }
}

TYPED_TEST(BothForms, GiveOtherBitsUnderAnotherKey)
{
    std::mt19937_64 chance(2);
    constexpr DiffusionShape shape{1024, 1024, 12};
    const TypeParam one(key, shape), other(other_key, shape);
    const Words base = row_by_chance(chance, shape.base_bits);
    const Words difference = sum_of(this->diffused(one, base), this->diffused(other, base));
    int bits = 0;
    for (const auto word : difference) bits += std::popcount(word);
    EXPECT_NEAR(bits, 512, 80); // standard deviation 16
}

// Two filters of density d that differ in a share x of their bits differ in (1 - (1 - 2x)^t) / 2 of the
// outputs.
TYPED_TEST(BothForms, HideDistancesAsTheTheorySays)
{
    std::mt19937_64 chance(3);
    constexpr DiffusionShape shape{4096, 1024, 12};
    const TypeParam form(key, shape);
    for (const unsigned per_mille : {10u, 50u, 150u}) {
        double differ = 0, distance = 0;
        for (int i = 0; i < 40; ++i) {
            const Words a = row_by_chance(chance, shape.base_bits, 130),
                        b = sum_of(a, row_by_chance(chance, shape.base_bits, per_mille));
            for (const auto word : sum_of(a, b)) distance += std::popcount(word);
            for (const auto word : sum_of(this->diffused(form, a), this->diffused(form, b)))
                differ += std::popcount(word);
        }
        const double x = distance / 40 / shape.base_bits, share = differ / 40 / shape.output_bits;
        EXPECT_NEAR(share, (1 - std::pow(1 - 2 * x, 12)) / 2, .02) << per_mille;
    }
}

TEST(Diffusion, GivesTheSameBitsAsItsPlainForm)
{
    std::mt19937_64 chance(4);
    for (const DiffusionShape& shape : shapes) {
        const DiffusionSets plain(key, shape);
        const Diffusion fast(key, shape);
        for (const unsigned per_mille : {0u, 130u, 500u, 1000u}) {
            Words base = row_by_chance(chance, shape.base_bits, per_mille);
            base.push_back(0); // a row of a table may be longer
            Words by_sets(words_of(shape.output_bits)), by_columns(words_of(shape.output_bits));
            plain.apply(base, by_sets);
            fast.apply(base, by_columns);
            ASSERT_EQ(by_sets, by_columns);
        }
    }
}

TEST(Recoverable, IsWhatHasMoreOutputsThanHalfTheRank)
{
    EXPECT_FALSE(is_recoverable(512, 1024));
    EXPECT_TRUE(is_recoverable(513, 1024));
    EXPECT_TRUE(is_recoverable(512, 1023));
    EXPECT_TRUE(is_recoverable(1, 1));
    EXPECT_FALSE(is_recoverable(1, 2));
}

} // namespace
} // namespace gauze::keyed
