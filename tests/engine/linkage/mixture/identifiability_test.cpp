#include "engine/linkage/mixture/identifiability.hpp"
#include "tests/engine/linkage/mixture/made_patterns.hpp"

#include <algorithm>

#include <gtest/gtest.h>

namespace gauze::linkage::mixture {
namespace {

using test::made_levels;

// A field of two levels, in which one pair in a hundred agrees, and a fit that makes of it what it should.
struct Made {
    PatternEvidence evidence;
    Fit fit;
    std::vector<UnitSides> units{{"a and b", 100, 80, true, 0, 60}};
};

Made made()
{
    Made one;
    one.evidence.fields = {made_levels(project::FieldKind::date, {.01, .99})};
    one.evidence.groups = {{{0}, {0, 1}, {0, 1}, {0, 1, 2}, {0, 1}, {1, 1}}};
    one.evidence.counts = {50, 950};
    one.evidence.pairs = 8'000;
    PairClass match, strangers;
    match.match = true;
    match.share = 60.0 / 8'000;
    strangers.share = 1 - match.share;
    one.fit.classes = {match, strangers};
    one.fit.log_odds = {5, -9};
    one.fit.matches = 60;
    one.fit.unit_matches = {60};
    one.fit.settled = true;
    return one;
}

bool says(const Made& one, const std::string& words)
{
    return std::ranges::any_of(doubts(one.evidence, one.fit, one.units), [&](const std::string& said) {
        return said.find(words) != std::string::npos;
    });
}

TEST(Doubts, AreNoneWhereAllIsWell)
{
    const Made one = made();
    EXPECT_TRUE(doubts(one.evidence, one.fit, one.units).empty());
}

TEST(Doubts, AreSaidOfNoCandidates)
{
    Made one = made();
    one.fit.log_odds.clear();
    EXPECT_TRUE(says(one, "nothing was compared"));
}

TEST(Doubts, AreSaidWhereNoTwoRecordsHaveAFieldInCommon)
{
    Made one = made();
    one.evidence.groups = {{{}, {}, {0}, {0, 1}, {0}, {1}}};
    EXPECT_TRUE(says(one, "no two records have a field in common"));
}

TEST(Doubts, AreSaidOfMoreLinksThanTheSmallerFileHasRecords)
{
    Made one = made();
    one.fit.matches = one.fit.unit_matches[0] = 90;
    EXPECT_TRUE(says(one, "a and b: more links are expected (90) than the smaller file has records (80)"));
    one.units[0].one_partner = false;
    EXPECT_FALSE(says(one, "more links are expected"));
}

TEST(Doubts, AreSaidOfManyRecordsWithSeveralLikelyPartners)
{
    Made one = made();
    one.units[0].rivalled = 4;
    EXPECT_TRUE(says(one, "4 of 60 records"));
    one.units[0].rivalled = 3; // one in twenty
    EXPECT_FALSE(says(one, "have several"));
}

TEST(Doubts, AreSaidWhereNothingTellsPeopleApart)
{
    Made one = made();
    one.fit.log_odds = {-4.9, -4.7};
    EXPECT_TRUE(says(one, "do not tell matches from other pairs"));
}

TEST(Doubts, AreSaidWhereNobodyIsLikelyShared)
{
    Made one = made();
    one.fit.matches = one.fit.unit_matches[0] = .3;
    one.fit.log_odds = {-2, -14};
    EXPECT_TRUE(says(one, "nobody in common"));
}

TEST(Doubts, AreSaidOfAFieldThatIsNearlyAlwaysTheSame)
{
    Made one = made();
    one.evidence.fields[0].chance = {.9995, .0005};
    EXPECT_TRUE(says(one, "field: nearly all pairs of records look the same"));
}

TEST(Doubts, AreSaidOfAFitThatDidNotSettle)
{
    Made one = made();
    one.fit.settled = false;
    one.fit.rounds = 100;
    EXPECT_TRUE(says(one, "had not settled after 100 rounds"));
}

} // namespace
} // namespace gauze::linkage::mixture
