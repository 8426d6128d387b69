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

#include <array>
#include <charconv>
#include <cmath>

#include <fmt/format.h>

namespace gauze::custodian {
namespace {

struct DatePart {
    char name;
    std::size_t start, length;
};
constexpr std::array date_parts{DatePart{'y', 0, 4}, DatePart{'m', 4, 2}, DatePart{'d', 6, 2}};

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

void add_date_part(const DatePart& part, std::string_view places, TokenList& into)
{
    const std::string_view characters = places.substr(part.start, part.length);
    for (std::size_t i = 0; i < characters.size(); ++i) {
        const char label[] = {part.name, static_cast<char>('0' + i)};
        if (characters[i] != '?') add_placed({label, 2}, characters[i], into);
    }
    const char label[] = {part.name, ':'};
    if (characters.find('?') == std::string_view::npos) into.add({label, 2}, characters);
}

void cut_date_part(const DatePart& part, std::string_view places, TokenList& into)
{
    into.clear();
    add_date_part(part, places, into);
}

} // namespace

void cut_date(std::string_view places, TokenList& into)
{
    if (places.size() != 8) return;
    for (const DatePart& part : date_parts) add_date_part(part, places, into);
}

void cut_year(std::string_view date, TokenList& into) { cut_date_part(date_parts[0], date, into); }
void cut_month(std::string_view date, TokenList& into) { cut_date_part(date_parts[1], date, into); }
void cut_day(std::string_view date, TokenList& into) { cut_date_part(date_parts[2], date, into); }

void cut_number(std::string_view decimal, TokenList& into)
{
    double value = 0;
    const auto [end, error] = std::from_chars(decimal.data(), decimal.data() + decimal.size(), value);
    if (error != std::errc() || !(std::abs(value) <= 1e15)) return;
    add_neighbourhood("unit", value, into);
    add_neighbourhood("step", coarse_step(value), into);
}

} // namespace gauze::custodian
