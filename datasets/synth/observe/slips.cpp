#include "datasets/synth/observe/slips.hpp"

#include "datasets/synth/spelling.hpp"

#include <algorithm>
#include <array>
#include <cassert>
#include <span>
#include <vector>

namespace gauze::synth {

namespace {

// The keys beside each letter on a British keyboard.
constexpr std::array<std::string_view, 26> keys_beside{
    "qwsz",   "vghn",  "xdfv", "serfcx", "wsdr", "drtgvc", "ftyhbv", "gyujnb", "uojk",
    "huikmn", "jiolm", "kop",  "njk",    "bhjm", "iklp",   "ol",     "wa",     "edft",
    "awedxz", "rfgy",  "yhji", "cfgb",   "qase", "zsdc",   "tghu",   "asx"};

struct Mistake {
    std::string_view meant, written;
};

// Sounds that clerks write in more ways than one: first the English ones, then those of names from elsewhere
// (Polish, Arabic, South Asian, Chinese), then letters and digits as spelt over the telephone. Our judgement,
// after the pairs that Soundex, NYSIIS and Metaphone put together.
constexpr std::array<Mistake, 78> heard{{
    {"ph", "f"},  {"f", "ph"},  {"ck", "k"},  {"c", "k"},   {"k", "c"},   {"ee", "ea"}, {"ea", "ee"},
    {"ie", "y"},  {"y", "ie"},  {"ey", "y"},  {"ou", "ow"}, {"ow", "ou"}, {"th", "f"},  {"s", "z"},
    {"z", "s"},   {"s", "c"},   {"ss", "s"},  {"ll", "l"},  {"l", "ll"},  {"tt", "t"},  {"t", "tt"},
    {"nn", "n"},  {"n", "nn"},  {"rr", "r"},  {"r", "rr"},  {"mm", "m"},  {"pp", "p"},  {"x", "ks"},
    {"qu", "kw"}, {"ai", "ay"}, {"ay", "ai"}, {"ei", "ie"}, {"gh", "g"},  {"wh", "w"},  {"oa", "o"},
    {"oo", "u"},  {"u", "oo"},  {"a", "e"},   {"e", "a"},   {"i", "e"},   {"er", "ar"}, {"ar", "er"},
    {"or", "er"}, {"re", "er"}, {"g", "j"},   {"j", "g"},   {"v", "f"},   {"b", "p"},   {"p", "b"},
    {"d", "t"},   {"t", "d"},   {"m", "n"},   {"n", "m"},   {"sz", "sh"}, {"cz", "ch"}, {"w", "v"},
    {"kh", "k"},  {"q", "k"},   {"dh", "d"},  {"aa", "a"},  {"bh", "b"},  {"sh", "s"},  {"zh", "j"},
    {"xi", "si"}, {"hs", "sh"}, {"ch", "sh"}, {"b", "d"},   {"d", "b"},   {"p", "t"},   {"f", "s"},
    {"s", "f"},   {"5", "9"},   {"9", "5"},   {"13", "30"}, {"14", "40"}, {"15", "50"}, {"16", "60"},
    {"8", "a"},
}};

// Shapes that scanners take for one another.
constexpr std::array<Mistake, 38> misread{{
    {"0", "O"},  {"O", "0"},  {"1", "l"},  {"l", "1"},  {"1", "I"},  {"I", "l"},  {"I", "1"},  {"5", "S"},
    {"S", "5"},  {"8", "B"},  {"B", "8"},  {"2", "Z"},  {"Z", "2"},  {"6", "G"},  {"G", "6"},  {"rn", "m"},
    {"m", "rn"}, {"cl", "d"}, {"d", "cl"}, {"vv", "w"}, {"w", "vv"}, {"e", "c"},  {"c", "e"},  {"u", "v"},
    {"v", "u"},  {"h", "b"},  {"b", "h"},  {"ri", "n"}, {"n", "ri"}, {"li", "h"}, {"h", "li"}, {"t", "f"},
    {"f", "t"},  {"E", "F"},  {"F", "E"},  {"D", "O"},  {"Q", "O"},  {"M", "N"},
}};

bool is_upper(char c) { return c >= 'A' && c <= 'Z'; }
bool is_lower(char c) { return c >= 'a' && c <= 'z'; }
bool is_digit(char c) { return c >= '0' && c <= '9'; }
char lower(char c) { return is_upper(c) ? static_cast<char>(c - 'A' + 'a') : c; }
char upper(char c) { return is_lower(c) ? static_cast<char>(c - 'a' + 'A') : c; }

// Characters, not bytes: a slip must not leave half of an accented letter.
std::vector<std::string> characters_of(std::string_view text)
{
    std::vector<std::string> characters;
    for (const char byte : text) {
        if ((static_cast<unsigned char>(byte) & 0xc0) != 0x80 || characters.empty())
            characters.emplace_back();
        characters.back() += byte;
    }
    return characters;
}

// A character that a finger may hit for this one; its case is kept.
char key_beside(char character, Draws& draws)
{
    if (is_upper(character) || is_lower(character)) {
        const std::string_view keys = keys_beside[static_cast<std::size_t>(lower(character) - 'a')];
        const char key = keys[draws.below(static_cast<std::uint32_t>(keys.size()))];
        return is_upper(character) ? upper(key) : key;
    }
    if (is_digit(character)) { // the key to its left or right
        const std::string_view row = "1234567890";
        const std::size_t at = row.find(character);
        const bool left = at == row.size() - 1 || (at > 0 && draws.below(2) == 0);
        return row[left ? at - 1 : at + 1];
    }
    return "aeiou"[draws.below(5)];
}

std::string typed(std::string_view text, Draws& draws)
{
    std::vector<std::string> characters = characters_of(text);
    const std::size_t at = draws.below(static_cast<std::uint32_t>(characters.size()));
    switch (draws.below(5)) {
    case 0: characters[at].clear(); break;
    case 1: characters[at] += characters[at]; break;
    case 2: characters[at] += key_beside(characters[at].back(), draws); break;
    case 3:
        if (at + 1 < characters.size()) std::swap(characters[at], characters[at + 1]);
        break;
    default: characters[at] = std::string(1, key_beside(characters[at].back(), draws));
    }
    std::string slipped;
    for (const std::string& character : characters) slipped += character;
    return slipped;
}

bool stands_at(std::string_view text, std::size_t at, std::string_view meant, bool any_case)
{
    if (text.size() - at < meant.size()) return false;
    for (std::size_t i = 0; i < meant.size(); ++i)
        if ((any_case ? lower(text[at + i]) : text[at + i]) != meant[i]) return false;
    return true;
}

// One of the mistakes that this text invites, or the text itself.
std::string mistaken(std::string_view text, std::span<const Mistake> mistakes, bool any_case, Draws& draws)
{
    struct Chance {
        std::size_t at, which;
    };
    std::vector<Chance> chances;
    for (std::size_t at = 0; at < text.size(); ++at)
        for (std::size_t which = 0; which < mistakes.size(); ++which)
            if (stands_at(text, at, mistakes[which].meant, any_case)) chances.push_back({at, which});
    std::string slipped(text);
    if (chances.empty()) return slipped;
    const Chance chance = chances[draws.below(static_cast<std::uint32_t>(chances.size()))];
    const Mistake& mistake = mistakes[chance.which];
    std::string written(mistake.written);
    if (any_case && is_upper(text[chance.at])) written.front() = upper(written.front());
    return slipped.replace(chance.at, mistake.meant.size(), written);
}

bool shows(std::string_view text, const std::string& slipped)
{
    return !slipped.empty() && slipped.front() != ' ' && slipped.back() != ' ' &&
           without_blanks(in_capitals(slipped)) != without_blanks(in_capitals(text));
}

} // namespace

std::string with_slip(std::string_view text, Channel channel, Draws& draws)
{
    assert(!text.empty());
    if (channel != Channel::keyboard) {
        const bool ear = channel == Channel::ear;
        std::string slipped = mistaken(
            text, ear ? std::span<const Mistake>(heard) : std::span<const Mistake>(misread), ear, draws);
        if (shows(text, slipped)) return slipped;
    }
    for (int trial = 0; trial < 16; ++trial)
        if (std::string slipped = typed(text, draws); shows(text, slipped)) return slipped;
    return std::string(text) + key_beside(text.back(), draws);
}

} // namespace gauze::synth
