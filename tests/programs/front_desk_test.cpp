// The front desk, run as a person runs it: which program a verb starts, and what is said when there is none.
#include <algorithm>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <string>
#include <string_view>
#include <vector>

#include <fcntl.h>
#include <fmt/format.h>
#include <gtest/gtest.h>
#include <sys/wait.h>
#include <unistd.h>

#ifndef GAUZE_BIN
#error "GAUZE_BIN is the folder of the built programs"
#endif

namespace {

namespace fs = std::filesystem;
using Words = std::vector<std::string>;

struct Answer {
    int exit;
    std::string out, err;
};

std::string read_all(int descriptor)
{
    std::string text;
    char buffer[4096];
    for (ssize_t got; (got = ::read(descriptor, buffer, sizeof buffer)) > 0;)
        text.append(buffer, static_cast<std::size_t>(got));
    ::close(descriptor);
    return text;
}

// Runs a program to its end, in `folder`, with PATH as given. What it prints must fit into a pipe.
Answer run(const fs::path& program, const Words& words, const std::string& path = "/nowhere",
           const fs::path& folder = "/")
{
    int out[2], err[2];
    EXPECT_EQ(::pipe2(out, O_CLOEXEC), 0);
    EXPECT_EQ(::pipe2(err, O_CLOEXEC), 0);
    const pid_t child = ::fork();
    if (child == 0) {
        ::dup2(out[1], STDOUT_FILENO);
        ::dup2(err[1], STDERR_FILENO);
        ::setenv("PATH", path.c_str(), 1);
        std::vector<char*> argv{const_cast<char*>(program.c_str())};
        for (const std::string& word : words) argv.push_back(const_cast<char*>(word.c_str()));
        argv.push_back(nullptr);
        if (::chdir(folder.c_str()) == 0) ::execv(program.c_str(), argv.data());
        ::_exit(127);
    }
    ::close(out[1]);
    ::close(err[1]);
    Answer answer{-1, read_all(out[0]), read_all(err[0])};
    int status = 0;
    ::waitpid(child, &status, 0);
    if (WIFEXITED(status)) answer.exit = WEXITSTATUS(status);
    return answer;
}

// A folder of its own that is removed at the end, with a copy of the front desk in it and nothing else.
class FrontDesk : public testing::Test {
protected:
    FrontDesk() : folder_(fs::temp_directory_path() / fmt::format("gauze-front-desk-{}", ::getpid()))
    {
        fs::remove_all(folder_);
        fs::create_directories(folder_ / "elsewhere");
        fs::copy_file(built_, alone());
    }
    ~FrontDesk() override { fs::remove_all(folder_); }

    fs::path alone() const { return folder_ / "gauze"; }
    fs::path elsewhere() const { return folder_ / "elsewhere"; }

    // A program that says its name and its arguments.
    static void put_program(const fs::path& path)
    {
        std::ofstream(path) << "#!/bin/sh\necho \"" << path.string() << " $*\"\nexit 7\n";
        fs::permissions(path, fs::perms::owner_all);
    }

    const fs::path built_ = fs::path(GAUZE_BIN) / "gauze";

private:
    fs::path folder_;
};

TEST_F(FrontDesk, ShowsEveryVerbUnderTheParty)
{
    const Answer help = run(alone(), {"--help"});
    EXPECT_EQ(help.exit, 0);
    EXPECT_EQ(help.err, "");
    std::size_t last = 0;
    for (const std::string_view word : {"custodian", "  key", "  encode", "linkage unit", "  link", "  issue",
                                        "researcher", "  cohort", "laboratory", "  run", "  evaluate"}) {
        const std::size_t at = help.out.find(word, last);
        ASSERT_NE(at, std::string::npos) << word << " is missing or not in the order of the work\n"
                                         << help.out;
        last = at;
    }
}

TEST_F(FrontDesk, SaysWhichProgramsAreNotInstalledHere)
{
    put_program(alone().parent_path() / "gauze-linkage");
    const std::string help = run(alone(), {"-h"}).out;
    EXPECT_NE(help.find("gauze-custodian is not installed here"), std::string::npos);
    EXPECT_EQ(help.find("gauze-linkage is not installed here"), std::string::npos);
}

TEST_F(FrontDesk, StartsTheProgramBesideItselfWithAllItsArguments)
{
    put_program(alone().parent_path() / "gauze-custodian");
    put_program(elsewhere() / "gauze-custodian");
    const Answer answer = run(alone(), {"key", "new", "--out", "a b"}, elsewhere().string());
    EXPECT_EQ(answer.exit, 7) << "the exit code is the program's";
    EXPECT_EQ(answer.out,
              fmt::format("{}/gauze-custodian key new --out a b\n", alone().parent_path().string()));
}

TEST_F(FrontDesk, LooksInPathWhenTheProgramIsNotBesideIt)
{
    put_program(elsewhere() / "gauze-research");
    const Answer answer = run(alone(), {"cohort", "--help"}, "/nowhere::" + elsewhere().string());
    EXPECT_EQ(answer.out, fmt::format("{}/gauze-research cohort --help\n", elsewhere().string()));
}

TEST_F(FrontDesk, StartsNothingFromTheFolderSomebodyStandsIn)
{
    put_program(elsewhere() / "gauze-research");
    for (const char* path : {"", ".", ":", "./", "../elsewhere"}) {
        const Answer answer = run(alone(), {"cohort"}, path, elsewhere());
        EXPECT_EQ(answer.exit, 78) << path;
        EXPECT_EQ(answer.out, "") << path;
    }
}

TEST_F(FrontDesk, SaysThatAMissingProgramMayBeMissingOnPurpose)
{
    for (const auto& [verb, program] : {std::pair{"key", "gauze-custodian"},
                                        {"encode", "gauze-custodian"},
                                        {"check", "gauze-linkage"},
                                        {"link", "gauze-linkage"},
                                        {"issue", "gauze-linkage"},
                                        {"identity", "gauze-linkage"},
                                        {"cohort", "gauze-research"},
                                        {"run", "gauze-lab"},
                                        {"evaluate", "gauze-lab"},
                                        {"five", "gauze-synth"}}) {
        const Answer answer = run(alone(), {verb});
        EXPECT_EQ(answer.exit, 78) << verb;
        EXPECT_NE(answer.err.find(program), std::string::npos) << answer.err;
        EXPECT_NE(answer.err.find("on purpose"), std::string::npos) << answer.err;
    }
}

TEST_F(FrontDesk, GuessesTheVerbThatWasMeant)
{
    EXPECT_EQ(run(alone(), {"encdoe"}).err,
              "gauze: error: unknown verb \"encdoe\"\ngauze: hint: did you mean gauze encode?\n");
    for (const Words& words :
         {Words{"encdoe"}, Words{"frobnicate"}, Words{}, Words{""}, Words{"--json", "link"}}) {
        const Answer answer = run(alone(), words);
        EXPECT_EQ(answer.exit, 2);
        EXPECT_EQ(answer.out, "");
        EXPECT_EQ(std::count(answer.err.begin(), answer.err.end(), '\n'), 2) << answer.err;
    }
}

TEST_F(FrontDesk, NamesItsVersion)
{
    const Answer answer = run(alone(), {"--version"});
    EXPECT_EQ(answer.exit, 0);
    EXPECT_TRUE(answer.out.starts_with("gauze ")) << answer.out;
}

TEST_F(FrontDesk, LetsTheRealProgramsSpeakAsThePersonTyped)
{
    int tried = 0;
    for (const auto& [verb, program] : {std::pair{"encode", "gauze-custodian"},
                                        {"link", "gauze-linkage"},
                                        {"cohort", "gauze-research"},
                                        {"run", "gauze-lab"},
                                        {"five", "gauze-synth"}}) {
        if (!fs::exists(fs::path(GAUZE_BIN) / program)) continue; // a door that was not chosen
        ++tried;
        const Answer help = run(built_, {verb, "--help"});
        EXPECT_EQ(help.exit, 0) << help.err;
        EXPECT_NE(help.out.find(fmt::format("usage: gauze {} ", verb)), std::string::npos) << help.out;
        const Answer oops = run(built_, {verb, "--no-such-option"});
        EXPECT_EQ(oops.exit, 2);
        EXPECT_TRUE(oops.err.starts_with(fmt::format("gauze {}: error: ", verb))) << oops.err;
    }
    if (tried == 0) GTEST_SKIP() << "only the front desk is built";
}

} // namespace
