// The regular expressions of a linkage schema, in Python's syntax, for one question: does the whole cell
// match? For that question greedy and lazy repetition are the same, and a pattern is an automaton: no cell,
// however made, can keep it busy for longer than its length times the pattern's.
//
// Supported: literals, `.`, sets `[...]` with ranges and escapes, groups `(...)` and `(?:...)`, `|`, the
// quantifiers `* + ? {m} {m,} {,n} {m,n}` also in their lazy form, the anchors `^ $ \A \Z`, the classes
// `\d \D \s \S \w \W` in their Unicode meaning, and the escapes `\n \t \r \f \v \a \xhh \uhhhh \Uhhhhhhhh`.
// Refused loudly, because nothing here gives them their meaning: all other `(?...)` groups (flags, names,
// look-around, comments), back-references, octal escapes, `\b`, `\B`, `\N{...}`, possessive quantifiers.
// What Python itself calls an error is an error here.
#pragma once

#include <cstddef>
#include <cstdint>
#include <map>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

namespace gauze::custodian::anonlink {

// A compiled pattern: immutable, shared by threads.
class Pattern {
public:
    // Throws Error(configuration) saying what is wrong where; `where` names the feature.
    Pattern(std::string_view expression, std::string_view where);

    // The plain way: all states at once, character by character.
    bool matches(std::u32string_view text) const;

private:
    friend class PatternMatcher;
    friend class PatternParser;
    using States = std::vector<std::uint32_t>; // sorted
    struct Range {
        char32_t first, last;
    };
    // In the order of the letters \d \D \s \S \w \W.
    enum class Class : std::uint8_t { digit, not_digit, blank, not_blank, word, not_word };
    struct Set {
        bool negated = false;
        std::vector<Range> ranges;
        std::vector<Class> classes;
        bool holds(char32_t c) const;
    };
    // Where in the text an anchor stands.
    struct Place {
        bool start = false, end = false, before_last_newline = false;
    };
    struct State {
        enum class Kind : std::uint8_t { set, split, at_start, at_end, at_very_end, match } kind;
        std::uint32_t set = 0, next = 0, other = 0;
    };
    States closure(const States& from, Place place) const;
    States step(const States& from, char32_t c, Place behind) const;
    bool accepts(const States& states) const;
    States first() const { return {start_}; }

    std::vector<Set> sets_;
    std::vector<State> states_;
    std::uint32_t start_ = 0;
};

// The fast way, with a memory of the steps it has taken: the same answers (a test says so). One thread.
class PatternMatcher {
public:
    explicit PatternMatcher(const Pattern& pattern); // which must outlive this
    // `utf8` is well formed.
    bool matches(std::string_view utf8);

private:
    static constexpr std::size_t alphabet = 128;
    struct Node {
        std::vector<std::int32_t> next; // by ASCII character; -1 is not known yet
        bool accepting = false;
    };
    std::int32_t node_of(const Pattern::States& states);
    bool matches_plainly(std::string_view utf8);

    const Pattern& pattern_;
    std::map<Pattern::States, std::int32_t> known_;
    std::vector<const Pattern::States*> sets_of_;
    std::vector<Node> nodes_;
    std::int32_t start_ = 0;
    std::u32string decoded_;
};

} // namespace gauze::custodian::anonlink
