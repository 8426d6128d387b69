// Dates and numbers.
//
// A date is cut twice: each character in its place, so that one slip costs one token, and each part whole,
// because places alone make strangers too alike (nearly everyone has y0:1 and y1:9).
//
// A number is cut into its neighbourhood on two scales. On the fine scale a step is one unit; on the coarse
// one it is one unit below 32 and from there a sixteenth of each doubling, three to six per cent. The token
// of its own step and of two steps to either side make two numbers share more the nearer they are. Only
// additions, comparisons and powers of two: every machine finds the same steps.
#include "engine/custodian/cutters.hpp"

#include <algorithm>
#include <charconv>
#include <cmath>
#include <cstdint>
#include <optional>

#include <fmt/format.h>

namespace gauze::custodian {
namespace {

constexpr bool is_digit(char c) { return c >= '0' && c <= '9'; }

struct DatePart {
    std::string_view name;
    std::size_t start, length;
};
constexpr std::array date_parts{DatePart{"y", 0, 4}, DatePart{"m", 4, 2}, DatePart{"d", 6, 2}};

// "43831", "43831.5": days since 1900, as a spreadsheet stores a date.
bool is_spreadsheet_day(std::string_view folded)
{
    const std::string_view days = folded.substr(0, folded.find('.'));
    const auto digits_or_point = [](char c) { return is_digit(c) || c == '.'; };
    return days.size() == 5 && std::all_of(days.begin(), days.end(), is_digit) &&
           std::all_of(folded.begin(), folded.end(), digits_or_point);
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

std::optional<double> value_of(std::string_view text)
{
    if (text.starts_with('+')) text.remove_prefix(1);
    const std::string_view magnitude = text.substr(text.starts_with('-') ? 1 : 0);
    if (magnitude.empty() || (!is_digit(magnitude[0]) && magnitude[0] != '.'))
        return std::nullopt; // "INF", "NAN"
    double value = 0;
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
    if (error != std::errc() || end != text.data() + text.size() || std::abs(value) > 1e15)
        return std::nullopt;
    return value;
}

double coarse_step(double value)
{
    const double magnitude = std::abs(value);
    if (magnitude < 32) return value;
    int exponent = 0;
    const double fraction = std::frexp(magnitude, &exponent); // 32 is .5 times 2^6
    const double step = 32 + 16.0 * (exponent - 6) + (fraction - .5) * 32;
    return value < 0 ? -step : step;
}

void add_neighbourhood(std::string_view scale, double position, TokenList& into)
{
    const auto step = static_cast<std::int64_t>(std::floor(position + .5));
    for (std::int64_t near = step - 2; near <= step + 2; ++near)
        into.add(scale, fmt::format_int(near).c_str());
}

} // namespace

CellFault cut_date(const DateFormat::Placed& date, TokenList& into)
{
    const std::string_view all(date.characters.data(), date.characters.size());
    bool complete = true;
    for (const DatePart& part : date_parts) {
        const std::string_view characters = all.substr(part.start, part.length);
        if (characters.find(' ') != std::string_view::npos) complete = false;
        for (std::size_t i = 0; i < characters.size(); ++i) {
            const char label[] = {part.name[0], static_cast<char>('0' + i)};
            if (characters[i] != ' ') add_placed({label, 2}, characters[i], into);
        }
        const char label[] = {part.name[0], ':'};
        if (characters.find(' ') == std::string_view::npos) into.add({label, 2}, characters);
    }
    const auto known = [](char c) { return is_digit(c) || c == ' '; };
    if (!std::all_of(all.begin(), all.end(), known)) return CellFault::strange_date;
    return date.possible || !complete ? CellFault::none : CellFault::impossible_date;
}

CellFault cut_date(const DateFormat& format, std::string_view folded, TokenList& into)
{
    if (const std::optional<DateFormat::Placed> date = format.place_folded(folded))
        return cut_date(*date, into);
    const bool spreadsheet = is_spreadsheet_day(folded) || is_shortened_number(folded);
    return spreadsheet ? CellFault::spreadsheet_number : CellFault::not_a_date;
}

CellFault cut_number(std::string& folded, TokenList& into)
{
    std::erase(folded, ' ');
    normalise_commas(folded);
    const std::optional<double> value = value_of(folded);
    if (!value) return CellFault::not_a_number;
    add_neighbourhood("unit", *value, into);
    add_neighbourhood("step", coarse_step(*value), into);
    return CellFault::none;
}

} // namespace gauze::custodian
