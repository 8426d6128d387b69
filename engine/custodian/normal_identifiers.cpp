// Identifiers: letters and digits, checked where the rule of the identifier is public. A wrong check digit is
// counted and the identifier encoded as written: most of its characters are right.
#include "engine/custodian/normal_rules.hpp"
#include "engine/custodian/normalize.hpp"

#include <algorithm>
#include <array>
#include <optional>

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
    std::array<char, 4> text{};
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
        result.text[i] = *c;
    }
    return result;
}

// Writes the text as a UK postcode ("SW1A 1AA"), O and 0, I and 1 put right where the shape tells. False: it
// has not that shape. Of several shapes the one with the fewest repairs; more than two repairs are no slip.
bool make_uk_postcode(std::string& text)
{
    if (text.size() < 5 || text.size() > 7) return false;
    const std::size_t length = text.size() - 3;
    const std::string_view outward = std::string_view(text).substr(0, length);
    const std::optional<char> sector = fitted(text[length], '9');
    if (!sector || !is_letter(text[length + 1]) || !is_letter(text[length + 2])) return false;
    std::optional<Repaired> best;
    for (const std::string_view shape : outward_shapes) {
        const std::optional<Repaired> other = repaired(outward, shape);
        if (other && (!best || other->repairs < best->repairs)) best = other;
    }
    if (!best || best->repairs + (*sector != text[length]) > 2) return false;
    std::copy_n(best->text.begin(), length, text.begin());
    text[length] = *sector;
    text.insert(length, 1, ' ');
    return true;
}

// NHS numbers: nine digits weighted 10 to 2; 11 minus the remainder by 11 is the tenth, 11 being 0, and 10 is
// unused.
bool has_nhs_check_digit(std::string_view digits)
{
    int sum = 0;
    for (std::size_t i = 0; i < 9; ++i) sum += (digits[i] - '0') * (10 - static_cast<int>(i));
    return (11 - sum % 11) % 11 == digits[9] - '0';
}

// UPNs: a check letter and twelve characters weighted 2 to 13, the remainder by 23 as a letter of this
// alphabet. The last of a temporary UPN is a letter and counts as its place in the alphabet.
constexpr std::string_view upn_letters = "ABCDEFGHJKLMNPQRTUVWXYZ";

bool has_upn_shape(std::string_view text)
{
    const auto is_upn_letter = [](char c) { return upn_letters.find(c) != std::string_view::npos; };
    return is_upn_letter(text[0]) && count_digits(text.substr(1, 11)) == 11 &&
           (is_digit(text[12]) || is_upn_letter(text[12]));
}

bool has_upn_check_letter(std::string_view text)
{
    std::size_t sum = 0;
    for (std::size_t i = 1; i < text.size(); ++i)
        sum += (i + 1) *
               (is_digit(text[i]) ? static_cast<std::size_t>(text[i] - '0') : upn_letters.find(text[i]));
    return upn_letters[sum % upn_letters.size()] == text[0];
}

// NINOs: two letters, six digits, and a letter A to D that need not be written.
bool has_nino_shape(std::string_view text)
{
    return is_letter(text[0]) && is_letter(text[1]) && count_digits(text.substr(2, 6)) == 6 &&
           (text.size() == 8 || (text[8] >= 'A' && text[8] <= 'D'));
}

bool is_issued_prefix(std::string_view prefix)
{
    static constexpr std::array<std::string_view, 7> never{"BG", "GB", "KN", "NK", "NT", "TN", "ZZ"};
    constexpr std::string_view not_used = "DFIQUV";
    return not_used.find(prefix[0]) == std::string_view::npos &&
           not_used.find(prefix[1]) == std::string_view::npos && prefix[1] != 'O' &&
           std::find(never.begin(), never.end(), prefix) == never.end();
}

bool is_one_character_repeated(std::string_view text)
{
    return std::all_of(text.begin(), text.end(), [&](char c) { return c == text.front(); });
}

// The number behind what writes it, or the fault that hides it. At most `strange` letters are kept in their
// places.
CellFault keep_number(std::string& folded, std::size_t strange)
{
    if (is_shortened_number(folded)) return missing_because(CellFault::spreadsheet_number, folded);
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

CellFault normal_postcode(std::string& folded)
{
    const auto foreign = [](char c) { return c != ' ' && !is_letter(c) && !is_digit(c); };
    const bool clean = std::none_of(folded.begin(), folded.end(), foreign);
    keep_letters_and_digits(folded);
    if (folded.size() < 3 || folded.size() > 8) return missing_because(CellFault::not_a_postcode, folded);
    // The NHS's own: ZZ99 3VZ no fixed abode, ZZ99 3WZ not known, others abroad. Nobody lives there.
    if (make_uk_postcode(folded) && folded.starts_with("ZZ99 "))
        return missing_because(CellFault::placeholder, folded);
    return clean ? CellFault::none : CellFault::not_a_postcode;
}

CellFault normal_nhs_number(std::string& folded)
{
    const CellFault fault = keep_number(folded, 2);
    if (fault == CellFault::spreadsheet_number) return fault;
    if (folded.size() != 10) return missing_because(CellFault::not_a_number, folded);
    if (is_one_character_repeated(folded)) // 9999999999 is nobody's, and its check digit fits
        return missing_because(CellFault::placeholder, folded);
    if (fault != CellFault::none) return fault;
    return has_nhs_check_digit(folded) ? CellFault::none : CellFault::wrong_check_digit;
}

CellFault normal_upn(std::string& folded)
{
    keep_letters_and_digits(folded);
    if (folded.size() != 13) return missing_because(CellFault::wrong_shape, folded);
    if (!has_upn_shape(folded)) return CellFault::wrong_shape;
    return has_upn_check_letter(folded) ? CellFault::none : CellFault::wrong_check_digit;
}

CellFault normal_nino(std::string& folded)
{
    keep_letters_and_digits(folded);
    if (folded.size() != 8 && folded.size() != 9) return missing_because(CellFault::wrong_shape, folded);
    if (!has_nino_shape(folded)) return CellFault::wrong_shape;
    return is_issued_prefix(std::string_view(folded).substr(0, 2)) ? CellFault::none
                                                                   : CellFault::unissued_prefix;
}

// The last ten characters: +44 7700 900123 and 07700 900123 are then one number. Six digits are the fewest of
// a number without its area.
CellFault normal_phone(std::string& folded)
{
    const CellFault fault = keep_number(folded, 2);
    if (fault == CellFault::spreadsheet_number) return fault;
    if (count_digits(folded) < 6) return missing_because(CellFault::not_a_number, folded);
    if (folded.size() > 10) folded.erase(0, folded.size() - 10);
    if (is_one_character_repeated(folded)) return missing_because(CellFault::placeholder, folded);
    return fault;
}

CellFault normal_code(std::string& folded)
{
    if (is_shortened_number(folded)) return missing_because(CellFault::spreadsheet_number, folded);
    folded.resize(without_zero_decimals(folded).size());
    keep_letters_and_digits(folded);
    return folded.empty() ? CellFault::nothing_left : CellFault::none;
}

} // namespace gauze::custodian
