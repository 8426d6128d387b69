#include "engine/project/toml_table.hpp"

#include "engine/project/command_line.hpp"

#include <algorithm>
#include <cmath>

#include <fmt/format.h>
#include <fmt/ranges.h>

// The parser is compiled in rather than taken from the system's library: only then does the limit on nesting
// hold, which keeps a hostile file from exhausting the stack. A policy nests three deep. And some of its
// assertions do not hold for hostile text ("[=") although the code behind them copes: they are neither
// checked, which would abort a debug build, nor left to the compiler as facts, which clang would make use of.
#undef TOML_SHARED_LIB
#undef TOML_HEADER_ONLY
#define TOML_HEADER_ONLY 1
#define TOML_MAX_NESTED_VALUES 8
#define TOML_ENABLE_FORMATTERS 0
#define TOML_ASSERT(condition) static_assert(true)
#pragma GCC diagnostic push
#pragma GCC diagnostic ignored "-Wconversion"
#pragma GCC diagnostic ignored "-Wshadow"
#pragma push_macro("NDEBUG")
#undef NDEBUG
#include <toml++/toml.h>
#pragma pop_macro("NDEBUG")
#pragma GCC diagnostic pop

namespace gauze::project {

namespace {

// Keys nest with every dot ("a.b.c = 1"), and toml++ sets no limit on that; the table is torn down
// recursively.
constexpr int most_dots_in_a_line = 250;

// What stands outside quotes and comments in one line. toml++ (3.3, 3.4) runs into undefined behaviour on
// some characters outside ASCII there, where none is allowed anyway; in texts over several lines, too, and
// they are refused so that a line can be judged alone.
void check_line(std::string_view line, const std::string& place)
{
    int dots = 0;
    for (std::size_t i = 0; i < line.size(); ++i) {
        const char c = line[i];
        if (c == '#') return;
        if (static_cast<unsigned char>(c) >= 0x80)
            refuse(place, "not valid TOML (a character outside ASCII stands outside quotes)");
        if (c == '.' && ++dots > most_dots_in_a_line)
            refuse(place, fmt::format("more than {} dots in one line", most_dots_in_a_line));
        if (c != '"' && c != '\'') continue;
        if (line.substr(i, 3) == std::string(3, c))
            refuse(place, "a text over several lines", "one line will do");
        for (++i; i < line.size() && line[i] != c; ++i)
            if (line[i] == '\\' && c == '"') ++i; // the next character does not end the text
    }
}

void check_lines(std::string_view text, std::string_view source)
{
    if (text.starts_with("\xef\xbb\xbf")) text.remove_prefix(3); // byte-order mark
    for (std::size_t number = 1; !text.empty(); ++number) {
        const std::size_t end = std::min(text.find('\n'), text.size());
        check_line(text.substr(0, end), fmt::format("{}:{}:1", source, number));
        text.remove_prefix(std::min(end + 1, text.size()));
    }
}

// toml++ ends many of its sentences with what it saw instead. The file may be a table of people that was
// named by mistake, so that part is left out.
std::string without_content(std::string_view description)
{
    description = description.substr(0, description.find(", saw"));
    constexpr std::string_view opening = "Error while parsing ";
    if (description.starts_with(opening)) description.remove_prefix(opening.size());
    return std::string(description);
}

std::string place_of(std::string_view source, const toml::source_position& position)
{
    return fmt::format("{}:{}:{}", source, position.line, position.column);
}

} // namespace

struct TomlTable::Document {
    std::string source;
    toml::table root;
};

// What the private pointer of a TomlTable stands for.
struct TomlTable::Node {
    static const toml::table& of(const TomlTable& table)
    {
        return *static_cast<const toml::table*>(table.table_);
    }

    [[noreturn]] static void wrong_type(const TomlTable& table, std::string_view key, std::string_view wanted)
    {
        throw Error(Exit::bad_data, fmt::format("{}: {} is not {}", table.place(key), key, wanted));
    }
};

TomlTable::TomlTable(std::shared_ptr<const Document> document, const void* table)
    : document_(std::move(document)), table_(table)
{}

TomlTable TomlTable::parse(std::string_view text, std::string_view source)
{
    check_lines(text, source);
    try {
        auto document = std::make_shared<const Document>(Document{std::string(source), toml::parse(text)});
        const toml::table* root = &document->root;
        return TomlTable(std::move(document), root);
    } catch (const toml::parse_error& fault) {
        throw Error(Exit::bad_data,
                    fmt::format("{}: not valid TOML ({})", place_of(source, fault.source().begin),
                                without_content(fault.description())),
                    "texts stand in quotes: name = \"given\"; every key stands once in its table");
    }
}

void TomlTable::only(std::initializer_list<std::string_view> known) const
{
    for (const auto& [key, value] : Node::of(*this)) {
        if (std::find(known.begin(), known.end(), key.str()) != known.end()) continue;
        throw Error(
            Exit::bad_data,
            fmt::format("{}: unknown key \"{}\"", place_of(document_->source, key.source().begin), key.str()),
            did_you_mean(key.str(), {known.begin(), known.end()}));
    }
}

bool TomlTable::has(std::string_view key) const { return Node::of(*this).contains(key); }

bool TomlTable::is_table(std::string_view key) const
{
    const toml::node* value = Node::of(*this).get(key);
    return value != nullptr && value->is_table();
}

std::vector<std::string> TomlTable::keys() const
{
    std::vector<std::string> names;
    for (const auto& [key, value] : Node::of(*this)) names.emplace_back(key.str());
    return names;
}

bool TomlTable::is_text(std::string_view key) const
{
    const toml::node* value = Node::of(*this).get(key);
    return value != nullptr && value->is_string();
}

std::optional<std::string> TomlTable::text(std::string_view key) const
{
    const toml::node* value = Node::of(*this).get(key);
    if (value == nullptr) return std::nullopt;
    if (!value->is_string()) Node::wrong_type(*this, key, "a text in quotes");
    return value->as_string()->get();
}

std::optional<bool> TomlTable::flag(std::string_view key) const
{
    const toml::node* value = Node::of(*this).get(key);
    if (value == nullptr) return std::nullopt;
    if (!value->is_boolean()) Node::wrong_type(*this, key, "true or false");
    return value->as_boolean()->get();
}

std::optional<std::uint32_t> TomlTable::number(std::string_view key, std::uint32_t least,
                                               std::uint32_t most) const
{
    const toml::node* value = Node::of(*this).get(key);
    if (value == nullptr) return std::nullopt;
    const auto* found = value->as_integer();
    if (found == nullptr || found->get() < least || found->get() > most)
        Node::wrong_type(*this, key, fmt::format("a whole number from {} to {}", least, most));
    return static_cast<std::uint32_t>(found->get());
}

std::optional<TomlTable> TomlTable::table(std::string_view key) const
{
    const toml::node* value = Node::of(*this).get(key);
    if (value == nullptr) return std::nullopt;
    if (!value->is_table()) Node::wrong_type(*this, key, "a table");
    return TomlTable(document_, value->as_table());
}

std::vector<std::string> TomlTable::texts(std::string_view key) const
{
    const toml::node* value = Node::of(*this).get(key);
    if (value == nullptr) return {};
    const toml::array* list = value->as_array();
    if (list == nullptr || list->empty()) Node::wrong_type(*this, key, "a list of at least one text");
    std::vector<std::string> found;
    for (const toml::node& entry : *list) {
        if (!entry.is_string()) Node::wrong_type(*this, key, "a list of texts in quotes");
        std::string one = entry.as_string()->get();
        if (std::find(found.begin(), found.end(), one) != found.end())
            throw Error(Exit::bad_data,
                        fmt::format("{}: \"{}\" stands twice in {}", place(key, found.size()), one, key));
        found.push_back(std::move(one));
    }
    return found;
}

std::vector<double> TomlTable::numbers(std::string_view key) const
{
    const toml::node* value = Node::of(*this).get(key);
    if (value == nullptr) return {};
    const toml::array* list = value->as_array();
    if (list == nullptr || list->empty()) Node::wrong_type(*this, key, "a list of at least one number");
    std::vector<double> found;
    for (const toml::node& entry : *list) {
        const auto number = entry.value_exact<double>();
        const auto whole = entry.value_exact<std::int64_t>();
        if ((!number || !std::isfinite(*number)) && !whole)
            Node::wrong_type(*this, key, "a list of numbers without quotes");
        found.push_back(number ? *number : static_cast<double>(*whole));
    }
    return found;
}

std::vector<TomlTable> TomlTable::tables(std::string_view key) const
{
    const toml::node* value = Node::of(*this).get(key);
    if (value == nullptr) return {};
    const toml::array* list = value->as_array();
    const std::string wanted = fmt::format("written as [[{}]]", key);
    if (list == nullptr || list->empty()) Node::wrong_type(*this, key, wanted);
    std::vector<TomlTable> found;
    for (const toml::node& entry : *list) {
        if (!entry.is_table()) Node::wrong_type(*this, key, wanted);
        found.push_back(TomlTable(document_, entry.as_table()));
    }
    return found;
}

std::string TomlTable::required_text(std::string_view key) const
{
    auto found = text(key);
    if (!found) refuse(place(), fmt::format("{} is missing", key));
    return *found;
}

// Names stand in file names, reports and labels of keys, so they are kept plain.
std::string TomlTable::required_name(std::string_view key) const
{
    constexpr std::string_view plain = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789_-";
    const std::string name = required_text(key);
    if (name.empty() || name.size() > 64 || name.find_first_not_of(plain) != std::string::npos)
        refuse(place(key), fmt::format("{} is not a plain name", key),
               "1 to 64 of the letters A-Z a-z, digits, _ and -");
    return name;
}

std::string TomlTable::place() const { return place_of(document_->source, Node::of(*this).source().begin); }

std::string TomlTable::place(std::string_view key) const
{
    const toml::node* value = Node::of(*this).get(key);
    return value == nullptr ? place() : place_of(document_->source, value->source().begin);
}

std::string TomlTable::place(std::string_view key, std::size_t entry) const
{
    const toml::array* list = Node::of(*this).get_as<toml::array>(key);
    if (list == nullptr || entry >= list->size()) return place(key);
    return place_of(document_->source, list->get(entry)->source().begin);
}

void refuse(const std::string& place, const std::string& what, std::string hint)
{
    throw Error(Exit::bad_data, fmt::format("{}: {}", place, what), std::move(hint));
}

std::string did_you_mean(std::string_view word, const std::vector<std::string>& known)
{
    const std::string meant = closest(word, known);
    if (!meant.empty()) return fmt::format("did you mean \"{}\"?", meant);
    return known.empty() ? std::string() : fmt::format("known here: {}", fmt::join(known, ", "));
}

} // namespace gauze::project
