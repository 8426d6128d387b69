#include "bench/quality/coverage.hpp"

#include <cmath>

#include <gtest/gtest.h>

namespace gauze::lab {
namespace {

TEST(Coverage, OfSixtyMixturesIsNotFarFromItsAim)
{
    const auto coverage =
        coverage_of(hold_series({.series = 3, .mixtures = 60, .records = 3'000, .draws = 20}));
    // Of sixty intervals of 93 % all but eleven hold the truth, but for once in a thousand (binomial).
    EXPECT_GE(coverage[0].precision, 49u);
    EXPECT_GE(coverage[0].recall, 49u);
    EXPECT_GE(coverage[0].f1, 49u);
    // And they are of some use.
    EXPECT_LT(coverage[0].precision_width / 60, .1);
    EXPECT_LT(coverage[0].recall_width / 60, .35);
}

TEST(Coverage, OfTheSameSeriesIsTheSame)
{
    const SimulatedFiles files = files_of_series(1, 7, 2'000, false);
    const Held one = hold(files, 10), other = hold(files, 10);
    EXPECT_EQ(one.stated.precision.low, other.stated.precision.low);
    EXPECT_EQ(one.stated.recall.value, other.stated.recall.value);
    EXPECT_EQ(one.recall, other.recall);
}

TEST(SimulatedEvidence, HoldsAsManyMatchesAsItSays)
{
    const SimulatedEvidence made = simulate({.seed = 4, .records = 2'000, .overlap = .3});
    EXPECT_EQ(made.true_pairs, 600);
    double matches = 0, counts = 0;
    for (const bool match : made.match) matches += match;
    for (const double count : made.evidence.counts) counts += count;
    EXPECT_LE(matches, 600);
    EXPECT_GT(matches, .8 * 600); // 8 % lost to blocking and 5 % to the floor at most, and chance
    EXPECT_EQ(counts, static_cast<double>(made.pairs.size()));
    for (std::size_t e = 1; e < made.pairs.size(); ++e)
        EXPECT_LT(std::pair(made.pairs[e - 1].a.row, made.pairs[e - 1].b.row),
                  std::pair(made.pairs[e].a.row, made.pairs[e].b.row));
}

} // namespace
} // namespace gauze::lab
