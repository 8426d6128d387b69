// What a person sees of the command line: verbs, options, help, the two lines of an error, exit codes.
#include "bloom/base/parallel.hpp"
#include "engine/project/command_line.hpp"
#include "engine/project/progress.hpp"

#include <algorithm>
#include <new>
#include <stdexcept>
#include <string>
#include <string_view>
#include <vector>

#include <fmt/format.h>
#include <gtest/gtest.h>

namespace gauze::project {
namespace {

using Paths = std::vector<std::filesystem::path>;
using Texts = std::vector<std::string>;

// A program with three verbs; what the options said stays in the members.
class Program {
public:
    Program() : line_("gauze-linkage", "finds who is one person")
    {
        line_.verb("link", "compares encoded files")
            .common(common)
            .path("--policy", policy, "the policy all have signed", Need::required)
            .path("--out", out, "folder of results")
            .text("--title", title, "heading of the report")
            .texts("--repeats", repeats, "parties that may hold a person twice")
            .number("--sample", sample, "how many")
            .flag("--dedup", dedup, "within one file")
            .hidden_text("--test-seed", seed)
            .paths("files", files, "encoded files", 2)
            .example("gauze link --policy p.toml a.enc b.enc", "links two submissions")
            .does([this] { return action ? action() : Exit::ok; });
        line_.verb("key new", "makes a key").does([] { return Exit::condition_not_met; });
        line_.verb("key check", "compares keys").does([] { return Exit::ok; });
    }

    struct Answer {
        int exit;
        std::string out, err;
    };
    Answer run(const std::vector<std::string>& words, const char* started_as = "/usr/bin/gauze-linkage")
    {
        std::vector<const char*> argv{started_as};
        for (const std::string& word : words) argv.push_back(word.c_str());
        testing::internal::CaptureStdout();
        testing::internal::CaptureStderr();
        const int exit = line_.run(static_cast<int>(argv.size()), argv.data());
        return {exit, testing::internal::GetCapturedStdout(), testing::internal::GetCapturedStderr()};
    }

    Common common;
    std::filesystem::path policy, out;
    std::string title, seed;
    Texts repeats;
    std::uint64_t sample = 7;
    bool dedup = false;
    Paths files;
    std::function<Exit()> action;

private:
    CommandLine line_;
};

// A usage error is exit 2, nothing on stdout, and two lines on stderr.
void expect_usage_error(const std::vector<std::string>& words, std::string_view what, std::string_view hint)
{
    const Program::Answer answer = Program().run(words);
    EXPECT_EQ(answer.exit, 2);
    EXPECT_EQ(answer.out, "");
    const std::size_t end = answer.err.find('\n');
    const std::string first = answer.err.substr(0, end), second = answer.err.substr(end + 1);
    EXPECT_NE(first.find(": error: "), std::string::npos) << answer.err;
    EXPECT_NE(first.find(what), std::string::npos) << answer.err;
    EXPECT_NE(second.find(": hint: "), std::string::npos) << answer.err;
    EXPECT_NE(second.find(hint), std::string::npos) << answer.err;
    EXPECT_EQ(std::count(answer.err.begin(), answer.err.end(), '\n'), 2) << answer.err;
}

TEST(CommandLine, FillsTheOptionsOfAVerb)
{
    Program program;
    const auto answer = program.run({"link", "a.enc", "--policy", "p.toml", "b.enc", "--out=res", "--title",
                                     "A, b", "--repeats", "x,y", "c.enc", "--repeats", "z", "--sample", "12",
                                     "--dedup", "--test-seed", "s", "--json"});
    EXPECT_EQ(answer.exit, 0) << answer.err;
    EXPECT_EQ(program.policy, "p.toml");
    EXPECT_EQ(program.out, "res");
    EXPECT_EQ(program.title, "A, b");
    EXPECT_EQ(program.repeats, (Texts{"x", "y", "z"}));
    EXPECT_EQ(program.sample, 12u);
    EXPECT_TRUE(program.dedup);
    EXPECT_EQ(program.seed, "s");
    EXPECT_TRUE(program.common.json);
    EXPECT_FALSE(program.common.quiet);
    EXPECT_EQ(program.files, (Paths{"a.enc", "b.enc", "c.enc"}));
}

TEST(CommandLine, KeepsTheDefaultsOfOptionsThatAreNotGiven)
{
    Program program;
    EXPECT_EQ(program.run({"link", "--policy", "p", "a", "b"}).exit, 0);
    EXPECT_EQ(program.sample, 7u);
    EXPECT_EQ(program.out, "");
    EXPECT_FALSE(program.dedup);
    EXPECT_TRUE(program.repeats.empty());
}

TEST(CommandLine, TakesWhatFollowsTwoDashesAsFiles)
{
    Program program;
    EXPECT_EQ(program.run({"link", "--policy", "p", "--", "-a", "--json"}).exit, 0);
    EXPECT_EQ(program.files, (Paths{"-a", "--json"}));
    EXPECT_FALSE(program.common.json);
}

TEST(CommandLine, ExitsWithWhatTheVerbReturns)
{
    EXPECT_EQ(Program().run({"key", "new"}).exit, 1);
    EXPECT_EQ(Program().run({"key", "check"}).exit, 0);
}

TEST(CommandLine, AppliesThreadsAndQuietBeforeTheVerbRuns)
{
    Program program;
    unsigned threads_seen = 0;
    program.action = [&] {
        threads_seen = threads();
        say("a remark");
        return Exit::ok;
    };
    const auto answer = program.run({"link", "--policy", "p", "a", "b", "--threads", "3", "--quiet"});
    EXPECT_EQ(threads_seen, 3u);
    EXPECT_EQ(answer.err, "");
    be_quiet(false);
    set_threads(0);
}

TEST(CommandLine, GuessesTheVerbThatWasMeant)
{
    expect_usage_error({"lnik"}, "unknown verb \"lnik\"", "did you mean gauze-linkage link?");
    expect_usage_error({"kye", "new"}, "unknown verb \"kye\"", "did you mean gauze-linkage key?");
    expect_usage_error({"key", "nwe"}, "unknown verb \"key nwe\"", "did you mean gauze-linkage key new?");
    expect_usage_error({"encode"}, "unknown verb", "one of: link, key new, key check");
    expect_usage_error({"key"}, "half a verb", "key new, key check");
    expect_usage_error({"key new"}, "unknown verb", "one of");
    expect_usage_error({}, "no verb", "gauze-linkage --help");
    expect_usage_error({"--json", "link"}, "options come after the verb", "gauze-linkage --help");
}

TEST(CommandLine, GuessesTheOptionThatWasMeantBeforeItMissesTheRequiredOne)
{
    expect_usage_error({"link", "--polcy", "p", "a", "b"}, "unknown option --polcy",
                       "did you mean --policy?");
    expect_usage_error({"link", "-policy", "p", "a", "b"}, "unknown option -policy",
                       "did you mean --policy?");
    expect_usage_error({"link", "--policy", "p", "a", "b", "--secret=hush"}, "unknown option --secret",
                       "gauze-linkage link --help");
}

TEST(CommandLine, ShowsNoValueBehindAnUnknownOption)
{
    const auto answer = Program().run({"link", "--secret=hush", "--policy", "p", "a", "b"});
    EXPECT_EQ(answer.err.find("hush"), std::string::npos) << answer.err;
}

TEST(CommandLine, NeverSuggestsAHiddenOption)
{
    expect_usage_error({"link", "--test-sed", "1", "--policy", "p", "a", "b"}, "unknown option --test-sed",
                       "see gauze-linkage link --help");
}

TEST(CommandLine, RefusesWhatIsMissingOrTooMuch)
{
    expect_usage_error({"link", "a", "b"}, "--policy is missing", "see gauze-linkage link --help");
    expect_usage_error({"link", "--policy", "p", "a"}, "at least 2 files, got 1",
                       "see gauze-linkage link --help");
    expect_usage_error({"link", "a", "b", "--policy"}, "--policy needs a value", "--help");
    expect_usage_error({"link", "a", "b", "--policy", "--json"}, "--policy needs a value", "--help");
    expect_usage_error({"link", "a", "b", "--policy", ""}, "--policy needs a value", "--help");
    expect_usage_error({"link", "--policy", "p", "--policy", "q", "a", "b"}, "--policy is given twice",
                       "--help");
    expect_usage_error({"link", "--policy", "p", "a", "b", "--dedup=yes"}, "--dedup takes no value",
                       "--help");
    expect_usage_error({"link", "--policy", "p", "a", "b", "--repeats", "x,,y"},
                       "--repeats has an empty entry", "--help");
    expect_usage_error({"key", "new", "more"}, "unexpected argument more",
                       "see gauze-linkage key new --help");
}

TEST(CommandLine, RefusesNumbersThatAreNone)
{
    for (const std::string text : {"x", "1.5", "-1", "0x10", "1 ", "18446744073709551616", "1e3"})
        expect_usage_error({"link", "--policy", "p", "a", "b", "--sample", text},
                           "--sample needs a whole number", "--help");
    expect_usage_error({"link", "--policy", "p", "a", "b", "--threads", "5000"},
                       "--threads needs a whole number", "--help");
    Program program;
    EXPECT_EQ(program.run({"link", "--policy", "p", "a", "b", "--sample", "18446744073709551615"}).exit, 0);
    EXPECT_EQ(program.sample, 18446744073709551615u);
}

TEST(CommandLine, HelpsOnStdoutWithTheOptionsAndExamplesOfTheVerb)
{
    for (const Texts& words :
         {Texts{"link", "--help"}, Texts{"link", "-h"}, Texts{"link", "--oops", "--policy", "--help"}}) {
        const auto answer = Program().run(words);
        EXPECT_EQ(answer.exit, 0);
        EXPECT_EQ(answer.err, "");
        for (const std::string_view part :
             {"usage: gauze-linkage link [OPTIONS] files...", "--policy PATH (required)", "--repeats",
              "--threads", "the policy all have signed", "gauze link --policy p.toml a.enc b.enc",
              "links two submissions"})
            EXPECT_NE(answer.out.find(part), std::string::npos) << part << "\n" << answer.out;
        EXPECT_EQ(answer.out.find("--test-seed"), std::string::npos) << "hidden";
    }
}

TEST(CommandLine, HelpsWithTheVerbsOfTheProgram)
{
    const auto all = Program().run({"--help"});
    EXPECT_EQ(all.exit, 0);
    for (const std::string_view part :
         {"finds who is one person", "link", "key new", "key check", "compares keys"})
        EXPECT_NE(all.out.find(part), std::string::npos) << part;
    const auto keys = Program().run({"key", "--help"});
    EXPECT_EQ(keys.exit, 0);
    EXPECT_NE(keys.out.find("key new"), std::string::npos);
    EXPECT_EQ(keys.out.find("compares encoded files"), std::string::npos);
}

TEST(CommandLine, NamesItsVersion)
{
    const auto answer = Program().run({"--version"});
    EXPECT_EQ(answer.exit, 0);
    EXPECT_EQ(answer.out, fmt::format("gauze-linkage {}\n", GAUZE_VERSION));
}

TEST(CommandLine, SpeaksAsTheFrontDeskWhenThatHasStartedIt)
{
    EXPECT_EQ(Program().run({"link", "a", "b"}, "gauze").err,
              "gauze link: error: --policy is missing\ngauze link: hint: see gauze link --help\n");
    EXPECT_EQ(Program().run({"lnik"}, "/opt/bin/gauze").err,
              "gauze: error: unknown verb \"lnik\"\ngauze: hint: did you mean gauze link?\n");
    EXPECT_EQ(Program().run({"link", "a", "b"}, "gauze-linkage").err.substr(0, 20), "gauze-linkage link: ");
}

TEST(CommandLine, PrintsAnErrorAsTwoLinesAndExitsWithItsCode)
{
    Program program;
    program.action = []() -> Exit { throw Error(Exit::refused, "it may not be", "ask first"); };
    const auto answer = program.run({"link", "--policy", "p", "a", "b"});
    EXPECT_EQ(answer.exit, 77);
    EXPECT_EQ(answer.err, "gauze-linkage link: error: it may not be\ngauze-linkage link: hint: ask first\n");

    Program without_hint;
    without_hint.action = []() -> Exit { throw Error(Exit::bad_data, "broken \x1b[31m\nfile"); };
    const auto one_line = without_hint.run({"link", "--policy", "p", "a", "b"});
    EXPECT_EQ(one_line.exit, 65);
    EXPECT_EQ(one_line.err, "gauze-linkage link: error: broken ?[31m?file\n");
}

TEST(CommandLine, SaysNothingOfWhatAnyOtherExceptionHolds)
{
    Program program;
    program.action = []() -> Exit { throw std::runtime_error("Mockingbird"); };
    const auto answer = program.run({"link", "--policy", "p", "a", "b"});
    EXPECT_EQ(answer.exit, 70);
    EXPECT_NE(answer.err.find("a fault inside the program"), std::string::npos);
    EXPECT_EQ(answer.err.find("Mockingbird"), std::string::npos);

    Program full;
    full.action = []() -> Exit { throw std::bad_alloc(); };
    const auto out_of_memory = full.run({"link", "--policy", "p", "a", "b"});
    EXPECT_EQ(out_of_memory.exit, 70);
    EXPECT_NE(out_of_memory.err.find("out of memory"), std::string::npos);
}

TEST(Closest, FindsTheWordWithALetterLostAddedChangedOrSwapped)
{
    const Texts verbs{"encode", "link", "cohort", "evaluate"};
    EXPECT_EQ(closest("encde", verbs), "encode");
    EXPECT_EQ(closest("encoode", verbs), "encode");
    EXPECT_EQ(closest("encide", verbs), "encode");
    EXPECT_EQ(closest("enocde", verbs), "encode");
    EXPECT_EQ(closest("Evalutae", verbs), "evaluate");
    EXPECT_EQ(closest("link", verbs), "link");
}

TEST(Closest, GuessesNothingThatIsMoreThanTwoLettersOff)
{
    EXPECT_EQ(closest("decoder", {"encode"}), "");
    EXPECT_EQ(closest("xencodexx", {"encode"}), "");
    EXPECT_EQ(closest("id", {"no"}), "") << "two letters are all of it";
    EXPECT_EQ(closest("", {"ab"}), "");
    EXPECT_EQ(closest("link", {}), "");
}

TEST(Closest, PrefersTheNearerWord)
{
    EXPECT_EQ(closest("mont", {"monthly", "month", "mount"}), "month");
    EXPECT_EQ(closest("views", {"vies", "view"}), "vies") << "of two as near, the first";
}

} // namespace
} // namespace gauze::project
