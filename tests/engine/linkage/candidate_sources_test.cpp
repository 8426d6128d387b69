#include "bloom/base/error.hpp"
#include "bloom/base/parallel.hpp"
#include "engine/linkage/make_plan.hpp"
#include "tests/engine/linkage/made_candidates.hpp"

#include <gtest/gtest.h>

namespace gauze::linkage {
namespace {

using test::MadeCandidates;
using test::rows_of;

constexpr project::Threshold cut{7, 10};

struct Found {
    std::vector<Pair> pairs;
    RunSummary summary;
    Planned planned;
};
Found found(const Parties& parties, CandidateSources sources)
{
    const test::TemporaryFolder folder;
    Found result;
    result.planned = make_plan(parties, "study", "p0",
                               {.threshold = cut, .sources = sources, .most_pairs = sources.most_pairs});
    result.summary = run_plan(result.planned.plan, parties, folder / "scores", {});
    result.pairs = pairs_of(result.planned.plan, folder / "scores", 1u << 20);
    return result;
}

TEST(CandidateSources, AreReadAsTheyAreWritten)
{
    for (const char* text : {"exact", "keys", "blocks", "lsh", "keys,blocks", "keys,lsh", "keys,blocks,lsh"})
        EXPECT_EQ(to_text(candidate_sources_from(text)), text);
    EXPECT_EQ(to_text(candidate_sources_from("lsh,keys")), "keys,lsh");
    EXPECT_EQ(to_text(candidate_sources_from("keys,exact")), "exact,keys");
    EXPECT_FALSE(candidate_sources_from("exact").join.has_value()); // every pair
    EXPECT_TRUE(candidate_sources_from("exact,lsh").join.has_value());
    EXPECT_EQ(candidate_sources_from("exact", "name", "0.9").join, (ViewJoin{"name", {90, 100}}));
    EXPECT_FALSE(candidate_sources_from("exact", "name").exact());
    EXPECT_THROW(candidate_sources_from("keys", "", "0.9"), Error);
    EXPECT_THROW(candidate_sources_from("exact,keys", "", "1.1"), Error);
    for (const char* text : {"everything", "exact,,keys", "keys,,blocks", ",keys", "Keys", " keys"})
        EXPECT_THROW(candidate_sources_from(text), Error) << text;
}

class Subset : public testing::TestWithParam<const char*> {
protected:
    // LSH is refused where its blocks hold more than all pairs cost, so it needs more records.
    static test::MadeCandidatesShape larger(test::MadeCandidatesShape shape)
    {
        if (!candidate_sources_from(GetParam()).lsh) return shape;
        const std::size_t times = 4200 / std::ranges::max(shape.rows) + 1;
        for (std::size_t p = 0; p < std::min<std::size_t>(2, shape.rows.size()); ++p) shape.rows[p] *= times;
        shape.people *= times;
        return shape;
    }
    // Exactly the pairs above the cut whose records agree in some slot, each once.
    void expect_subset(const test::MadeCandidatesShape& shape)
    {
        const MadeCandidates made(larger(shape));
        CandidateSources sources = candidate_sources_from(GetParam());
        const Found run = found(made.parties, sources);
        sources = run.planned.plan.sources;
        const auto right = made.answer(cut, sources);
        EXPECT_EQ(rows_of(run.pairs), rows_of(right.found));
        EXPECT_EQ(run.summary.pairs, right.found.size());
        EXPECT_GT(right.found.size(), 20u);
        if (!sources.exact() && !sources.lsh && shape.symbols == 0) {
            EXPECT_LT(right.found.size(), right.alike.size()) << "nothing to lose, nothing shown";
        }
        std::uint64_t compared = 0;
        for (const PartyPair which : party_pairs(made.parties))
            for (const auto& slot : made.block_sizes(which, sources))
                for (const auto& [value, pairs] : slot) compared += pairs;
        if (!sources.exact()) {
            EXPECT_EQ(run.summary.compared, compared);
        }
        EXPECT_EQ(run.planned.estimate.pairs, run.summary.compared);
    }
};

TEST_P(Subset, BetweenTwoPartiesIsFoundEachPairOnce) { expect_subset({}); }

TEST_P(Subset, BetweenThreePartiesIsFoundEachPairOnce) { expect_subset({.rows = {60, 80, 70}}); }

TEST_P(Subset, WithinOnePartyIsFoundEachPairOnce) { expect_subset({.rows = {230}, .within = true}); }

TEST_P(Subset, OfSymbolsAndKeysIsFoundEachPairOnce)
{
    if (candidate_sources_from(GetParam()).lsh) GTEST_SKIP() << "LSH samples bits";
    expect_subset({.symbols = 40});
    expect_subset({.rows = {230}, .symbols = 40, .within = true});
}

TEST_P(Subset, IsTheSameForAnyNumberOfThreads)
{
    const MadeCandidates made(larger({}));
    const CandidateSources sources = candidate_sources_from(GetParam());
    std::vector<std::vector<test::Row>> all;
    for (const unsigned threads : {1, 2, 3}) {
        set_threads(threads);
        all.push_back(rows_of(found(made.parties, sources).pairs));
    }
    set_threads(0);
    EXPECT_EQ(all[0], all[1]);
    EXPECT_EQ(all[0], all[2]);
}

INSTANTIATE_TEST_SUITE_P(All, Subset,
                         testing::Values("exact", "keys", "blocks", "lsh", "keys,blocks", "keys,lsh",
                                         "keys,blocks,lsh"),
                         [](const auto& one) {
                             std::string name = one.param;
                             std::ranges::replace(name, ',', '_');
                             return name;
                         });

TEST(Cap, LeavesOutLargeBlocksSaysSoAndKeepsTheirPairsThatMeetElsewhere)
{
    for (const bool within : {false, true}) {
        const MadeCandidates made({.hot = 20, .within = within});
        CandidateSources sources{.keys = true, .blocks = true, .most_pairs = 60};
        const Found run = found(made.parties, sources);
        const auto right = made.answer(cut, sources);
        EXPECT_EQ(rows_of(run.pairs), rows_of(right.found));

        const auto sizes = made.block_sizes({0, within ? 0u : 1u}, sources);
        ASSERT_EQ(run.planned.estimate.slots.size(), sizes.size());
        std::uint64_t left_out = 0;
        for (std::size_t s = 0; s < sizes.size(); ++s) {
            std::uint64_t blocks = 0, pairs = 0;
            for (const auto& [value, n] : sizes[s])
                if (n > sources.most_pairs) ++blocks, pairs += n;
            const auto& report = run.planned.estimate.slots[s].report;
            EXPECT_EQ(report.capped, blocks);
            EXPECT_EQ(report.given_up, pairs);
            left_out += pairs;
        }
        EXPECT_GT(left_out, 0u);
        EXPECT_TRUE(in_words(run.planned.estimate, run.planned.plan).find("are left out") !=
                    std::string::npos);
        sources.most_pairs = 0;
        const auto without = made.answer(cut, sources);
        EXPECT_LT(right.found.size(), without.found.size()); // the cap cost something
    }
}

TEST(Sources, ThatTheFilesDoNotHaveAreRefused)
{
    const auto code = [](const Parties& parties, const char* text) {
        try {
            refuse_missing_sources(candidate_sources_from(text), parties);
        } catch (const Error& error) {
            return error.code();
        }
        return Exit::ok;
    };
    const MadeCandidates neither({.keys = 0, .blocks = 0}), symbols({.symbols = 40});
    EXPECT_EQ(code(neither.parties, "keys"), Exit::usage);
    EXPECT_EQ(code(neither.parties, "blocks"), Exit::usage);
    EXPECT_EQ(code(neither.parties, "exact"), Exit::ok);
    EXPECT_EQ(code(symbols.parties, "lsh"), Exit::usage);
    // So few that comparing all costs less: done as asked, and said.
    EXPECT_EQ(code(neither.parties, "lsh"), Exit::ok);
    EXPECT_EQ(refuse_missing_sources(candidate_sources_from("lsh"), neither.parties).size(), 1u);
    const MadeCandidates more({.rows = {5000, 10, 5000}, .people = 5000, .keys = 0, .blocks = 0});
    EXPECT_EQ(code(more.parties, "lsh"), Exit::ok);
    EXPECT_TRUE(refuse_missing_sources(candidate_sources_from("lsh"), more.parties).empty());
    EXPECT_EQ(code(symbols.parties, "keys,blocks"), Exit::ok);
    const MadeCandidates empty({.rows = {0, 0}});
    EXPECT_EQ(code(empty.parties, "lsh"), Exit::usage); // and not a crash
    EXPECT_EQ(code(empty.parties, "keys"), Exit::ok);
}

TEST(Sources, OfPartiesWithoutRecordsGiveNoPairs)
{
    for (const auto& rows : {std::vector<std::size_t>{0, 0}, {0, 5}, {5, 0}, {1, 1}})
        for (const char* text : {"exact", "keys,blocks"}) {
            const MadeCandidates made({.rows = rows});
            const Found run = found(made.parties, candidate_sources_from(text));
            EXPECT_EQ(rows_of(run.pairs), rows_of(made.answer(cut, candidate_sources_from(text)).found));
        }
}

} // namespace
} // namespace gauze::linkage
