#include "engine/linkage/mixture/learn_tables.hpp"
#include "tests/engine/linkage/mixture/made_patterns.hpp"

#include <gtest/gtest.h>

namespace gauze::linkage::mixture {
namespace {

using test::made_levels;

TEST(LearnedTable, IsWhatIsCountedAndTheGuessByTheirWeights)
{
    // 30 counted pairs and a guess of ten: (24 + 10 * .5) / 40.
    EXPECT_EQ(learned_table({24, 6}, {.5, .5}, 10), (std::vector<double>{29.0 / 40, 11.0 / 40}));
    EXPECT_EQ(learned_table({0, 0}, {.25, .75}, 10), (std::vector<double>{.25, .75}));
}

PairClass one_class(bool match, std::vector<double> table)
{
    PairClass made;
    made.match = match;
    made.tables = {std::move(table)};
    return made;
}

TEST(UnequalLevels, AreDrawnToWhatTheClassesHaveInCommon)
{
    const Levels levels = made_levels(project::FieldKind::given_name, {.1, .1, .8});
    std::vector<PairClass> classes{one_class(true, {.9, .1, 0}), one_class(true, {.5, 0, .5}),
                                   one_class(false, {.1, .1, .8})};
    const double pairs[] = {100, 10, 1e6};
    // In common: 10 + 5 pairs of the second level, 5 + 5 of the third. The first class has ten unequal pairs
    // of its own beside fifteen of the common ones, the second five.
    draw_unequal_together(levels, 0, classes, pairs, 15);
    EXPECT_DOUBLE_EQ(classes[0].tables[0][0], .9);
    EXPECT_NEAR(classes[0].tables[0][1], .1 * (10 + 15 * .6) / 25, 1e-12);
    EXPECT_NEAR(classes[0].tables[0][2], .1 * (0 + 15 * .4) / 25, 1e-12);
    EXPECT_NEAR(classes[1].tables[0][1], .5 * (0 + 15 * .6) / 20, 1e-12);
    EXPECT_NEAR(classes[1].tables[0][2], .5 * (5 + 15 * .4) / 20, 1e-12);
    EXPECT_EQ(classes[2].tables[0], (std::vector<double>{.1, .1, .8}));
}

TEST(UnequalLevels, MayBeMissing)
{
    const Levels levels = made_levels(project::FieldKind::sex, {1});
    std::vector<PairClass> classes{one_class(true, {1})};
    const double pairs[] = {100};
    draw_unequal_together(levels, 0, classes, pairs, 15);
    EXPECT_EQ(classes[0].tables[0], (std::vector<double>{1}));
}

TEST(Strangers, AreWhatIsLeftOfAllPairs)
{
    Levels levels = made_levels(project::FieldKind::date, {.002, .098, .9});
    const double matched[] = {.0015, .0005, 0};
    const std::vector<double> strangers = without_matches(levels, matched);
    EXPECT_NEAR(strangers[0], .0005 / .998, 1e-12);
    EXPECT_NEAR(strangers[1], .0975 / .998, 1e-12);
    EXPECT_NEAR(strangers[2], .9 / .998, 1e-12);
}

TEST(Strangers, AgreeStillWhereAllWhoAgreeSeemToBeOnePerson)
{
    Levels levels = made_levels(project::FieldKind::date, {.002, .998});
    const double matched[] = {.003, 0};
    const std::vector<double> strangers = without_matches(levels, matched);
    EXPECT_NEAR(strangers[0], .0001 / .9981, 1e-12); // a twentieth of what was counted
}

} // namespace
} // namespace gauze::linkage::mixture
