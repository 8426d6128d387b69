// Identifiers: every character counts, and so does its place. Places are counted from where the writing is
// firm: a UK postcode's inward part and a phone number end where they must, whatever is missing or added in
// front.
#include "engine/custodian/cutters.hpp"

#include <algorithm>
#include <optional>

#include <fmt/format.h>

namespace gauze::custodian {
namespace {

constexpr bool is_digit(char c) { return c >= '0' && c <= '9'; }
constexpr bool is_letter(char c) { return c >= 'A' && c <= 'Z'; }

std::size_t count_digits(std::string_view text)
{
    return static_cast<std::size_t>(std::count_if(text.begin(), text.end(), is_digit));
}

// A UK outward part, as a shape: A a letter, 1 a digit that is not zero, 9 a digit, L a letter behind the
// digits, where neither I nor O is ever used. Single-letter areas have no district zero, so "S01" is SO1 and
// not S01.
constexpr std::array<std::string_view, 6> outward_shapes{"A1", "A19", "AA9", "A1L", "AA99", "AA9L"};

// The character as it must be at this place of the shape, or nothing.
std::optional<char> fitted(char c, char place)
{
    if (place == 'A') c = c == '0' ? 'O' : c == '1' ? 'I' : c;
    if (place == '1' || place == '9') c = c == 'O' ? '0' : c == 'I' ? '1' : c;
    const bool fits = place == 'A'   ? is_letter(c)
                      : place == 'L' ? is_letter(c) && c != 'I' && c != 'O'
                      : place == '1' ? is_digit(c) && c != '0'
                                     : is_digit(c);
    return fits ? std::optional(c) : std::nullopt;
}

struct Repaired {
    std::string text;
    int repairs = 0;
};

std::optional<Repaired> repaired(std::string_view text, std::string_view shape)
{
    if (text.size() != shape.size()) return std::nullopt;
    Repaired result;
    for (std::size_t i = 0; i < text.size(); ++i) {
        const std::optional<char> c = fitted(text[i], shape[i]);
        if (!c) return std::nullopt;
        result.repairs += *c != text[i];
        result.text += *c;
    }
    return result;
}

// The text as a UK postcode, O and 0, I and 1 put right where the shape tells; nothing if it has not that
// shape. Of several shapes the one with the fewest repairs; more than two repairs are no slip.
std::optional<std::string> as_uk_postcode(std::string_view text)
{
    if (text.size() < 5 || text.size() > 7) return std::nullopt;
    const std::string_view outward = text.substr(0, text.size() - 3), inward = text.substr(text.size() - 3);
    const std::optional<char> sector = fitted(inward[0], '9');
    if (!sector || !is_letter(inward[1]) || !is_letter(inward[2])) return std::nullopt;
    std::optional<Repaired> best;
    for (const std::string_view shape : outward_shapes) {
        const std::optional<Repaired> other = repaired(outward, shape);
        if (other && (!best || other->repairs < best->repairs)) best = other;
    }
    if (!best || best->repairs + (*sector != inward[0]) > 2) return std::nullopt;
    return best->text + *sector + std::string(inward.substr(1));
}

// NHS numbers: nine digits weighted 10 to 2; 11 minus the remainder by 11 is the tenth, 11 being 0, and 10 is
// unused.
bool has_nhs_check_digit(std::string_view digits)
{
    int sum = 0;
    for (std::size_t i = 0; i < 9; ++i) sum += (digits[i] - '0') * (10 - static_cast<int>(i));
    return (11 - sum % 11) % 11 == digits[9] - '0';
}

bool is_one_character_repeated(std::string_view text)
{
    return std::all_of(text.begin(), text.end(), [&](char c) { return c == text.front(); });
}

// The number behind what writes it, or the fault that hides it. At most `strange` letters are kept in their
// places.
CellFault keep_number(std::string& folded, std::size_t strange)
{
    if (is_shortened_number(folded)) return CellFault::spreadsheet_number;
    folded.resize(without_zero_decimals(folded).size());
    keep_letters_and_digits(folded);
    const std::size_t letters = folded.size() - count_digits(folded);
    if (letters > strange) std::erase_if(folded, is_letter);
    return letters > 0 || folded.empty() ? CellFault::not_a_number : CellFault::none;
}

} // namespace

bool is_shortened_number(std::string_view folded)
{
    const std::size_t e = folded.find("E+");
    if (e == std::string_view::npos || e == 0) return false;
    const std::string_view mantissa = folded.substr(0, e), exponent = folded.substr(e + 2);
    const bool decimals = e == 1 || (e > 2 && (mantissa[1] == '.' || mantissa[1] == ',') &&
                                     count_digits(mantissa.substr(2)) == e - 2);
    const bool power =
        (exponent.size() == 2 || exponent.size() == 3) && count_digits(exponent) == exponent.size();
    return is_digit(mantissa[0]) && decimals && power;
}

std::string_view without_zero_decimals(std::string_view folded)
{
    const std::size_t point = folded.find('.');
    if (point == std::string_view::npos || point == 0 || point + 1 == folded.size()) return folded;
    const std::string_view whole = folded.substr(0, point), decimals = folded.substr(point + 1);
    const bool repair =
        count_digits(whole) == whole.size() && decimals.find_first_not_of('0') == decimals.npos;
    return repair ? whole : folded;
}

void add_placed(std::string_view label, char character, TokenList& into)
{
    const char tail[] = {':', character};
    into.add(label, {tail, 2});
}

void add_places(std::string_view text, TokenList& into)
{
    for (std::size_t i = 0; i < text.size(); ++i) add_placed(fmt::format_int(i).c_str(), text[i], into);
}

void add_places_from_back(std::string_view text, TokenList& into)
{
    for (std::size_t i = 1; i <= text.size(); ++i)
        add_placed(fmt::format_int(-static_cast<long>(i)).c_str(), text[text.size() - i], into);
}

CellFault cut_postcode(std::string& folded, TokenList& into)
{
    const auto foreign = [](char c) { return c != ' ' && !is_letter(c) && !is_digit(c); };
    const bool clean = std::none_of(folded.begin(), folded.end(), foreign);
    keep_letters_and_digits(folded);
    if (folded.size() < 3 || folded.size() > 8) return CellFault::not_a_postcode;
    if (const std::optional<std::string> uk = as_uk_postcode(folded)) {
        folded.replace(0, std::string::npos, *uk);
        add_places(std::string_view(folded).substr(0, folded.size() - 3), into);
        add_places_from_back(std::string_view(folded).substr(folded.size() - 3), into);
    } else {
        add_places(folded, into);
    }
    BigramCutter(into).cut_padded('_', folded);
    return clean ? CellFault::none : CellFault::not_a_postcode;
}

CellFault cut_nhs_number(std::string& folded, TokenList& into)
{
    const CellFault fault = keep_number(folded, 2);
    if (fault == CellFault::spreadsheet_number) return fault;
    if (folded.size() != 10) return CellFault::not_a_number;
    if (is_one_character_repeated(folded))
        return CellFault::none; // 9999999999 is nobody's, and its check digit fits
    add_places(folded, into);
    if (fault != CellFault::none) return fault;
    return has_nhs_check_digit(folded) ? CellFault::none : CellFault::wrong_check_digit;
}

// The last ten characters: +44 7700 900123 and 07700 900123 are then one number. Numbers without their area
// (six digits and more) keep their places, which are counted from the back.
CellFault cut_phone(std::string& folded, TokenList& into)
{
    const CellFault fault = keep_number(folded, 2);
    if (fault == CellFault::spreadsheet_number) return fault;
    if (count_digits(folded) < 6) return CellFault::not_a_number;
    const std::string_view last =
        std::string_view(folded).substr(folded.size() - std::min<std::size_t>(10, folded.size()));
    if (is_one_character_repeated(last)) return CellFault::none;
    add_places_from_back(last, into);
    BigramCutter(into).cut(last);
    return fault;
}

CellFault cut_code(std::string& folded, TokenList& into)
{
    constexpr std::size_t placed_at_most = 64; // longer ones are texts; the whole still tells them apart
    if (is_shortened_number(folded)) return CellFault::spreadsheet_number;
    folded.resize(without_zero_decimals(folded).size());
    keep_letters_and_digits(folded);
    if (folded.empty()) return CellFault::nothing_left;
    into.add("=", folded);
    add_places(std::string_view(folded).substr(0, placed_at_most), into);
    return CellFault::none;
}

} // namespace gauze::custodian
