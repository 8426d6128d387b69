#include "bloom/keyed/harden.hpp"
#include "tests/bloom/keyed/rows_of_bits.hpp"

#include <bit>
#include <cmath>
#include <set>

#include <gtest/gtest.h>

namespace gauze::keyed {
namespace {

using test::row_by_chance;
using test::row_from;
using test::sum_of;
using test::text_of;
using test::Words;

constexpr std::array<std::byte, 32> key_a{std::byte{1}};
constexpr std::array<std::byte, 32> key_b{std::byte{2}};
constexpr std::array lengths{1u, 2u, 7u, 64u, 100u, 128u, 1000u, 1024u};
constexpr std::uint64_t rubbish = 0xdeadbeefdeadbeef; // what a row to fill may hold before

std::size_t set_bits(const Words& row)
{
    std::size_t bits = 0;
    for (const auto word : row) bits += static_cast<std::size_t>(std::popcount(word));
    return bits;
}

std::string folded(const Words& row, std::uint32_t bits, std::uint32_t times)
{
    Words into(words_of(bits >> times) + 1, rubbish);
    fold(row, bits, times, into);
    EXPECT_EQ(into.back(), 0u);
    return text_of(into, (into.size() - 1) * 64).substr(0, bits >> times);
}

Words after_rule90(const Words& row, std::uint32_t bits)
{
    Words into(words_of(bits) + 1, rubbish);
    rule90(row, bits, into);
    EXPECT_EQ(into.back(), 0u);
    into.pop_back();
    return into;
}

Words balanced(const Balance& balance, const Words& row)
{
    Words into(words_of(balance.shown_bits()) + 1, rubbish);
    balance.apply(row, into);
    EXPECT_EQ(into.back(), 0u);
    into.pop_back();
    return into;
}

TEST(Fold, LaysTheSecondHalfOverTheFirst)
{
    EXPECT_EQ(folded(row_from("11010110"), 8, 0), "11010110");
    EXPECT_EQ(folded(row_from("11010110"), 8, 1), "1011");
    EXPECT_EQ(folded(row_from("11010110"), 8, 2), "01");
    EXPECT_EQ(folded(row_from("11010110"), 8, 3), "1");
}

TEST(Fold, OfAnyLengthIsTheSumOfTheTwoHalves)
{
    std::mt19937_64 chance(1);
    for (const std::uint32_t bits : {2u, 6u, 64u, 100u, 128u, 200u, 256u, 1024u}) {
        const std::string before = text_of(row_by_chance(chance, bits), bits),
                          after = folded(row_from(before), bits, 1);
        for (std::size_t i = 0; i < bits / 2; ++i)
            ASSERT_EQ(after[i] == '1', before[i] != before[i + bits / 2]) << bits << " " << i;
    }
}

TEST(Fold, TwiceIsAFoldOfAFold)
{
    std::mt19937_64 chance(2);
    for (const std::uint32_t bits : {4u, 100u, 256u, 1024u}) {
        const Words row = row_by_chance(chance, bits);
        EXPECT_EQ(folded(row, bits, 2), folded(row_from(folded(row, bits, 1)), bits / 2, 1));
    }
}

TEST(Rule90, MakesEachBitTheSumOfItsNeighboursInARing)
{
    EXPECT_EQ(text_of(after_rule90(row_from("00010000"), 8), 8), "00101000");
    EXPECT_EQ(text_of(after_rule90(row_from("10000000"), 8), 8), "01000001");
    EXPECT_EQ(text_of(after_rule90(row_from("11010110"), 8), 8), "11000110");
}

TEST(Rule90, OfAnyLengthIsTheSumOfTheNeighbours)
{
    std::mt19937_64 chance(3);
    for (const std::uint32_t bits : lengths) {
        const Words row = row_by_chance(chance, bits), after = after_rule90(row, bits);
        for (std::size_t i = 0; i < bits; ++i)
            ASSERT_EQ(bit_of(after, i), bit_of(row, (i + bits - 1) % bits) != bit_of(row, (i + 1) % bits))
                << bits << " " << i;
    }
}

// new[i] = old[i-1] ^ old[i+1], so old[i+1] = new[i] ^ old[i-1]: with the first two bits guessed the others
// follow. Of the four guesses the lightest row is the filter, because the others have ones wherever it has
// none.
TEST(Rule90, IsUndoneByAnyoneWithoutAKey)
{
    constexpr std::uint32_t bits = 1024;
    std::mt19937_64 chance(4);
    for (int person = 0; person < 50; ++person) {
        const Words filter = row_by_chance(chance, bits, 300), shown = after_rule90(filter, bits);
        Words lightest(words_of(bits), ~std::uint64_t{0});
        for (unsigned guess = 0; guess < 4; ++guess) {
            Words row(words_of(bits));
            add_bit(row, 0, (guess & 1) != 0);
            add_bit(row, 1, (guess & 2) != 0);
            for (std::size_t i = 1; i + 1 < bits; ++i)
                add_bit(row, i + 1, bit_of(shown, i) != bit_of(row, i - 1));
            if (after_rule90(row, bits) == shown && set_bits(row) < set_bits(lightest)) lightest = row;
        }
        ASSERT_EQ(lightest, filter);
    }
}

TEST(Balance, SetsExactlyHalfOfTheBitsOfEveryRow)
{
    std::mt19937_64 chance(5);
    for (const std::uint32_t bits : lengths)
        for (const unsigned per_mille : {0u, 130u, 500u, 1000u})
            ASSERT_EQ(set_bits(balanced(Balance(key_a, bits), row_by_chance(chance, bits, per_mille))), bits);
}

// Whatever the permutation, two rows that differ in d bits differ in 2 d places when balanced.
TEST(Balance, DoublesTheDistanceOfAnyTwoRows)
{
    std::mt19937_64 chance(6);
    const Balance balance(key_a, 1000);
    for (int i = 0; i < 20; ++i) {
        const Words a = row_by_chance(chance, 1000), b = row_by_chance(chance, 1000);
        EXPECT_EQ(set_bits(sum_of(balanced(balance, a), balanced(balance, b))), 2 * set_bits(sum_of(a, b)));
    }
}

// Each bit has two places of its own, where it stands and where its complement does.
TEST(Balance, PutsEveryBitIntoPlacesThatTheKeyDecides)
{
    constexpr std::uint32_t bits = 200;
    std::set<std::string> places;
    int equal = 0;
    const Balance a(key_a, bits), again(key_a, bits), b(key_b, bits);
    const Words none(words_of(bits));
    for (std::size_t i = 0; i < bits; ++i) {
        Words one(words_of(bits));
        add_bit(one, i, true);
        EXPECT_EQ(balanced(a, one), balanced(again, one));
        const Words moved = sum_of(balanced(a, one), balanced(a, none));
        ASSERT_EQ(set_bits(moved), 2u);
        places.insert(text_of(moved, 2 * bits));
        equal += balanced(b, one) == balanced(a, one);
    }
    EXPECT_EQ(places.size(), bits);
    EXPECT_EQ(equal, 0);
}

TEST(Balance, ShufflesEvenly)
{
    // Where the first bit goes, over 4,000 keys: 16 places, 250 each, standard deviation 15.
    std::array<int, 16> hits{};
    for (int k = 0; k < 4000; ++k) {
        const Digest key = sha256(std::as_bytes(std::span(&k, 1)));
        const Balance balance(key, 8);
        Words row(1, 1), all(1, 0);
        const Words one = balanced(balance, row), none = balanced(balance, all);
        for (std::size_t i = 0; i < 16; ++i) hits[i] += bit_of(one, i) && !bit_of(none, i);
    }
    for (const int hit : hits) EXPECT_NEAR(hit, 250, 75);
}

class BlipFlips : public testing::Test {
protected:
    static Words noise(const Blip& blip, int record, std::uint32_t bits)
    {
        Words row(words_of(bits));
        blip.flip(std::as_bytes(std::span(&record, 1)), bits, row);
        return row;
    }
};

TEST_F(BlipFlips, AsManyBitsAsItIsTold)
{
    constexpr std::uint32_t bits = 1000;
    constexpr int records = 300;
    for (const unsigned per_mille : {1u, 50u, 200u, 500u}) {
        const Blip blip(key_a, per_mille);
        double flipped = 0;
        for (int r = 0; r < records; ++r) flipped += static_cast<double>(set_bits(noise(blip, r, bits)));
        const double trials = double{bits} * records, p = per_mille / 1000.0;
        EXPECT_NEAR(flipped, trials * p, 5 * std::sqrt(trials * p * (1 - p))) << per_mille;
    }
    EXPECT_EQ(set_bits(noise(Blip(key_a, 0), 1, bits)), 0u);
    EXPECT_EQ(set_bits(noise(Blip(key_a, 1000), 1, bits)), bits);
}

TEST_F(BlipFlips, EveryPlaceEquallyOften)
{
    constexpr std::uint32_t bits = 40;
    constexpr int records = 4000;
    const Blip blip(key_a, 200);
    std::array<int, bits> hits{};
    for (int r = 0; r < records; ++r)
        for (std::size_t i = 0; i < bits; ++i) hits[i] += bit_of(noise(blip, r, bits), i);
    for (const int hit : hits) EXPECT_NEAR(hit, 800, 5 * std::sqrt(4000 * .2 * .8));
}

TEST_F(BlipFlips, TheSameForTheSameRecordAndOthersForAnother)
{
    constexpr std::uint32_t bits = 1024;
    const Blip blip(key_a, 100), again(key_a, 100), other_key(key_b, 100);
    std::set<Words> seen;
    for (int r = 0; r < 200; ++r) {
        EXPECT_EQ(noise(blip, r, bits), noise(again, r, bits));
        EXPECT_NE(noise(blip, r, bits), noise(other_key, r, bits));
        seen.insert(noise(blip, r, bits));
    }
    EXPECT_EQ(seen.size(), 200u);
}

TEST_F(BlipFlips, IndependentlyOfWhatTheRowHolds)
{
    std::mt19937_64 chance(7);
    const Blip blip(key_a, 100);
    const Words row = row_by_chance(chance, 1000);
    Words flipped = row;
    const int record = 3;
    blip.flip(std::as_bytes(std::span(&record, 1)), 1000, flipped);
    EXPECT_EQ(sum_of(row, flipped), noise(blip, record, 1000));
}

} // namespace
} // namespace gauze::keyed
