#include "bloom/base/parallel.hpp"
#include "engine/linkage/person_tree.hpp"
#include "engine/linkage/stated_error.hpp"

#include <chrono>
#include <cmath>
#include <functional>
#include <map>
#include <random>

#include <gtest/gtest.h>

namespace gauze::linkage {
namespace {

double odds(double p) { return std::log(p / (1 - p)); }

Person person(std::vector<RecordRef> records) { return {{}, std::move(records)}; }

struct MadeRun {
    std::vector<Pair> pairs;
    std::vector<double> log_odds;
    Sources sources;
    bool within = false;
    std::vector<LostShare> lost = {};
    ToState state() const
    {
        return {.pairs = pairs,
                .log_odds = log_odds,
                .cells = {},
                .fitted = {},
                .sources = sources,
                .within = within,
                .lost = lost,
                .redraw = {},
                .draws = 100};
    }
};

// n links between two files, all of the same probability.
MadeRun links(std::uint32_t n, double p, std::vector<Person>& persons)
{
    MadeRun run{{}, {}, {{n, n}, {true, true}}};
    for (std::uint32_t r = 0; r < n; ++r) {
        run.pairs.push_back({{0, r}, {1, r}, {}});
        run.log_odds.push_back(odds(p));
        persons.push_back(person({{0, r}, {1, r}}));
    }
    return run;
}

void expect_sane(const StatedPairs& stated)
{
    for (const Figure* figure : {&stated.precision, &stated.recall, &stated.f1}) {
        EXPECT_TRUE(std::isfinite(figure->value));
        EXPECT_LE(0, figure->low);
        EXPECT_LE(figure->low, figure->value);
        EXPECT_LE(figure->value, figure->high);
        EXPECT_LE(figure->high, 1);
        EXPECT_LT(figure->low, figure->high);
    }
}

TEST(StatedError, AddsUpPosteriors)
{
    // Two links of .9 and .8; a candidate of .3 that is none.
    const MadeRun run{{{{0, 0}, {1, 0}, {}}, {{0, 1}, {1, 1}, {}}, {{0, 2}, {1, 2}, {}}},
                      {odds(.9), odds(.8), odds(.3)},
                      {{3, 3}, {true, true}}};
    const std::vector<Person> persons{person({{0, 0}, {1, 0}}), person({{0, 1}, {1, 1}})};
    const StatedError stated = state_error(run.state(), persons, 0);
    EXPECT_NEAR(stated.all.precision.value, 1.7 / 2, 1e-12);
    EXPECT_NEAR(stated.all.recall.value, 1.7 / 2, 1e-12);
    EXPECT_NEAR(stated.all.f1.value, 2 * 1.7 / 4, 1e-12);
    EXPECT_EQ(stated.all.implied, 0);
    expect_sane(stated.all);
}

TEST(StatedError, CountsWhatBlockingLost)
{
    std::vector<Person> persons;
    MadeRun run = links(1'000, .99, persons);
    run.lost = {{{0, 1}, .1, .08, .12}, {{0, 1}, .02, .01, .03}};
    const StatedError stated = state_error(run.state(), persons, 0);
    EXPECT_NEAR(stated.all.recall.value, .9 * .98, 1e-9);
    EXPECT_LT(stated.all.recall.low, .87);
    EXPECT_GT(stated.all.recall.high, .9);
    EXPECT_NEAR(stated.all.precision.value, .99, 1e-9);
}

TEST(StatedError, OfNothingWrongOrNothingRightStillHasAnInterval)
{
    for (const double p : {1e-12, .5, 1 - 1e-12})
        for (const std::uint32_t n : {1u, 10u, 1'000u}) {
            std::vector<Person> persons;
            const MadeRun run = links(n, p, persons);
            expect_sane(state_error(run.state(), persons, -100).all);
        }
    // Jeffreys's interval for ten of ten begins at .783.
    std::vector<Person> ten;
    const MadeRun sure = links(10, 1 - 1e-12, ten);
    EXPECT_NEAR(state_error(sure.state(), ten, 0).all.precision.low, .783, .01);
}

TEST(StatedError, OfNoLinksSaysSo)
{
    std::vector<Person> persons;
    const MadeRun run = links(10, .3, persons);
    const StatedError none = state_error(run.state(), {}, 3);
    EXPECT_EQ(none.all.pairs, 0);
    EXPECT_EQ(none.all.recall.value, 0);
    EXPECT_GT(none.all.recall.high, 0);
    EXPECT_LT(none.all.precision.low, none.all.precision.high);
    ASSERT_FALSE(none.warnings.empty());
    const MadeRun empty{{}, {}, {{0, 0}, {true, true}}};
    const StatedError nothing = state_error(empty.state(), {}, 3);
    expect_sane(nothing.all);
}

TEST(StatedError, CountsPairsThatPersonsImply)
{
    // A chain over three files: the third pair is no candidate and as likely as the path.
    const MadeRun run{
        {{{0, 0}, {1, 0}, {}}, {{1, 0}, {2, 0}, {}}}, {odds(.9), odds(.8)}, {{1, 1, 1}, {true, true, true}}};
    const StatedError stated =
        state_error(run.state(), std::vector<Person>{person({{0, 0}, {1, 0}, {2, 0}})}, 0);
    EXPECT_EQ(stated.all.pairs, 3);
    EXPECT_EQ(stated.all.implied, 1);
    EXPECT_NEAR(stated.all.right, .9 + .8 + .72, 1e-12);
    ASSERT_EQ(stated.by_pair.size(), 3u);
    EXPECT_EQ(stated.by_pair[1].which, (PartyPair{0, 2}));
    EXPECT_NEAR(stated.by_pair[1].precision.value, .72, 1e-12);
}

TEST(StatedError, IsTheSameForAnyNumberOfThreads)
{
    std::vector<Person> persons;
    const MadeRun run = links(500, .97, persons);
    std::vector<std::uint32_t> cells(500, 0);
    const std::vector<double> fitted{odds(.97)};
    ToState state = run.state();
    state.cells = cells;
    state.fitted = fitted;
    state.redraw = [&](std::size_t draw) {
        return std::vector<double>{odds(.97) + .01 * static_cast<double>(draw % 7)};
    };
    set_threads(1);
    const StatedError alone = state_error(state, persons, 0);
    set_threads(3);
    const StatedError together = state_error(state, persons, 0);
    set_threads(0);
    EXPECT_EQ(alone.all.precision.low, together.all.precision.low);
    EXPECT_EQ(alone.all.f1.high, together.all.f1.high);
}

TEST(StatedError, OfAMillionCandidatesTakesSeconds)
{
    std::vector<Person> persons;
    const MadeRun run = links(1'000'000, .995, persons);
    const auto start = std::chrono::steady_clock::now();
    const StatedError stated = state_error(run.state(), persons, 0);
    EXPECT_NEAR(stated.all.precision.value, .995, 1e-9);
    EXPECT_LT(std::chrono::duration<double>(std::chrono::steady_clock::now() - start).count(), 60);
}

// ---- The tree against all ways in which its links can hold

double paths_by_hand(std::span<const RecordRef> records, const std::vector<Bond>& tree)
{
    double right = 0;
    for (std::uint32_t i = 0; i < records.size(); ++i)
        for (std::uint32_t j = 0; j < i; ++j)
            for (std::uint32_t set = 0; set < 1u << tree.size(); ++set) {
                double p = 1;
                std::vector<std::uint32_t> part(records.size());
                for (std::uint32_t r = 0; r < records.size(); ++r) part[r] = r;
                for (std::size_t l = 0; l < tree.size(); ++l) {
                    const bool holds = (set >> l & 1) != 0;
                    p *= holds ? tree[l].p : 1 - tree[l].p;
                    const std::uint32_t from = part[tree[l].x], to = part[tree[l].y];
                    if (holds)
                        for (auto& one : part) one = one == from ? to : one;
                }
                right += part[i] == part[j] ? p : 0;
            }
    return right;
}

TEST(PersonTree, ExpectsWhatAllOutcomesOfItsLinksAddUpTo)
{
    std::mt19937 random(5);
    std::uniform_real_distribution<double> chance(.3, 1);
    for (int round = 0; round < 40; ++round) {
        const auto n = static_cast<std::uint32_t>(2 + random() % 6);
        std::vector<RecordRef> records;
        std::vector<Bond> tree;
        for (std::uint32_t r = 0; r < n; ++r) {
            records.push_back({static_cast<std::uint32_t>(random() % 3), r});
            if (r > 0) tree.push_back({static_cast<std::uint32_t>(random() % r), r, r - 1, chance(random)});
        }
        double right = 0, pairs = 0, stakes = 0;
        const PersonMeasure measure = measure_person(records, tree, true);
        for (const auto& one : measure.by_pair) right += one.right, pairs += one.pairs;
        EXPECT_NEAR(right, paths_by_hand(records, tree), 1e-9);
        EXPECT_EQ(pairs, n * (n - 1) / 2);
        // What hangs on the links: lowering one by a little takes its stake with it.
        for (const Stake& stake : measure.stakes)
            if (stake.candidate == 0) stakes += stake.pairs;
        tree[0].p -= 1e-6;
        EXPECT_NEAR((right - paths_by_hand(records, tree)) / 1e-6, stakes, 1e-3);
    }
}

TEST(PersonTree, TakesACandidateByItselfWhereItIsLikelierThanThePath)
{
    const std::vector<RecordRef> records{{0, 0}, {1, 0}, {2, 0}};
    const PersonMeasure measure =
        measure_person(records, {{0, 1, 0, .9}, {1, 2, 1, .9}, {0, 2, 2, .85}}, false);
    double right = 0, implied = 0;
    for (const auto& one : measure.by_pair) right += one.right, implied += one.implied;
    EXPECT_NEAR(right, .9 + .9 + .85, 1e-12);
    EXPECT_EQ(implied, 0);
}

TEST(PersonTree, TakesForCertainWhatNoCandidateJoins)
{
    const std::vector<RecordRef> records{{0, 0}, {1, 0}};
    const PersonMeasure measure = measure_person(records, {}, false);
    ASSERT_EQ(measure.by_pair.size(), 1u);
    EXPECT_EQ(measure.by_pair[0].right, 1);
    EXPECT_EQ(measure.by_pair[0].implied, 1);
    EXPECT_TRUE(measure.stakes.empty());
}

// ---- Rivals as a check

TEST(RivalCheck, SeesWhatTheMixtureDoesNotExpect)
{
    // A hundred links, each with a worse pair above the cut: a hundred false pairs where one is expected.
    std::vector<Pair> pairs;
    std::vector<double> log_odds;
    for (std::uint32_t r = 0; r < 100; ++r) {
        pairs.push_back({{0, r}, {1, r}, {}});
        log_odds.push_back(odds(.999));
        pairs.push_back({{0, r}, {1, r + 100}, {}});
        log_odds.push_back(odds(.99));
    }
    const double matches[] = {100};
    const Sources sources{{200, 200}, {true, true}};
    const RivalCheck check = check_rivals(pairs, log_odds, matches, sources, odds(.95));
    EXPECT_EQ(check.seen, 100);
    EXPECT_NEAR(check.expected, .75 * (100 * .001 + 100 * .01), 1e-9);
    EXPECT_GT(check.ratio, 10);
    EXPECT_EQ(check_rivals(pairs, log_odds, matches, {{200, 200}, {false, false}}, 0).seen, 0);
}

} // namespace
} // namespace gauze::linkage
