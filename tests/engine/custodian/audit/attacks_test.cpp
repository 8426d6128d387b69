// The other attacks, each on a case whose answer is known, and the limits.
#include "engine/custodian/audit/frequency.hpp"
#include "engine/custodian/audit/leaks.hpp"
#include "engine/custodian/audit/limits.hpp"
#include "engine/custodian/audit/linear_decode.hpp"
#include "tests/engine/custodian/audit/made_pictures.hpp"

#include <numeric>

#include <gtest/gtest.h>

namespace gauze::custodian {
namespace {

std::vector<std::size_t> counted(std::size_t count)
{
    std::vector<std::size_t> all(count);
    std::iota(all.begin(), all.end(), std::size_t{0});
    return all;
}

// A release of the whole register, by one key.
struct OneKey {
    Picture released, register_;
    std::vector<std::size_t> truth;
    std::vector<std::uint64_t> people;
    OneKey(const std::vector<std::uint64_t>& shown, const std::vector<std::uint64_t>& known)
        : truth(counted(shown.size()))
    {
        for (std::size_t r = 0; r < known.size(); ++r) people.push_back(r);
        released.rows = shown.size(), register_.rows = known.size();
        released.tags.push_back(made_tag("k", shown));
        register_.tags.push_back(made_tag("k", known));
    }
    FrequencyLeak leak() const { return frequency_leaks({released, register_, truth}, people).front(); }
};

TEST(FrequencyAttack, NamesValuesThatStandAlone)
{
    // Four of one, three of another, two of a third, and one.
    const OneKey made({7, 7, 7, 7, 8, 8, 8, 9, 9, 5}, {1, 1, 1, 1, 2, 2, 2, 3, 3, 4});
    EXPECT_DOUBLE_EQ(made.leak().reidentified, 9); // who shares with nobody is not told by frequency
    EXPECT_EQ(made.leak().largest, 4u);
    EXPECT_DOUBLE_EQ(made.leak().largest_share, .4);
}

TEST(FrequencyAttack, GuessesAmongEqualsByChance)
{
    // Three pairs are three ranks in any order: each is right with a chance of one in three.
    const OneKey made({7, 7, 8, 8, 9, 9}, {1, 1, 2, 2, 3, 3});
    EXPECT_DOUBLE_EQ(made.leak().reidentified, 2);
}

TEST(FrequencyAttack, CountsOnePersonOnce)
{
    OneKey made({7, 7, 7, 8}, {1, 1, 1, 2});
    made.people = {0, 0, 0, 1};
    EXPECT_EQ(made.leak().largest, 1u);
    EXPECT_EQ(made.leak().reidentified, 0);
}

// What is shown is the attacker's own filter with its bits in another order: a linear map, which can be
// learnt.
TEST(LinearDecode, LearnsALinearMapAndNothingFromNoise)
{
    std::mt19937_64 random(3);
    constexpr std::size_t bits = 128, rows = 300, people = 200;
    Picture released, register_;
    released.rows = people, register_.rows = rows;
    SeenView target = made_view("t", false, bits, 1, rows), shown = made_view("t", false, bits, 1, people),
             noise = made_view("t", false, bits, 1, people);
    for (std::size_t r = 0; r < rows; ++r)
        for (std::size_t b = 0; b < bits; ++b) {
            if (random() % 4 == 0) set_bit(target, r, b);
            if (r < people && get_bit(target, r, b)) set_bit(shown, r, b * 37 % bits);
            if (r < people && random() % 4 == 0) set_bit(noise, r, b);
        }
    const auto truth = counted(people), known = drawn(160, people, 1);
    released.views.push_back(std::move(shown));
    const Named learnt = linear_decode({released, register_, truth}, target, known);
    EXPECT_EQ(learnt.tried, 40u);
    EXPECT_GT(learnt.named, 36);
    released.views[0] = std::move(noise);
    EXPECT_LT(linear_decode({released, register_, truth}, target, known).named, 5);
}

TEST(LinearDecode, OfNobodyIsNobody)
{
    Picture released, register_;
    released.rows = 5, register_.rows = 9;
    const SeenView target = made_view("t", false, 64, 1, 9);
    EXPECT_EQ(linear_decode({released, register_, counted(5)}, target, {}).named, 0);
}

TEST(Correlation, IsPearsonsAndRanksShareTheirTies)
{
    EXPECT_DOUBLE_EQ(correlation({1, 2, 3}, {2, 4, 6}), 1);
    EXPECT_DOUBLE_EQ(correlation({1, 2, 3}, {6, 4, 2}), -1);
    EXPECT_DOUBLE_EQ(correlation({1, 2, 3}, {5, 5, 5}), 0);
    EXPECT_NEAR(correlation({1, 2, 3, 4}, {1, 3, 2, 4}), .8, 1e-12);
    EXPECT_EQ(ranks_of({3, 1, 3, 2}), (std::vector<double>{2.5, 0, 2.5, 1}));
}

TEST(LengthLeak, SeesBitsThatFollowTokens)
{
    Picture released, tokens;
    released.rows = tokens.rows = 50;
    released.views.push_back(made_view("v", false, 512, 1, 50));
    tokens.views.push_back(made_view("v", false, 512, 1, 50));
    for (std::size_t r = 0; r < 50; ++r)
        for (std::size_t b = 0; b < r; ++b)
            set_bit(released.views[0], r, 3 * b), set_bit(tokens.views[0], r, b);
    EXPECT_NEAR(length_leaks(released, tokens).front().correlation, 1, 1e-12);
}

TEST(BlockingLeak, SeesBlocksThatFollowLikeness)
{
    std::mt19937_64 random(8);
    constexpr std::size_t people = 120;
    Picture released, register_;
    released.rows = register_.rows = people;
    SeenView similar = made_view("s", false, 256, 1, people);
    std::vector<std::uint64_t> group, chance;
    for (std::size_t r = 0; r < people; ++r) {
        group.push_back(r % 3), chance.push_back(random() % 3);
        for (std::size_t b = 0; b < 60; ++b) set_bit(similar, r, r % 3 * 60 + b);
        for (std::size_t b = 0; b < 20; ++b) set_bit(similar, r, random() % 256);
    }
    for (const auto& [values, least, most] : {std::tuple(group, .6, 1.0), std::tuple(chance, -.05, .05)}) {
        released.tags = {made_tag("b", values)};
        released.tags.back().block = true;
        const BlockingLeak leak = blocking_leak({released, register_, counted(people)}, similar, 1);
        EXPECT_GT(leak.rank_correlation, least);
        EXPECT_LE(leak.rank_correlation, most);
        ASSERT_EQ(leak.buckets.size(), 1u);
        EXPECT_GE(leak.buckets[0].largest, 40u);
    }
}

// Intervals as other programs give them: Wilson's one-sided 95 % of 5 of 100 is .0245, of 19 of 1,200 .0109
// (Newcombe 1998, formula 3, at z = 1.6449); Fisher's of r = .5 and 20 pairs: tanh(.5493 - 1.6449 / sqrt 17).
TEST(AuditLimits, HaveIntervalsByTheTextbook)
{
    EXPECT_NEAR(wilson_lower(5, 100), .0245, 1e-4);
    EXPECT_NEAR(wilson_lower(19, 1200), .0109, 1e-4);
    EXPECT_NEAR(wilson_lower(0, 50), 0, 1e-12);
    EXPECT_NEAR(fisher_lower(.5, 20), .1492, 1e-4);
    EXPECT_NEAR(fisher_lower(-.5, 20), .1492, 1e-4);
}

TEST(AuditLimits, GoByTheFigureWithManyPeopleAndByChanceWithFew)
{
    EXPECT_FALSE(is_above(12, 1200, .01));
    EXPECT_TRUE(is_above(13, 1200, .01));
    EXPECT_FALSE(is_above(1, 50, .01)); // one lucky guess
    EXPECT_TRUE(is_above(4, 50, .01));
    EXPECT_FALSE(is_above(.4, 1200, 0)); // less than half a person
    EXPECT_FALSE(is_frequency_above(2, 300, .001));
    EXPECT_TRUE(is_frequency_above(3, 300, .001));
    EXPECT_FALSE(is_frequency_above(2, 300, 0));
    EXPECT_TRUE(is_frequency_above(2.1, 300, 0));
    EXPECT_TRUE(is_correlation_above(-.36, 1200, .35));
    EXPECT_FALSE(is_correlation_above(.36, 20, .35));
}

TEST(AuditLimits, AreThoseOfTheProfile)
{
    EXPECT_EQ(limits_of("standard").m3.most, .01);
    EXPECT_EQ(limits_of("custom").m3.most, .01);
    EXPECT_EQ(limits_of("plain").m3.most, .01);
    EXPECT_FALSE(limits_of("tolerant").known_people_decide);
    EXPECT_EQ(limits_of("strict").m3.known, 300u);
    EXPECT_EQ(limits_of("strict").m3.most, .01);
    EXPECT_EQ(limits_of("strict").length, .1);
}

} // namespace
} // namespace gauze::custodian
