// Words, and the two kinds that are nearly words: sex and e-mail.
#include "engine/custodian/normal_rules.hpp"
#include "engine/custodian/normalize.hpp"

#include <algorithm>
#include <array>

namespace gauze::custodian {
namespace {

constexpr std::array<std::string_view, 5> male{"M", "MALE", "1", "BOY", "MAN"};
constexpr std::array<std::string_view, 5> female{"F", "FEMALE", "2", "GIRL", "WOMAN"};
constexpr std::array<std::string_view, 8> no_sex{"U",         "UNKNOWN",       "0",         "9", "X",
                                                 "NOT KNOWN", "NOT SPECIFIED", "NOT STATED"};

bool is_one_of(std::string_view word, const auto& words)
{
    return std::find(words.begin(), words.end(), word) != words.end();
}

bool is_letter_or_digit(char c) { return (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9'); }

} // namespace

CellFault normal_words(std::string& folded)
{
    keep_words(folded);
    return folded.empty() ? CellFault::nothing_left : CellFault::none;
}

CellFault normal_sex(std::string& folded)
{
    folded.resize(without_zero_decimals(folded).size());
    keep_words(folded);
    if (folded.empty()) return CellFault::nothing_left;
    if (is_one_of(folded, no_sex)) return missing_because(CellFault::none, folded);
    if (is_one_of(folded, male))
        folded = "M";
    else if (is_one_of(folded, female))
        folded = "F";
    else
        folded.resize(1); // "MAKE", or a word of another system
    return CellFault::none;
}

CellFault normal_email(std::string& folded)
{
    if (std::none_of(folded.begin(), folded.end(), is_letter_or_digit))
        return missing_because(CellFault::nothing_left, folded);
    std::erase(folded, ' ');
    for (char& c : folded)
        if (c >= 'A' && c <= 'Z') c = static_cast<char>(c - 'A' + 'a');
    return CellFault::none;
}

} // namespace gauze::custodian
