// The front desk. It links no party's code and sees no record: it knows which program has which verb, finds
// that program, and becomes it. A linkage host simply does not have the custodian's program installed. Its
// own are the verbs of what all parties share: the policy, their own keys, the evidence.
#include "bloom/base/confine.hpp"
#include "bloom/base/error.hpp"
#include "bloom/base/secret.hpp"
#include "engine/desk/close_verb.hpp"
#include "engine/desk/party_verbs.hpp"
#include "engine/desk/policy_verbs.hpp"
#include "engine/desk/usage_verb.hpp"
#include "engine/project/command_line.hpp"
#include "engine/project/evidence/verify_verb.hpp"

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
// What every party does, here.
const std::vector<Verb> own_verbs{
    {"party", "makes a party's own keys"},
    {"policy", "checks, compares, explains, signs and records a policy"},
    {"verify", "checks the evidence of all parties, offline and without a key"},
    {"usage", "counts from the evidence who opened what, by role, party and day"},
    {"close", "destroys what a party holds of a project, for good, and certifies it"},
};
// In the order of the work.
const std::vector<Desk> desks{
    {"custodian: holds the names",
     "gauze-custodian",
     {{"policy suggest", "proposes views and match keys for a file"},
      {"key", "makes the project secret together, or compares it"},
      {"opt-out", "writes the numbers to submit to the NHS National Data Opt-out"},
      {"quality", "counts what is missing or wrong in a file of people"},
      {"encode", "turns a file of people into an encoded file and a payload file"},
      {"audit", "attacks a sample of the encodings before any leave"},
      {"seal", "seals what may leave to those it is for"},
      {"intake", "encodes a file that was sealed to it, with nothing in clear on a disk"},
      {"ledger", "answers what was released of a person"},
      {"withdraw", "takes people's records back from everyone they were sent to"},
      {"retain", "destroys rows whose time is over, and takes them back"}}},
    {"linkage unit: compares what it cannot read",
     "gauze-linkage",
     {{"identity", "makes the linkage unit's own key, once"},
      {"accept", "lets sealed submissions in, and nothing but encodings"},
      {"check", "looks at encoded files before they are linked"},
      {"plan", "says what a run takes and loses, before it begins"},
      {"score", "compares: the units of a plan, or all pairs into a table"},
      {"merge", "finds the persons in what a plan's units found"},
      {"link", "finds the persons in 2 to 64 encoded files"},
      {"issue", "gives the persons study ids for one recipient"},
      {"report", "makes the report of a finished run anew, as a page"},
      {"retain", "destroys what is due here"}}},
    {"researcher: sees pseudonyms",
     "gauze-research",
     {{"open", "opens what was sealed for the researcher"},
      {"cohort", "joins payload by link map into one table"},
      {"tables", "computes exact tables, for the closed setting"},
      {"disclose", "proposes protected tables for a reader"},
      {"sign-off", "signs a proposal, as one of two checkers"},
      {"release", "seals a proposal that two people signed to its reader"},
      {"retain", "destroys what is due here"}}},
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
        "usage: gauze VERB [OPTIONS]\n\nevery party\n";
    for (const Verb& verb : own_verbs) text += fmt::format("  {:<14} {}\n", verb.name, verb.summary);
    for (const Desk& desk : desks) {
        const bool here = !find(desk.program).empty();
        text += fmt::format("\n{} ({}{})\n", desk.party, desk.program, here ? "" : " is not installed here");
        for (const Verb& verb : desk.verbs) text += fmt::format("  {:<14} {}\n", verb.name, verb.summary);
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

// What the desk does itself: no network, nobody else's program, no core dump with a key in it.
int serve(int argc, char** argv)
{
    gauze::protect_process();
    gauze::confine();
    gauze::project::CommandLine program(
        "gauze", "Links records about the same people across organisations, without showing a name.");
    gauze::desk::add_party_verbs(program);
    gauze::desk::add_policy_verbs(program);
    gauze::project::add_verify_verb(program);
    gauze::desk::add_usage_verb(program);
    gauze::desk::add_close_verb(program);
    return program.run(argc, argv);
}

// "policy suggest" stands at the custodian's; the rest of "policy" is the desk's own.
bool is_called(const Verb& verb, std::string_view first, std::string_view second)
{
    const std::size_t space = verb.name.find(' ');
    return verb.name.substr(0, space) == first &&
           (space == std::string_view::npos || verb.name.substr(space + 1) == second);
}

} // namespace

int main(int argc, char** argv)
{
    const std::string word = argc > 1 ? argv[1] : "";
    const std::string next = argc > 2 ? argv[2] : "";
    if (word == "--help" || word == "-h") return help();
    if (word == "--version") return print(fmt::format("gauze {}\n", GAUZE_VERSION));
    std::vector<std::string> verbs;
    std::string_view wanted;
    for (const Desk& desk : desks)
        for (const Verb& verb : desk.verbs) {
            // "retain" is several parties' verb: that of the program which is here.
            if (is_called(verb, word, next) && (wanted.empty() || find(wanted).empty()))
                wanted = desk.program;
            verbs.emplace_back(verb.name);
        }
    if (!wanted.empty()) return become(wanted, argv);
    for (const Verb& verb : own_verbs) {
        if (verb.name == word) return serve(argc, argv);
        verbs.emplace_back(verb.name);
    }
    if (word.empty()) return fail(Exit::usage, "no verb is given", "see gauze --help");
    if (word.starts_with('-')) return fail(Exit::usage, "options come after the verb", "see gauze --help");
    const std::string meant = gauze::project::closest(word, verbs);
    return fail(Exit::usage, fmt::format("unknown verb \"{}\"", word),
                meant.empty() ? "see gauze --help" : fmt::format("did you mean gauze {}?", meant));
}
