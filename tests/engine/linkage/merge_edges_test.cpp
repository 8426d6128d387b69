#include "engine/linkage/merge_edges.hpp"
#include "engine/linkage/sorted_runs.hpp"
#include "tests/engine/linkage/made_work.hpp"
#include "tests/temporary_folder.hpp"

#include <cerrno>
#include <random>

#include <gtest/gtest.h>

namespace gauze::linkage {
namespace {

using gauze::test::read_file;
using gauze::test::TemporaryFolder;
using gauze::test::write_file;
using test::MadeWork;
using test::merged;

template <class Action>
Exit exit_of(Action action)
{
    try {
        action();
    } catch (const Error& error) {
        EXPECT_FALSE(error.hint().empty()) << error.what();
        return error.code();
    }
    return Exit::ok;
}

std::vector<Edge> random_edges(std::size_t count, std::uint64_t seed)
{
    std::vector<Edge> edges;
    for (std::uint32_t i = 0; i < count; ++i)
        edges.push_back({static_cast<std::uint32_t>(test::mixed(seed + i)), i, i % 77, 154});
    return edges;
}

std::vector<Edge> sorted_by_runs(std::span<const Edge> edges, std::uint64_t memory, std::uint64_t& spilled)
{
    const TemporaryFolder folder;
    SortedRuns runs(folder.path(), memory, edges.size());
    while (!edges.empty()) {
        const auto room = runs.room();
        const std::size_t count = std::min(room.size(), edges.size());
        std::ranges::copy(edges.first(count), room.begin());
        runs.take(count);
        edges = edges.subspan(count);
    }
    EXPECT_FALSE(runs.room().empty());
    std::vector<Edge> all;
    runs.merge([&](std::span<const Edge> some) {
        EXPECT_FALSE(some.empty());
        all.insert(all.end(), some.begin(), some.end());
    });
    EXPECT_EQ(folder.entries(), 0u);
    spilled = runs.spilled();
    return all;
}

TEST(SortedRuns, AreWhatStdSortMakesForAnyMemoryAndNumber)
{
    for (const std::size_t count : {0u, 1u, 2u, 255u, 256u, 257u, 511u, 512u, 513u, 5000u, 40'000u}) {
        const std::vector<Edge> edges = random_edges(count, count);
        std::vector<Edge> expected = edges;
        std::ranges::sort(expected, {}, &Edge::rows);
        for (const std::uint64_t memory : {0u, 5000u, 8192u, 100'000u, 1u << 20}) {
            std::uint64_t spilled = 0;
            EXPECT_EQ(sorted_by_runs(edges, memory, spilled), expected) << count << " in " << memory;
            // A buffer that is full to the brim is laid aside before it is known that nothing more comes.
            EXPECT_EQ(spilled == 0, count * 16 < std::max<std::uint64_t>(memory, 4096))
                << count << " in " << memory;
        }
    }
}

TEST(SortedRuns, MergeInSeveralPassesWhenTheyAreMany)
{
    const std::vector<Edge> edges = random_edges(30'000, 5);
    std::uint64_t spilled = 0;
    const auto sorted = sorted_by_runs(edges, 4096, spilled); // 118 runs of 256 edges, two at once
    EXPECT_TRUE(std::ranges::is_sorted(sorted, {}, &Edge::rows));
    EXPECT_GE(spilled, 6 * edges.size() * sizeof(Edge)); // 2^6 < 118 / 2
}

TEST(MergeEdges, IsStdSortOfAllEdgesWhenTheMemoryIsFarTooSmall)
{
    const MadeWork made(25, 2000);
    const std::string expected = made.expected();
    const TemporaryFolder folder;
    test::run(made, folder / "work");
    for (const std::uint64_t memory : {0u, 10'000u, 100'000u, 150'000u, 1u << 26}) {
        MergeOptions options;
        options.memory = memory;
        MergeSummary summary;
        EXPECT_EQ(merged(folder / "work", made.stamp(), options, &summary), expected) << memory;
        EXPECT_EQ(summary.edges, expected.size() / (sizeof(PartyPair) + sizeof(Edge)));
        EXPECT_EQ(summary.spilled == 0, memory == 1u << 26) << memory;
        EXPECT_EQ(std::distance(std::filesystem::directory_iterator(folder / "work"), {}), 2);
    }
}

TEST(MergeEdges, DoesNotKnowInWhichOrderUnitsWereFinished)
{
    const MadeWork made(25, 300);
    std::vector<std::uint32_t> order(made.units.size());
    for (std::uint32_t i = 0; i < order.size(); ++i) order[i] = i;
    std::mt19937 random(3);
    for (int trial = 0; trial < 5; ++trial) {
        std::ranges::shuffle(order, random);
        const TemporaryFolder folder;
        {
            FinishedUnits finished(folder / "work", made.stamp());
            for (const std::uint32_t unit : order) {
                std::vector<Edge> edges = made.edges[unit];
                std::ranges::sort(edges, {}, &Edge::rows);
                finished.finish(std::vector{finished.lay_down(unit, 0, made.units[unit].parties, edges)}, {});
            }
            finished.sync();
        }
        EXPECT_EQ(merged(folder / "work", made.stamp()), made.expected());
    }
}

TEST(MergeEdges, ReadsTheJournalsOfAllTasksOfAnArray)
{
    const MadeWork made(25, 300);
    const TemporaryFolder folder;
    for (const std::uint32_t task : {0u, 1u, 2u, 10u}) {
        FinishedUnits finished(folder / "work", made.stamp(), task);
        const std::uint32_t first = task == 10 ? 3 : task;
        for (std::uint32_t unit = first; unit < 25; unit += 4) {
            std::vector<Edge> edges = made.edges[unit];
            std::ranges::sort(edges, {}, &Edge::rows);
            finished.finish(std::vector{finished.lay_down(unit, 0, made.units[unit].parties, edges)}, {});
        }
        finished.sync();
        EXPECT_EQ(exit_of([&] { (void)merged(folder / "work", made.stamp()); }),
                  task == 10 ? Exit::ok : Exit::condition_not_met);
    }
    EXPECT_EQ(merged(folder / "work", made.stamp()), made.expected());
}

TEST(MergeEdges, RefusesAPairThatTwoUnitsFound)
{
    MadeWork made(10, 50);
    for (WorkUnit& unit : made.units) unit.parties = {0, 1};
    made.edges[4].push_back(made.edges[5].front());
    for (const std::uint64_t memory : {0u, 1u << 26}) {
        const TemporaryFolder folder;
        test::run(made, folder / "work");
        MergeOptions options;
        options.memory = memory;
        EXPECT_EQ(exit_of([&] { (void)merged(folder / "work", made.stamp(), options); }), Exit::internal);
    }
}

TEST(MergeEdges, HandsOutNothingOfAPartyPairWithADamagedBlock)
{
    MadeWork made(10, 500);
    for (WorkUnit& unit : made.units) unit.parties = {0, 1};
    const TemporaryFolder folder;
    test::run(made, folder / "work");
    std::string bytes = read_file(folder / "work" / "segment-0");
    bytes[bytes.size() / 2] = static_cast<char>(bytes[bytes.size() / 2] ^ 1);
    write_file(folder / "work" / "segment-0", bytes);
    for (const std::uint64_t memory : {0u, 1u << 26}) {
        MergeOptions options;
        options.memory = memory;
        bool called = false;
        EXPECT_EQ(exit_of([&] {
                      merge_edges(folder / "work", made.stamp(), options,
                                  [&](PartyPair, std::span<const Edge>) { called = true; });
                  }),
                  Exit::bad_data);
        EXPECT_FALSE(called);
    }
}

TEST(MergeEdges, OnAFullDiskEndsWith74AndLeavesTheWorkAsItWas)
{
    const MadeWork made(10, 500);
    const TemporaryFolder folder;
    test::run(made, folder / "work");
    for (int nth = 1; nth < 6; ++nth) {
        MergeOptions options;
        options.memory = 0;
        let_disk_fail([left = nth](DiskStep) mutable { return --left == 0 ? ENOSPC : 0; });
        EXPECT_EQ(exit_of([&] { (void)merged(folder / "work", made.stamp(), options); }), Exit::cannot_write);
        let_disk_fail({});
        EXPECT_EQ(merged(folder / "work", made.stamp(), options), made.expected());
    }
}

TEST(MergeEdges, AskedToStopEndsWith75)
{
    const MadeWork made(10, 500);
    const TemporaryFolder folder;
    test::run(made, folder / "work");
    StopRequest stop;
    stop.make();
    MergeOptions options;
    options.stop = &stop;
    EXPECT_EQ(exit_of([&] { (void)merged(folder / "work", made.stamp(), options); }), Exit::stopped);
}

TEST(MergeEdges, OfAFolderThatIsNotThereIsAMissingInput)
{
    const TemporaryFolder folder;
    EXPECT_EQ(exit_of([&] { (void)merged(folder / "none", MadeWork(1, 1).stamp()); }), Exit::input_missing);
}

} // namespace
} // namespace gauze::linkage
