#include "engine/custodian/release/days.hpp"

#include "bloom/base/clock.hpp"
#include "engine/custodian/normalize.hpp"

#include <algorithm>
#include <array>

namespace gauze::custodian {

namespace {

// No two of them read one cell as two days: a compact date with a year of our time in front has no such year
// at its end.
const std::array<DateFormat, 5>& tolerated()
{
    static const std::array<DateFormat, 5> formats{
        *DateFormat::from("YYYY-MM-DD"), *DateFormat::from("DD-MM-YYYY"), *DateFormat::from("YYYYMMDD"),
        *DateFormat::from("DDMMYYYY"), *DateFormat::from("DD-MMM-YYYY")};
    return formats;
}

char lower(char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c; }

project::Day day_of(const std::optional<DateFormat::Placed>& placed)
{
    if (!placed || !placed->digits || !placed->possible) return 0;
    project::Day day = 0;
    for (const char c : placed->characters) day = day * 10 + static_cast<project::Day>(c - '0');
    return day;
}

std::int64_t month_number(project::Day day) noexcept { return day / 10000 * 12 + day / 100 % 100 - 1; }

} // namespace

ReadDay DayReader::read(std::string_view cell) const
{
    if (is_blank(cell)) return {0, true};
    WipedText folded;
    if (!fold(cell, folded.value)) return {0, false};
    if (format_) return {day_of(format_->place_folded(folded.value)), false};
    for (const DateFormat& format : tolerated())
        if (const project::Day day = day_of(format.place_folded(folded.value))) return {day, false};
    return {0, false};
}

std::int64_t months_between(project::Day from, project::Day to) noexcept
{
    return month_number(to) - month_number(from) - (to % 100 < from % 100 ? 1 : 0);
}

project::Day add_months(project::Day day, std::int64_t months) noexcept
{
    const std::int64_t month = month_number(day) + months;
    auto moved = static_cast<project::Day>(month / 12 * 10000 + (month % 12 + 1) * 100 + day % 100);
    while (!is_day(moved)) --moved;
    return moved;
}

bool is_blank(std::string_view cell)
{
    if (trimmed(cell).empty()) return true;
    if (static_cast<unsigned char>(trimmed(cell).front()) < 0x80) return false;
    WipedText folded; // no-break spaces and their like
    return fold(cell, folded.value) && trimmed(folded.value).empty();
}

bool is_same_word(std::string_view cell, std::string_view word)
{
    return std::ranges::equal(trimmed(cell), trimmed(word), {}, lower, lower);
}

} // namespace gauze::custodian
