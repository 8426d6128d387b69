// The options and arguments of one verb. CLI11 cuts the line into pieces and lays out the help; what is
// missing, unknown or out of range is judged here, in our own words and order: a misspelt option is named
// before the required one that it was meant to be.
#include "engine/project/gate.hpp"
#include "engine/project/verb_state.hpp"

#include <algorithm>
#include <cassert>
#include <charconv>
#include <limits>
#include <utility>

#include <CLI/CLI.hpp>
#include <fmt/format.h>

namespace gauze::project {

namespace {

enum class Times { once, any };

constexpr std::uint64_t most_threads = 4096;

std::uint64_t number_from(std::string_view flag, std::string_view text, std::uint64_t most)
{
    std::uint64_t value = 0;
    const auto [end, fault] = std::from_chars(text.data(), text.data() + text.size(), value);
    if (fault != std::errc() || end != text.data() + text.size() || value > most)
        throw usage(fmt::format("{} needs a whole number from 0 to {}", flag, most));
    return value;
}

Words split_at_commas(std::string_view flag, std::string_view text)
{
    Words parts;
    for (std::size_t start = 0; start <= text.size();) {
        const std::size_t end = std::min(text.find(',', start), text.size());
        if (end == start) throw usage(fmt::format("{} has an empty entry", flag));
        parts.emplace_back(text.substr(start, end - start));
        start = end + 1;
    }
    return parts;
}

} // namespace

struct Verb::State::Line {
    struct Option {
        CLI::Option* seen;
        std::string flag;
        Need need;
        Times times;
        std::function<void(const std::string&)> take;
    };
    explicit Line(const std::string& summary);
    Option& add(std::string_view flag, std::string_view help, std::string_view type, Need need,
                std::function<void(const std::string&)> take);
    void refuse_unknown() const;
    void take_options() const;
    void take_arguments() const;

    CLI::App app;
    std::vector<Option> options;
    std::string examples;
    CLI::Option* arguments = nullptr;
    std::string arguments_name;
    std::size_t least_arguments = 0;
    std::vector<std::filesystem::path>* into_arguments = nullptr;
};

Verb::State::Line::Line(const std::string& summary) : app(summary)
{
    app.allow_extras();
    app.set_help_flag("--help,-h", "show this and do nothing")->group("options");
    const auto layout = app.get_formatter();
    layout->column_width(32);
    layout->label("Usage", "usage");
    layout->label("Positionals", "arguments");
}

Verb::State::Line::Option& Verb::State::Line::add(std::string_view flag, std::string_view help,
                                                  std::string_view type, Need need,
                                                  std::function<void(const std::string&)> take)
{
    const auto accept = [](const CLI::results_t&) { return true; };
    CLI::Option* option = app.add_option(std::string(flag), accept, std::string(help));
    option->type_size(1)->expected(1)->multi_option_policy(CLI::MultiOptionPolicy::TakeAll)->group("options");
    option->option_text(std::string(type) + (need == Need::required ? " (required)" : ""));
    return options.emplace_back(Option{option, std::string(flag), need, Times::once, std::move(take)});
}

void Verb::State::Line::refuse_unknown() const
{
    Words left = app.remaining();
    std::erase(left, "--");
    if (left.empty()) return;
    const auto option =
        std::find_if(left.begin(), left.end(), [](const auto& word) { return word.starts_with('-'); });
    if (option == left.end()) throw usage(fmt::format("unexpected argument {}", left.front()));
    const std::string written = option->substr(0, option->find('=')); // what follows may be anything
    Words known{"--help"};
    for (const Option& one : options)
        if (!one.seen->get_group().empty()) known.push_back(one.flag);
    const std::string meant = closest(written, known);
    throw usage("unknown option " + written, meant.empty() ? "" : fmt::format("did you mean {}?", meant));
}

void Verb::State::Line::take_options() const
{
    for (const Option& one : options) {
        if (one.times == Times::once && one.seen->count() > 1) throw usage(one.flag + " is given twice");
        for (const std::string& value : one.seen->results()) {
            // "--out --json" is an option that lost its value, not a file called --json.
            if (value.empty() || value.starts_with("--")) throw usage(one.flag + " needs a value");
            one.take(value);
        }
    }
    for (const Option& one : options)
        if (one.need == Need::required && one.seen->count() == 0)
            throw usage(fmt::format("{} is missing", one.flag));
}

void Verb::State::Line::take_arguments() const
{
    if (arguments == nullptr) return;
    for (const std::string& one : arguments->results()) into_arguments->emplace_back(one);
    const std::size_t given = arguments->count();
    if (given < least_arguments)
        throw usage(fmt::format("needs at least {} {}, got {}", least_arguments, arguments_name, given));
}

Verb::State::State(std::string_view verb, std::string_view what)
    : name(verb), summary(what), line(std::make_unique<Line>(summary))
{}

Verb::State::~State() = default;

std::string Verb::State::help(const std::string& speaker)
{
    line->app.name(speaker);
    if (line->arguments != nullptr)
        line->arguments->required(line->least_arguments > 0); // "files...", not "[files...]"
    std::string text = line->app.help();
    text.erase(text.find_last_not_of('\n') + 1);
    return text + "\n" + (line->examples.empty() ? "" : "\nexamples:\n" + line->examples);
}

void Verb::State::read(Words words)
{
    std::reverse(words.begin(), words.end()); // as CLI11 wants them
    try {
        line->app.parse(std::move(words));
    } catch (const CLI::ArgumentMismatch& fault) {
        const std::string text = fault.what(); // "--out: 1 required ..."
        throw usage(fmt::format("{} needs a value", text.substr(0, text.find(':'))));
    } catch (const CLI::ParseError&) {
        throw usage("the options cannot be read");
    }
    line->refuse_unknown();
    line->take_options();
    line->take_arguments();
}

Verb& Verb::text(std::string_view flag, std::string& into, std::string_view help, Need need)
{
    state_->line->add(flag, help, "TEXT", need, [&into](const std::string& value) { into = value; });
    return *this;
}

Verb& Verb::texts(std::string_view flag, std::vector<std::string>& into, std::string_view help)
{
    const auto take = [&into, name = std::string(flag)](const std::string& value) {
        for (std::string& part : split_at_commas(name, value)) into.push_back(std::move(part));
    };
    state_->line->add(flag, help, "TEXT,...", Need::optional, take).times = Times::any;
    return *this;
}

Verb& Verb::path(std::string_view flag, std::filesystem::path& into, std::string_view help, Need need)
{
    state_->line->add(flag, help, "PATH", need, [&into](const std::string& value) { into = value; });
    return *this;
}

Verb& Verb::paths(std::string_view name, std::vector<std::filesystem::path>& into, std::string_view help,
                  std::size_t least)
{
    State::Line& line = *state_->line;
    assert(line.arguments == nullptr && !name.starts_with('-'));
    const auto accept = [](const CLI::results_t&) { return true; };
    line.arguments = line.app.add_option(std::string(name), accept, std::string(help));
    line.arguments->type_size(1)
        ->expected(1, CLI::detail::expected_max_vector_size)
        ->multi_option_policy(CLI::MultiOptionPolicy::TakeAll);
    line.arguments->allow_extra_args()->option_text(" ")->group("options");
    line.arguments_name = name;
    line.into_arguments = &into;
    line.least_arguments = least;
    return *this;
}

Verb& Verb::number(std::string_view flag, std::uint64_t& into, std::string_view help)
{
    const auto take = [&into, name = std::string(flag)](const std::string& value) {
        into = number_from(name, value, std::numeric_limits<std::uint64_t>::max());
    };
    state_->line->add(flag, help, "N", Need::optional, take);
    return *this;
}

Verb& Verb::flag(std::string_view flag, bool& into, std::string_view help)
{
    const auto take = [&into, name = std::string(flag)](const std::string& value) {
        if (value != "true") throw usage(name + " takes no value");
        into = true;
    };
    CLI::Option* option = state_->line->app.add_flag(std::string(flag))->description(std::string(help));
    option->multi_option_policy(CLI::MultiOptionPolicy::TakeAll)->group("options");
    state_->line->options.push_back({option, std::string(flag), Need::optional, Times::any, take});
    return *this;
}

Verb& Verb::hidden_text(std::string_view flag, std::string& into)
{
    text(flag, into, "");
    state_->line->options.back().seen->group("");
    return *this;
}

Verb& Verb::example(std::string_view command_line, std::string_view what_it_does)
{
    state_->line->examples += fmt::format("  {}\n      {}\n", command_line, what_it_does);
    return *this;
}

Verb& Verb::common(Common& into)
{
    flag("--json", into.json, "print the summary as JSON on stdout");
    flag("--quiet", into.quiet, "no progress and no remarks; errors still show");
    const auto take = [&into](const std::string& value) {
        into.threads = static_cast<std::uint32_t>(number_from("--threads", value, most_threads));
    };
    state_->line->add("--threads", "how many threads work at most (0: one for each processor)", "N",
                      Need::optional, take);
    state_->common = &into;
    return *this;
}

Verb& Verb::governed(Governed& into)
{
    path("--as", into.party_key, "your party's key, where the policy has an agreement: see gauze party new");
    number("--as-passphrase-fd", into.passphrase_fd,
           "read that key's passphrase from this open file descriptor, not from the terminal");
    path("--evidence", into.evidence, "keep a signed log of what was done in this folder");
    return hidden_text("--today", into.today);
}

Verb& Verb::does(std::function<Exit()> action)
{
    state_->action = std::move(action);
    return *this;
}

} // namespace gauze::project
