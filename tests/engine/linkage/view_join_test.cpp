// The union of a view's exact join with blocks, against every pair looked at one by one.
#include "bloom/base/parallel.hpp"
#include "engine/linkage/make_plan.hpp"
#include "engine/linkage/view_join.hpp"
#include "tests/engine/linkage/made_candidates.hpp"
#include "tests/engine/linkage/made_parties.hpp"

#include <gtest/gtest.h>

namespace gauze::linkage {
namespace {

using test::code_of;
using test::MadeCandidates;
using test::MadeCandidatesShape;
using test::rows_of;

constexpr project::Threshold cut{7, 10};

Planned planned(const MadeCandidates& made, const CandidateSources& sources, std::uint64_t memory = 0)
{
    return make_plan(
        made.parties, "study", "p0",
        {.threshold = cut, .sources = sources, .most_pairs = sources.most_pairs, .memory = memory});
}

struct Found {
    Planned planned;
    RunSummary summary;
    std::vector<Pair> pairs;
};
Found found(const MadeCandidates& made, const CandidateSources& sources)
{
    const test::TemporaryFolder folder;
    Found result{planned(made, sources), {}, {}};
    result.summary = run_plan(result.planned.plan, made.parties, folder / "scores", {});
    result.pairs = pairs_of(result.planned.plan, folder / "scores", 1u << 20);
    return result;
}

// What the candidates come from, the view and the floor. One table of LSH loses something in small tables.
struct Wish {
    const char *candidates, *view, *floor;
    CandidateSources sources() const
    {
        CandidateSources sources = candidate_sources_from(candidates, view, floor);
        sources.tables = 1;
        return sources;
    }
};
void PrintTo(const Wish& wish, std::ostream* out) { *out << wish.candidates; }

class Union : public testing::TestWithParam<Wish> {
protected:
    static MadeCandidatesShape shaped(MadeCandidatesShape shape)
    {
        shape.short_bits = 100;
        return shape;
    }
    // Exactly the pairs above the cut that the join or some slot has, each once; compared is what was
    // planned.
    static void expect_union(const MadeCandidatesShape& shape)
    {
        const MadeCandidates made(shaped(shape));
        const Found run = found(made, GetParam().sources());
        const CandidateSources& sources = run.planned.plan.sources;
        const auto right = made.answer(cut, sources);
        EXPECT_EQ(rows_of(run.pairs), rows_of(right.found));
        EXPECT_GT(right.by_join, 0u);
        EXPECT_EQ(right.by_blocks > 0 && right.by_both > 0, sources.blocked());
        EXPECT_LT(right.found.size(), right.alike.size()) << "nothing to lose, nothing shown";

        std::uint64_t pairs = 0;
        for (const PartyPair which : party_pairs(made.parties)) {
            const std::uint64_t a = made.parties[which.a].rows(), b = made.parties[which.b].rows();
            pairs += which.a == which.b ? a * (a - 1) / 2 : a * b;
            if (sources.blocked())
                for (const auto& slot : made.block_sizes(which, sources))
                    for (const auto& [value, n] : slot) pairs += n;
        }
        EXPECT_EQ(run.summary.compared, pairs);
        EXPECT_EQ(run.planned.estimate.pairs, pairs);
    }
};

TEST_P(Union, BetweenTwoPartiesIsFoundEachPairOnce) { expect_union({}); }

TEST_P(Union, BetweenThreePartiesIsFoundEachPairOnce) { expect_union({.rows = {60, 80, 70}, .people = 60}); }

TEST_P(Union, WithinOnePartyIsFoundEachPairOnce) { expect_union({.rows = {230}, .within = true}); }

TEST_P(Union, OfSymbolsAndKeysIsFoundEachPairOnce)
{
    if (GetParam().sources().lsh) GTEST_SKIP() << "LSH samples bits";
    if (std::string_view(GetParam().view) == "record") GTEST_SKIP() << "it shows symbols";
    const MadeCandidates made(shaped({.symbols = 40}));
    const Found run = found(made, GetParam().sources());
    const auto right = made.answer(cut, run.planned.plan.sources);
    EXPECT_EQ(rows_of(run.pairs), rows_of(right.found));
    if (GetParam().sources().blocked()) {
        EXPECT_GT(right.found.size(), 20u);
    }
}

// The sample is all records, so that what is stated is what is lost.
TEST_P(Union, StatesWhatItLosesAndWhatTheJoinAloneHas)
{
    for (const bool within : {false, true}) {
        const MadeCandidates made(shaped({.within = within}));
        const Planned plan = planned(made, GetParam().sources());
        const auto right = made.answer(cut, plan.plan.sources);
        ASSERT_EQ(plan.estimate.losses.size(), 1u);
        const Loss& loss = plan.estimate.losses[0];
        EXPECT_EQ(loss.pairs, right.alike.size());
        EXPECT_EQ(loss.lost, right.alike.size() - right.found.size());
        EXPECT_EQ(loss.by_join, right.by_join);
        EXPECT_NEAR(plan.estimate.hits, static_cast<double>(right.found.size()), 1e-6);
        EXPECT_LE(loss.low, loss.share);
        EXPECT_GE(loss.high, loss.share);
    }
}

TEST_P(Union, IsTheSamePlanAndTheSameBytesForAnyNumberOfThreads)
{
    const MadeCandidates made(shaped({}));
    std::set<std::string> digests;
    std::set<std::vector<test::Row>> results;
    for (const unsigned threads : {1, 2, 3}) {
        set_threads(threads);
        const Found run = found(made, GetParam().sources());
        digests.insert(to_hex(run.planned.plan.digest()));
        results.insert(rows_of(run.pairs));
    }
    set_threads(0);
    EXPECT_EQ(digests.size(), 1u);
    EXPECT_EQ(results.size(), 1u);
}

TEST_P(Union, StoppedAndTakenUpAgainFindsTheSame)
{
    const MadeCandidates made(shaped({.rows = {60, 80, 70}, .people = 60}));
    const Plan plan = planned(made, GetParam().sources()).plan;
    const test::TemporaryFolder folder;
    run_plan(plan, made.parties, folder / "whole", {});
    const auto whole = rows_of(pairs_of(plan, folder / "whole", 1u << 20));
    // A journal that was cut anywhere is what a kill leaves behind.
    const auto size = std::filesystem::file_size(folder / "whole" / "journal-0");
    std::mt19937_64 random(5);
    for (int i = 0; i < 20; ++i) {
        std::filesystem::remove_all(folder / "cut");
        std::filesystem::copy(folder / "whole", folder / "cut", std::filesystem::copy_options::recursive);
        std::filesystem::resize_file(folder / "cut" / "journal-0", 64 + random() % (size - 64));
        run_plan(plan, made.parties, folder / "cut", {});
        EXPECT_EQ(rows_of(pairs_of(plan, folder / "cut", 1u << 20)), whole);
    }
}

TEST_P(Union, IsReadFromItsPlanAsItWasWritten)
{
    const MadeCandidates made(shaped({}));
    const Plan plan = planned(made, GetParam().sources()).plan;
    const Plan read = Plan::from_json(Json::parse(plan.to_json().line(), "plan"));
    EXPECT_EQ(read.sources, plan.sources);
    EXPECT_EQ(read.digest(), plan.digest());
    EXPECT_EQ(read.stamp(), plan.stamp());
    EXPECT_EQ(read.work().pairs(), plan.work().pairs());
    Plan other = plan;
    other.sources.join->floor = {99, 100};
    EXPECT_NE(to_hex(other.digest()), to_hex(plan.digest()));
    other = plan;
    other.sources.join->view += "x";
    EXPECT_NE(to_hex(other.digest()), to_hex(plan.digest()));
    other = plan;
    other.sources.join->floor = {0, 1};
    EXPECT_NE(code_of([&] { Plan::from_json(Json::parse(other.to_json().line(), "plan")); }), Exit::ok);
}

INSTANTIATE_TEST_SUITE_P(
    All, Union,
    testing::Values(Wish{"exact,keys", "", "0.93"}, Wish{"exact,blocks", "", "0.93"},
                    Wish{"exact,lsh", "", "0.93"}, Wish{"exact,keys,blocks,lsh", "short", "0.85"},
                    Wish{"exact,keys", "record", "0.93"}, Wish{"exact,keys", "short", "0.9"},
                    Wish{"exact,blocks", "short", ""}, Wish{"exact", "short", "0.9"},
                    Wish{"exact", "", "0.93"}),
    [](const auto& one) {
        std::string name = fmt::format("{}_{}_{}", one.param.candidates, one.param.view, one.param.floor);
        std::ranges::replace_if(
            name, [](char c) { return c == ',' || c == '.'; }, '_');
        return name;
    });

TEST(ViewJoin, AtOrBelowTheThresholdOfWhatIsComparedFindsEverythingAndSaysSo)
{
    const MadeCandidates made;
    for (const char* floor : {"", "0.5", "0.7", "0.70"}) {
        const Found run = found(made, candidate_sources_from("exact,keys", "", floor));
        EXPECT_EQ(rows_of(run.pairs), rows_of(made.answer(cut, {}).alike));
        ASSERT_EQ(run.planned.estimate.notes.size(), 1u);
        EXPECT_NE(in_words(run.planned.estimate, run.planned.plan).find("every pair"), std::string::npos);
        EXPECT_EQ(run.planned.estimate.losses[0].lost, 0u);
    }
    EXPECT_TRUE(planned(made, candidate_sources_from("exact,keys", "", "0.71")).estimate.notes.empty());
    // Without blocks that is comparing every pair, and the plan is the same.
    const Planned exact = planned(made, CandidateSources{});
    EXPECT_EQ(planned(made, candidate_sources_from("exact", "", "0.6")).plan.digest(), exact.plan.digest());
}

TEST(ViewJoin, OfAViewThatIsNotThereOrShowsSymbolsIsRefused)
{
    const MadeCandidates bits({.short_bits = 100}), symbols({.symbols = 40});
    EXPECT_EQ(code_of([&] { planned(bits, candidate_sources_from("exact,keys", "long")); }), Exit::usage);
    EXPECT_EQ(code_of([&] { planned(symbols, candidate_sources_from("exact,keys", "record")); }),
              Exit::usage);
    EXPECT_EQ(code_of([&] { planned(symbols, candidate_sources_from("exact,keys", "", "0.9")); }), Exit::ok);
}

TEST(ViewJoin, UnderAMemoryCeilingFindsTheSame)
{
    const MadeCandidates made({.rows = {300, 70'000}, .people = 30'000, .short_bits = 100, .blocks = 0});
    const auto sources = candidate_sources_from("exact", "short", "0.9");
    const Planned usual = planned(made, sources);
    const std::uint64_t ceiling = usual.estimate.memory - (1u << 20); // of 3.2 MiB that planes take
    const Planned small = planned(made, sources, ceiling);
    EXPECT_LE(small.estimate.memory, ceiling);
    EXPECT_LT(small.plan.slab_rows, 70'000u);
    EXPECT_EQ(small.plan.work().pairs(), usual.plan.work().pairs());
    const test::TemporaryFolder folder;
    run_plan(usual.plan, made.parties, folder / "usual", {.memory = usual.estimate.edges});
    run_plan(small.plan, made.parties, folder / "small", {.memory = small.estimate.edges});
    const auto pairs = rows_of(pairs_of(usual.plan, folder / "usual", 1u << 20));
    EXPECT_GT(pairs.size(), 40u);
    EXPECT_EQ(rows_of(pairs_of(small.plan, folder / "small", 1u << 20)), pairs);
}

TEST(ViewJoin, OfPartiesWithoutRecordsGivesNoPairs)
{
    for (const auto& rows : {std::vector<std::size_t>{0, 0}, {0, 5}, {5, 0}, {1, 1}}) {
        const MadeCandidates made({.rows = rows, .short_bits = 100});
        for (const char* view : {"", "short"}) {
            const auto sources = candidate_sources_from("exact,keys,blocks", view, "0.9");
            const Found run = found(made, sources);
            EXPECT_EQ(rows_of(run.pairs), rows_of(made.answer(cut, run.planned.plan.sources).found));
        }
    }
}

} // namespace
} // namespace gauze::linkage
