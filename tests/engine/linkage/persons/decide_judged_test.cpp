#include "engine/linkage/decide.hpp"
#include "tests/engine/linkage/made_parties.hpp"
#include "tests/engine/linkage/persons/decided_checks.hpp"

#include <algorithm>
#include <limits>
#include <random>

namespace gauze::linkage {
namespace {

using test::MadeParties;
using test::numbers;

std::uint32_t draw(std::mt19937& generator, std::uint32_t below)
{
    return static_cast<std::uint32_t>(generator()) % below;
}

// alpha, beta, gamma are clean, delta is not; ten rows each, in order of their tokens.
class DecideJudged : public testing::Test {
protected:
    MadeParties made_;
    Parties parties_ = receive({made_.write("alpha", numbers(0, 10)), made_.write("beta", numbers(0, 10)),
                                made_.write("gamma", numbers(0, 10)), made_.write("delta", numbers(0, 10))},
                               test::policy(), false);
    enum : std::uint32_t { alpha, beta, delta, gamma }; // by name

    static Judged judged(RecordRef a, RecordRef b, double log_odds)
    {
        return {{std::min(a, b), std::max(a, b), {80, 200}}, log_odds};
    }
    Decided decided(std::vector<Judged> all, const DecisionRule& rule = {}) const
    {
        Decided found = decide(std::move(all), parties_, rule);
        test::expect_sound(found, parties_, rule);
        return found;
    }
    std::set<std::set<RecordRef>> persons(const std::vector<Judged>& all, const DecisionRule& rule = {}) const
    {
        std::set<std::set<RecordRef>> several;
        for (const Person& person : decided(all, rule).persons)
            if (person.records.size() > 1) several.insert({person.records.begin(), person.records.end()});
        return several;
    }
    static std::vector<Verdict> verdicts_of(const Decided& found)
    {
        std::vector<Verdict> list;
        for (const DecidedPair& one : found.pairs) list.push_back(one.verdict);
        return list;
    }
    std::vector<Judged> random_candidates(std::mt19937& generator, unsigned rows = 10) const
    {
        std::vector<Judged> all;
        std::set<std::pair<RecordRef, RecordRef>> seen;
        const unsigned wanted = 20 + draw(generator, 150);
        for (unsigned i = 0; i < wanted; ++i) {
            const RecordRef x{draw(generator, 4), draw(generator, rows)},
                y{draw(generator, 4), draw(generator, rows)};
            if (x == y || (x.party == y.party && x.party != delta)) continue;
            if (seen.insert(std::minmax(x, y)).second)
                all.push_back(judged(x, y, static_cast<double>(draw(generator, 30)) / 2 - 5));
        }
        return all;
    }
};

TEST_F(DecideJudged, GivesEachRecordItsBestPartnerFirst)
{
    const auto found = decided({judged({alpha, 0}, {beta, 0}, 5), judged({alpha, 0}, {beta, 1}, 9),
                                judged({alpha, 1}, {beta, 1}, 8)});
    EXPECT_EQ(verdicts_of(found), (std::vector<Verdict>{Verdict::joined, Verdict::taken, Verdict::taken}));
    EXPECT_EQ(found.taken, 2u);
    EXPECT_EQ(found.link_log_odds, (std::vector<double>{9}));
}

TEST_F(DecideJudged, TakesTheBestWholeIfAskedForTheOptimum)
{
    const std::vector<Judged> all = {judged({alpha, 0}, {beta, 0}, 8), judged({alpha, 0}, {beta, 1}, 9),
                                     judged({alpha, 1}, {beta, 1}, 8)};
    EXPECT_EQ(persons(all, {.assignment = Assignment::optimal}),
              (std::set<std::set<RecordRef>>{{{alpha, 0}, {beta, 0}}, {{alpha, 1}, {beta, 1}}}));
    // what counts is the sum above the cut: 9 - 7 against twice 8 - 7, and then one step for each link
    EXPECT_EQ(persons(all, {.cut = 7.5, .assignment = Assignment::optimal}),
              (std::set<std::set<RecordRef>>{{{alpha, 0}, {beta, 1}}}));
}

TEST_F(DecideJudged, TakesOnlyMutuallyBestPairsIfAskedFor)
{
    // alpha 1 likes beta 1 best, which likes alpha 0 better: beta 2 does not get alpha 1 instead.
    const auto found = decided({judged({alpha, 0}, {beta, 1}, 9), judged({alpha, 1}, {beta, 1}, 8),
                                judged({alpha, 1}, {beta, 2}, 7)},
                               {.assignment = Assignment::mutual_best});
    EXPECT_EQ(verdicts_of(found), (std::vector<Verdict>{Verdict::joined, Verdict::taken, Verdict::taken}));
}

TEST_F(DecideJudged, LeavesToAPersonWhatIsNotClearlyBetterThanTheNextBest)
{
    const std::vector<Judged> all = {judged({alpha, 0}, {beta, 0}, 9), judged({alpha, 0}, {beta, 1}, 7),
                                     judged({alpha, 2}, {beta, 2}, 3)};
    EXPECT_EQ(verdicts_of(decided(all, {.lead = 3})),
              (std::vector<Verdict>{Verdict::below_lead, Verdict::below_lead, Verdict::joined}));
    EXPECT_EQ(decided(all, {.lead = 2}).links.size(), 2u);
    // a candidate below the cut is a rival too
    EXPECT_EQ(decided({judged({alpha, 0}, {beta, 0}, 1), judged({alpha, 0}, {beta, 1}, -0.5)}, {.lead = 2})
                  .links.size(),
              0u);
    // where a party repeats people, the next best is no rival
    EXPECT_EQ(decided({judged({alpha, 0}, {delta, 0}, 9), judged({alpha, 0}, {delta, 1}, 8)}, {.lead = 3})
                  .links.size(),
              2u);
}

TEST_F(DecideJudged, PutsAsideForReviewWhatIsBetweenTheCuts)
{
    const auto found = decided({judged({alpha, 0}, {beta, 0}, 5), judged({alpha, 1}, {beta, 1}, 2),
                                judged({alpha, 2}, {beta, 2}, -2)},
                               {.cut = 3, .lower_cut = 0});
    EXPECT_EQ(verdicts_of(found), (std::vector<Verdict>{Verdict::joined, Verdict::review}));
    EXPECT_EQ(found.count(Verdict::review), 1u);
    EXPECT_EQ(found.persons.size(), 39u);
}

TEST_F(DecideJudged, SaysOfEachPairWhyItIsNoLink)
{
    const auto found = decided({judged({alpha, 0}, {beta, 0}, 9), judged({beta, 0}, {gamma, 0}, 8),
                                judged({alpha, 1}, {gamma, 0}, 7), judged({alpha, 0}, {gamma, 0}, 6),
                                judged({alpha, 2}, {beta, 3}, 5), judged({alpha, 3}, {gamma, 3}, 4),
                                judged({beta, 3}, {gamma, 3}, 3.5)});
    EXPECT_EQ(verdicts_of(found),
              (std::vector<Verdict>{Verdict::joined, Verdict::joined, Verdict::taken, Verdict::within,
                                    Verdict::joined, Verdict::joined, Verdict::would_clash}));
}

TEST_F(DecideJudged, LetsAPartyThatIsNotCleanHoldAPersonTwiceButGivesEachOfItsRecordsOnePartner)
{
    EXPECT_EQ(persons({judged({alpha, 0}, {delta, 0}, 9), judged({alpha, 0}, {delta, 1}, 8),
                       judged({alpha, 1}, {delta, 1}, 7)}),
              (std::set<std::set<RecordRef>>{{{alpha, 0}, {delta, 0}, {delta, 1}}}));
}

TEST_F(DecideJudged, KeepsTheBestCandidatesOfEachRecord)
{
    const auto found = decided({judged({alpha, 0}, {beta, 0}, 9), judged({alpha, 0}, {beta, 1}, -3),
                                judged({alpha, 0}, {beta, 2}, -4), judged({alpha, 0}, {gamma, 5}, -9)},
                               {.top = 2});
    std::vector<std::pair<RecordRef, std::uint32_t>> expected = {
        {{alpha, 0}, 1}, {{alpha, 0}, 2}, {{alpha, 0}, 1}, {{beta, 0}, 1},
        {{beta, 1}, 1},  {{beta, 2}, 1},  {{gamma, 5}, 1}};
    std::vector<std::pair<RecordRef, std::uint32_t>> top;
    for (const TopCandidate& one : found.top) top.emplace_back(one.record, one.rank);
    EXPECT_EQ(top, expected);
    EXPECT_EQ(found.top[0].verdict, Verdict::joined);
    EXPECT_EQ(found.top[1].verdict, Verdict::below);
}

TEST_F(DecideJudged, AlwaysJoinsKnownLinksAndNeverKnownNonLinks)
{
    const DecisionRule rule{
        .known = {{{alpha, 0}, {beta, 5}, true, "k, row 1"}, {{alpha, 1}, {gamma, 1}, false, "k, row 2"}}};
    const auto found = decided({judged({alpha, 0}, {beta, 0}, 9), judged({alpha, 1}, {beta, 1}, 8),
                                judged({beta, 1}, {gamma, 1}, 7), judged({alpha, 1}, {gamma, 1}, 6)},
                               rule);
    EXPECT_EQ(verdicts_of(found), (std::vector<Verdict>{Verdict::taken, Verdict::joined, Verdict::known_apart,
                                                        Verdict::known_apart}));
}

TEST_F(DecideJudged, RefusesKnownLinksThatMakeAPersonOfTwoRecordsOfACleanParty)
{
    const DecisionRule rule{
        .known = {{{alpha, 0}, {beta, 0}, true, "k, row 1"}, {{alpha, 1}, {beta, 0}, true, "k, row 2"}}};
    try {
        decide({}, parties_, rule);
        FAIL();
    } catch (const Error& error) {
        EXPECT_EQ(error.code(), Exit::bad_data);
        EXPECT_STREQ(error.what(), "k, row 2: together with k, row 1 makes one person of two records of "
                                   "alpha, which holds a person once");
    }
}

TEST_F(DecideJudged, RefusesKnownLinksThatMakeOneOfWhatIsKnownToBeTwo)
{
    const DecisionRule rule{.known = {{{alpha, 0}, {gamma, 0}, false, "k, row 1"},
                                      {{alpha, 0}, {beta, 0}, true, "k, row 2"},
                                      {{beta, 0}, {gamma, 0}, true, "k, row 3"}}};
    EXPECT_EQ(test::code_of([&] { decide({}, parties_, rule); }), Exit::bad_data);
}

TEST_F(DecideJudged, KeepsItsPromisesWhateverTheCandidatesAndTheRule)
{
    std::mt19937 generator(12);
    for (int round = 0; round < 600; ++round) {
        const auto all = random_candidates(generator);
        DecisionRule rule{.cut = static_cast<double>(draw(generator, 6)) - 1,
                          .lead = draw(generator, 2) * 1.5,
                          .top = 1,
                          .known = {{{alpha, 1}, {beta, 2}, true},
                                    {{beta, 2}, {gamma, 3}, false},
                                    {{delta, 4}, {delta, 5}, true}},
                          .most_optimal = round % 3 == 0 ? 3u : 5000u};
        rule.lower_cut = rule.cut - 2;
        for (const Assignment assignment :
             {Assignment::greedy, Assignment::mutual_best, Assignment::optimal}) {
            rule.assignment = assignment;
            decided(all, rule);
        }
    }
}

TEST_F(DecideJudged, IsTheSameForAnyOrderOfTheCandidates)
{
    std::mt19937 generator(13);
    for (int round = 0; round < 200; ++round) {
        auto all = random_candidates(generator);
        for (const Assignment assignment : {Assignment::greedy, Assignment::optimal}) {
            const DecisionRule rule{.assignment = assignment};
            const auto expected = persons(all, rule);
            const auto links = decided(all, rule).link_log_odds;
            std::ranges::shuffle(all, generator);
            ASSERT_EQ(persons(all, rule), expected);
            ASSERT_EQ(decided(all, rule).link_log_odds, links);
        }
    }
}

// Between two parties that hold a person once, what is found has the greatest sum that any choice has.
TEST_F(DecideJudged, FindsTheGreatestSumOfLogOddsBetweenTwoParties)
{
    std::mt19937 generator(14);
    for (int round = 0; round < 300; ++round) {
        std::array<std::array<double, 5>, 5> table{};
        std::vector<Judged> all;
        for (std::uint32_t a = 0; a < 5; ++a)
            for (std::uint32_t b = 0; b < 5; ++b) {
                table[a][b] = static_cast<double>(draw(generator, 40)) / 4 - 4;
                all.push_back(judged({alpha, a}, {beta, b}, table[a][b]));
            }
        std::array<std::size_t, 5> order = {0, 1, 2, 3, 4};
        double best = 0;
        do {
            double sum = 0;
            for (std::size_t a = 0; a < 5; ++a) sum += std::max(0.0, table[a][order[a]]);
            best = std::max(best, sum);
        } while (std::ranges::next_permutation(order).found);
        double sum = 0;
        for (const double log_odds : decided(all, {.assignment = Assignment::optimal}).link_log_odds)
            sum += log_odds;
        ASSERT_DOUBLE_EQ(sum, best);
    }
}

TEST_F(DecideJudged, LeavesComponentsThatAreTooLargeToGreedAndSaysSo)
{
    std::vector<Judged> all;
    for (std::uint32_t a = 0; a < 10; ++a)
        for (std::uint32_t b = 0; b < 10; ++b) all.push_back(judged({alpha, a}, {beta, b}, 5));
    const auto found = decided(all, {.assignment = Assignment::optimal, .most_optimal = 9});
    EXPECT_EQ(found.left_to_greedy, 1u);
    ASSERT_EQ(found.warnings.size(), 1u);
    EXPECT_EQ(found.links.size(), 10u);
    EXPECT_EQ(decided(all, {.assignment = Assignment::optimal, .most_optimal = 10}).left_to_greedy, 0u);
}

TEST_F(DecideJudged, BringsLevelsThatAreNestedAndAgreeWithADecisionOfTheirOwn)
{
    std::mt19937 generator(15);
    for (int round = 0; round < 300; ++round) {
        const auto all = random_candidates(generator);
        const DecisionRule rule{.cut = 2,
                                .assignment = round % 2 == 0 ? Assignment::greedy : Assignment::optimal};
        const std::vector<double> cuts = {6, 4, 2, 0, -3};
        const DecidedLevels levels = decide_levels(all, parties_, rule, cuts);
        ASSERT_EQ(levels.levels.size(), cuts.size());
        for (std::size_t i = 0; i + 1 < cuts.size(); ++i)
            ASSERT_TRUE(test::are_nested(levels.levels[i].persons, levels.levels[i + 1].persons));
        const auto sets = [](const std::vector<Person>& persons) {
            std::set<std::vector<RecordRef>> all_of_them;
            for (const Person& person : persons) all_of_them.insert(person.records);
            return all_of_them;
        };
        ASSERT_EQ(sets(levels.levels[2].persons), sets(decide(all, parties_, rule).persons));
        ASSERT_EQ(sets(levels.main.persons), sets(levels.levels[2].persons));
        if (rule.assignment != Assignment::greedy) continue;
        for (const std::size_t i : {0u, 1u, 3u})
            ASSERT_EQ(sets(levels.levels[i].persons), sets(decide(all, parties_, {.cut = cuts[i]}).persons));
    }
}

TEST_F(DecideJudged, IsSaneWhereThereIsNothingOrNoNumber)
{
    EXPECT_EQ(decided({}).persons.size(), 40u);
    constexpr double infinite = std::numeric_limits<double>::infinity();
    const auto found =
        decided({judged({alpha, 0}, {beta, 0}, infinite), judged({alpha, 1}, {beta, 1}, -infinite),
                 judged({alpha, 2}, {beta, 2}, std::numeric_limits<double>::quiet_NaN())});
    EXPECT_EQ(found.links.size(), 1u);
}

} // namespace
} // namespace gauze::linkage
