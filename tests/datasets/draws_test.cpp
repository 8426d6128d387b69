#include "datasets/synth/draws.hpp"

#include <cmath>
#include <set>
#include <vector>

#include <gtest/gtest.h>

namespace gauze::synth {
namespace {

using Words = std::array<std::uint32_t, 4>;

// The known answers that the authors of the generator publish with it.
TEST(Philox, GivesTheAnswersOfItsAuthors)
{
    EXPECT_EQ(philox({0, 0, 0, 0}, {0, 0}), (Words{0x6627e8d5, 0xe169c58d, 0xbc57ac4c, 0x9b00dbd8}));
    EXPECT_EQ(philox({~0u, ~0u, ~0u, ~0u}, {~0u, ~0u}),
              (Words{0x408f276d, 0x41c83b0e, 0xa20bc7c6, 0x6d5451fd}));
    EXPECT_EQ(philox({0x243f6a88, 0x85a308d3, 0x13198a2e, 0x03707344}, {0xa4093822, 0x299f31d0}),
              (Words{0xd16cfe09, 0x94fdcceb, 0x5001e420, 0x24126ea1}));
}

TEST(Draws, AreTheSameForTheSameStreamAndOthersForAnyOther)
{
    const auto first_of = [](Seed seed, Purpose purpose, std::uint64_t index, std::uint32_t variant) {
        return Draws(seed, purpose, index, variant).next_64();
    };
    const std::uint64_t here = first_of(1, Purpose::child, 5, 0);
    EXPECT_EQ(here, first_of(1, Purpose::child, 5, 0));
    const std::set<std::uint64_t> all{here,
                                      first_of(2, Purpose::child, 5, 0),
                                      first_of(Seed{1} << 32, Purpose::child, 5, 0),
                                      first_of(1, Purpose::births, 5, 0),
                                      first_of(1, Purpose::child, 6, 0),
                                      first_of(1, Purpose::child, std::uint64_t{5} << 32, 0),
                                      first_of(1, Purpose::child, 5, 1)};
    EXPECT_EQ(all.size(), 7u);
}

TEST(Draws, HitEveryNumberBelowABoundEquallyOften)
{
    constexpr std::uint32_t bound = 10;
    constexpr int trials = 100'000;
    std::array<double, bound> hits{};
    Draws draws(1, Purpose::child, 0);
    for (int i = 0; i < trials; ++i) ++hits.at(draws.below(bound));
    double chi_square = 0;
    for (const double h : hits) chi_square += (h - trials / 10.0) * (h - trials / 10.0) / (trials / 10.0);
    EXPECT_LT(chi_square, 40); // nine degrees of freedom: less than one in a hundred thousand
}

TEST(Draws, HappenAtTheirRate)
{
    Draws draws(3, Purpose::child, 0);
    int happened = 0;
    for (int i = 0; i < 100'000; ++i) happened += draws.happens({20'000}) ? 1 : 0;
    EXPECT_NEAR(happened, 2'000, 5 * std::sqrt(2'000 * 0.98));
    EXPECT_FALSE(draws.happens({0}));
    EXPECT_TRUE(draws.happens({1'000'000}));
}

TEST(Draws, OfTheBellHaveItsMeanAndDeviation)
{
    constexpr int trials = 50'000;
    Draws draws(4, Purpose::payload, 0);
    double sum = 0, squares = 0;
    for (int i = 0; i < trials; ++i) {
        const double value = draws.bell(1'000);
        ASSERT_LE(std::abs(value), 6'001);
        sum += value, squares += value * value;
    }
    EXPECT_NEAR(sum / trials, 0, 5 * 1'000 / std::sqrt(trials));
    EXPECT_NEAR(std::sqrt(squares / trials), 1'000, 5 * 1'000 / std::sqrt(2.0 * trials));
}

TEST(Permutation, GivesEveryPlaceOnceForEverySize)
{
    for (std::uint64_t size = 1; size < 600; ++size) {
        const Permutation permutation(7, Purpose::order, 0, size);
        std::vector<bool> seen(size, false);
        for (std::uint64_t i = 0; i < size; ++i) {
            const std::uint64_t place = permutation(i);
            ASSERT_LT(place, size);
            ASSERT_FALSE(seen[place]) << size;
            seen[place] = true;
        }
    }
}

TEST(Permutation, DiffersByVariantAndBySeed)
{
    const Permutation one(7, Purpose::order, 0, 1'000), variant(7, Purpose::order, 1, 1'000),
        seed(8, Purpose::order, 0, 1'000);
    int same_variant = 0, same_seed = 0;
    for (std::uint64_t i = 0; i < 1'000; ++i) {
        same_variant += one(i) == variant(i) ? 1 : 0;
        same_seed += one(i) == seed(i) ? 1 : 0;
    }
    // Two independent permutations agree in one place on average, and in ten hardly ever.
    EXPECT_LT(same_variant, 10);
    EXPECT_LT(same_seed, 10);
}

TEST(Permutation, TellsNothingOfTheOrderItWasGiven)
{
    for (const std::uint64_t size : {1'000u, 5'000u, 65'536u, 100'000u}) {
        double sum = 0; // of the products of ranks, both centred
        const Permutation permutation(9, Purpose::order, 3, size);
        const double n = static_cast<double>(size), middle = (n - 1) / 2;
        for (std::uint64_t i = 0; i < size; ++i)
            sum += (static_cast<double>(i) - middle) * (static_cast<double>(permutation(i)) - middle);
        const double correlation = sum / (n * (n * n - 1) / 12);
        EXPECT_LT(std::abs(correlation), 5 / std::sqrt(n - 1)) << size;
    }
}

} // namespace
} // namespace gauze::synth
