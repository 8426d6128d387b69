#include "bloom/base/parallel.hpp"
#include "engine/linkage/mixture/fit.hpp"
#include "tests/engine/linkage/mixture/made_patterns.hpp"

#include <algorithm>
#include <array>
#include <cmath>
#include <numeric>

#include <gtest/gtest.h>

namespace gauze::linkage::mixture {
namespace {

using project::FieldKind;
using test::draw;
using test::made_levels;
using test::MadeClass;
using test::MadePatterns;

// Four fields of four levels: a name, a surname, a date, a postcode.
std::vector<Levels> fields()
{
    return {made_levels(FieldKind::given_name, {.01, .01, .03, .95}),
            made_levels(FieldKind::family_name, {.003, .007, .02, .97}),
            made_levels(FieldKind::date, {.0005, .0095, .2, .79}),
            made_levels(FieldKind::postcode, {.001, .004, .1, .895})};
}

std::vector<std::vector<double>> chances()
{
    std::vector<std::vector<double>> tables;
    for (const Levels& levels : fields()) tables.push_back(levels.chance);
    return tables;
}

const std::vector<std::vector<double>> one_person{
    {.88, .08, .02, .02}, {.85, .07, .02, .06}, {.96, .03, .005, .005}, {.75, .04, .06, .15}};

double expected_of(const Fit& fit, const PatternEvidence& evidence)
{
    double sum = 0;
    for (std::size_t e = 0; e < fit.log_odds.size(); ++e)
        sum += evidence.counts[e] / (1 + std::exp(-fit.log_odds[e]));
    return sum;
}

MadePatterns thousand_matches_among_a_million(unsigned seed)
{
    return draw(fields(), {{true, 1'000, one_person}, {false, 999'000, chances()}}, 1e6, seed);
}

TEST(Fit, FindsHowManyPairsAreOnePersonThoughNobodySaid)
{
    for (unsigned seed = 1; seed <= 5; ++seed) {
        const MadePatterns made = thousand_matches_among_a_million(seed);
        const Fit found = fit(made.evidence, first_guess(made.evidence, 400), {});
        EXPECT_TRUE(found.settled);
        EXPECT_NEAR(expected_of(found, made.evidence), 1'000, 40) << seed;
    }
}

TEST(Fit, LearnsHowOftenTheFieldsOfOnePersonAgree)
{
    const MadePatterns made = thousand_matches_among_a_million(6);
    const Fit found = fit(made.evidence, first_guess(made.evidence, 400), {});
    for (std::size_t f = 0; f < one_person.size(); ++f) {
        // The two classes of one person, weighed by their shares.
        double equal = 0, share = 0;
        for (const PairClass& one : found.classes) {
            if (!one.match) continue;
            equal += one.share * one.tables[f][0];
            share += one.share;
        }
        // Five standard errors of a share among a thousand, and the guess it began with.
        const double error = std::sqrt(one_person[f][0] * (1 - one_person[f][0]) / 1'000);
        EXPECT_NEAR(equal / share, one_person[f][0], 5 * error + .01) << f;
    }
}

TEST(Fit, SaysOddsThatAreTrueOfThePairsThatHaveThem)
{
    std::vector<double> pairs(5), matches(5), said(5);
    for (unsigned seed = 10; seed < 20; ++seed) {
        const MadePatterns made = thousand_matches_among_a_million(seed);
        const Fit found = fit(made.evidence, first_guess(made.evidence, 400), {});
        for (std::size_t e = 0; e < found.log_odds.size(); ++e) {
            const double p = 1 / (1 + std::exp(-found.log_odds[e]));
            if (p < .01) continue;
            const auto bin = std::min<std::size_t>(static_cast<std::size_t>(p * 5), 4);
            pairs[bin] += made.evidence.counts[e];
            matches[bin] += made.matches[e];
            said[bin] += p * made.evidence.counts[e];
        }
    }
    for (std::size_t bin = 0; bin < pairs.size(); ++bin) {
        ASSERT_GT(pairs[bin], 20);
        const double p = said[bin] / pairs[bin];
        EXPECT_NEAR(matches[bin] / pairs[bin], p, 5 * std::sqrt(p * (1 - p) / pairs[bin]) + .05) << bin;
    }
}

TEST(Fit, DoesNotTakeAFamilyForOnePerson)
{
    // Brothers and sisters: surname and postcode alike, the rest as strangers.
    auto siblings = chances();
    siblings[1] = siblings[3] = {.95, .03, .01, .01};
    const MadePatterns made =
        draw(fields(), {{true, 1'000, one_person}, {false, 1'000, siblings}, {false, 998'000, chances()}},
             1e6, 21);
    const Fit found = fit(made.evidence, first_guess(made.evidence, 400), {});
    double taken = 0, right = 0;
    for (std::size_t e = 0; e < found.log_odds.size(); ++e)
        if (found.log_odds[e] > 0) {
            taken += made.evidence.counts[e];
            right += made.matches[e];
        }
    EXPECT_GT(right / taken, .98);
    EXPECT_GT(right, 900);
}

TEST(Fit, OfNoMatchesExpectsNearlyNone)
{
    const MadePatterns made = draw(fields(), {{false, 300'000, chances()}}, 3e5, 22);
    const Fit found = fit(made.evidence, first_guess(made.evidence, 100), {});
    EXPECT_LT(expected_of(found, made.evidence), 20);
}

TEST(Fit, KeepsWhatEachClassSaysAProbability)
{
    const MadePatterns made = thousand_matches_among_a_million(23);
    const Fit found = fit(made.evidence, first_guess(made.evidence, 400), {});
    double shares = 0;
    for (const PairClass& one : found.classes) {
        shares += one.share;
        for (const auto& table : one.tables)
            EXPECT_NEAR(std::accumulate(table.begin(), table.end(), 0.0), 1, 1e-9) << one.name;
    }
    EXPECT_NEAR(shares, 1, 1e-9);
}

TEST(Fit, LearnsTheShareOfEqualValuesAndHowRareTheyAre)
{
    // Equal values are rare or common; people agree in rare ones as often as records show them.
    auto all = fields();
    Levels& name = all[0];
    name.chance = {.0002, .0098, .04, .95};
    name.group = {0, 0, 1, 2};
    name.within = {.4, .6, 1, 1};
    auto strangers = chances();
    strangers[0] = name.chance;
    auto person = one_person;
    person[0] = {.36, .54, .05, .05};
    const MadePatterns made = draw(all, {{true, 1'000, person}, {false, 999'000, strangers}}, 1e6, 24);
    const Fit found = fit(made.evidence, first_guess(made.evidence, 400), {});
    double rare_share = 0, common_share = 0;
    for (const PairClass& one : found.classes)
        if (one.match)
            rare_share += one.share * one.tables[0][0], common_share += one.share * one.tables[0][1];
    EXPECT_NEAR(rare_share / (rare_share + common_share), .4, .08); // five standard errors among nine hundred
    // Of patterns that differ in nothing else the rare one is likelier to be one person.
    double rare = 0, common = 0;
    for (std::size_t e = 0; e < made.patterns.size(); ++e) {
        if (std::ranges::equal(made.patterns[e], std::array{0, 3, 0, 3})) rare = found.log_odds[e];
        if (std::ranges::equal(made.patterns[e], std::array{1, 3, 0, 3})) common = found.log_odds[e];
    }
    ASSERT_NE(rare, 0);
    ASSERT_NE(common, 0);
    EXPECT_NEAR(rare - common, std::log(.4 / .0002) - std::log(.6 / .0098), .35);
}

// Two party pairs of half the pairs each, one of which has nearly all matches.
PatternEvidence split_by_party_pair(const MadePatterns& made, double share_of_matches_in_first)
{
    PatternEvidence evidence = made.evidence;
    for (std::uint32_t u = 0; u < 2; ++u)
        for (std::uint32_t e = 0; e < evidence.counts.size(); ++e) {
            const double share = u == 0 ? share_of_matches_in_first : 1 - share_of_matches_in_first;
            const double others = evidence.counts[e] - made.matches[e];
            evidence.cells.push_back({u, e, made.matches[e] * share + others / 2});
        }
    evidence.unit_pairs = {evidence.pairs / 2, evidence.pairs / 2};
    return evidence;
}

TEST(Fit, LearnsHowManyPeopleEachTwoPartiesShare)
{
    const MadePatterns made = thousand_matches_among_a_million(31);
    const PatternEvidence evidence = split_by_party_pair(made, .98);
    // Without twins: where people are shared their twins are too, and against them the odds stay as they are.
    std::vector<PairClass> guess = first_guess(evidence, 400);
    std::erase_if(guess, [](const PairClass& one) { return one.name == "twins"; });
    const Fit found = fit(evidence, std::move(guess), {});
    ASSERT_EQ(found.unit_matches.size(), 2u);
    EXPECT_NEAR(found.unit_matches[0], 980, 40);
    EXPECT_NEAR(found.unit_matches[1], 20, 15);
    EXPECT_NEAR(found.unit_matches[0] + found.unit_matches[1], found.matches, 1e-6);
    // The same evidence is worth less where hardly anyone is shared: by the ratio of the shares.
    const std::size_t each = made.evidence.counts.size();
    for (std::size_t e = 0; e < each; ++e)
        if (std::abs(found.log_odds[e]) < 8) {
            EXPECT_NEAR(found.log_odds[e] - found.log_odds[each + e], std::log(49.0), 1) << e;
        }
}

TEST(Fit, TakesTheMatchesOutOfAChanceThatCountedThem)
{
    // Few people, most of whom are in both files: of the pairs that agree in a date four in five are matches.
    const std::size_t all = 250'000, people = 500;
    const MadePatterns made = draw(fields(), {{true, people, one_person}, {false, all - people, chances()}},
                                   static_cast<double>(all), 36);
    MadePatterns mixed = made;
    for (std::size_t f = 0; f < mixed.evidence.fields.size(); ++f) {
        Levels& levels = mixed.evidence.fields[f];
        levels.chance_has_matches = true;
        for (std::size_t l = 0; l < levels.size(); ++l)
            levels.chance[l] += (one_person[f][l] - levels.chance[l]) * people / static_cast<double>(all);
    }
    const Fit knowing = fit(made.evidence, first_guess(made.evidence, 400), {});
    const Fit found = fit(mixed.evidence, first_guess(mixed.evidence, 400), {});
    EXPECT_NEAR(found.matches, knowing.matches, .02 * knowing.matches);
    for (std::size_t f = 0; f < mixed.evidence.fields.size(); ++f)
        EXPECT_NEAR(found.classes.back().tables[f][0], made.evidence.fields[f].chance[0],
                    .15 * made.evidence.fields[f].chance[0])
            << f;
}

TEST(Fit, OfPartyPairsThatAreAlikeSaysTheSameAsOfOne)
{
    const MadePatterns made = thousand_matches_among_a_million(32);
    const PatternEvidence evidence = split_by_party_pair(made, .5);
    const Fit two = fit(evidence, first_guess(evidence, 400), {});
    const Fit one = fit(made.evidence, first_guess(made.evidence, 400), {});
    EXPECT_NEAR(two.matches, one.matches, 1);
    for (std::size_t e = 0; e < one.log_odds.size(); ++e)
        EXPECT_NEAR(two.log_odds[e], one.log_odds[e], .02) << e;
}

TEST(Refit, OnTheSameCountsStaysWhereTheFitEnded)
{
    const MadePatterns made = thousand_matches_among_a_million(33);
    const Fit found =
        fit(made.evidence, first_guess(made.evidence, 400), {.most_rounds = 2'000, .settled = 1e-8});
    const Fit again = refit(made.evidence, found, made.evidence.counts);
    EXPECT_NEAR(again.matches, found.matches, 1e-4 * found.matches);
    double worst = 0;
    for (std::size_t e = 0; e < found.log_odds.size(); ++e)
        worst = std::max(worst, std::abs(again.log_odds[e] - found.log_odds[e]));
    EXPECT_LT(worst, .01);
}

TEST(Refit, FollowsTheCountsItIsGiven)
{
    // Twice as many of everything: twice the matches. Nothing of what is likely a match: hardly any.
    const MadePatterns made = thousand_matches_among_a_million(34);
    const Fit found = fit(made.evidence, first_guess(made.evidence, 400), {});
    std::vector<double> counts = made.evidence.counts;
    for (double& count : counts) count *= 2;
    PatternEvidence twice = made.evidence;
    twice.pairs *= 2;
    EXPECT_NEAR(refit(twice, found, counts, 10).matches, 2 * found.matches, .02 * found.matches);
    for (std::size_t e = 0; e < counts.size(); ++e)
        counts[e] = found.log_odds[e] > -4 ? 0 : made.evidence.counts[e];
    EXPECT_LT(refit(made.evidence, found, counts, 10).matches, .05 * found.matches);
}

TEST(Refit, LeavesTheShareOfEachCellThatCanBeMatches)
{
    const MadePatterns made = thousand_matches_among_a_million(35);
    Fit found = fit(made.evidence, first_guess(made.evidence, 400), {});
    for (double& eligible : found.eligible) eligible /= 4;
    std::vector<double> counts = made.evidence.counts;
    for (double& count : counts) count *= 3;
    const Fit again = refit(made.evidence, found, counts, 1);
    for (std::size_t e = 0; e < counts.size(); ++e)
        EXPECT_NEAR(again.eligible[e], made.evidence.counts[e] * 3 / 4, 1e-9);
}

TEST(Fit, IsTheSameForAnyNumberOfThreads)
{
    const MadePatterns made = thousand_matches_among_a_million(25);
    set_threads(1);
    const Fit alone = fit(made.evidence, first_guess(made.evidence, 400), {});
    set_threads(3);
    const Fit together = fit(made.evidence, first_guess(made.evidence, 400), {});
    set_threads(0);
    EXPECT_EQ(alone.log_odds, together.log_odds);
}

} // namespace
} // namespace gauze::linkage::mixture
