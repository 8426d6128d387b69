#include "engine/custodian/anonlink/pattern.hpp"

#include "bloom/base/secret.hpp"
#include "engine/custodian/anonlink/pattern_parser.hpp"
#include "engine/custodian/anonlink/unicode_text.hpp"

#include <algorithm>
#include <span>

namespace gauze::custodian::anonlink {

namespace {

constexpr std::size_t most_nodes = 2000; // remembered; beyond it the plain way is taken

} // namespace

Pattern::Pattern(std::string_view expression, std::string_view where)
{
    PatternParser(expression, where).compile(*this);
}

bool Pattern::Set::holds(char32_t c) const
{
    bool found = std::ranges::any_of(ranges, [&](Range r) { return c >= r.first && c <= r.last; });
    for (const Class of : classes) {
        switch (of) {
        case Class::digit: found |= digit_value(c) >= 0; break;
        case Class::not_digit: found |= digit_value(c) < 0; break;
        case Class::blank: found |= is_blank(c); break;
        case Class::not_blank: found |= !is_blank(c); break;
        case Class::word: found |= is_word(c); break;
        case Class::not_word: found |= !is_word(c); break;
        }
    }
    return found != negated;
}

// All states that are reached without a character. Of splits and passed anchors only their targets are kept,
// of an end anchor that does not hold here the anchor itself: it may hold further on.
Pattern::States Pattern::closure(const States& from, Place place) const
{
    States open = from, kept;
    std::vector<bool> seen(states_.size());
    while (!open.empty()) {
        const std::uint32_t at = open.back();
        open.pop_back();
        if (seen[at]) continue;
        seen[at] = true;
        const State& state = states_[at];
        bool passes = false;
        switch (state.kind) {
        case State::Kind::set:
        case State::Kind::match: kept.push_back(at); break;
        case State::Kind::split:
            open.push_back(state.next);
            open.push_back(state.other);
            break;
        case State::Kind::at_start: passes = place.start; break;
        case State::Kind::at_end: passes = place.end || place.before_last_newline; break;
        case State::Kind::at_very_end: passes = place.end; break;
        }
        if (passes)
            open.push_back(state.next);
        else if (state.kind == State::Kind::at_end || state.kind == State::Kind::at_very_end)
            kept.push_back(at);
    }
    std::ranges::sort(kept);
    return kept;
}

// The end anchors that were kept could not hold where they stood, and fall away with the next character.
Pattern::States Pattern::step(const States& from, char32_t c, Place behind) const
{
    States reached;
    for (const std::uint32_t at : from) {
        const State& state = states_[at];
        if (state.kind == State::Kind::set && sets_[state.set].holds(c)) reached.push_back(state.next);
    }
    return closure(reached, behind);
}

bool Pattern::accepts(const States& states) const
{
    return std::ranges::any_of(states,
                               [&](std::uint32_t at) { return states_[at].kind == State::Kind::match; });
}

bool Pattern::matches(std::u32string_view text) const
{
    const auto place = [&](std::size_t at) {
        return Place{.start = at == 0,
                     .end = at == text.size(),
                     .before_last_newline = at + 1 == text.size() && text[at] == U'\n'};
    };
    States states = closure(first(), place(0));
    for (std::size_t at = 0; at < text.size() && !states.empty(); ++at)
        states = step(states, text[at], place(at + 1));
    return accepts(states);
}

PatternMatcher::PatternMatcher(const Pattern& pattern) : pattern_(pattern)
{
    start_ = node_of(pattern_.closure(pattern_.first(), {.start = true}));
}

std::int32_t PatternMatcher::node_of(const Pattern::States& states)
{
    const auto [found, is_new] = known_.emplace(states, static_cast<std::int32_t>(nodes_.size()));
    if (is_new) {
        sets_of_.push_back(&found->first);
        nodes_.push_back({std::vector<std::int32_t>(alphabet, -1),
                          pattern_.accepts(pattern_.closure(states, {.end = true}))});
    }
    return found->second;
}

// A node is a set of states somewhere inside the text. At its very start and before a last newline anchors
// hold that do not hold elsewhere, so texts where these places matter at the end take the plain way.
bool PatternMatcher::matches(std::string_view utf8)
{
    if (utf8.empty() || utf8.back() == '\n' || !is_ascii(utf8)) return matches_plainly(utf8);
    std::int32_t at = start_;
    for (const char c : utf8) {
        const auto character = static_cast<std::size_t>(static_cast<unsigned char>(c));
        std::int32_t next = nodes_[static_cast<std::size_t>(at)].next[character];
        if (next < 0) {
            if (nodes_.size() >= most_nodes) return matches_plainly(utf8);
            next = node_of(
                pattern_.step(*sets_of_[static_cast<std::size_t>(at)], static_cast<char32_t>(character), {}));
            nodes_[static_cast<std::size_t>(at)].next[character] = next;
        }
        at = next;
    }
    return nodes_[static_cast<std::size_t>(at)].accepting;
}

bool PatternMatcher::matches_plainly(std::string_view utf8)
{
    decode(utf8, decoded_);
    const bool matched = pattern_.matches(decoded_);
    wipe(std::as_writable_bytes(std::span(decoded_)));
    return matched;
}

} // namespace gauze::custodian::anonlink
