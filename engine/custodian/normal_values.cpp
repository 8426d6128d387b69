// Dates and numbers.
#include "engine/custodian/normal_rules.hpp"

#include <algorithm>
#include <charconv>

namespace gauze::custodian {
namespace {

constexpr bool is_digit(char c) { return c >= '0' && c <= '9'; }

bool are_digits(std::string_view text) { return std::all_of(text.begin(), text.end(), is_digit); }

std::uint32_t number_of(std::string_view digits)
{
    std::uint32_t value = 0;
    for (const char c : digits) value = value * 10 + static_cast<std::uint32_t>(c - '0');
    return value;
}

// "43831", "43831.5": days since 1900, as a spreadsheet stores a date.
bool is_spreadsheet_day(std::string_view folded)
{
    const std::string_view days = folded.substr(0, folded.find('.'));
    const auto digit_or_point = [](char c) { return is_digit(c) || c == '.'; };
    return days.size() == 5 && are_digits(days) && std::all_of(folded.begin(), folded.end(), digit_or_point);
}

// "97,572.27" -> "97572.27" and "12,5" -> "12.5": a comma before three digits groups, another one is a
// decimal comma.
void normalise_commas(std::string& text)
{
    const bool point = text.find('.') != std::string::npos;
    const std::size_t comma = text.rfind(',');
    if (comma == std::string::npos) return;
    const bool one = text.find(',') == comma;
    if (one && !point && text.size() - comma - 1 != 3) text[comma] = '.';
    std::erase(text, ',');
}

// "007.50" -> "7.5", ".5" -> "0.5", "5." -> "5"
void strip_zeros(std::string& magnitude)
{
    if (magnitude.find('.') != std::string::npos) {
        while (magnitude.back() == '0') magnitude.pop_back();
        if (magnitude.back() == '.') magnitude.pop_back();
    }
    magnitude.erase(0, std::min(magnitude.find_first_not_of('0'), magnitude.size()));
    if (magnitude.empty() || magnitude.front() == '.') magnitude.insert(0, 1, '0');
}

} // namespace

CellFault normal_date(const DateFormat::Placed& date, DateRange plausible, std::string& normal)
{
    normal.assign(date.characters.data(), date.characters.size());
    std::replace(normal.begin(), normal.end(), ' ', '?'); // a column that is blank
    const auto blank_or_digit = [](char c) { return is_digit(c) || c == ' '; };
    if (!std::all_of(date.characters.begin(), date.characters.end(), blank_or_digit))
        return CellFault::strange_date;
    if (!date.digits) {
        const std::string_view year = std::string_view(normal).substr(0, 4);
        const bool outside = are_digits(year) && (number_of(year) < plausible.earliest / 10000 ||
                                                  number_of(year) > plausible.latest / 10000);
        return outside ? CellFault::implausible_date : CellFault::none;
    }
    if (!is_day_of_calendar(date.characters)) return CellFault::impossible_date;
    const std::uint32_t day = number_of(normal);
    return day < plausible.earliest || day > plausible.latest ? CellFault::implausible_date : CellFault::none;
}

CellFault normal_date(const std::optional<DateFormat>& format, DateRange plausible, std::string& folded)
{
    if (format)
        if (const std::optional<DateFormat::Placed> date = format->place_folded(folded))
            return normal_date(*date, plausible, folded);
    const bool spreadsheet = format && (is_spreadsheet_day(folded) || is_shortened_number(folded));
    return missing_because(spreadsheet ? CellFault::spreadsheet_number : CellFault::not_a_date, folded);
}

CellFault normal_number(std::string& folded)
{
    if (is_shortened_number(folded)) return missing_because(CellFault::spreadsheet_number, folded);
    std::erase(folded, ' ');
    normalise_commas(folded);
    const bool negative = folded.starts_with('-');
    if (negative || folded.starts_with('+')) folded.erase(0, 1);
    const auto digit_or_point = [](char c) { return is_digit(c) || c == '.'; };
    if (std::none_of(folded.begin(), folded.end(), is_digit) ||
        !std::all_of(folded.begin(), folded.end(), digit_or_point) ||
        std::count(folded.begin(), folded.end(), '.') > 1)
        return missing_because(CellFault::not_a_number, folded);
    strip_zeros(folded);
    const std::size_t places = std::min(folded.find('.'), folded.size());
    if (places > 15)
        return missing_because(CellFault::not_a_number, folded); // beyond what a double tells apart
    if (negative && folded != "0") folded.insert(0, 1, '-');
    return CellFault::none;
}

} // namespace gauze::custodian
