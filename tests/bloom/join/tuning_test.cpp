#include "bloom/join/tuning.hpp"
#include "tests/bloom/join/made_sides.hpp"

#include <gtest/gtest.h>

namespace gauze::bloom::join {
namespace {

using test::MadeSide;

struct Made {
    MadeSide a, b;
};
Made made(std::size_t rows, double density)
{
    std::mt19937_64 random(3);
    Made made{test::made_side({1024}, rows, density, random), test::made_side({1024}, rows, density, random)};
    made.a.weights = weights(made.a.table.rows());
    test::mix_in(made.a, made.b, random);
    return made;
}

TEST(Tuning, IsTheSameInEveryRun)
{
    const Made sides = made(4000, .3);
    const JoinOptions options{{8, 10}, false, nullptr};
    const Tuning once = tune(sides.a.side(), sides.b.side(), 4000, options);
    const Tuning again = tune(sides.a.side(), sides.b.side(), 4000, options);
    EXPECT_EQ(once.planes, again.planes);
    EXPECT_EQ(once.order, again.order);
    EXPECT_EQ(once.words, again.words);
    EXPECT_EQ(once.cycles_per_pair, again.cycles_per_pair);
}

TEST(Tuning, TakesAShorterSketchForAHigherThreshold)
{
    const Made sides = made(4000, .3);
    std::uint32_t last = 1025;
    for (const std::uint32_t t : {70u, 80u, 90u, 95u}) {
        const Tuning tuning = tune(sides.a.side(), sides.b.side(), 4000, {{t, 100}, false, nullptr});
        ASSERT_EQ(tuning.way, Way::sketch);
        EXPECT_LE(tuning.planes, last);
        last = tuning.planes;
    }
    EXPECT_LT(last, 600u);
}

TEST(Tuning, FindsTheSketchThatDiffusedFiltersNeed)
{
    // Half full and all strangers, who differ in half of all bits; at .62 a pair may differ in .38 of them,
    // and a sketch of less than that says nothing.
    std::mt19937_64 random(4);
    MadeSide side{FilterTable({1024}, 4000), {}};
    for (std::size_t r = 0; r < 4000; ++r)
        for (std::uint64_t& word : side.table.row(r)) word = random();
    side.weights = weights(side.table.rows());
    const Tuning tuning = tune(side.side(), side.side(), 4000, {{62, 100}, true, nullptr});
    ASSERT_EQ(tuning.way, Way::sketch);
    EXPECT_GT(tuning.planes, 389u);
}

TEST(Tuning, BuildsNoPlanesForAHandfulOfRows)
{
    const Made sides = made(100, .3);
    EXPECT_EQ(tune(sides.a.side(), sides.b.side(), 100, {{8, 10}, false, nullptr}).way, Way::words);
}

TEST(Tuning, BuildsNoPlanesForFiltersLongerThanAnEntryCanName)
{
    std::mt19937_64 random(3);
    MadeSide a = test::made_side({8192}, 600, .3, random);
    a.weights = weights(a.table.rows());
    EXPECT_EQ(tune(a.side(), a.side(), 600, {{8, 10}, true, nullptr}).way, Way::words);
}

TEST(Tuning, HasAnAnswerForEmptyTables)
{
    MadeSide none{FilterTable({1024}, 0), {}};
    EXPECT_EQ(tune(none.side(), none.side(), 0, {{8, 10}, false, nullptr}).way, Way::words);
}

} // namespace
} // namespace gauze::bloom::join
