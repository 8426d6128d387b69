// What people write in words. Each word is padded and cut on its own: "MARY ANN" and "ANN MARY" are the same
// set, and a double name shares its half with the single one.
#include "engine/custodian/cutters.hpp"

#include <algorithm>
#include <vector>

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

} // namespace

void cut_words(std::string_view words, TokenList& into)
{
    BigramCutter bigrams(into);
    for_each_word(words, [&](std::string_view word) { bigrams.cut_padded(pad, word); });
}

void cut_address(std::string_view line, TokenList& into)
{
    cut_words(line, into);
    // Numbers tell neighbours apart and have too few bigrams to do so.
    std::vector<std::string_view> words;
    for_each_word(line, [&](std::string_view word) { words.push_back(word); });
    std::sort(words.begin(), words.end());
    words.erase(std::unique(words.begin(), words.end()), words.end());
    for (const std::string_view word : words) into.add("=", word);
}

// "jo.bloggs@nhs.uk" -> bigrams of "@jo.bloggs@" and "@nhs.uk@". Without an @ the whole is the local part.
void cut_email(std::string_view address, TokenList& into)
{
    const std::size_t at = std::min(address.rfind('@'), address.size());
    BigramCutter bigrams(into);
    bigrams.cut_padded('@', address.substr(0, at));
    if (at < address.size()) bigrams.cut_padded('@', address.substr(at + 1));
}

} // namespace gauze::custodian
