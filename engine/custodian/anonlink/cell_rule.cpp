#include "engine/custodian/anonlink/cell_rule.hpp"

#include "engine/custodian/anonlink/unicode_text.hpp"
#include "engine/custodian/utf8.hpp"

#include <algorithm>

namespace gauze::custodian::anonlink {

namespace {

// The reference's CSV reader gives up beyond this.
constexpr std::size_t most_characters = 131'072;

} // namespace

std::string_view to_text(CellReason reason)
{
    switch (reason) {
    case CellReason::none: return "is good";
    case CellReason::not_utf8: return "is not valid UTF-8";
    case CellReason::not_whole: return "is not a whole number";
    case CellReason::not_date: return "does not fit the date format";
    case CellReason::not_number: return "is not a number, and is compared as one";
    case CellReason::not_encodable: return "has a character that the feature's encoding cannot write";
    case CellReason::carriage_return: return "has a carriage return, which readers of CSV disagree about";
    case CellReason::too_long: return "is longer than 131,072 characters";
    case CellReason::pattern: return "does not match the pattern";
    case CellReason::too_short: return "is shorter than minLength";
    case CellReason::above_length: return "is longer than maxLength";
    case CellReason::wrong_case: return "has letters of the wrong case";
    case CellReason::below_minimum: return "is below the minimum";
    case CellReason::above_maximum: return "is above the maximum";
    case CellReason::not_in_enum: return "is none of the values of the enum";
    }
    return "is bad";
}

CellRule::CellRule(const Feature& feature, bool validate) : feature_(feature), validate_(validate)
{
    if (feature.format.text.pattern)
        matcher_ = std::make_unique<PatternMatcher>(*feature.format.text.pattern);
}

CellReason CellRule::value(std::string_view cell, WipedText& scratch, std::string_view& value)
{
    if (!is_ascii(cell) && !is_utf8(cell)) return CellReason::not_utf8;
    if (cell.find('\r') != cell.npos) return CellReason::carriage_return;
    if (cell.size() > most_characters && count_characters(cell) > most_characters)
        return CellReason::too_long;
    if (feature_.ignored) return CellReason::none;
    value = cell;
    if (feature_.missing && cell == feature_.missing->sentinel) {
        if (feature_.missing->replace_with) value = *feature_.missing->replace_with;
        return CellReason::none;
    }
    CellReason reason = CellReason::none;
    switch (feature_.format.kind) {
    case FormatKind::text: return check_text(cell);
    case FormatKind::one_of:
        if (validate_ && !std::ranges::binary_search(feature_.format.one_of.values, cell))
            return CellReason::not_in_enum;
        return CellReason::none;
    case FormatKind::integer: reason = whole_number(cell, scratch); break;
    case FormatKind::date:
        scratch.value.clear();
        if (!feature_.format.date->read(cell, scratch.value)) reason = CellReason::not_date;
        break;
    }
    value = scratch.value;
    return reason;
}

CellReason CellRule::check_text(std::string_view cell)
{
    const StringFormat& format = feature_.format.text;
    if (format.encoding == Encoding::ascii && !is_ascii(cell)) return CellReason::not_encodable;
    if (!validate_) return CellReason::none;
    if (matcher_) return matcher_->matches(cell) ? CellReason::none : CellReason::pattern;
    const std::size_t length = count_characters(cell);
    if (length < format.least) return CellReason::too_short;
    if (length > format.most) return CellReason::above_length;
    const bool right_case =
        format.letters == LetterCase::mixed ||
        (format.letters == LetterCase::upper ? is_its_upper_case(cell) : is_its_lower_case(cell));
    return right_case ? CellReason::none : CellReason::wrong_case;
}

CellReason CellRule::whole_number(std::string_view cell, WipedText& scratch) const
{
    const auto number = read_whole(cell);
    if (!number) return CellReason::not_whole;
    const IntegerFormat& format = feature_.format.integer;
    if (validate_ && format.least && *number < *format.least) return CellReason::below_minimum;
    if (validate_ && format.most && *number > *format.most) return CellReason::above_maximum;
    scratch.value.clear();
    number->append_text(scratch.value);
    return CellReason::none;
}

} // namespace gauze::custodian::anonlink
