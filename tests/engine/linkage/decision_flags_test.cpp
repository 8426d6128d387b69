#include "bloom/base/error.hpp"
#include "engine/linkage/decision_flags.hpp"

#include <cmath>

#include <gtest/gtest.h>

namespace gauze::linkage {
namespace {

DecisionWishes wishes(const DecisionFlags& flags) { return flags.wishes(); }

TEST(DecisionFlags, AskForNothingWhereNothingIsSaid) { EXPECT_FALSE(wishes({}).any()); }

TEST(DecisionFlags, ChooseTheCutInOneOfThreeWays)
{
    DecisionFlags cost, precision, balanced;
    cost.cost = "5:2";
    precision.precision = ".99";
    balanced.balanced = true;
    EXPECT_EQ(wishes(cost).cut->cost, (project::Cost{5, 2}));
    EXPECT_EQ(wishes(precision).cut->precision, .99);
    EXPECT_EQ(wishes(balanced).cut->by, CutRule::By::balance);
    cost.balanced = true;
    EXPECT_THROW(cost.wishes(), Error);
    precision.cost = "5:2";
    EXPECT_THROW(precision.wishes(), Error);
}

TEST(DecisionFlags, AskForReviewLeadAssignmentAndTop)
{
    DecisionFlags flags;
    flags.review = "1:1";
    flags.lead = "10";
    flags.assignment = "optimal";
    flags.top = 3;
    const DecisionWishes asked = flags.wishes();
    EXPECT_EQ(asked.review->cost, (project::Cost{1, 1}));
    EXPECT_NEAR(asked.lead, std::log(10), 1e-12);
    EXPECT_EQ(asked.assignment, Assignment::optimal);
    EXPECT_EQ(asked.top, 3u);
    EXPECT_TRUE(asked.any());
}

TEST(DecisionFlags, RefuseWhatTheyCannotRead)
{
    for (const char* lead : {"0", ".5", "ten", "1e13", "-3", "10x"}) {
        DecisionFlags flags;
        flags.lead = lead;
        EXPECT_THROW(flags.wishes(), Error) << lead;
    }
    DecisionFlags assignment, top, cost;
    assignment.assignment = "best";
    top.top = 1001;
    cost.cost = "twenty";
    EXPECT_THROW(assignment.wishes(), Error);
    EXPECT_THROW(top.wishes(), Error);
    EXPECT_THROW(cost.wishes(), Error);
}

} // namespace
} // namespace gauze::linkage
