#include "engine/project/command_line.hpp"

#include "bloom/base/confine.hpp"
#include "bloom/base/parallel.hpp"
#include "bloom/base/secure_heap.hpp"
#include "engine/project/progress.hpp"
#include "engine/project/verb_state.hpp"

#include <algorithm>
#include <cassert>
#include <csignal>
#include <cstdio>
#include <iostream>
#include <new>
#include <numeric>
#include <utility>

#include <fcntl.h>
#include <fmt/format.h>
#include <fmt/ranges.h>

namespace gauze::project {

namespace {

// Names in messages may come from a stranger's file: none of them moves the cursor of a terminal.
std::string printable(std::string text)
{
    std::replace_if(
        text.begin(), text.end(), [](char c) { return (c >= 0 && c < ' ') || c == '\x7f'; }, '?');
    return text;
}

void complain(const std::string& speaker, const std::string& what, const std::string& hint)
{
    std::string lines = fmt::format("{}: error: {}\n", speaker, printable(what));
    if (!hint.empty()) lines += fmt::format("{}: hint: {}\n", speaker, printable(hint));
    std::fwrite(lines.data(), 1, lines.size(), stderr);
}

// A program started with stdin, stdout or stderr closed would give the number to the first file it opens, and
// then print into that file. Here the numbers are taken by something that cannot be read or written.
void occupy_standard_streams()
{
    for (const int stream : {0, 1, 2})
        if (::fcntl(stream, F_GETFD) == -1) (void)::open("/dev/null", stream == 0 ? O_WRONLY : O_RDONLY);
}

bool stdout_is_broken()
{
    std::cout.flush();
    return std::fflush(stdout) != 0 || std::ferror(stdout) != 0 || !std::cout;
}

Exit print(const std::string& text)
{
    std::fwrite(text.data(), 1, text.size(), stdout);
    return Exit::ok;
}

// A program that is less guarded than it wants to be says so and goes on: the machine is its owner's.
void say_what_is_missing()
{
    if (confinement() == Confinement::impossible)
        say("this kernel does not let the program give up the network and the starting of programs");
    if (confinement() != Confinement::not_asked && !has_secure_heap())
        say("there is no guarded memory for private keys; they lie in the ordinary one");
}

// Damerau-Levenshtein distance, restricted to one swap of neighbours at a place: letters lost, added, changed
// or swapped.
std::size_t letters_off(std::string_view a, std::string_view b)
{
    std::vector<std::size_t> before(b.size() + 1), last(b.size() + 1), row(b.size() + 1);
    std::iota(last.begin(), last.end(), std::size_t{0});
    for (std::size_t i = 1; i <= a.size(); ++i) {
        row[0] = i;
        for (std::size_t j = 1; j <= b.size(); ++j) {
            row[j] = std::min({last[j] + 1, row[j - 1] + 1, last[j - 1] + (a[i - 1] != b[j - 1] ? 1u : 0u)});
            if (i > 1 && j > 1 && a[i - 1] == b[j - 2] && a[i - 2] == b[j - 1])
                row[j] = std::min(row[j], before[j - 2] + 1);
        }
        std::swap(before, last);
        std::swap(last, row);
    }
    return last[b.size()];
}

std::string lower(std::string_view word)
{
    std::string low(word);
    for (char& c : low)
        if (c >= 'A' && c <= 'Z') c = static_cast<char>(c - 'A' + 'a');
    return low;
}

} // namespace

Error usage(const std::string& what, std::string hint) { return Error(Exit::usage, what, std::move(hint)); }

bool asks_for_help(const std::string& word) { return word == "--help" || word == "-h"; }

std::string closest(std::string_view word, const std::vector<std::string>& known)
{
    constexpr std::size_t most_off = 2;
    std::string best;
    std::size_t best_off = most_off + 1;
    for (const std::string& candidate : known) {
        const std::size_t longer = std::max(word.size(), candidate.size());
        if (longer - std::min(word.size(), candidate.size()) > most_off) continue;
        const std::size_t off = letters_off(lower(word), lower(candidate));
        // Of a short word, two letters are most of it: "id" is not a slip of "no".
        if (off < best_off && 2 * off <= longer) best = candidate, best_off = off;
    }
    return best;
}

struct CommandLine::State {
    std::string program, summary;
    std::string shown; // "gauze" when the front desk has started us, else `program`
    std::vector<std::unique_ptr<Verb::State>> verbs;

    void named_by(std::string_view started_as);
    std::string overview(std::string_view group) const;
    Words below(std::string_view word) const;
    Verb::State& verb_of(const Words& words) const;
    Error unknown_verb(const Words& words) const;
    Exit obey(const Words& words, std::string& speaker) const;
};

// The front desk gives its own name as argv[0]: who typed "gauze link" is answered by "gauze link".
void CommandLine::State::named_by(std::string_view started_as)
{
    const std::string_view name = started_as.substr(started_as.rfind('/') + 1); // npos + 1 is 0
    shown = name == "gauze" ? "gauze" : program;
}

// The help above the verbs, or above those that begin with the word `group`.
std::string CommandLine::State::overview(std::string_view group) const
{
    std::string text = fmt::format("{}: {}\n\nusage: {} VERB [OPTIONS]\n\nverbs:\n", program, summary, shown);
    for (const auto& verb : verbs)
        if (group.empty() || verb->name.starts_with(fmt::format("{} ", group)))
            text += fmt::format("  {:<16} {}\n", verb->name, verb->summary);
    return text +
           fmt::format("\n{} VERB --help explains a verb; {} --version names this version\n", shown, program);
}

// The verb whose name is the beginning of the line; "key new" takes two words.
Verb::State& CommandLine::State::verb_of(const Words& words) const
{
    const auto is_called = [&](const auto& verb) {
        const std::size_t space = verb->name.find(' ');
        if (space == std::string::npos) return verb->name == words[0];
        return words.size() > 1 && verb->name.substr(0, space) == words[0] &&
               verb->name.substr(space + 1) == words[1];
    };
    const auto found = std::find_if(verbs.begin(), verbs.end(), is_called);
    if (found == verbs.end()) throw unknown_verb(words);
    return **found;
}

// The verbs of two words that begin with this one.
Words CommandLine::State::below(std::string_view word) const
{
    Words names;
    for (const auto& verb : verbs)
        if (verb->name.starts_with(fmt::format("{} ", word))) names.push_back(verb->name);
    return names;
}

Error CommandLine::State::unknown_verb(const Words& words) const
{
    const Words group = below(words[0]);
    if (!group.empty() && (words.size() == 1 || words[1].starts_with('-')))
        return usage(words[0] + " is half a verb", fmt::format("one of: {}", fmt::join(group, ", ")));
    Words all, first_words;
    for (const auto& verb : verbs) {
        all.push_back(verb->name);
        first_words.push_back(verb->name.substr(0, verb->name.find(' ')));
    }
    const std::string written = group.empty() ? words[0] : words[0] + " " + words[1];
    const std::string meant = group.empty() ? closest(written, first_words) : closest(written, group);
    return usage(fmt::format("unknown verb \"{}\"", written),
                 meant.empty() ? fmt::format("one of: {}; see {} --help", fmt::join(all, ", "), shown)
                               : fmt::format("did you mean {} {}?", shown, meant));
}

Exit CommandLine::State::obey(const Words& words, std::string& speaker) const
{
    if (words.empty()) throw usage("no verb is given", fmt::format("see {} --help", shown));
    if (asks_for_help(words[0])) return print(overview(""));
    if (words[0] == "--version") return print(fmt::format("{} {}\n", program, GAUZE_VERSION));
    if (words[0].starts_with('-'))
        throw usage("options come after the verb",
                    fmt::format("{} VERB [OPTIONS]; see {} --help", shown, shown));
    if (words.size() > 1 && asks_for_help(words[1]) && !below(words[0]).empty())
        return print(overview(words[0]));

    Verb::State& verb = verb_of(words);
    speaker = shown + " " + verb.name;
    const auto used = 1 + std::count(verb.name.begin(), verb.name.end(), ' ');
    const Words rest(words.begin() + used, words.end());
    if (std::any_of(rest.begin(), std::find(rest.begin(), rest.end(), "--"), asks_for_help))
        return print(verb.help(speaker));
    try {
        verb.read(rest);
    } catch (const Error& fault) {
        throw usage(fault.what(),
                    fault.hint().empty() ? fmt::format("see {} --help", speaker) : fault.hint());
    }
    if (verb.common != nullptr) {
        be_quiet(verb.common->quiet);
        set_threads(verb.common->threads);
    }
    say_what_is_missing();
    assert(verb.action);
    return verb.action();
}

CommandLine::CommandLine(std::string program, std::string summary) : state_(std::make_unique<State>())
{
    state_->program = std::move(program);
    state_->summary = std::move(summary);
}

CommandLine::~CommandLine() = default;

Verb CommandLine::verb(std::string_view name, std::string_view summary)
{
    return Verb(state_->verbs.emplace_back(std::make_unique<Verb::State>(name, summary)).get());
}

int CommandLine::run(int argc, const char* const* argv)
{
    occupy_standard_streams();
    // A reader that went away is an error of the output, not a silent death.
    (void)std::signal(SIGPIPE, SIG_IGN);
    state_->named_by(argc > 0 ? argv[0] : "");
    std::string speaker = state_->shown;
    Exit exit = Exit::internal;
    try {
        exit = state_->obey(Words(argv + std::min(argc, 1), argv + argc), speaker);
    } catch (const Error& fault) {
        complain(speaker, fault.what(), fault.hint());
        return static_cast<int>(fault.code());
    } catch (const std::bad_alloc&) {
        complain(speaker, "out of memory", "");
        return static_cast<int>(Exit::internal);
    } catch (...) {
        if (!stdout_is_broken()) {
            complain(speaker, "a fault inside the program stopped it",
                     "please report the command and the version");
            return static_cast<int>(Exit::internal);
        }
    }
    if (!stdout_is_broken()) return static_cast<int>(exit);
    complain(speaker, "cannot write to standard output", "it is closed, or the disk behind it is full");
    return static_cast<int>(Exit::cannot_write);
}

} // namespace gauze::project
