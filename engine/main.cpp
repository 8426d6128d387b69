// The front desk. It reads nothing, opens nothing and links no party's code: it knows which program has which
// verb, finds that program, and becomes it. A linkage host simply does not have the custodian's program
// installed.
#include "bloom/base/error.hpp"
#include "engine/project/command_line.hpp"

#include <algorithm>
#include <array>
#include <cerrno>
#include <csignal>
#include <cstdio>
#include <cstdlib>
#include <cstring>
#include <filesystem>
#include <string>
#include <string_view>
#include <vector>

#include <fmt/format.h>
#include <unistd.h>

namespace {

using gauze::Exit;
namespace fs = std::filesystem;

struct Verb {
    std::string_view name, summary;
};
struct Desk {
    std::string_view party, program;
    std::vector<Verb> verbs;
};
// In the order of the work.
const std::vector<Desk> desks{
    {"custodian: holds the names",
     "gauze-custodian",
     {{"policy", "proposes views and match keys for a file"},
      {"key", "makes or compares the project secret"},
      {"opt-out", "writes the numbers to submit to the NHS National Data Opt-out"},
      {"encode", "turns a file of people into an encoded file and a payload file"}}},
    {"linkage unit: compares what it cannot read",
     "gauze-linkage",
     {{"identity", "makes the linkage unit's own key, once"},
      {"check", "looks at encoded files before they are linked"},
      {"plan", "says what a run takes and loses, before it begins"},
      {"score", "compares: the units of a plan, or all pairs into a table"},
      {"merge", "finds the persons in what a plan's units found"},
      {"link", "finds the persons in 2 to 64 encoded files"},
      {"issue", "gives the persons study ids for one recipient"}}},
    {"researcher: sees pseudonyms",
     "gauze-research",
     {{"cohort", "joins payload by link map into one table"}}},
    {"laboratory: makes people who do not exist",
     "gauze-synth",
     {{"five", "makes five custodians' files, and the truth about them"}}},
    {"laboratory: scores on data that is not secret",
     "gauze-lab",
     {{"run", "encodes, links and scores in one go"}, {"evaluate", "scores links against the truth"}}},
};

// Beside this program first, so that a checkout never starts an installed version; then in PATH, whose
// entries must be absolute: the folder a person happens to stand in has no say. Empty when the program is not
// here.
fs::path find(std::string_view program)
{
    std::error_code ignored;
    std::vector<fs::path> folders{fs::read_symlink("/proc/self/exe", ignored).parent_path()};
    const char* path = std::getenv("PATH");
    std::string_view rest = path == nullptr ? "" : path;
    while (!rest.empty()) {
        const std::size_t end = std::min(rest.find(':'), rest.size());
        folders.emplace_back(rest.substr(0, end));
        rest.remove_prefix(std::min(end + 1, rest.size()));
    }
    for (const fs::path& folder : folders) {
        const fs::path candidate = folder / program;
        if (folder.is_absolute() && fs::is_regular_file(candidate, ignored) &&
            ::access(candidate.c_str(), X_OK) == 0)
            return candidate;
    }
    return {};
}

int fail(Exit code, const std::string& what, const std::string& hint)
{
    std::fputs(fmt::format("gauze: error: {}\ngauze: hint: {}\n", what, hint).c_str(), stderr);
    return static_cast<int>(code);
}

int print(const std::string& text)
{
    (void)std::signal(SIGPIPE, SIG_IGN);
    if (std::fwrite(text.data(), 1, text.size(), stdout) == text.size() && std::fflush(stdout) == 0) return 0;
    return fail(Exit::cannot_write, "cannot write to standard output",
                "it is closed, or the disk behind it is full");
}

int help()
{
    std::string text =
        "gauze: links records about the same people across organisations, without showing a name\n\n"
        "usage: gauze VERB [OPTIONS]\n";
    for (const Desk& desk : desks) {
        const bool here = !find(desk.program).empty();
        text += fmt::format("\n{} ({}{})\n", desk.party, desk.program, here ? "" : " is not installed here");
        for (const Verb& verb : desk.verbs) text += fmt::format("  {:<10} {}\n", verb.name, verb.summary);
    }
    return print(text + "\ngauze VERB --help explains a verb; gauze --version names this version\n");
}

int become(std::string_view name, char** argv)
{
    const fs::path program = find(name);
    if (program.empty())
        return fail(Exit::configuration,
                    fmt::format("{} needs the program {}, which is not here", argv[1], name),
                    "this may be on purpose: a host holds the programs of its own party only; gauze --help "
                    "shows them");
    argv[0] = const_cast<char*>("gauze"); // so that messages speak as the person typed
    ::execv(program.c_str(), argv);
    return fail(Exit::configuration,
                fmt::format("{} cannot be started: {}", program.string(), std::strerror(errno)),
                "is it a program for this machine?");
}

} // namespace

int main(int argc, char** argv)
{
    const std::string word = argc > 1 ? argv[1] : "";
    if (word == "--help" || word == "-h") return help();
    if (word == "--version") return print(fmt::format("gauze {}\n", GAUZE_VERSION));
    std::vector<std::string> verbs;
    for (const Desk& desk : desks)
        for (const Verb& verb : desk.verbs) {
            if (verb.name == word) return become(desk.program, argv);
            verbs.emplace_back(verb.name);
        }
    if (word.empty()) return fail(Exit::usage, "no verb is given", "see gauze --help");
    if (word.starts_with('-')) return fail(Exit::usage, "options come after the verb", "see gauze --help");
    const std::string meant = gauze::project::closest(word, verbs);
    return fail(Exit::usage, fmt::format("unknown verb \"{}\"", word),
                meant.empty() ? "see gauze --help" : fmt::format("did you mean gauze {}?", meant));
}
