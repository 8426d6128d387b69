#include "bloom/base/parallel.hpp"
#include "engine/linkage/work.hpp"
#include "tests/engine/linkage/made_work.hpp"
#include "tests/temporary_folder.hpp"

#include <atomic>
#include <cerrno>
#include <csignal>
#include <random>
#include <thread>

#include <fcntl.h>
#include <gtest/gtest.h>
#include <sys/mount.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <unistd.h>

namespace gauze::linkage {
namespace {

namespace fs = std::filesystem;
using gauze::test::read_file;
using gauze::test::TemporaryFolder;
using gauze::test::write_file;
using test::MadeWork;
using test::merged;

class Threads {
public:
    explicit Threads(unsigned count) { set_threads(count); }
    ~Threads() { set_threads(0); }
};

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

TEST(DoUnits, FindsEveryEdgeOnceForAnyNumberOfThreadsAndAnyMemory)
{
    const MadeWork made(40, 3000);
    const std::string expected = made.expected();
    ASSERT_GT(expected.size(), 1u << 20);
    for (const unsigned threads : {1u, 2u, 7u}) {
        for (const std::uint64_t memory : {std::uint64_t{1}, std::uint64_t{1} << 30}) {
            const Threads set(threads);
            const TemporaryFolder folder;
            WorkOptions options;
            options.memory = memory;
            test::run(made, folder / "work", options, std::chrono::milliseconds(2000));
            EXPECT_EQ(merged(folder / "work", made.stamp()), expected) << threads << " " << memory;
        }
    }
}

TEST(DoUnits, CallsTheWorkOnceForEachUnitTheCostliestFirst)
{
    const Threads one(1);
    const MadeWork made(30, 10);
    const TemporaryFolder folder;
    FinishedUnits finished(folder / "work", made.stamp());
    std::vector<std::size_t> order;
    do_units(made.units, finished, {}, [&](std::size_t unit, EdgeSink&) { order.push_back(unit); });
    ASSERT_EQ(order.size(), 30u);
    for (std::size_t i = 1; i < order.size(); ++i)
        EXPECT_GE(made.units[order[i - 1]].cost, made.units[order[i]].cost);
    std::ranges::sort(order);
    for (std::size_t i = 0; i < order.size(); ++i) EXPECT_EQ(order[i], i);
}

TEST(DoUnits, AddsUpTheCountsOfAllUnitsAlsoOfThoseOfEarlierRuns)
{
    const MadeWork made(30, 100);
    std::uint64_t cost = 0, edges = 0;
    for (const WorkUnit& unit : made.units) cost += unit.cost;
    for (const auto& list : made.edges) edges += list.size();
    const TemporaryFolder folder;
    test::run(made, folder / "work");
    const FinishedUnits again(folder / "work", made.stamp());
    EXPECT_EQ(again.count(), 30u);
    EXPECT_EQ(again.edges(), edges);
    EXPECT_EQ(again.counts().compared, cost);
    EXPECT_EQ(again.counts().other, (std::array<std::uint64_t, 4>{edges, 0, 0, 0}));
}

TEST(DoUnits, OfAPlanWithoutUnitsHasNothingToDo)
{
    const MadeWork made(0, 0);
    const TemporaryFolder folder;
    test::run(made, folder / "work");
    EXPECT_EQ(merged(folder / "work", made.stamp()), "");
}

TEST(DoUnits, KeepsWhatWasFinishedWhenAUnitFails)
{
    const Threads one(1);
    const MadeWork made(30, 100);
    const TemporaryFolder folder;
    {
        FinishedUnits finished(folder / "work", made.stamp());
        int left = 12;
        const Work work = made.work();
        EXPECT_THROW(do_units(made.units, finished, {},
                              [&](std::size_t unit, EdgeSink& sink) {
                                  if (left-- == 0) throw std::runtime_error("a fault");
                                  work(unit, sink);
                              }),
                     std::runtime_error);
    }
    EXPECT_EQ(FinishedUnits(folder / "work", made.stamp()).count(), 12u);
    test::run(made, folder / "work");
    EXPECT_EQ(merged(folder / "work", made.stamp()), made.expected());
}

TEST(DoUnits, HoldsNoMoreEdgesThanTheMemoryAllows)
{
    const Threads one(1);
    const TemporaryFolder folder;
    const MadeWork made(1, 0);
    FinishedUnits finished(folder / "work", made.stamp());
    WorkOptions options;
    options.memory = 1 << 20;
    do_units(made.units, finished, options, [](std::size_t, EdgeSink& sink) {
        for (std::uint32_t i = 500'000; i-- > 0;) sink.add({i, i, 1, 2});
    });
    // 2^20 bytes are 65,536 edges, two thirds of them 43,690: twelve parts.
    std::uint64_t edges = 0;
    const std::vector<Block> blocks = blocks_of(folder / "work", made.stamp());
    for (const Block& block : blocks) {
        EXPECT_LE(block.edges * sizeof(Edge), options.memory * 2 / 3);
        edges += block.edges;
    }
    EXPECT_EQ(edges, 500'000u);
    EXPECT_EQ(blocks.size(), 12u);
}

// ---- Stopping
// -----------------------------------------------------------------------------------------------

TEST(DoUnits, AskedToStopFinishesWhatIsInHandAndEndsWith75)
{
    const Threads two(2);
    const MadeWork made(60, 200);
    const TemporaryFolder folder;
    for (const int signal : {SIGTERM, SIGUSR1, SIGINT}) {
        StopRequest stop;
        FinishedUnits finished(folder / "work", made.stamp());
        const std::uint32_t before = finished.count();
        WorkOptions options;
        options.stop = &stop;
        std::atomic<int> begun{0};
        const Work work = made.work();
        EXPECT_EQ(exit_of([&] {
                      do_units(made.units, finished, options, [&](std::size_t unit, EdgeSink& sink) {
                          if (++begun == 10) ::raise(signal);
                          work(unit, sink);
                      });
                  }),
                  Exit::stopped);
        EXPECT_EQ(finished.count() - before, static_cast<std::uint32_t>(begun));
        EXPECT_GE(begun, 10);
        EXPECT_LE(begun, 12);
    }
    test::run(made, folder / "work");
    EXPECT_EQ(merged(folder / "work", made.stamp()), made.expected());
}

TEST(DoUnits, AskedToStopInTheLastUnitIsDone)
{
    const MadeWork made(1, 10);
    const TemporaryFolder folder;
    StopRequest stop;
    FinishedUnits finished(folder / "work", made.stamp());
    WorkOptions options;
    options.stop = &stop;
    do_units(made.units, finished, options, [&](std::size_t, EdgeSink&) { stop.make(); });
    EXPECT_EQ(finished.count(), 1u);
}

TEST(StopRequest, LeavesSignalsAsTheyWere)
{
    (void)std::signal(SIGUSR1, SIG_IGN);
    {
        const StopRequest stop;
        ::raise(SIGUSR1);
        EXPECT_FALSE(stop.made()) << "what was ignored stays ignored";
        ::raise(SIGTERM);
        EXPECT_TRUE(stop.made());
    }
    EXPECT_EQ(std::signal(SIGUSR1, SIG_DFL), SIG_IGN);
    EXPECT_EQ(std::signal(SIGTERM, SIG_DFL), SIG_DFL);
    EXPECT_FALSE(StopRequest().made()) << "the next one starts unasked";
}

TEST(StopRequest, EndsTheProgramAtTheSecondCtrlC)
{
    EXPECT_EXIT(
        {
            const StopRequest stop;
            ::raise(SIGINT);
            if (stop.made()) ::raise(SIGINT);
            ::_exit(0);
        },
        testing::KilledBySignal(SIGINT), "");
}

// ---- A process that is killed
// ---------------------------------------------------------------------------------

// tests/engine/linkage/unfinished_work.cpp, run in a folder of its own.
class Child {
public:
    static constexpr std::uint32_t units = 60, edges_each = 2000, microseconds_each = 1000;
    Child(const fs::path& work, const fs::path& said, std::uint64_t most_file = 0) : said_(said)
    {
        fs::remove(said); // of an earlier child
        process_ = ::fork();
        if (process_ != 0) return;
        const int log = ::open(said.c_str(), O_WRONLY | O_CREAT | O_TRUNC, 0600);
        ::dup2(log, STDERR_FILENO);
        if (most_file > 0) {
            (void)std::signal(SIGXFSZ, SIG_IGN);
            const rlimit limit{most_file, most_file};
            ::setrlimit(RLIMIT_FSIZE, &limit);
        }
        ::execl(GAUZE_UNFINISHED_WORK, "unfinished_work", work.c_str(), std::to_string(units).c_str(),
                std::to_string(edges_each).c_str(), std::to_string(microseconds_each).c_str(), nullptr);
        ::_exit(127);
    }
    void signal(int number) const { ::kill(process_, number); }
    int wait() const // its exit code, or -1 if it was killed
    {
        int status = 0;
        ::waitpid(process_, &status, 0);
        return WIFEXITED(status) ? WEXITSTATUS(status) : -1;
    }
    std::string said() const { return read_file(said_); }
    // How many units it found finished.
    int resumed() const
    {
        const std::string text = said();
        const std::size_t at = text.find("resumed ");
        return at == std::string::npos ? -1 : std::atoi(text.c_str() + at + 8);
    }

private:
    fs::path said_;
    pid_t process_;
};

TEST(Killed, AtAHundredRandomMomentsItGoesOnToTheSameBytes)
{
    const TemporaryFolder folder;
    const MadeWork made(Child::units, Child::edges_each);
    const std::string expected = made.expected();
    using clock = std::chrono::steady_clock;
    const auto begin = clock::now();
    ASSERT_EQ(Child(folder / "whole", folder / "said").wait(), 0);
    const auto length = std::chrono::duration_cast<std::chrono::microseconds>(clock::now() - begin).count();
    ASSERT_EQ(merged(folder / "whole", made.stamp()), expected);

    std::mt19937 random(1);
    int killed = 0, taken_up = 0;
    for (int round = 0; (killed < 100 || taken_up < 20) && round < 1000; ++round) {
        const fs::path work = folder / std::to_string(round);
        int found = 0;
        for (int code = -1; code != 0;) {
            const Child child(work, folder / "said");
            // A run that goes on is shorter, so in the end one gets through.
            std::this_thread::sleep_for(std::chrono::microseconds(random() % length));
            child.signal(SIGKILL);
            code = child.wait();
            killed += code != 0;
            ASSERT_TRUE(code == 0 || code == -1) << child.said();
            ASSERT_TRUE(child.resumed() == -1 || child.resumed() >= found) << "a finished unit was lost";
            found = std::max(found, child.resumed());
        }
        taken_up += found > 0;
        ASSERT_EQ(merged(work, made.stamp()), expected);
        fs::remove_all(work);
    }
    EXPECT_GE(killed, 100);
    EXPECT_GE(taken_up, 20) << "few runs found anything to go on from";
}

TEST(Killed, BySigtermItEndsWith75AndGoesOnToTheSameBytes)
{
    const TemporaryFolder folder;
    const MadeWork made(Child::units, Child::edges_each);
    int code = 75, stops = 0, found = 0;
    for (; code == 75 && stops < 100; ++stops) {
        const Child child(folder / "work", folder / "said");
        while (child.resumed() < 0) std::this_thread::sleep_for(std::chrono::milliseconds(1));
        std::this_thread::sleep_for(std::chrono::milliseconds(4));
        child.signal(stops % 2 == 0 ? SIGTERM : SIGUSR1);
        code = child.wait();
        EXPECT_GE(child.resumed(), found);
        found = child.resumed();
        EXPECT_EQ(child.said().find("the same command") != std::string::npos, code == 75) << child.said();
    }
    EXPECT_EQ(code, 0);
    EXPECT_GT(stops, 1);
    EXPECT_EQ(merged(folder / "work", made.stamp()), made.expected());
}

TEST(TwoProcesses, DoNotWriteOneJournal)
{
    const TemporaryFolder folder;
    const MadeWork made(Child::units, Child::edges_each);
    FinishedUnits finished(folder / "work", made.stamp());
    const Child second(folder / "work", folder / "said");
    EXPECT_EQ(second.wait(), 78);
    EXPECT_NE(second.said().find("another run"), std::string::npos) << second.said();
    do_units(made.units, finished, {}, made.work());
    EXPECT_EQ(merged(folder / "work", made.stamp()), made.expected());
}

// ---- A disk that fails
// ----------------------------------------------------------------------------------------

TEST(FailingDisk, AtAnyWriteSyncOrCutEndsWith74AndTheNextRunGoesOn)
{
    const Threads two(2);
    const MadeWork made(20, 100);
    const std::string expected = made.expected();
    for (const int why : {ENOSPC, EIO, EDQUOT}) {
        for (const DiskStep step : {DiskStep::write, DiskStep::sync}) {
            bool failed = true;
            for (int nth = 1; failed; ++nth) {
                const TemporaryFolder folder;
                std::atomic<int> left{nth};
                let_disk_fail([&](DiskStep now) { return now == step && --left == 0 ? why : 0; });
                const Exit exit = exit_of([&] { test::run(made, folder / "work"); });
                let_disk_fail({});
                failed = left <= 0;
                ASSERT_EQ(exit, failed ? Exit::cannot_write : Exit::ok) << nth;
                test::run(made, folder / "work");
                ASSERT_EQ(merged(folder / "work", made.stamp()), expected) << nth;
            }
        }
    }
}

TEST(FailingDisk, ThatStaysBrokenLeavesAJournalThatCanBeRead)
{
    const Threads two(2);
    const MadeWork made(20, 100);
    for (int first = 1; first < 40; ++first) {
        const TemporaryFolder folder;
        std::atomic<int> left{first};
        let_disk_fail([&](DiskStep) { return --left <= 0 ? EIO : 0; });
        (void)exit_of([&] { test::run(made, folder / "work"); });
        let_disk_fail({});
        test::run(made, folder / "work");
        ASSERT_EQ(merged(folder / "work", made.stamp()), made.expected()) << first;
    }
}

TEST(FullDisk, EndsWith74AndTheNextRunGoesOn)
{
    const TemporaryFolder folder;
    fs::create_directory(folder / "disk");
    if (::mount("none", (folder / "disk").c_str(), "tmpfs", 0, "size=800k") != 0)
        GTEST_SKIP() << "no file system can be mounted here";
    const MadeWork made(Child::units, Child::edges_each); // 1.6 MB of edges
    const Child child(folder / "disk" / "work", folder / "said");
    EXPECT_EQ(child.wait(), 74);
    EXPECT_NE(child.said().find("No space left on device"), std::string::npos) << child.said();
    EXPECT_EQ(::mount("none", (folder / "disk").c_str(), "tmpfs", MS_REMOUNT, "size=8m"), 0);
    const Child next(folder / "disk" / "work", folder / "said");
    EXPECT_EQ(next.wait(), 0);
    EXPECT_GT(next.resumed(), 5);
    EXPECT_EQ(merged(folder / "disk" / "work", made.stamp()), made.expected());
    EXPECT_EQ(::umount((folder / "disk").c_str()), 0);
}

TEST(FullDisk, AsALimitOnFilesEndsWith74AndTheNextRunGoesOn)
{
    const TemporaryFolder folder;
    const MadeWork made(Child::units, Child::edges_each);
    const Child child(folder / "work", folder / "said", 700'000);
    EXPECT_EQ(child.wait(), 74);
    EXPECT_NE(child.said().find("File too large"), std::string::npos) << child.said();
    const Child next(folder / "work", folder / "said");
    EXPECT_EQ(next.wait(), 0);
    EXPECT_GT(next.resumed(), 5);
    EXPECT_EQ(merged(folder / "work", made.stamp()), made.expected());
}

// ---- A folder that was tampered with
// ----------------------------------------------------------------------------

class WorkFolder : public testing::Test {
protected:
    WorkFolder() { test::run(made_, work_); }
    void flip(const fs::path& file, std::size_t at)
    {
        std::string bytes = read_file(file);
        bytes[at] = static_cast<char>(bytes[at] ^ 4);
        write_file(file, bytes);
    }
    // Runs again; returns how many units that took.
    std::size_t computed_again()
    {
        std::atomic<std::size_t> units{0};
        FinishedUnits finished(work_, made_.stamp());
        const Work work = made_.work();
        do_units(made_.units, finished, {}, [&](std::size_t unit, EdgeSink& sink) {
            ++units;
            work(unit, sink);
        });
        return units;
    }
    TemporaryFolder folder_;
    const fs::path work_ = folder_ / "work";
    const MadeWork made_{20, 20};
};

TEST_F(WorkFolder, ThatIsWholeNeedsNothing)
{
    const std::string journal = read_file(work_ / "journal-0"), segment = read_file(work_ / "segment-0");
    EXPECT_EQ(computed_again(), 0u);
    EXPECT_EQ(read_file(work_ / "journal-0"), journal);
    EXPECT_EQ(read_file(work_ / "segment-0"), segment);
}

TEST_F(WorkFolder, WithAFlippedByteOfASegmentComputesOnlyThatUnitAgain)
{
    const std::size_t bytes = read_file(work_ / "segment-0").size();
    for (std::size_t at = 0; at < bytes; at += 37) {
        flip(work_ / "segment-0", at);
        const std::size_t again = computed_again();
        if (at < 64)
            ASSERT_EQ(again, 20u) << "a segment without its head has nothing";
        else
            ASSERT_LE(again, 1u) << at; // none where an older, superseded block lies
        ASSERT_EQ(merged(work_, made_.stamp()), made_.expected()) << at;
    }
}

TEST_F(WorkFolder, WithAFlippedByteOfAJournalIsRefusedOrGoesOnFromThere)
{
    const std::string journal = read_file(work_ / "journal-0"), segment = read_file(work_ / "segment-0");
    for (std::size_t at = 0; at < journal.size(); ++at) {
        write_file(work_ / "journal-0", journal);
        write_file(work_ / "segment-0", segment);
        flip(work_ / "journal-0", at);
        if (at < 64) {
            ASSERT_EQ(exit_of([&] { (void)computed_again(); }), Exit::bad_data);
        } else {
            ASSERT_EQ(computed_again(), 20 - (at - 64) / 96) << at;
            ASSERT_EQ(merged(work_, made_.stamp()), made_.expected()) << at;
        }
    }
}

TEST_F(WorkFolder, WhoseSegmentIsCutShortOrGoneComputesWhatIsMissing)
{
    const std::string segment = read_file(work_ / "segment-0");
    write_file(work_ / "segment-0", segment.substr(0, segment.size() / 2));
    const std::size_t half = computed_again();
    EXPECT_GT(half, 3u);
    EXPECT_LT(half, 17u);
    EXPECT_EQ(merged(work_, made_.stamp()), made_.expected());
    fs::remove(work_ / "segment-0");
    EXPECT_EQ(computed_again(), 20u);
    EXPECT_EQ(merged(work_, made_.stamp()), made_.expected());
}

TEST_F(WorkFolder, OfAnotherPlanIsRefusedEvenWhenOnlyItsSegmentIs)
{
    EXPECT_EQ(exit_of([&] { FinishedUnits other(work_, made_.stamp(2)); }), Exit::configuration);
    EXPECT_EQ(exit_of([&] { (void)merged(work_, made_.stamp(2)); }), Exit::configuration);
    fs::remove(work_ / "journal-0");
    EXPECT_EQ(exit_of([&] { FinishedUnits other(work_, made_.stamp(2)); }), Exit::configuration);
}

TEST_F(WorkFolder, IsCutBackToWhatCountsWhenARunDiedBehindIt)
{
    const std::string segment = read_file(work_ / "segment-0");
    write_file(work_ / "segment-0", segment + std::string(12'345, 'x'));
    EXPECT_EQ(computed_again(), 0u);
    EXPECT_EQ(read_file(work_ / "segment-0"), segment);
}

} // namespace
} // namespace gauze::linkage
