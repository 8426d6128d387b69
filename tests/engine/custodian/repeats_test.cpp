#include "engine/custodian/repeats.hpp"

#include <algorithm>
#include <cmath>
#include <random>
#include <set>
#include <string>

#include <gtest/gtest.h>

namespace gauze::custodian {
namespace {

// `singles` values once, `groups` values `size` times each.
std::vector<std::uint64_t> made_prints(std::size_t singles, std::size_t groups, std::size_t size)
{
    std::vector<std::uint64_t> prints;
    for (std::uint64_t i = 0; i < singles; ++i) prints.push_back(print_of(&i, sizeof i));
    for (std::uint64_t g = 0; g < groups; ++g) {
        const std::uint64_t value = (g + 1) << 40;
        prints.insert(prints.end(), size, print_of(&value, sizeof value));
    }
    return prints;
}

double share_of(const std::vector<std::uint64_t>& prints, std::size_t most = 1u << 18)
{
    Repeats repeats(most);
    for (const std::uint64_t print : prints) repeats.add(print);
    return repeats.share();
}

TEST(Repeats, AreCountedExactlyBelowTheLimit)
{
    EXPECT_EQ(share_of({}), 0);
    EXPECT_EQ(share_of({7}), 0);
    EXPECT_EQ(share_of({7, 7}), 1);
    EXPECT_EQ(share_of({7, 8, 7, 9}), .5);
    EXPECT_EQ(share_of(made_prints(900, 50, 2)), .1);
    EXPECT_EQ(share_of(made_prints(900, 50, 2), 950), .1);
    EXPECT_EQ(share_of(made_prints(0, 3, 1'000'000)), 1);
}

TEST(Repeats, GoOnCountingWhenAskedInBetween)
{
    Repeats repeats;
    repeats.add(1), repeats.add(2);
    EXPECT_EQ(repeats.share(), 0);
    repeats.add(1), repeats.add(3);
    EXPECT_EQ(repeats.share(), .5);
}

// Of some 3,000 values kept the share of those that are repeated has a deviation of 1 % of the records.
TEST(Repeats, AreEstimatedWithinTheErrorOfTheSampleAboveTheLimit)
{
    for (const std::size_t pairs : {0u, 500u, 5000u, 20'000u}) {
        const double expected = 2.0 * static_cast<double>(pairs) / static_cast<double>(50'000 + 2 * pairs);
        EXPECT_NEAR(share_of(made_prints(50'000, pairs, 2), 4096), expected, .05) << pairs;
    }
    EXPECT_NEAR(share_of(made_prints(1'000'000, 10'000, 2)), .0196, .003);
    EXPECT_EQ(share_of(made_prints(1'000'000, 0, 0)), 0);
}

// A value is kept or not with all its records; one that half the file shares must not be missed for that.
TEST(Repeats, SeeOneValueOfAMillionRecordsWhateverValueItIs)
{
    for (std::uint64_t which = 0; which < 16; ++which) {
        Repeats repeats(1024);
        for (const std::uint64_t print : made_prints(20'000, 0, 0)) repeats.add(print);
        for (int i = 0; i < 1'000'000; ++i) repeats.add(which * 0x9e3779b97f4a7c15u);
        EXPECT_NEAR(repeats.share(), 1 / 1.02, .01) << which;
    }
}

// And one that a twentieth shares neither: 21 times as often as a value that is missed by chance.
TEST(Repeats, NeitherMissNorMultiplyAValueThatMayStandOrFallWithTheSample)
{
    for (std::uint64_t which = 0; which < 16; ++which) {
        Repeats repeats(1u << 15);
        for (const std::uint64_t print : made_prints(950'000, 0, 0)) repeats.add(print);
        for (int i = 0; i < 50'000; ++i) repeats.add(which * 0x9e3779b97f4a7c15u);
        EXPECT_NEAR(repeats.share(), .05, .035) << which;
    }
}

TEST(Repeats, DoNotDependOnTheOrderOfTheRecords)
{
    auto prints = made_prints(30'000, 2000, 3);
    const double expected = share_of(prints, 1000);
    std::mt19937_64 random(1);
    for (int turn = 0; turn < 5; ++turn) {
        std::ranges::shuffle(prints, random);
        EXPECT_EQ(share_of(prints, 1000), expected);
    }
    std::ranges::sort(prints);
    EXPECT_EQ(share_of(prints, 1000), expected);
}

TEST(PrintOf, TellsAnyTwoPiecesOfBytesApart)
{
    std::set<std::uint64_t> prints;
    for (std::size_t size = 0; size < 20; ++size) {
        std::string text(size, '\0');
        prints.insert(print_of(text.data(), size));
        for (std::size_t bit = 0; bit < size * 8; ++bit) {
            std::string changed = text;
            changed[bit / 8] = static_cast<char>(changed[bit / 8] ^ 1 << bit % 8);
            prints.insert(print_of(changed.data(), size));
        }
    }
    EXPECT_EQ(prints.size(), 20u + 8 * 190);
}

TEST(Repeats, OfRowsHaveThePrintsThatEachRowHasByItself)
{
    std::mt19937_64 random(7);
    std::vector<std::byte> bytes(64 * 1024);
    for (std::byte& byte : bytes) byte = static_cast<std::byte>(random());
    for (const VectorWidth width : every_vector_width) {
        if (!runs_here(width)) continue;
        for (const std::size_t size : {32u, 64u, 96u, 128u, 1024u})
            for (const std::size_t stride : {size, size + 8, size + 8 * 33}) {
                std::vector<std::uint64_t> prints(40);
                print_rows(width)(bytes.data() + 8, stride, prints.size(), size, prints.data());
                for (std::size_t r = 0; r < prints.size(); ++r)
                    ASSERT_EQ(prints[r], print_of(bytes.data() + 8 + r * stride, size)) << to_text(width);
            }
    }
}

} // namespace
} // namespace gauze::custodian
