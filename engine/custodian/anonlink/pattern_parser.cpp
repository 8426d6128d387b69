#include "engine/custodian/anonlink/pattern_parser.hpp"

#include "bloom/base/error.hpp"
#include "engine/custodian/anonlink/unicode_text.hpp"

#include <algorithm>

#include <fmt/format.h>

namespace gauze::custodian::anonlink {

namespace {

constexpr std::size_t longest = 4096;       // characters of a pattern
constexpr std::size_t deepest = 64;         // groups inside groups
constexpr std::size_t most_states = 20'000; // what a counted repetition may be written out to
constexpr std::size_t unbounded = static_cast<std::size_t>(-1);

bool is_ascii_digit(char32_t c) { return c >= U'0' && c <= U'9'; }
bool is_ascii_letter(char32_t c) { return (c >= U'a' && c <= U'z') || (c >= U'A' && c <= U'Z'); }

} // namespace

PatternParser::PatternParser(std::string_view expression, std::string_view where) : where_(where)
{
    decode(expression, text_);
    if (text_.size() > longest) not_supported("more than 4,096 characters");
}

void PatternParser::refuse(std::string_view why) const
{
    throw Error(
        Exit::configuration,
        fmt::format("{}: the pattern is not a regular expression: {} at character {}", where_, why, at_ + 1));
}

void PatternParser::not_supported(std::string_view what) const
{
    throw Error(
        Exit::configuration,
        fmt::format("{}: the pattern uses {} at character {}, which is not supported", where_, what, at_ + 1),
        "write the pattern with plain groups, sets, anchors and quantifiers, or check the column before "
        "encoding and leave the pattern out");
}

bool PatternParser::take(char32_t c)
{
    if (at_end() || text_[at_] != c) return false;
    ++at_;
    return true;
}

std::size_t PatternParser::add(Node node)
{
    nodes_.push_back(std::move(node));
    return nodes_.size() - 1;
}

std::size_t PatternParser::add_set(Set set)
{
    into_->sets_.push_back(std::move(set));
    Node node;
    node.kind = Node::Kind::set;
    node.set = static_cast<std::uint32_t>(into_->sets_.size() - 1);
    return add(std::move(node));
}

std::size_t PatternParser::add_anchor(State::Kind anchor)
{
    Node node;
    node.kind = Node::Kind::anchor;
    node.anchor = anchor;
    return add(std::move(node));
}

std::size_t PatternParser::alternatives(std::size_t depth)
{
    if (depth > deepest) not_supported("too many groups inside each other");
    Node node;
    node.kind = Node::Kind::one_of;
    do node.parts.push_back(sequence(depth));
    while (take(U'|'));
    return add(std::move(node));
}

std::size_t PatternParser::sequence(std::size_t depth)
{
    Node node;
    node.kind = Node::Kind::all_of;
    bool was_repeated = false;
    while (!at_end() && text_[at_] != U'|' && text_[at_] != U')') {
        if (const auto bounds = quantifier()) {
            if (node.parts.empty()) refuse("nothing to repeat");
            node.parts.back() = repeated(node.parts.back(), *bounds, was_repeated);
            was_repeated = true;
        } else {
            node.parts.push_back(atom(depth));
            was_repeated = false;
        }
    }
    return add(std::move(node));
}

// A quantifier at the cursor, with the mark of laziness, which makes no difference here. A brace that begins
// none is a character.
std::optional<PatternParser::Bounds> PatternParser::quantifier()
{
    std::optional<Bounds> bounds;
    if (take(U'*'))
        bounds = Bounds{0, unbounded};
    else if (take(U'+'))
        bounds = Bounds{1, unbounded};
    else if (take(U'?'))
        bounds = Bounds{0, 1};
    else
        bounds = counted();
    if (!bounds) return bounds;
    if (bounds->least > bounds->most) refuse("a repetition whose least is above its most");
    if (!take(U'?') && !at_end() && text_[at_] == U'+') not_supported("a possessive quantifier");
    return bounds;
}

std::optional<PatternParser::Bounds> PatternParser::counted()
{
    if (at_end() || text_[at_] != U'{') return std::nullopt;
    std::size_t end = at_ + 1;
    const auto digits = [&] {
        const std::size_t from = end;
        while (end < text_.size() && is_ascii_digit(text_[end])) ++end;
        return std::u32string_view(text_).substr(from, end - from);
    };
    if (end < text_.size() && text_[end] == U'}') return std::nullopt;
    const std::u32string_view least = digits();
    std::u32string_view most = least;
    if (end < text_.size() && text_[end] == U',') {
        ++end;
        most = digits();
    }
    if (end == text_.size() || text_[end] != U'}') return std::nullopt;
    const Bounds bounds{least.empty() ? 0 : number(least), most.empty() ? unbounded : number(most)};
    at_ = end + 1;
    return bounds;
}

std::size_t PatternParser::number(std::u32string_view digits) const
{
    std::size_t value = 0;
    for (const char32_t c : digits) {
        value = value * 10 + (c - U'0');
        if (value > most_states) not_supported("a repetition count above 20,000");
    }
    return value;
}

std::size_t PatternParser::repeated(std::size_t part, Bounds bounds, bool was_repeated)
{
    if (was_repeated) refuse("a repetition of a repetition");
    if (nodes_[part].kind == Node::Kind::anchor) refuse("nothing to repeat");
    Node node;
    node.kind = Node::Kind::repeat;
    node.least = bounds.least;
    node.most = bounds.most;
    node.parts = {part};
    return add(std::move(node));
}

std::size_t PatternParser::atom(std::size_t depth)
{
    const char32_t c = text_[at_++];
    switch (c) {
    case U'(': return group(depth);
    case U'[': return bracketed();
    case U'\\': return escape();
    case U'^': return add_anchor(State::Kind::at_start);
    case U'$': return add_anchor(State::Kind::at_end);
    case U'.': return add_set({.negated = true, .ranges = {{U'\n', U'\n'}}, .classes = {}});
    default: return add_set({.negated = false, .ranges = {{c, c}}, .classes = {}});
    }
}

std::size_t PatternParser::group(std::size_t depth)
{
    if (take(U'?') && !take(U':')) not_supported("a group that begins with (? and is not (?:");
    const std::size_t inside = alternatives(depth + 1);
    if (!take(U')')) refuse("a group that is never closed");
    // A group is a thing of its own, so that it may be repeated whatever it ends with.
    Node node;
    node.kind = Node::Kind::all_of;
    node.parts = {inside};
    return add(std::move(node));
}

namespace {

std::optional<int> class_of(char32_t letter)
{
    constexpr std::u32string_view letters = U"dDsSwW";
    const std::size_t found = letters.find(letter);
    return found == letters.npos ? std::nullopt : std::optional(static_cast<int>(found));
}

} // namespace

std::size_t PatternParser::escape()
{
    if (at_end()) refuse("a backslash at the end");
    const char32_t letter = text_[at_++];
    if (const auto of = class_of(letter))
        return add_set({.negated = false, .ranges = {}, .classes = {static_cast<Pattern::Class>(*of)}});
    if (letter == U'A') return add_anchor(State::Kind::at_start);
    if (letter == U'Z') return add_anchor(State::Kind::at_very_end);
    if (letter == U'b' || letter == U'B') not_supported("a word boundary");
    const char32_t c = character_escape(letter);
    return add_set({.negated = false, .ranges = {{c, c}}, .classes = {}});
}

char32_t PatternParser::character_escape(char32_t letter)
{
    switch (letter) {
    case U'n': return U'\n';
    case U't': return U'\t';
    case U'r': return U'\r';
    case U'f': return U'\f';
    case U'v': return U'\v';
    case U'a': return U'\a';
    case U'x': return hexadecimal(2);
    case U'u': return hexadecimal(4);
    case U'U': return hexadecimal(8);
    case U'N': not_supported("a character by its name");
    default: break;
    }
    if (is_ascii_digit(letter)) not_supported("a back-reference or octal escape");
    if (is_ascii_letter(letter)) refuse("an escape that does not exist");
    return letter;
}

char32_t PatternParser::hexadecimal(std::size_t digits)
{
    std::uint64_t value = 0;
    for (std::size_t i = 0; i < digits; ++i) {
        const char32_t c = at_end() ? U' ' : text_[at_];
        const char32_t lower = c | 0x20;
        if (!is_ascii_digit(c) && (lower < U'a' || lower > U'f')) refuse("an incomplete escape");
        value = value * 16 + (is_ascii_digit(c) ? c - U'0' : lower - U'a' + 10);
        ++at_;
    }
    if (value > 0x10ffff) refuse("an escape beyond Unicode");
    return static_cast<char32_t>(value);
}

std::size_t PatternParser::bracketed()
{
    Set set;
    set.negated = take(U'^');
    for (bool first = true; read_range(set, first); first = false) {
    }
    return add_set(std::move(set));
}

// False at the closing bracket, which is a character where it stands first.
bool PatternParser::read_range(Set& into, bool first)
{
    if (at_end()) refuse("a set that is never closed");
    if (!first && take(U']')) return false;
    const auto from = set_item(into);
    if (at_end()) refuse("a set that is never closed");
    if (text_[at_] != U'-') {
        if (from) into.ranges.push_back({*from, *from});
        return true;
    }
    ++at_;
    if (at_end()) refuse("a set that is never closed");
    if (text_[at_] == U']') {
        if (from) into.ranges.push_back({*from, *from});
        into.ranges.push_back({U'-', U'-'});
        return true;
    }
    const auto to = set_item(into);
    if (!from || !to || *from > *to) refuse("a range that is none");
    into.ranges.push_back({*from, *to});
    return true;
}

std::optional<char32_t> PatternParser::set_item(Set& into)
{
    const char32_t c = text_[at_++];
    if (c != U'\\') return c;
    if (at_end()) refuse("a backslash at the end");
    const char32_t letter = text_[at_++];
    if (letter == U'b') return U'\b';
    if (const auto of = class_of(letter)) {
        into.classes.push_back(static_cast<Pattern::Class>(*of));
        return std::nullopt;
    }
    return character_escape(letter);
}

std::uint32_t PatternParser::put(State state)
{
    if (into_->states_.size() >= most_states) not_supported("so many repetitions");
    into_->states_.push_back(state);
    return static_cast<std::uint32_t>(into_->states_.size() - 1);
}

std::uint32_t PatternParser::emit(std::size_t index, std::uint32_t next)
{
    const Node& node = nodes_[index];
    switch (node.kind) {
    case Node::Kind::nothing: return next;
    case Node::Kind::set: return put({State::Kind::set, node.set, next, 0});
    case Node::Kind::anchor: return put({node.anchor, 0, next, 0});
    case Node::Kind::all_of:
        for (auto part = node.parts.rbegin(); part != node.parts.rend(); ++part) next = emit(*part, next);
        return next;
    case Node::Kind::one_of: {
        std::uint32_t entry = emit(node.parts.back(), next);
        for (std::size_t i = node.parts.size() - 1; i > 0; --i) {
            const std::uint32_t way = emit(node.parts[i - 1], next);
            entry = put({State::Kind::split, 0, way, entry});
        }
        return entry;
    }
    case Node::Kind::repeat: return emit_repeat(node, next);
    }
    return next;
}

// x{2,4} is xx(x(x)?)?, and x{2,} is xxx*.
std::uint32_t PatternParser::emit_repeat(const Node& node, std::uint32_t next)
{
    std::uint32_t entry = next;
    if (node.most == unbounded) {
        entry = put({State::Kind::split, 0, next, next});
        const std::uint32_t body = emit(node.parts[0], entry);
        into_->states_[entry].next = body;
    } else {
        for (std::size_t i = node.least; i < node.most; ++i)
            entry = put({State::Kind::split, 0, emit(node.parts[0], entry), next});
    }
    // What is empty however often it is written needs no copies, and would otherwise take them without end.
    for (std::size_t i = 0; i < node.least; ++i) {
        const std::uint32_t one_more = emit(node.parts[0], entry);
        if (one_more == entry) break;
        entry = one_more;
    }
    return entry;
}

void PatternParser::compile(Pattern& into)
{
    into_ = &into;
    const std::size_t root = alternatives(0);
    if (!at_end()) refuse("a closing parenthesis without its opening one");
    const std::uint32_t match = put({State::Kind::match, 0, 0, 0});
    into.start_ = emit(root, match);
}

} // namespace gauze::custodian::anonlink
