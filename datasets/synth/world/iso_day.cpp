#include "datasets/synth/world/iso_day.hpp"

#include <cassert>
#include <charconv>

namespace gauze::synth {

IsoDay::IsoDay(Day day)
{
    if (day == never || day == always) return;
    const std::chrono::year_month_day date(day);
    const int year = static_cast<int>(date.year());
    assert(year >= 0 && year <= 9999);
    text_[4] = text_[7] = '-';
    put(0, static_cast<unsigned>(year / 100));
    put(2, static_cast<unsigned>(year % 100));
    put(5, static_cast<unsigned>(date.month()));
    put(8, static_cast<unsigned>(date.day()));
    size_ = text_.size();
}

void IsoDay::put(std::size_t at, unsigned two_digits)
{
    text_[at] = static_cast<char>('0' + two_digits / 10);
    text_[at + 1] = static_cast<char>('0' + two_digits % 10);
}

std::optional<Day> day_from_iso(std::string_view text)
{
    if (text.size() != 10 || text[4] != '-' || text[7] != '-') return std::nullopt;
    const auto number = [&](std::size_t at, std::size_t length) {
        unsigned value = 0;
        const char* const end = text.data() + at + length;
        const auto [stop, failed] = std::from_chars(text.data() + at, end, value);
        return failed == std::errc() && stop == end ? value : 0;
    };
    const std::chrono::year_month_day date(std::chrono::year(static_cast<int>(number(0, 4))),
                                           std::chrono::month(number(5, 2)), std::chrono::day(number(8, 2)));
    if (!date.ok() || date.year() < std::chrono::year(1)) return std::nullopt; // 0 where there is no number
    return Day(date);
}

} // namespace gauze::synth
