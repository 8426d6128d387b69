#include "bloom/base/parallel.hpp"
#include "engine/linkage/make_plan.hpp"
#include "engine/linkage/run_memory.hpp"
#include "tests/engine/linkage/made_candidates.hpp"

#include <gtest/gtest.h>

namespace gauze::linkage {
namespace {

using test::MadeCandidates;

constexpr std::uint64_t mebibyte = 1u << 20;

Plan exact_plan(const MadeCandidates& made)
{
    return make_plan(
               made.parties, "study", "p0",
               {.threshold = project::Threshold{7, 10}, .sources = CandidateSources{}, .estimate = false})
        .plan;
}

class OfTwoThreads : public testing::Test {
protected:
    OfTwoThreads() { set_threads(2); }
    ~OfTwoThreads() override { set_threads(0); }
};
using RunMemoryTest = OfTwoThreads;

TEST_F(RunMemoryTest, OfSmallTablesIsSomeTensOfMebibytes)
{
    const MadeCandidates made;
    const RunMemory memory(made.parties, exact_plan(made), {});
    EXPECT_LT(memory.under(1u << 30).memory, 40 * mebibyte);
    EXPECT_GT(memory.under(1u << 30).memory, 10 * mebibyte); // the program itself
}

TEST_F(RunMemoryTest, HoldsThePairsThatAreExpectedAndSortsThemInLessUnderACeiling)
{
    const MadeCandidates made({.rows = {4000, 4000}, .keys = 0, .blocks = 0});
    const Plan plan = exact_plan(made);
    const MemoryNeeds needs{.hits = 4e6};
    const RunMemory memory(made.parties, plan, needs);
    const auto usual = memory.under(std::uint64_t{1} << 40);
    EXPECT_GE(usual.memory, 4'000'000 * (sizeof(Edge) + sizeof(Pair)));
    EXPECT_EQ(usual.edges, memory.usual_edges());
    EXPECT_GE(usual.edges, 4'000'000 * sizeof(Edge));
    EXPECT_LE(usual.edges, 256 * mebibyte);
    const auto tight = memory.under(usual.memory - 100 * mebibyte);
    EXPECT_LE(tight.memory, usual.memory - 100 * mebibyte);
    EXPECT_LT(tight.edges, usual.edges);
    EXPECT_EQ(tight.slab_rows, usual.slab_rows);        // the disk before the slabs
    EXPECT_GT(memory.under(mebibyte).memory, mebibyte); // no help: the caller refuses
}

TEST_F(RunMemoryTest, NeverExpectsMorePairsThanThereAre)
{
    const MadeCandidates made({.rows = {100, 100}});
    const Plan plan = exact_plan(made);
    EXPECT_EQ(RunMemory(made.parties, plan, {.hits = 1e12}).bytes(plan.slab_rows, 0),
              RunMemory(made.parties, plan, {.hits = 1e4}).bytes(plan.slab_rows, 0));
}

TEST_F(RunMemoryTest, GrowsWithTheIndexOfBlocksWithEvidenceWithJudgingAndWithSlabs)
{
    const MadeCandidates made({.rows = {3000, 50'000}, .people = 50'000, .keys = 0, .blocks = 0});
    const Plan plan = exact_plan(made);
    const auto bytes = [&](const MemoryNeeds& needs, std::uint64_t slab = 1u << 20) {
        return RunMemory(made.parties, plan, needs).bytes(slab, 16 * mebibyte);
    };
    EXPECT_GE(bytes({.index = 1000 * mebibyte}), bytes({}) + 900 * mebibyte);
    EXPECT_GT(bytes({.hits = 1e6, .evidence = true}), bytes({.hits = 1e6}));
    EXPECT_GT(bytes({.hits = 1e6, .judged = true}), bytes({.hits = 1e6}) + 100 * mebibyte);
    EXPECT_GT(bytes({}), bytes({}, 1u << 14));
}

} // namespace
} // namespace gauze::linkage
