// What people write in words. Each word is padded and cut on its own: "MARY ANN" and "ANN MARY" are the same
// set, and a double name shares its half with the single one.
#include "engine/custodian/cutters.hpp"

#include <algorithm>

namespace gauze::custodian {
namespace {

constexpr char pad = '_';

template <typename Visit>
void for_each_word(std::string_view words, Visit visit)
{
    while (!words.empty()) {
        const std::size_t end = std::min(words.find(' '), words.size());
        visit(words.substr(0, end));
        words.remove_prefix(std::min(end + 1, words.size()));
    }
}

constexpr std::array<std::string_view, 5> male{"M", "MALE", "1", "BOY", "MAN"};
constexpr std::array<std::string_view, 5> female{"F", "FEMALE", "2", "GIRL", "WOMAN"};
constexpr std::array<std::string_view, 8> no_sex{"U",         "UNKNOWN",       "0",         "9", "X",
                                                 "NOT KNOWN", "NOT SPECIFIED", "NOT STATED"};

bool is_one_of(std::string_view word, const auto& words)
{
    return std::find(words.begin(), words.end(), word) != words.end();
}

} // namespace

void BigramCutter::add(char first, char second)
{
    const std::size_t place =
        static_cast<std::size_t>(first - ' ') * 96 + static_cast<std::size_t>(second - ' ');
    if (seen_.test(place)) return;
    seen_.set(place);
    const char bigram[] = {first, second};
    into_.add({bigram, 2});
}

void BigramCutter::cut(std::string_view text)
{
    for (std::size_t i = 1; i < text.size(); ++i) add(text[i - 1], text[i]);
}

void BigramCutter::cut_padded(char pad_character, std::string_view text)
{
    if (text.empty()) return;
    add(pad_character, text.front());
    cut(text);
    add(text.back(), pad_character);
}

CellFault cut_name(std::string& folded, TokenList& into)
{
    keep_words(folded);
    BigramCutter bigrams(into);
    for_each_word(folded, [&](std::string_view word) { bigrams.cut_padded(pad, word); });
    return into.empty() ? CellFault::nothing_left : CellFault::none;
}

CellFault cut_address(std::string& folded, TokenList& into)
{
    const CellFault fault = cut_name(folded, into);
    // Numbers tell neighbours apart and have too few bigrams to do so.
    std::vector<std::string_view> words;
    for_each_word(folded, [&](std::string_view word) { words.push_back(word); });
    std::sort(words.begin(), words.end());
    words.erase(std::unique(words.begin(), words.end()), words.end());
    for (const std::string_view word : words) into.add("=", word);
    return fault;
}

// "Jo.Bloggs@NHS.uk" -> bigrams of "@jo.bloggs@" and "@nhs.uk@". Without an @ the whole is the local part.
CellFault cut_email(std::string& folded, TokenList& into)
{
    std::erase(folded, ' ');
    for (char& c : folded)
        if (c >= 'A' && c <= 'Z') c = static_cast<char>(c - 'A' + 'a');
    const std::string_view address(folded);
    const std::size_t at = std::min(address.rfind('@'), address.size());
    BigramCutter bigrams(into);
    bigrams.cut_padded('@', address.substr(0, at));
    if (at < address.size()) bigrams.cut_padded('@', address.substr(at + 1));
    return into.empty() ? CellFault::nothing_left : CellFault::none;
}

CellFault cut_sex(std::string& folded, TokenList& into)
{
    folded.resize(without_zero_decimals(folded).size());
    keep_words(folded);
    if (folded.empty()) return CellFault::nothing_left;
    if (is_one_of(folded, no_sex)) return CellFault::none;
    if (is_one_of(folded, male))
        into.add("M");
    else if (is_one_of(folded, female))
        into.add("F");
    else
        into.add(std::string_view(folded).substr(0, 1)); // "MAKE", or a word of another system
    return CellFault::none;
}

} // namespace gauze::custodian
