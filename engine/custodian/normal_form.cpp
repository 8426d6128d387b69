// What all kinds have in common: words for missing, folding, trimming; then the rules of the kind.
#include "engine/custodian/normal_form.hpp"

#include "engine/custodian/normal_rules.hpp"
#include "engine/custodian/normalize.hpp"

#include <algorithm>
#include <array>
#include <cassert>

namespace gauze::custodian {

using project::FieldKind;

namespace {

constexpr char capital(char c) { return c >= 'a' && c <= 'z' ? static_cast<char>(c - 'a' + 'A') : c; }

bool is_same_without_case(std::string_view text, std::string_view capitals)
{
    return std::equal(text.begin(), text.end(), capitals.begin(), capitals.end(),
                      [](char a, char b) { return capital(a) == b; });
}

bool is_name(FieldKind kind)
{
    return kind == FieldKind::given_name || kind == FieldKind::family_name || kind == FieldKind::full_name;
}

// Where people put words of their own, "unknown" may be one. In a name it is a placeholder, and counted.
bool has_words_for_missing(FieldKind kind) { return kind != FieldKind::code && kind != FieldKind::text; }

// Cuts blanks at both ends: no-break blanks show only when folded.
void trim(std::string& folded)
{
    const std::string_view kept = trimmed(folded);
    if (kept.size() == folded.size()) return;
    const auto start = static_cast<std::size_t>(kept.data() - folded.data());
    folded.resize(start + kept.size());
    folded.erase(0, start);
}

} // namespace

std::string_view to_text(CellFault fault)
{
    switch (fault) {
    case CellFault::none: return "nothing wrong";
    case CellFault::invalid_utf8: return "not valid UTF-8";
    case CellFault::impossible_date: return "no day of the calendar";
    case CellFault::implausible_date: return "a day outside the plausible range";
    case CellFault::not_a_date: return "not a date of this format";
    case CellFault::strange_date: return "other characters among the digits of a date";
    case CellFault::spreadsheet_number: return "replaced by a spreadsheet's number";
    case CellFault::not_a_postcode: return "not a postcode";
    case CellFault::wrong_check_digit: return "wrong check digit or letter";
    case CellFault::wrong_shape: return "not of the shape of such an identifier";
    case CellFault::unissued_prefix: return "no number of this prefix is issued";
    case CellFault::not_a_number: return "letters among the digits, or too few or too many digits";
    case CellFault::placeholder: return "stands for what is not known";
    case CellFault::nothing_left: return "no letter or digit in it";
    }
    return "unknown fault";
}

Normaliser::Normaliser(FieldKind kind, std::optional<DateFormat> format, NormalOptions options)
    : kind_(kind), format_(format), options_(std::move(options))
{
    assert(!format || kind == FieldKind::date);
    for (std::string& word : options_.missing) {
        word = std::string(trimmed(word));
        std::transform(word.begin(), word.end(), word.begin(), capital);
    }
}

bool Normaliser::says_missing(std::string_view trimmed_cell) const
{
    return std::any_of(options_.missing.begin(), options_.missing.end(),
                       [&](const std::string& word) { return is_same_without_case(trimmed_cell, word); });
}

CellFault Normaliser::apply_rules(std::string& folded) const
{
    switch (kind_) {
    case FieldKind::given_name: return normal_name(NameKind::given, folded);
    case FieldKind::family_name: return normal_name(NameKind::family, folded);
    case FieldKind::full_name: return normal_name(NameKind::full, folded);
    case FieldKind::place:
    case FieldKind::text:
    case FieldKind::address_line: return normal_words(folded);
    case FieldKind::date: return normal_date(format_, {options_.earliest, options_.latest}, folded);
    case FieldKind::sex: return normal_sex(folded);
    case FieldKind::postcode: return normal_postcode(folded);
    case FieldKind::nhs_number: return normal_nhs_number(folded);
    case FieldKind::upn: return normal_upn(folded);
    case FieldKind::nino: return normal_nino(folded);
    case FieldKind::phone: return normal_phone(folded);
    case FieldKind::email: return normal_email(folded);
    case FieldKind::code: return normal_code(folded);
    case FieldKind::number: return normal_number(folded);
    }
    return CellFault::none;
}

CellFault Normaliser::normalise(std::string_view cell, std::string& normal) const
{
    normal.clear();
    cell = trimmed(cell);
    if (cell.empty() || says_missing(cell)) return CellFault::none;
    if (has_words_for_missing(kind_) && stands_for_missing(cell))
        return is_name(kind_) && is_same_without_case(cell, "UNKNOWN") ? CellFault::placeholder
                                                                       : CellFault::none;
    if (is_name(kind_) && normal_plain_name(cell, normal)) return CellFault::none;
    if (!fold(cell, normal)) {
        normal.clear();
        return CellFault::invalid_utf8;
    }
    trim(normal);
    return normal.empty() ? CellFault::none : apply_rules(normal);
}

CellFault Normaliser::normalise(std::string_view day, std::string_view month, std::string_view year,
                                std::string& normal) const
{
    assert(kind_ == FieldKind::date);
    normal.clear();
    std::array<std::string_view, 3> parts{day, month, year};
    for (std::string_view& part : parts) {
        part = trimmed(part);
        if (says_missing(part) || stands_for_missing(part)) part = {};
    }
    if (parts[0].empty() && parts[1].empty() && parts[2].empty()) return CellFault::none;
    for (const std::string_view part : parts) {
        WipedText folded;
        if (!fold(part, folded.value)) return CellFault::invalid_utf8;
    }
    const std::optional<DateFormat::Placed> date = DateFormat::place_parts(parts[0], parts[1], parts[2]);
    if (!date) return CellFault::not_a_date;
    return normal_date(*date, {options_.earliest, options_.latest}, normal);
}

} // namespace gauze::custodian
