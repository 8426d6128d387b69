// What is shown of a stage at work: a line redrawn on a terminal, plain lines elsewhere, nothing when quiet.
#include "engine/project/progress.hpp"

#include <chrono>
#include <cstdlib>
#include <functional>
#include <memory>
#include <string>
#include <thread>
#include <vector>

#include <gtest/gtest.h>
#include <pty.h>
#include <unistd.h>

namespace gauze::project {
namespace {

using namespace std::chrono_literals;

// What `work` writes on a stderr that is no terminal.
std::string in_a_log(const std::function<void()>& work)
{
    testing::internal::CaptureStderr();
    work();
    return testing::internal::GetCapturedStderr();
}

// What `work` writes on a terminal of `columns` columns.
std::string on_a_terminal(const std::function<void()>& work, unsigned short columns = 80,
                          const char* kind = "xterm")
{
    int screen = -1, line = -1;
    winsize size{24, columns, 0, 0};
    if (::openpty(&screen, &line, nullptr, nullptr, &size) != 0) return "no terminal to be had";
    ::setenv("TERM", kind, 1);
    const int before = ::dup(STDERR_FILENO);
    ::dup2(line, STDERR_FILENO);
    work();
    ::dup2(before, STDERR_FILENO);
    ::close(before);
    ::close(line);
    std::string shown;
    char buffer[1024];
    // The terminal ends with EIO once its other side is closed.
    for (ssize_t got; (got = ::read(screen, buffer, sizeof buffer)) > 0;)
        shown.append(buffer, static_cast<std::size_t>(got));
    ::close(screen);
    return shown;
}

// A bare root, as a container may be, has no pseudo-terminals to look at.
bool has_terminals()
{
    int screen = -1, line = -1;
    if (::openpty(&screen, &line, nullptr, nullptr, nullptr) != 0) return false;
    ::close(screen);
    ::close(line);
    return true;
}
#define NEEDS_A_TERMINAL()                                                                                   \
    if (!has_terminals()) GTEST_SKIP() << "this machine gives no pseudo-terminals"

void compare_for(std::chrono::milliseconds time)
{
    Progress progress("comparing", "pairs", 1'000'000);
    const auto end = std::chrono::steady_clock::now() + time;
    for (int i = 0; i < 1000 && std::chrono::steady_clock::now() < end; ++i) {
        progress.advance(1000);
        std::this_thread::sleep_for(5ms);
    }
}

TEST(Progress, RedrawsOneLineWithRateAndTimeLeftOnATerminal)
{
    NEEDS_A_TERMINAL();
    const std::string shown = on_a_terminal([] { compare_for(700ms); });
    for (const char* part : {"comparing: ", " of 1.00 M pairs (", " %), ", " k pairs/s, ", " left"})
        EXPECT_NE(shown.find(part), std::string::npos) << part << " in " << shown;
    EXPECT_EQ(shown.find('\n'), std::string::npos) << "one line, redrawn";
    EXPECT_NE(shown.find("\r\x1b[K"), std::string::npos);
}

TEST(Progress, LeavesTheTerminalCleanAtTheEnd)
{
    NEEDS_A_TERMINAL();
    const std::string shown = on_a_terminal([] { compare_for(500ms); });
    ASSERT_GE(shown.size(), 4u);
    EXPECT_EQ(shown.substr(shown.size() - 4), "\r\x1b[K");
    EXPECT_EQ(on_a_terminal([] { Progress unused("comparing", "pairs", 10); }), "");
}

TEST(Progress, CutsTheLineToTheWidthOfTheTerminal)
{
    NEEDS_A_TERMINAL();
    const std::string shown = on_a_terminal([] { compare_for(300ms); }, 20);
    const std::string line = shown.substr(0, shown.find('\r'));
    EXPECT_EQ(line.size(), 19u) << line;
}

TEST(Progress, TakesItsLineBackForARemark)
{
    NEEDS_A_TERMINAL();
    const std::string shown = on_a_terminal([] {
        Progress progress("comparing", "pairs", 1000);
        std::this_thread::sleep_for(250ms);
        progress.advance(10);
        say("a remark");
    });
    EXPECT_NE(shown.find("comparing"), std::string::npos) << shown;
    EXPECT_NE(shown.find("\r\x1b[Ka remark\r\n"), std::string::npos) << shown;
}

TEST(Progress, IsSilentInALogForTheFirstTenSeconds)
{
    NEEDS_A_TERMINAL();
    EXPECT_EQ(in_a_log([] { compare_for(400ms); }), "");
    EXPECT_EQ(on_a_terminal([] { compare_for(400ms); }, 80, "dumb"), "") << "a dumb terminal is a log";
}

TEST(Progress, WritesAPlainLineIntoALogEveryTenSeconds)
{
    const std::string log = in_a_log([] {
        Progress progress("comparing", "pairs", 4'000);
        progress.advance(999);
        std::this_thread::sleep_for(10'050ms);
        progress.advance(1);
        progress.advance(1);
    });
    EXPECT_EQ(log.find('\r'), std::string::npos);
    EXPECT_EQ(log.find("comparing: 1.00 k of 4.00 k pairs (25 %), "), 0u) << log;
    // 1,000 pairs took ten seconds and a little; 3,000 are left.
    EXPECT_NE(log.find(" pairs/s, 3"), std::string::npos) << log;
    EXPECT_EQ(log.find('\n'), log.size() - 1) << "one line: " << log;
}

TEST(Progress, ShowsNothingWhenQuiet)
{
    NEEDS_A_TERMINAL();
    be_quiet(true);
    EXPECT_EQ(on_a_terminal([] {
                  compare_for(400ms);
                  say("a remark");
              }),
              "");
    be_quiet(false);
    EXPECT_EQ(in_a_log([] { say("a remark"); }), "a remark\n");
}

TEST(Progress, CountsFromManyThreads)
{
    NEEDS_A_TERMINAL();
    const std::string shown = on_a_terminal([] {
        Progress progress("comparing", "pairs", 40'000);
        std::this_thread::sleep_for(210ms);
        {
            std::vector<std::jthread> workers;
            for (int i = 0; i < 4; ++i)
                workers.emplace_back([&] {
                    for (int j = 0; j < 10'000; ++j) progress.advance();
                });
        }
        std::this_thread::sleep_for(210ms);
        progress.advance(0);
    });
    EXPECT_NE(shown.find("40.0 k of 40.0 k pairs (100 %)"), std::string::npos) << shown;
}

TEST(Progress, OfNoWorkAtAllDividesByNothing)
{
    NEEDS_A_TERMINAL();
    const std::string shown = on_a_terminal([] {
        Progress progress("comparing", "pairs", 0);
        std::this_thread::sleep_for(210ms);
        progress.advance(0);
    });
    EXPECT_NE(shown.find("comparing: 0 of 0 pairs, 0 pairs/s"), std::string::npos) << shown;
}

TEST(Stopwatch, MeasuresSinceTheLastLap)
{
    Stopwatch watch;
    std::this_thread::sleep_for(60ms);
    const double first = watch.lap();
    const double second = watch.lap();
    EXPECT_GE(first, 0.06);
    EXPECT_LT(first, 10.0);
    EXPECT_GE(second, 0.0);
    EXPECT_LT(second, first);
}

TEST(PeakMemory, GrowsByWhatIsTouched)
{
    constexpr std::size_t size = 64u << 20;
    const std::uint64_t before = peak_memory();
    EXPECT_GT(before, 0u);
    {
        const std::vector<char> block(size, 'x');
        EXPECT_EQ(block.back(), 'x');
    }
    EXPECT_GE(peak_memory(), size);
    EXPECT_GE(peak_memory(), before);
}

} // namespace
} // namespace gauze::project
