#include "engine/custodian/nysiis.hpp"

#include "engine/custodian/normalize.hpp"

#include <algorithm>
#include <array>

namespace gauze::custodian {
namespace {

struct Change {
    std::string_view from, to;
};
constexpr std::array beginnings{Change{"MAC", "MCC"}, Change{"KN", "NN"}, Change{"K", "C"},
                                Change{"PH", "FF"},   Change{"PF", "FF"}, Change{"SCH", "SSS"}};
constexpr std::array endings{Change{"EE", "Y"}, Change{"IE", "Y"}, Change{"DT", "D"}, Change{"RT", "D"},
                             Change{"RD", "D"}, Change{"NT", "D"}, Change{"ND", "D"}};

constexpr bool is_vowel(char c) { return std::string_view("AEIOU").find(c) != std::string_view::npos; }

void change_beginning(std::string& word)
{
    for (const Change& change : beginnings) {
        if (!word.starts_with(change.from)) continue;
        std::copy(change.to.begin(), change.to.end(), word.begin());
        return;
    }
}

void change_end(std::string& word)
{
    for (const Change& change : endings) {
        if (!word.ends_with(change.from)) continue;
        word.resize(word.size() - change.from.size());
        word += change.to; // never longer
        return;
    }
}

// Puts the letters at `i` in their phonetic form, where they stand.
void transcode(std::string& word, std::size_t i)
{
    const auto stands = [&](std::string_view text) {
        return std::string_view(word).substr(i).starts_with(text);
    };
    const auto put = [&](std::string_view text) {
        std::copy(text.begin(), text.end(), word.begin() + static_cast<std::ptrdiff_t>(i));
    };
    const char before = word[i - 1], behind = i + 1 < word.size() ? word[i + 1] : ' ';
    if (stands("EV")) return put("AF");
    if (is_vowel(word[i])) return put("A");
    if (stands("SCH")) return put("SSS");
    if (stands("PH")) return put("FF");
    switch (word[i]) {
    case 'Q': return put("G");
    case 'Z': return put("S");
    case 'M': return put("N");
    case 'K': return put(behind == 'N' ? "NN" : "C");
    case 'H':
        if (!is_vowel(before) || !is_vowel(behind)) word[i] = before;
        return;
    case 'W':
        if (is_vowel(before)) word[i] = before;
        return;
    default: return;
    }
}

// Over everything behind `start`, the place of the code's first letter.
void shorten_end(std::string& code, std::size_t start)
{
    const auto more_than = [&](std::size_t letters) { return code.size() - start > letters; };
    if (more_than(1) && code.back() == 'S') code.pop_back();
    if (more_than(2) && code.ends_with("AY")) code.erase(code.size() - 2, 1);
    if (more_than(1) && code.back() == 'A') code.pop_back();
}

} // namespace

bool append_nysiis(std::string_view text, std::string& into)
{
    constexpr std::size_t longest = 6;
    WipedText letters;
    std::string& word = letters.value;
    word.reserve(text.size());
    std::copy_if(text.begin(), text.end(), std::back_inserter(word),
                 [](char c) { return c >= 'A' && c <= 'Z'; });
    if (word.empty()) return false;
    change_beginning(word);
    change_end(word);
    const std::size_t start = into.size();
    into += word[0];
    for (std::size_t i = 1; i < word.size(); ++i) {
        transcode(word, i);
        if (word[i] != word[i - 1]) into += word[i];
    }
    shorten_end(into, start);
    into.resize(std::min(into.size(), start + longest));
    return true;
}

} // namespace gauze::custodian
