// Python's regular-expression syntax, the part of it that pattern.hpp names, made into the states of a
// Pattern. First a tree, since a counted repetition writes its part out several times; then the states, back
// to front.
#pragma once

#include "engine/custodian/anonlink/pattern.hpp"

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace gauze::custodian::anonlink {

class PatternParser {
public:
    PatternParser(std::string_view expression, std::string_view where);
    void compile(Pattern& into);

private:
    using Set = Pattern::Set;
    using State = Pattern::State;
    struct Node {
        enum class Kind { nothing, set, anchor, all_of, one_of, repeat } kind = Kind::nothing;
        std::uint32_t set = 0;
        State::Kind anchor = State::Kind::match;
        std::size_t least = 0, most = 0; // of a repeat; `unbounded` for no limit
        std::vector<std::size_t> parts;
    };
    struct Bounds {
        std::size_t least = 0, most = 0;
    };

    std::size_t alternatives(std::size_t depth);
    std::size_t sequence(std::size_t depth);
    std::optional<Bounds> quantifier();
    std::optional<Bounds> counted();
    std::size_t repeated(std::size_t part, Bounds bounds, bool was_repeated);
    std::size_t atom(std::size_t depth);
    std::size_t group(std::size_t depth);
    std::size_t escape();
    std::size_t bracketed();
    bool read_range(Set& into, bool first);
    // One character of a set, or nothing if it was a class, which is then added to `into`.
    std::optional<char32_t> set_item(Set& into);
    char32_t character_escape(char32_t letter);
    char32_t hexadecimal(std::size_t digits);
    std::size_t number(std::u32string_view digits) const;

    std::size_t add(Node node);
    std::size_t add_set(Set set);
    std::size_t add_anchor(State::Kind anchor);

    std::uint32_t emit(std::size_t node, std::uint32_t next);
    std::uint32_t emit_repeat(const Node& node, std::uint32_t next);
    std::uint32_t put(State state);

    bool at_end() const noexcept { return at_ == text_.size(); }
    bool take(char32_t c);
    [[noreturn]] void refuse(std::string_view why) const;
    [[noreturn]] void not_supported(std::string_view what) const;

    std::u32string text_;
    std::string where_;
    std::size_t at_ = 0;
    std::vector<Node> nodes_;
    Pattern* into_ = nullptr;
};

} // namespace gauze::custodian::anonlink
