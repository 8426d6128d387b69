// What the command line does when stdout is closed, full, or its reader has gone away.
#include "engine/project/command_line.hpp"

#include <functional>
#include <iostream>
#include <string>
#include <vector>

#include <fcntl.h>
#include <fmt/format.h>
#include <gtest/gtest.h>
#include <sys/wait.h>
#include <unistd.h>

namespace gauze::project {
namespace {

struct Answer {
    int exit;
    std::string err;
};

// Runs the program in a child whose stdout is `descriptor` (-1: closed); what it said and how it ended.
Answer run_with_stdout(int descriptor, const std::vector<std::string>& words, std::function<Exit()> action)
{
    int said[2];
    EXPECT_EQ(::pipe(said), 0);
    std::fflush(nullptr); // or the child would print what this process has not yet printed
    const pid_t child = ::fork();
    if (child == 0) {
        ::dup2(said[1], STDERR_FILENO);
        if (descriptor == -1)
            ::close(STDOUT_FILENO);
        else
            ::dup2(descriptor, STDOUT_FILENO);
        std::vector<const char*> argv{"gauze-linkage"};
        for (const std::string& word : words) argv.push_back(word.c_str());
        CommandLine line("gauze-linkage", "");
        line.verb("show", "").does(std::move(action));
        ::_exit(line.run(static_cast<int>(argv.size()), argv.data()));
    }
    ::close(said[1]);
    std::string err;
    char buffer[512];
    for (ssize_t got; (got = ::read(said[0], buffer, sizeof buffer)) > 0;)
        err.append(buffer, static_cast<std::size_t>(got));
    ::close(said[0]);
    int status = 0;
    ::waitpid(child, &status, 0);
    return {WIFEXITED(status) ? WEXITSTATUS(status) : -1, err};
}

Exit print_much()
{
    for (int i = 0; i < 10'000; ++i) fmt::print("a line of output\n");
    return Exit::ok;
}

TEST(CommandLine, ExitsWith74WhenStdoutIsFullClosedOrGone)
{
    const int full = ::open("/dev/full", O_WRONLY);
    int gone[2];
    ASSERT_EQ(::pipe(gone), 0);
    ::close(gone[0]);
    for (const int out : {full, gone[1], -1}) {
        const std::vector<std::function<Exit()>> ways{
            print_much,
            [] { return fmt::print("one line\n"), Exit::ok; },
            [] { return std::cout << "one line\n", Exit::ok; },
        };
        for (const auto& way : ways) {
            const auto answer = run_with_stdout(out, {"show"}, way);
            EXPECT_EQ(answer.exit, 74) << out;
            EXPECT_NE(answer.err.find("cannot write to standard output"), std::string::npos) << answer.err;
        }
        EXPECT_EQ(run_with_stdout(out, {"--help"}, {}).exit, 74);
        EXPECT_EQ(run_with_stdout(out, {"show"}, [] { return Exit::ok; }).exit, 0)
            << "nothing was to be written";
    }
    ::close(full);
    ::close(gone[1]);
}

TEST(CommandLine, PrintsIntoNoFileThatTookTheNumberOfAClosedStdout)
{
    const auto answer = run_with_stdout(-1, {"show"}, [] {
        const int file = ::open("/dev/null", O_WRONLY);
        return file == STDOUT_FILENO ? Exit::internal : Exit::ok;
    });
    EXPECT_EQ(answer.exit, 0);
}

} // namespace
} // namespace gauze::project
