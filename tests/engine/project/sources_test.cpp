// Two promises that no compiler checks, read from the sources of the programs: a file that is opened is
// closed on exec, and no sentence for the screen, a log or an error is made of a value of a record or of a
// key. Each rule is tried on planted lines first.
#include "tests/temporary_folder.hpp"

#include <filesystem>
#include <regex>
#include <string>
#include <string_view>
#include <vector>

#include <gtest/gtest.h>

namespace gauze::test {
namespace {

namespace fs = std::filesystem;

// From the bracket at `open` to the one that closes it.
std::string_view bracketed(std::string_view text, std::size_t open)
{
    int depth = 0;
    bool quoted = false;
    for (std::size_t i = open; i < text.size(); ++i) {
        if (text[i] == '"' && text[i - 1] != '\\' && text[i - 1] != '\'') quoted = !quoted;
        if (quoted) continue;
        depth += text[i] == '(' || text[i] == '{' ? 1 : text[i] == ')' || text[i] == '}' ? -1 : 0;
        if (depth == 0) return text.substr(open, i + 1 - open);
    }
    return text.substr(open);
}

// What stands in the brackets behind each match of `call` (whose last letter is the bracket).
std::vector<std::string> arguments_of(const std::string& text, const std::regex& call)
{
    std::vector<std::string> all;
    for (std::sregex_iterator at(text.begin(), text.end(), call), end; at != end; ++at)
        all.emplace_back(bracketed(text, static_cast<std::size_t>(at->position() + at->length() - 1)));
    return all;
}

// Calls that give a descriptor, and streams, which cannot be told to close on exec.
std::vector<std::string> left_open_on_exec(const std::string& text)
{
    static const std::regex calls(
        R"(::(open|openat|open64|mkostemp|mkstemp|pipe|pipe2|memfd_create|dup|dup2|fopen|socket)\()");
    static const std::regex streams(R"(\b(ifstream|ofstream|fstream)( \w+)?\()");
    std::vector<std::string> faults;
    for (const std::string& arguments : arguments_of(text, calls))
        if (arguments.find("_CLOEXEC") == std::string::npos &&
            arguments.find("\"/dev/null\"") == std::string::npos)
            faults.push_back(arguments);
    for (const std::string& arguments : arguments_of(text, streams))
        if (!arguments.starts_with("(\"/proc/")) faults.push_back(arguments); // the kernel's, read at once
    return faults;
}

// Sentences: remarks, progress, errors, refusals. A sentence that calls reveal() is made of what was hidden.
std::vector<std::string> sentences_of_hidden_things(const std::string& text)
{
    static const std::regex sentence(
        R"(\b(say|Error|refuse_with|refuse|usage|complain|Progress( \w+)?|fault|note)[({])");
    std::vector<std::string> faults;
    for (const std::string& arguments : arguments_of(text, sentence))
        if (arguments.find("reveal()") != std::string::npos) faults.push_back(arguments);
    return faults;
}

TEST(Sources, RulesFindWhatIsPlanted)
{
    EXPECT_EQ(left_open_on_exec("int f = ::open(p.c_str(), O_RDONLY);").size(), 1u);
    EXPECT_EQ(left_open_on_exec("int f = ::open(p.c_str(), O_RDONLY | O_CLOEXEC);").size(), 0u);
    EXPECT_EQ(
        left_open_on_exec("std::ofstream out(path); std::ifstream status(\"/proc/self/status\");").size(),
        1u);
    EXPECT_EQ(left_open_on_exec("if (::pipe2(ends, 0) != 0)").size(), 1u);
    EXPECT_EQ(sentences_of_hidden_things(
                  "throw Error(Exit::bad_data, fmt::format(\"{} is no date\", cell.reveal()));")
                  .size(),
              1u);
    EXPECT_EQ(sentences_of_hidden_things("project::say(std::string(\"(\") + name.reveal());").size(), 1u);
    EXPECT_EQ(sentences_of_hidden_things("throw Error(Exit::bad_data, what); use(cell.reveal());").size(),
              0u);
}

template <class Rule>
void expect_no_fault(Rule rule, int& files)
{
    for (const std::string_view floor : {"bloom", "blocking", "engine"}) {
        const fs::path folder = fs::path(GAUZE_SOURCE) / floor;
        if (!fs::is_directory(folder)) continue;
        for (const auto& entry : fs::recursive_directory_iterator(folder)) {
            if (entry.path().extension() != ".cpp" && entry.path().extension() != ".hpp") continue;
            ++files;
            for (const std::string& fault : rule(read_file(entry.path())))
                ADD_FAILURE() << entry.path() << ": " << fault;
        }
    }
}

TEST(Sources, EveryFileThatIsOpenedIsClosedOnExec)
{
    int files = 0;
    expect_no_fault(left_open_on_exec, files);
    EXPECT_GT(files, 100); // it has looked
}

TEST(Sources, NoSentenceIsMadeOfAValueOrAKey)
{
    int files = 0;
    expect_no_fault(sentences_of_hidden_things, files);
    EXPECT_GT(files, 100);
}

} // namespace
} // namespace gauze::test
