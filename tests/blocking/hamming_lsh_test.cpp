#include "blocking/hamming_lsh.hpp"
#include "blocking/key_join.hpp"
#include "blocking/lambda_fold.hpp"
#include "bloom/base/error.hpp"
#include "tests/blocking/made_keys.hpp"

#include <algorithm>
#include <bit>
#include <cmath>
#include <random>

#include <gtest/gtest.h>

namespace gauze::blocking {
namespace {

// Filters whose bit i is set with its own density; row r of the second is row r of the first with a share
// `slip` of its bits drawn anew.
struct MadePair {
    bloom::FilterTable a, b;
};

MadePair made_pair(std::uint32_t bits, std::size_t rows, double slip, std::uint64_t seed, double low = .1,
                   double high = .6)
{
    std::mt19937_64 random(seed);
    std::uniform_real_distribution<double> part;
    std::vector<double> density(bits);
    for (std::uint32_t i = 0; i < bits; ++i) density[i] = low + (high - low) * i / bits;
    MadePair made{{{bits}, rows}, {{bits}, rows}};
    for (std::size_t r = 0; r < rows; ++r)
        for (std::uint32_t i = 0; i < bits; ++i) {
            const bool one = part(random) < density[i];
            const bool other = part(random) < slip ? part(random) < density[i] : one;
            made.a.row(r)[i / 64] |= std::uint64_t{one} << i % 64;
            made.b.row(r)[i / 64] |= std::uint64_t{other} << i % 64;
        }
    return made;
}

double dice_of(const MadePair& made, std::size_t r)
{
    int common = 0, sum = 0;
    for (std::size_t w = 0; w < made.a.rows().shape().words(); ++w) {
        const std::uint64_t x = made.a.rows().row(r)[w], y = made.b.rows().row(r)[w];
        common += 2 * std::popcount(x & y);
        sum += std::popcount(x) + std::popcount(y);
    }
    return static_cast<double>(common) / sum;
}

// The share of rows r for which (r, r) comes together.
double share_together(const MadePair& made, const BitTables& tables)
{
    const BlockKeys a = tables.keys(made.a.rows()), b = tables.keys(made.b.rows());
    std::size_t together = 0;
    for (std::size_t r = 0; r < a.rows().size(); ++r) {
        bool any = false;
        for (std::uint32_t t = 0; t < tables.size(); ++t) any |= a.rows().key(r, t) == b.rows().key(r, t);
        together += any;
    }
    return static_cast<double>(together) / static_cast<double>(a.rows().size());
}

TEST(BitDensity, CountsTheRecordsThatHaveAFilter)
{
    bloom::FilterTable a({64}, 4), b({64}, 2);
    a.row(0)[0] = 0b0011;
    a.row(2)[0] = 0b0001;
    b.row(1)[0] = 0b0101;
    const bloom::FilterRows parties[] = {a.rows(), b.rows()};
    const BitDensity density = bit_density(parties);
    EXPECT_EQ(density.records, 3u);
    EXPECT_DOUBLE_EQ(density.share[0], 1);
    EXPECT_DOUBLE_EQ(density.share[1], 1. / 3);
    EXPECT_DOUBLE_EQ(density.share[2], 1. / 3);
    EXPECT_DOUBLE_EQ(density.share[3], 0);
    EXPECT_DOUBLE_EQ(density.weight, 5. / 3);
    // Of an empty table nothing is known, and nothing can be drawn.
    const bloom::FilterTable none({64}, 0);
    const bloom::FilterRows nobody[] = {none.rows()};
    EXPECT_EQ(bit_density(nobody).records, 0u);
    EXPECT_THROW(hamming_tables(bit_density(nobody), {}), Error);
}

TEST(BitPool, TakesTheBitsThatItSays)
{
    BitDensity density{{64}, {}, 0, 1};
    for (int i = 0; i < 64; ++i) density.share.push_back(i / 64.);
    for (const std::uint32_t bit : bit_pool(density, BitChoice::near_half, 8))
        EXPECT_LE(std::abs(density.share[bit] - .5), .25);
    EXPECT_EQ(bit_pool(density, BitChoice::near_half, 8).size(), 33u);  // 16 to 48
    EXPECT_EQ(bit_pool(density, BitChoice::near_half, 20).size(), 40u); // two tables' worth
    const auto rare = bit_pool(density, BitChoice::rarest, 8);
    EXPECT_EQ(rare.front(), 2u); // 2 of 64 are more than 2 %
    EXPECT_EQ(rare.back(), 47u); // the last quarter is left out
    EXPECT_EQ(rare.size(), 46u);
    EXPECT_EQ(bit_pool(density, BitChoice::all, 8).size(), 64u);
}

TEST(TablesFor, IsTheLeastNumberThatReachesTheRecall)
{
    EXPECT_EQ(tables_for(.5, .75), 2u);
    EXPECT_EQ(tables_for(.5, .76), 3u);
    EXPECT_EQ(tables_for(.1, .95), 29u); // .9^28 = .0523, .9^29 = .0471
    EXPECT_EQ(tables_for(1, .95), 1u);
    EXPECT_EQ(tables_for(0, .95, 500), 500u);
}

TEST(BitSampling, BringsTwoFiltersTogetherAsOftenAsUrnsSay)
{
    // Two filters of 1,000 bits that differ in 100: K bits drawn without putting back miss all of these with
    // probability (900/1000)(899/999)...
    bloom::FilterTable two({1000}, 2);
    for (std::uint32_t bit = 0; bit < 1000; bit += 2) {
        two.row(0)[bit / 64] |= std::uint64_t{1} << bit % 64;
        two.row(1)[bit / 64] |= std::uint64_t{1} << bit % 64;
    }
    for (std::uint32_t bit = 0; bit < 1000; bit += 10) two.row(1)[bit / 64] ^= std::uint64_t{1} << bit % 64;
    constexpr std::uint32_t tables = 20'000;
    for (const std::uint32_t sampled : {1u, 5u, 12u, 20u}) {
        double expected = 1;
        for (std::uint32_t i = 0; i < sampled; ++i) expected *= (900. - i) / (1000 - i);
        const BlockKeys keys =
            lambda_fold({1000}, {.sampled_bits = sampled, .groups = tables, .seed = sampled})
                .keys(two.rows());
        std::uint32_t together = 0;
        for (std::uint32_t t = 0; t < tables; ++t) together += keys.rows().key(0, t) == keys.rows().key(1, t);
        const double deviation = std::sqrt(tables * expected * (1 - expected));
        EXPECT_NEAR(together, tables * expected, 5 * deviation) << sampled;
    }
}

TEST(HammingLsh, ReachesTheRecallThatItExpects)
{
    constexpr std::size_t rows = 1'500;
    const MadePair made = made_pair(1024, rows, .25, 5);
    const bloom::FilterRows parties[] = {made.a.rows(), made.b.rows()};
    const BitDensity density = bit_density(parties);
    for (const BitChoice choice : {BitChoice::near_half, BitChoice::rarest, BitChoice::all})
        for (const std::uint32_t count : {3u, 20u, 60u}) {
            const BitTables tables =
                hamming_tables(density, {.tables = count, .sampled_bits = 24, .bits = choice, .seed = count});
            double expected = 0, of_mean_table = 0; // pairs differ in similarity
            for (std::size_t r = 0; r < rows; ++r) {
                const double dice = dice_of(made, r);
                expected += expected_recall(density, tables, dice) / rows;
                of_mean_table += (1 - std::pow(1 - table_recall(density, tables, dice), count)) / rows;
            }
            // Standard error of a share of 1,500 pairs: at most .013.
            EXPECT_NEAR(share_together(made, tables), expected, 4 * .013) << count;
            EXPECT_NEAR(of_mean_table, expected, .01) << count;
        }
}

TEST(HammingLsh, FindsThroughBlocksWhatEqualKeysSay)
{
    const MadePair made = made_pair(512, 300, .2, 9);
    const bloom::FilterRows parties[] = {made.a.rows(), made.b.rows()};
    const BitTables tables =
        hamming_tables(bit_density(parties), {.tables = 12, .sampled_bits = 10, .bits = BitChoice::rarest});
    const BlockKeys a = tables.keys(made.a.rows()), b = tables.keys(made.b.rows());
    for (const KeyPass& pass : {KeyPass(a.rows(), b.rows()), KeyPass(a.rows())}) {
        const auto found = test::listed({pass});
        EXPECT_EQ(test::pairs_of(found), test::agreeing_anywhere({pass}));
        EXPECT_EQ(found.size(), test::pairs_of(found).size());
    }
}

TEST(HammingLsh, HasHopeForPlainFiltersAndNoneForDiffusedOnes)
{
    const LshOptions options{.tables = 20, .sampled_bits = 20};
    const MadePair plain = made_pair(1024, 3'000, .1, 5);
    const bloom::FilterRows parties[] = {plain.a.rows(), plain.b.rows()};
    const BitDensity density = bit_density(parties);
    const LshOutlook good = outlook(parties, density, hamming_tables(density, options), {.dice = .9});
    EXPECT_TRUE(good.hopeful) << good.why;
    EXPECT_TRUE(good.why.empty());
    EXPECT_LT(good.candidates, 10);

    // Half full, and matching pairs at Dice .62 as in the design study of diffusion.
    const MadePair diffused = made_pair(1024, 3'000, .76, 6, .49, .49);
    const bloom::FilterRows hopeless[] = {diffused.a.rows(), diffused.b.rows()};
    const BitDensity flat = bit_density(hopeless);
    const LshOutlook bad = outlook(hopeless, flat, hamming_tables(flat, options), {.dice = .62});
    EXPECT_FALSE(bad.hopeful);
    EXPECT_NEAR(bad.differing, .49 * 2 * .38, .01);
    EXPECT_GT(bad.tables_needed, 5'000u); // ln(.05) / ln(1 - .628^20)
    EXPECT_NE(bad.why.find("differ in 37 % of the sampled bits"), std::string::npos) << bad.why;
}

TEST(HammingLsh, SaysThatTooFewBitsMakeNoBlocks)
{
    const MadePair made = made_pair(1024, 1'000, .1, 5);
    const bloom::FilterRows parties[] = {made.a.rows(), made.b.rows()};
    const BitDensity density = bit_density(parties);
    const LshOutlook out =
        outlook(parties, density, hamming_tables(density, {.tables = 30, .sampled_bits = 2}), {.dice = .9});
    EXPECT_FALSE(out.hopeful);
    EXPECT_NE(out.why.find("all pairs costs less"), std::string::npos) << out.why;
}

TEST(LambdaFold, TakesAsManyGroupsAsThePaperSays)
{
    // p = .9, p^5 = .59049, ln(.1) / ln(.40951) = 2.58; p = .9, p^20 = .12158, ln(.1) / ln(.87842) = 17.76.
    EXPECT_EQ(lambda_groups(1000, 100, 5, .1), 3u);
    EXPECT_EQ(lambda_groups(1000, 100, 20, .1), 18u);
    EXPECT_EQ(lambda_groups(1000, 0, 20, .1), 1u);
    EXPECT_THROW(lambda_groups(1000, 1000, 20, .1), Error);
    EXPECT_THROW(lambda_groups(1000, 900, 64, .1), Error);
    EXPECT_THROW(lambda_groups(1000, 100, 20, 0), Error);
    EXPECT_THROW(lambda_groups(1000, 100, 20, 1), Error);
    EXPECT_EQ(lambda_fold({1000}, {.sampled_bits = 20, .distance = 100}).size(), 18u);
}

TEST(LambdaFold, MissesNoMoreThanDelta)
{
    // Each pair differs in exactly 100 of 1,000 bits; the draws are one sample for all pairs, so pairs are
    // different enough from each other (other bits differ) for their share to be near its mean.
    std::mt19937_64 random(3);
    MadePair made{{{1000}, 2'000}, {{1000}, 2'000}};
    for (std::size_t r = 0; r < 2'000; ++r) {
        for (std::size_t w = 0; w < 15; ++w) made.a.row(r)[w] = made.b.row(r)[w] = random();
        std::set<std::uint32_t> differ;
        while (differ.size() < 100) differ.insert(static_cast<std::uint32_t>(random() % 1000));
        for (const std::uint32_t bit : differ) made.b.row(r)[bit / 64] ^= std::uint64_t{1} << bit % 64;
    }
    const BitTables tables =
        lambda_fold({1000}, {.sampled_bits = 20, .distance = 100, .delta = .1, .seed = 4});
    // Standard error of the share of 2,000 independent pairs: .0067.
    EXPECT_GT(share_together(made, tables), .9 - 5 * .0067);
}

} // namespace
} // namespace gauze::blocking
