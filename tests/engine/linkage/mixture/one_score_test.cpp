#include "engine/linkage/mixture/one_score.hpp"
#include "engine/linkage/mixture/score_curves.hpp"

#include <algorithm>
#include <cmath>
#include <numeric>
#include <random>

#include <gtest/gtest.h>

namespace gauze::linkage::mixture {
namespace {

// Scores of strangers and of one person's records, as pairs of filters of 500 bits each.
struct Made {
    std::vector<Pair> pairs;
    std::vector<bool> match;
    double all = 0;
};

void add(Made& made, double score, bool match)
{
    const auto common = static_cast<std::uint32_t>(std::lround(std::clamp(score, 0.0, 1.0) * 500));
    const auto row = static_cast<std::uint32_t>(made.pairs.size());
    made.pairs.push_back({{0, row}, {1, row}, {common, 1000}});
    made.match.push_back(match);
}

// `records` on each side: every pair of strangers is drawn; those below the floor are no candidates.
Made draw(std::size_t records, std::size_t matches, double mean, double deviation, unsigned seed)
{
    std::mt19937 random(seed);
    std::normal_distribution<double> strangers(.3, .07), ours(mean, deviation);
    Made made;
    made.all = static_cast<double>(records) * static_cast<double>(records);
    for (std::size_t i = 0; i < records * records - matches; ++i)
        if (const double score = strangers(random); score >= .45) add(made, score, false);
    for (std::size_t i = 0; i < matches; ++i)
        if (const double score = std::min(ours(random), .999); score >= .45) add(made, score, true);
    return made;
}

struct Judged {
    double precision = 1, recall = 0, f1 = 0, best = 0, matches = 0;
    std::vector<std::string> warnings;
    std::vector<double> log_odds; // by pair
};

Judged judge(const Made& made, double most)
{
    const OneScore score(made.pairs, made.all, most);
    std::vector<EvidenceUnit> units{score.of({0, 1}, made.pairs)};
    const PatternEvidence evidence = score.evidence(unite_units(units));
    const Fit found = fit(evidence, score.classes(), {});
    Judged judged;
    judged.matches = found.matches;
    judged.warnings = score.warnings(evidence, found);
    for (const ListedEvidence& one : units[0].candidates)
        judged.log_odds.push_back(found.log_odds[one.vector]);
    const double truly = static_cast<double>(std::ranges::count(made.match, true));
    const auto f1_at = [&](double cut, double& precision, double& recall) {
        double taken = 0, right = 0;
        for (std::size_t i = 0; i < made.pairs.size(); ++i)
            if (judged.log_odds[i] > cut) {
                ++taken;
                right += made.match[i] ? 1 : 0;
            }
        precision = taken > 0 ? right / taken : 1;
        recall = truly > 0 ? right / truly : 1;
        return 2 * right / std::max(taken + truly, 1.0);
    };
    judged.f1 = f1_at(0, judged.precision, judged.recall);
    for (double cut = -12; cut < 12; cut += .1) {
        double precision = 0, recall = 0;
        judged.best = std::max(judged.best, f1_at(cut, precision, recall));
    }
    return judged;
}

TEST(OneScore, CutsNearlyAsWellAsWithTheTruthWhereTwoCrowdsStandApart)
{
    for (unsigned seed = 1; seed <= 4; ++seed) {
        const Judged found = judge(draw(1000, 600, .85, .06, seed), 1000);
        EXPECT_GT(found.f1, found.best - .02) << seed;
        EXPECT_GT(found.best, .98);
        EXPECT_NEAR(found.matches, 600, 30) << seed;
    }
}

TEST(OneScore, FindsFewMatchesAmongManyStrangers)
{
    for (unsigned seed = 11; seed <= 13; ++seed) {
        const Judged found = judge(draw(1000, 30, .85, .06, seed), 1000);
        EXPECT_GT(found.f1, .9) << seed;
        EXPECT_NEAR(found.matches, 30, 8) << seed;
    }
}

TEST(OneScore, ExpectsHardlyAMatchWhereThereIsNone)
{
    for (unsigned seed = 21; seed <= 23; ++seed) {
        const Judged found = judge(draw(1000, 0, .85, .06, seed), 1000);
        EXPECT_LT(found.matches, 10) << seed;
        EXPECT_LT(std::ranges::count_if(found.log_odds, [](double l) { return l > 0; }), 10) << seed;
    }
}

TEST(OneScore, SaysInWordsThatTwoCrowdsOverlap)
{
    const Judged apart = judge(draw(1000, 600, .88, .04, 31), 1000);
    const Judged over = judge(draw(1000, 600, .58, .08, 32), 1000);
    const auto speaks_of_strangers = [](const std::vector<std::string>& words) {
        return std::ranges::any_of(words, [](const std::string& one) {
            return one.find("that strangers have as well") != std::string::npos ||
                   one.find("told apart surely") != std::string::npos;
        });
    };
    EXPECT_FALSE(speaks_of_strangers(apart.warnings));
    EXPECT_TRUE(speaks_of_strangers(over.warnings));
    EXPECT_FALSE(apart.warnings.empty()); // one score always leaves something open
}

TEST(OneScore, OfAHigherScoreSaysNoLessWhereMatchesAreToBeExpected)
{
    const Made made = draw(1000, 600, .85, .06, 41);
    const Judged found = judge(made, 1000);
    std::vector<std::pair<double, double>> by_score;
    for (std::size_t i = 0; i < made.pairs.size(); ++i)
        by_score.emplace_back(made.pairs[i].dice.value(), found.log_odds[i]);
    std::ranges::sort(by_score);
    for (std::size_t i = 1; i < by_score.size(); ++i)
        if (by_score[i - 1].second > 0) {
            EXPECT_GT(by_score[i].second, 0) << by_score[i].first;
        }
}

void expect_sane(const Made& made, double most)
{
    const Judged found = judge(made, most);
    for (const double log_odds : found.log_odds) EXPECT_TRUE(std::isfinite(log_odds));
    EXPECT_TRUE(std::isfinite(found.matches));
    EXPECT_FALSE(found.warnings.empty());
}

TEST(OneScore, IsSaneOfNoPairOnePairAndEqualPairs)
{
    expect_sane({{}, {}, 0}, 0);
    expect_sane({{}, {}, 100}, 10);
    Made one{{}, {}, 1};
    add(one, .8, true);
    expect_sane(one, 1);
    Made equal{{}, {}, 10'000};
    for (int i = 0; i < 5'000; ++i) add(equal, 1, true);
    expect_sane(equal, 100);
    Made alike{{}, {}, 10'000};
    for (int i = 0; i < 5'000; ++i) add(alike, .7, false);
    expect_sane(alike, 100);
    Made everything{{}, {}, 300};
    for (int i = 0; i < 300; ++i) add(everything, .9 + .0003 * i, true);
    expect_sane(everything, 300);
}

TEST(ScoreCurves, FollowAnExponentialTailThatNothingStandsOutFrom)
{
    // e^(9 - 12 s) strangers in the bin at s, no chance in it.
    std::vector<double> counts;
    for (int k = 0; k < 100; ++k) counts.push_back(std::exp(9 - 12 * .005 * (k + .5)));
    counts.push_back(0);
    const ScoreCurves curves = fit_score_curves(counts, .5, 50);
    for (std::size_t k = 0; k < 50; ++k) EXPECT_NEAR(curves.strangers[k] / counts[k], 1, .02) << k;
    EXPECT_LT(std::accumulate(curves.matches.begin(), curves.matches.end(), 0.0), 5);
}

} // namespace
} // namespace gauze::linkage::mixture
