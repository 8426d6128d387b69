#include "engine/custodian/tokens.hpp"

#include "engine/custodian/cutters.hpp"

#include <algorithm>
#include <cassert>

namespace gauze::custodian {

using project::FieldKind;

std::string_view to_text(CellFault fault)
{
    switch (fault) {
    case CellFault::none: return "nothing wrong";
    case CellFault::invalid_utf8: return "not valid UTF-8";
    case CellFault::impossible_date: return "no day of the calendar, or not between 1850 and 2100";
    case CellFault::not_a_date: return "not a date of this format";
    case CellFault::strange_date: return "other characters among the digits of a date";
    case CellFault::spreadsheet_number: return "replaced by a spreadsheet's number";
    case CellFault::not_a_postcode: return "not a postcode";
    case CellFault::wrong_check_digit: return "wrong check digit";
    case CellFault::not_a_number: return "letters among the digits, or too few or too many digits";
    case CellFault::nothing_left: return "no letter or digit in it";
    }
    return "unknown fault";
}

TokenList::~TokenList()
{
    text_.resize(text_.capacity()); // earlier, longer cells still stand behind the last one
    wipe(std::as_writable_bytes(std::span(text_)));
}

void TokenList::grow(std::size_t more)
{
    std::string larger;
    larger.reserve(std::max<std::size_t>(256, 2 * (text_.size() + more)));
    larger = text_;
    text_.resize(text_.capacity());
    wipe(std::as_writable_bytes(std::span(text_)));
    text_.swap(larger);
}

struct Tokeniser::Rules {
    FieldKind kind;
    std::optional<DateFormat> format;

    CellFault cut(std::string& folded, TokenList& into) const;
    // Where people put words of their own, "unknown" may be one.
    bool has_words_for_missing() const { return kind != FieldKind::code && kind != FieldKind::text; }
};

CellFault Tokeniser::Rules::cut(std::string& folded, TokenList& into) const
{
    switch (kind) {
    case FieldKind::given_name:
    case FieldKind::family_name:
    case FieldKind::full_name:
    case FieldKind::place:
    case FieldKind::text: return cut_name(folded, into);
    case FieldKind::address_line: return cut_address(folded, into);
    case FieldKind::date: return format ? cut_date(*format, folded, into) : CellFault::not_a_date;
    case FieldKind::sex: return cut_sex(folded, into);
    case FieldKind::postcode: return cut_postcode(folded, into);
    case FieldKind::nhs_number: return cut_nhs_number(folded, into);
    case FieldKind::phone: return cut_phone(folded, into);
    case FieldKind::email: return cut_email(folded, into);
    case FieldKind::code: return cut_code(folded, into);
    case FieldKind::number: return cut_number(folded, into);
    }
    return CellFault::none;
}

Tokeniser::Tokeniser(FieldKind kind, std::optional<DateFormat> format)
    : rules_(std::make_unique<Rules>(Rules{kind, format}))
{
    assert(!format || kind == FieldKind::date);
}

Tokeniser::~Tokeniser() = default;
Tokeniser::Tokeniser(Tokeniser&&) noexcept = default;

CellFault Tokeniser::tokens(std::string_view cell, TokenList& into) const
{
    into.clear();
    cell = trimmed(cell);
    if (cell.empty() || (rules_->has_words_for_missing() && stands_for_missing(cell))) return CellFault::none;
    WipedText folded;
    if (!fold(cell, folded.value)) return CellFault::invalid_utf8;
    const std::string_view kept = trimmed(folded.value); // no-break blanks show only now
    if (kept.empty()) return CellFault::none;
    const auto start = static_cast<std::size_t>(kept.data() - folded.value.data());
    folded.value.resize(start + kept.size());
    folded.value.erase(0, start);
    return rules_->cut(folded.value, into);
}

CellFault Tokeniser::tokens(std::string_view day, std::string_view month, std::string_view year,
                            TokenList& into) const
{
    assert(rules_->kind == FieldKind::date);
    into.clear();
    const auto known = [](std::string_view part) {
        part = trimmed(part);
        return stands_for_missing(part) ? std::string_view() : part;
    };
    day = known(day), month = known(month), year = known(year);
    if (day.empty() && month.empty() && year.empty()) return CellFault::none;
    for (const std::string_view part : {day, month, year}) {
        WipedText folded;
        if (!fold(part, folded.value)) return CellFault::invalid_utf8;
    }
    const std::optional<DateFormat::Placed> date = DateFormat::place_parts(day, month, year);
    return date ? cut_date(*date, into) : CellFault::not_a_date;
}

} // namespace gauze::custodian
