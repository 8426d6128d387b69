#include "bloom/base/parallel.hpp"
#include "engine/linkage/make_plan.hpp"
#include "tests/engine/linkage/made_candidates.hpp"
#include "tests/engine/linkage/made_parties.hpp"

#include <cmath>
#include <optional>

#include <gtest/gtest.h>

namespace gauze::linkage {
namespace {

using test::code_of;
using test::MadeCandidates;
using test::rows_of;

constexpr project::Threshold cut{7, 10};

Planned planned(const MadeCandidates& made, PlanWishes wishes)
{
    wishes.threshold = cut;
    return make_plan(made.parties, "study", "p0", wishes);
}

TEST(MakePlan, ChoosesExactWhileItFitsTheTime)
{
    const MadeCandidates made;
    for (const double seconds : {0.0, 60.0}) {
        const Planned plan = planned(made, {.seconds = seconds});
        EXPECT_TRUE(plan.plan.sources.exact());
        EXPECT_EQ(plan.estimate.pairs, 150u * 170);
        EXPECT_TRUE(plan.estimate.losses.empty()); // nothing is lost
        EXPECT_FALSE(plan.estimate.why.empty());
    }
}

TEST(MakePlan, ChoosesBlockedWhereExactDoesNotFitTheTime)
{
    // Symbols and keys: every pair is counted, which is slow, and few pairs share a key.
    const MadeCandidates made(
        {.rows = {12'000, 12'000}, .people = 18'000, .symbols = 64, .blocks = 0, .other = 0});
    // The ceiling lies between two times that were measured a moment ago, and a machine may be busy in
    // between: then they are measured again.
    double exact = 0;
    std::optional<Planned> chosen;
    for (int tries = 0; tries < 10 && (!chosen || to_text(chosen->plan.sources) != "keys"); ++tries) {
        exact = planned(made, {.sources = CandidateSources{}}).estimate.seconds;
        const double keys = planned(made, {.sources = CandidateSources{.keys = true}}).estimate.seconds;
        if (exact <= 4 * keys) continue;
        code_of([&] { chosen = planned(made, {.seconds = std::sqrt(exact * keys)}); });
    }
    ASSERT_TRUE(chosen.has_value());
    const Planned& plan = *chosen;
    EXPECT_EQ(to_text(plan.plan.sources), "keys");
    EXPECT_EQ(plan.estimate.losses.size(), 1u);
    EXPECT_EQ(plan.estimate.losses[0].sampled, 5000u);
    // What was asked for is not second-guessed, but a ceiling holds all the same.
    EXPECT_EQ(code_of([&] { planned(made, {.sources = CandidateSources{}, .seconds = exact / 8}); }),
              Exit::configuration);
}

TEST(MakePlan, RefusesCeilingsThatCannotBeKept)
{
    const MadeCandidates made;
    for (const char* candidates : {"exact", "keys,blocks"}) {
        const auto sources = candidate_sources_from(candidates);
        EXPECT_EQ(code_of([&] { planned(made, {.sources = sources, .memory = 1u << 20}); }),
                  Exit::configuration);
        EXPECT_EQ(code_of([&] { planned(made, {.sources = sources, .seconds = 1e-9}); }),
                  Exit::configuration);
        EXPECT_EQ(code_of([&] {
                      planned(made, {.sources = sources, .memory = std::uint64_t{1} << 40, .seconds = 3600});
                  }),
                  Exit::ok);
    }
    EXPECT_EQ(code_of([&] { planned(made, {.seconds = 1e-9}); }), Exit::configuration);
}

TEST(MakePlan, MakesSlabsSmallerUnderAMemoryCeilingWithTheSamePairs)
{
    const MadeCandidates made({.rows = {500, 40'000}, .people = 20'000, .blocks = 0});
    const Planned usual = planned(made, {.sources = CandidateSources{}});
    // Planes of a filter of 256 bits take 48 bytes a row: room for no more than half the slab.
    const std::uint64_t ceiling = usual.estimate.memory - 20'000 * 48;
    const Planned small = planned(made, {.sources = CandidateSources{}, .memory = ceiling});
    EXPECT_LT(small.plan.slab_rows, 40'000u);
    EXPECT_LE(small.estimate.memory, ceiling);
    EXPECT_GT(small.plan.work().phases.size(), usual.plan.work().phases.size());
    EXPECT_EQ(small.plan.work().pairs(), usual.plan.work().pairs());
    const test::TemporaryFolder folder;
    run_plan(usual.plan, made.parties, folder / "usual", {});
    run_plan(small.plan, made.parties, folder / "small", {});
    const auto pairs = rows_of(pairs_of(usual.plan, folder / "usual", 1u << 20));
    EXPECT_GT(pairs.size(), 100u);
    EXPECT_EQ(rows_of(pairs_of(small.plan, folder / "small", 1u << 20)), pairs);
}

TEST(MakePlan, CountsTheHitsWhenItsSampleIsAllRecords)
{
    for (const bool within : {false, true}) {
        const MadeCandidates made({.rows = {300, 280}, .within = within});
        for (const char* candidates : {"exact", "keys", "keys,blocks"}) {
            const auto sources = candidate_sources_from(candidates);
            const Planned plan = planned(made, {.sources = sources});
            EXPECT_TRUE(plan.estimate.measured);
            EXPECT_NEAR(plan.estimate.hits, static_cast<double>(made.answer(cut, sources).found.size()), 1e-6)
                << candidates << within;
        }
    }
}

// 512 of 6,000 records: the number of pairs that are met is near enough Poisson's, five deviations wide.
TEST(MakePlan, EstimatesTheHitsFromASample)
{
    for (const bool within : {false, true}) {
        const MadeCandidates made({.rows = {6000, 4000}, .people = 5000, .within = within});
        const Probe all = probe(made.parties, {0, within ? 0u : 1u}, cut, 6000);
        const double truth = static_cast<double>(all.hits.size());
        const double met = truth * 512 / 6000 * (within ? 2 : 1);
        ASSERT_GT(met, 100);
        EXPECT_NEAR(planned(made, {.sources = CandidateSources{}}).estimate.hits / truth, 1,
                    5 * 1.5 / std::sqrt(met));
    }
}

TEST(MakePlan, IsTheSamePlanForAnyNumberOfThreads)
{
    const MadeCandidates made({.rows = {4200, 4200}, .people = 4200});
    for (const char* candidates : {"exact", "keys", "keys,blocks,lsh"}) {
        std::set<std::string> digests;
        for (const unsigned threads : {1, 2, 3}) {
            set_threads(threads);
            digests.insert(
                to_hex(planned(made, {.sources = candidate_sources_from(candidates)}).plan.digest()));
        }
        set_threads(0);
        EXPECT_EQ(digests.size(), 1u) << candidates;
    }
}

// Small tables need little, and are not refused under a ceiling that holds them.
TEST(MakePlan, KeepsACeilingOfSomeTensOfMebibytesForSmallTables)
{
    const MadeCandidates made;
    set_threads(2);
    for (const char* candidates : {"exact", "keys,blocks", "lsh", "exact,keys"}) {
        const auto sources = candidate_sources_from(candidates);
        const Planned plan = planned(made, {.sources = sources, .memory = 48u << 20});
        EXPECT_LE(plan.estimate.memory, 48u << 20);
        EXPECT_LE(plan.estimate.edges, plan.estimate.memory);
        EXPECT_EQ(to_json(plan.estimate, plan.plan).number("edge_memory_bytes"),
                  static_cast<std::int64_t>(plan.estimate.edges));
    }
    set_threads(0);
}

TEST(MakePlan, DoesLshAsAskedAndSaysThatComparingAllCostsLess)
{
    const MadeCandidates made;
    const Planned plan = planned(made, {.sources = candidate_sources_from("lsh")});
    EXPECT_EQ(to_text(plan.plan.sources), "lsh");
    ASSERT_EQ(plan.estimate.notes.size(), 1u);
    EXPECT_NE(plan.estimate.notes[0].find("comparing all pairs costs less"), std::string::npos);
    EXPECT_NE(in_words(plan.estimate, plan.plan).find(plan.estimate.notes[0]), std::string::npos);
    EXPECT_EQ(to_json(plan.estimate, plan.plan).texts("notes"), plan.estimate.notes);
    EXPECT_TRUE(planned(made, {.sources = candidate_sources_from("keys")}).estimate.notes.empty());
}

TEST(MakePlan, SaysInWordsAndInJsonWhatItChose)
{
    const MadeCandidates made({.hot = 20});
    const Planned plan = planned(made, {.sources = CandidateSources{.keys = true}, .most_pairs = 60});
    const std::string words = in_words(plan.estimate, plan.plan);
    for (const char* said : {"Candidates: keys", "loses", "95 %", "150 records were compared with all",
                             "Largest blocks", "are left out", "Memory", "disk"})
        EXPECT_NE(words.find(said), std::string::npos) << said << "\n" << words;
    const Json json = to_json(plan.estimate, plan.plan);
    EXPECT_EQ(json.objects("loss").size(), 1u);
    const auto slots = json.objects("slots");
    ASSERT_EQ(slots.size(), 3u);
    EXPECT_GT(slots[0].number("blocks_left_out"), 0);
    EXPECT_GT(slots[0].number("pairs_left_out"), 20 * 20); // the hot key
    EXPECT_EQ(slots[0].text("slot"), "key k0");
    EXPECT_EQ(words.find("4711"), std::string::npos); // sizes, never a key
    EXPECT_EQ(json.line().find("4711"), std::string::npos);
}

} // namespace
} // namespace gauze::linkage
