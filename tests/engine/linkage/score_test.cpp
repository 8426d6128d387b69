#include "bloom/base/parallel.hpp"
#include "engine/linkage/score.hpp"
#include "tests/engine/linkage/made_parties.hpp"

#include <bit>

namespace gauze::linkage {
namespace {

using test::code_of;
using test::MadeParties;
using test::numbers;

// All pairs at or above the cut by a plain double loop over bits.
std::vector<Pair> plainly(const Parties& parties, PartyPair which, project::Threshold t)
{
    std::vector<Pair> pairs;
    const auto a = parties[which.a].view(0), b = parties[which.b].view(0);
    for (std::uint32_t i = 0; i < a.size(); ++i)
        for (std::uint32_t j = which.a == which.b ? i + 1 : 0; j < b.size(); ++j) {
            std::uint32_t common = 0, sum = 0;
            for (std::size_t w = 0; w < a.shape().words(); ++w) {
                common += static_cast<std::uint32_t>(std::popcount(a.row(i)[w] & b.row(j)[w]));
                sum += static_cast<std::uint32_t>(std::popcount(a.row(i)[w]) + std::popcount(b.row(j)[w]));
            }
            if (sum > 0 && std::uint64_t{2} * common * t.denominator >= std::uint64_t{t.numerator} * sum)
                pairs.push_back({{which.a, i}, {which.b, j}, {common, sum}});
        }
    return pairs;
}

bool same(const Pair& x, const Pair& y)
{
    return x.a == y.a && x.b == y.b && x.dice.common == y.dice.common && x.dice.sum == y.dice.sum;
}

TEST(Score, FindsExactlyThePairsOfAPlainDoubleLoop)
{
    MadeParties made;
    const Parties parties =
        receive({made.write("alpha", numbers(0, 150)), made.write("beta", numbers(100, 200)),
                 made.write("delta", numbers(50, 170))},
                test::policy(), false);
    for (const project::Threshold t : {project::Threshold{3, 10}, {1, 2}, {7, 10}, {9, 10}, {1, 1}}) {
        std::vector<Pair> expected;
        for (const PartyPair which : party_pairs(parties))
            for (const Pair& pair : plainly(parties, which, t)) expected.push_back(pair);
        const Scores scores = score(parties, {.threshold = t});
        EXPECT_TRUE(std::ranges::equal(scores.pairs, expected, same)) << t.numerator << "/" << t.denominator;
        EXPECT_EQ(scores.compared, 150u * 100 + 150u * 120 + 100u * 120 + 120u * 119 / 2);
    }
}

TEST(Score, ComparesWithinAPartyOnlyWhereItIsNotClean)
{
    MadeParties made;
    const Parties parties = receive({made.write("alpha", numbers(0, 2)), made.write("beta", numbers(0, 2)),
                                     made.write("delta", numbers(0, 2))},
                                    test::policy(), false);
    EXPECT_EQ(party_pairs(parties), (std::vector<PartyPair>{{0, 1}, {0, 2}, {1, 2}, {2, 2}}));
}

TEST(Score, GivesTheSamePairsInTheSameOrderForAnyNumberOfThreads)
{
    MadeParties made(2500);
    const Parties parties =
        receive({made.write("alpha", numbers(0, 2000)), made.write("beta", numbers(500, 2500))},
                test::policy(), false);
    set_threads(1);
    const auto one = score(parties, {.threshold = {6, 10}}).pairs;
    set_threads(5);
    const auto five = score(parties, {.threshold = {6, 10}}).pairs;
    set_threads(0);
    EXPECT_GE(one.size(), 1500u);
    EXPECT_TRUE(std::ranges::equal(one, five, same));
}

// Two views count as one filter that holds the bits of both.
TEST(Score, ComparesSeveralViewsEndToEnd)
{
    MadeParties made;
    const auto second = [](std::uint64_t seed) {
        return [seed](test::MadeFile& f) {
            f.tables.push_back(test::made_filters({100}, f.tokens.size(), 0.4, seed));
            f.header.views.push_back({"more", {100}});
        };
    };
    Parties parties;
    parties.files.emplace_back(made.write("alpha", numbers(0, 40), 4, second(1)));
    parties.files.emplace_back(made.write("beta", numbers(0, 40), 4, second(2)));
    parties.clean = {true, true};
    project::Policy policy = test::policy();
    policy.views.push_back({.name = "more", .bits = 100, .parts = {}, .hardening = {}});
    parties.lay_views_together(policy);
    const project::Threshold t{6, 10};
    std::size_t expected = 0;
    for (std::size_t i = 0; i < 40; ++i)
        for (std::size_t j = 0; j < 40; ++j) {
            std::uint64_t common = 0, sum = 0;
            for (std::size_t v = 0; v < 2; ++v) {
                const auto a = parties[0].view(v), b = parties[1].view(v);
                for (std::size_t w = 0; w < a.shape().words(); ++w)
                    common += static_cast<std::uint64_t>(std::popcount(a.row(i)[w] & b.row(j)[w]));
                sum += parties[0].view_weights(v)[i] + parties[1].view_weights(v)[j];
            }
            expected += 2 * common * t.denominator >= t.numerator * sum;
        }
    EXPECT_GT(expected, 0u);
    EXPECT_EQ(score(parties, {.threshold = t}).pairs.size(), expected);
}

TEST(Score, NeverLinksARecordWithoutAView)
{
    MadeParties made;
    const auto empty = [](test::MadeFile& f) {
        f.tables[0] = bloom::FilterTable(MadeParties::shape, f.tokens.size());
    };
    const Parties parties =
        receive({made.write("alpha", numbers(0, 3), 0, empty), made.write("beta", numbers(0, 3), 0, empty)},
                test::policy(), false);
    EXPECT_TRUE(score(parties, {.threshold = {1, 1'000'000}}).pairs.empty());
}

TEST(Score, StopsInWordsBeforeMemoryIsExhausted)
{
    MadeParties made;
    const Parties parties = receive(
        {made.write("alpha", numbers(0, 100)), made.write("beta", numbers(0, 100))}, test::policy(), false);
    EXPECT_EQ(code_of([&] {
                  score(parties, {.threshold = {1, 100}, .most_pairs = 500});
              }),
              Exit::configuration);
}

TEST(Score, OfFilesWithoutRowsIsEmpty)
{
    MadeParties made;
    const Parties parties =
        receive({made.write("alpha", {}), made.write("delta", {})}, test::policy(), false);
    EXPECT_TRUE(score(parties, {}).pairs.empty());
}

TEST(ScoreHistogram, CountsThePairsThatAThresholdWouldLetThrough)
{
    MadeParties made;
    const Parties parties = receive(
        {made.write("alpha", numbers(0, 120)), made.write("beta", numbers(60, 200))}, test::policy(), false);
    const auto at_or_above = score_histogram(parties, 20);
    EXPECT_EQ(at_or_above[0], 120u * 140);
    for (std::uint32_t i = 1; i <= 20; ++i)
        ASSERT_EQ(at_or_above[i], score(parties, {.threshold = {i, 20}}).pairs.size()) << i;
}

} // namespace
} // namespace gauze::linkage
