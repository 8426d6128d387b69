// A strict, small reading of markup: enough to say whether every tag is closed where it should be.
#pragma once

#include <cstdlib>
#include <string>
#include <string_view>
#include <vector>

namespace gauze::synth::describe {

inline std::vector<std::string> tags_of(const std::string& text)
{
    std::vector<std::string> tags;
    for (std::size_t at = text.find('<'); at != std::string::npos; at = text.find('<', at + 1)) {
        std::size_t end = at;
        bool quoted = false;
        while (end < text.size() && (quoted || text[end] != '>')) quoted ^= text[end++] == '"';
        tags.push_back(text.substr(at, end - at + 1));
        at = end;
    }
    return tags;
}

// The first fault, or "".
inline std::string fault_of_marks(const std::string& text)
{
    std::vector<std::string> open;
    for (const std::string& tag : tags_of(text)) {
        if (tag.back() != '>') return "not ended: " + tag;
        if (tag.starts_with("<!DOCTYPE")) continue;
        std::size_t quotes = 0;
        for (const char c : tag) quotes += c == '"';
        if (quotes % 2 != 0) return "odd quotes: " + tag;
        if (tag.find('<', 1) != std::string::npos) return "a tag in a tag: " + tag;
        const bool closing = tag[1] == '/';
        const std::size_t begin = closing ? 2 : 1;
        const std::string name = tag.substr(begin, tag.find_first_of(" />", begin) - begin);
        if (tag.ends_with("/>")) continue;
        if (!closing) {
            open.push_back(name);
        } else if (open.empty() || open.back() != name) {
            return "closes what is not open: " + tag;
        } else {
            open.pop_back();
        }
    }
    if (!open.empty()) return "never closed: " + open.back();
    for (std::size_t at = text.find('&'); at != std::string::npos; at = text.find('&', at + 1)) {
        bool known = false;
        for (const std::string_view entity : {"&amp;", "&lt;", "&gt;", "&quot;", "&#39;"})
            known = known || std::string_view(text).substr(at).starts_with(entity);
        if (!known) return "an ampersand alone";
    }
    return {};
}

// The numbers that follow `name` in tags that hold `mark`.
inline std::vector<double> numbers_behind(const std::string& text, std::string_view mark,
                                          std::string_view name)
{
    std::vector<double> numbers;
    for (const std::string& tag : tags_of(text))
        if (tag.find(mark) != std::string::npos && tag.find(name) != std::string::npos)
            numbers.push_back(std::atof(tag.c_str() + tag.find(name) + name.size()));
    return numbers;
}

} // namespace gauze::synth::describe
