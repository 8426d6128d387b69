#include "engine/linkage/report/publishing.hpp"

#include <gtest/gtest.h>

using gauze::linkage::report::Publishing;

TEST(Publishing, KeepsBackTheLastCellThatATotalWouldGiveAway)
{
    Publishing publishing(10);
    const std::size_t small = publishing.cell(4), large = publishing.cell(300), larger = publishing.cell(900);
    EXPECT_TRUE(publishing.publish({{small, 1}, {large, 1}, {larger, 1}}));
    EXPECT_TRUE(publishing.publish({{larger, 1}}));
    EXPECT_FALSE(publishing.publish({{large, 1}})); // 1,204 - 900 - 300
    EXPECT_FALSE(publishing.publish({{small, 1}}));
}

TEST(Publishing, WithoutATotalALargeCellMayStandBesideASmallOne)
{
    Publishing publishing(10);
    const std::size_t small = publishing.cell(4), large = publishing.cell(300);
    EXPECT_TRUE(publishing.publish({{large, 1}}));
    EXPECT_FALSE(publishing.publish({{small, 1}}));
}

TEST(Publishing, SeesWhatFollowsFromSeveralFigures)
{
    // a + b, b + c and c + a together say what a is.
    Publishing publishing(10);
    const std::size_t a = publishing.cell(3), b = publishing.cell(500), c = publishing.cell(700);
    EXPECT_TRUE(publishing.publish({{a, 1}, {b, 1}}));
    EXPECT_TRUE(publishing.publish({{b, 1}, {c, 1}}));
    EXPECT_FALSE(publishing.publish({{c, 1}, {a, 1}}));
}

TEST(Publishing, DoesNotShowASumOfSmallCellsThatIsSmallItself)
{
    Publishing publishing(10);
    const std::size_t a = publishing.cell(3), b = publishing.cell(4), c = publishing.cell(100);
    EXPECT_TRUE(publishing.publish({{a, 1}, {b, 1}, {c, 1}}));
    EXPECT_FALSE(publishing.publish({{c, 1}})); // the rest are 7
}

TEST(Publishing, GuardsASmallSumThatIsNoCell)
{
    Publishing publishing(10);
    const std::size_t a = publishing.cell(12), b = publishing.cell(5), c = publishing.cell(40);
    // a - b = 7 is a figure of somebody's.
    publishing.guard({{a, 1}, {b, -1}});
    EXPECT_TRUE(publishing.publish({{a, 1}, {c, 1}}));
    EXPECT_FALSE(publishing.publish({{b, 1}, {c, 1}}));
}

TEST(Publishing, WhatEverybodyKnowsCountsEvenIfItGivesSomethingAway)
{
    Publishing publishing(10);
    const std::size_t a = publishing.cell(3), b = publishing.cell(50);
    publishing.known({{a, 1}, {b, 1}});
    EXPECT_FALSE(publishing.publish({{b, 1}}));
    EXPECT_TRUE(publishing.publish({{a, 2}, {b, 2}})); // nothing new
}

TEST(Publishing, ZeroIsNoSecret)
{
    Publishing publishing(10);
    const std::size_t none = publishing.cell(0), some = publishing.cell(30);
    EXPECT_TRUE(publishing.publish({{none, 1}}));
    EXPECT_TRUE(publishing.publish({{some, 1}, {none, 1}}));
    EXPECT_TRUE(publishing.publish({{some, 1}}));
}
