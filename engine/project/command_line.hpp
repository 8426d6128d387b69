// The command line of every program: verbs, options, help with examples, "did you mean", exit codes. CLI11
// stands behind it, in verb.cpp alone. A program declares its verbs, each verb fills a plain options struct
// and calls one function; nothing below `main` knows argv.
#pragma once

#include "bloom/base/error.hpp"

#include <cstdint>
#include <filesystem>
#include <functional>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

namespace gauze::project {

struct Governed; // gate.hpp

enum class Need { optional, required };

// What every verb understands.
struct Common {
    bool json = false;
    bool quiet = false;
    std::uint32_t threads = 0;
};

// One verb ("encode", "key new"). References given to it must outlive CommandLine::run.
class Verb {
public:
    Verb& text(std::string_view flag, std::string& into, std::string_view help, Need need = Need::optional);
    Verb& texts(std::string_view flag, std::vector<std::string>& into,
                std::string_view help); // a,b,c or repeated
    Verb& path(std::string_view flag, std::filesystem::path& into, std::string_view help,
               Need need = Need::optional);
    // Arguments without a flag. `least` is checked here, so that the message can name the verb's usage.
    Verb& paths(std::string_view name, std::vector<std::filesystem::path>& into, std::string_view help,
                std::size_t least);
    Verb& number(std::string_view flag, std::uint64_t& into, std::string_view help);
    Verb& flag(std::string_view flag, bool& into, std::string_view help);
    Verb& hidden_text(std::string_view flag, std::string& into); // not in --help
    Verb& example(std::string_view command_line, std::string_view what_it_does);
    Verb& common(Common& into);     // --json --quiet --threads
    Verb& governed(Governed& into); // --as --as-passphrase-fd --evidence, hidden --today
    // What the verb does; its exit code is the program's.
    Verb& does(std::function<Exit()> action);

private:
    friend class CommandLine;
    struct State;
    explicit Verb(State* state) : state_(state) {}
    State* state_;
};

class CommandLine {
public:
    CommandLine(std::string program, std::string summary);
    ~CommandLine();
    Verb verb(std::string_view name, std::string_view summary);

    // Parses, runs the verb, prints an Error as two lines on stderr and returns the exit code for `main`.
    // Anything else that is thrown is exit code 70 with a fixed sentence: its text might hold a value.
    int run(int argc, const char* const* argv);

private:
    struct State;
    std::unique_ptr<State> state_;
};

// The word of `known` that `word` was probably meant to be (at most two letters off), or "".
std::string closest(std::string_view word, const std::vector<std::string>& known);

} // namespace gauze::project
