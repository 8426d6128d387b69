#include "datasets/synth/observe/slips.hpp"

#include <array>
#include <cassert>

namespace gauze::synth {

namespace {

namespace time = std::chrono;

unsigned day_of(Date date) { return static_cast<unsigned>(date.day()); }
unsigned month_of(Date date) { return static_cast<unsigned>(date.month()); }

Date with_one_part_drawn(Date date, Draws& draws)
{
    const std::uint32_t part = draws.below(100);
    if (part < 45) { // another day of the month
        const auto days = static_cast<unsigned>((date.year() / date.month() / time::last).day());
        const unsigned day = 1 + (day_of(date) + draws.below(days - 1)) % days;
        return date.year() / date.month() / time::day{day};
    }
    if (part < 65) { // another month
        const unsigned month = 1 + (month_of(date) + draws.below(11)) % 12;
        return date.year() / time::month{month} / date.day();
    }
    const int years = part < 90 ? 1 : 10;
    return (date.year() + time::years{draws.below(2) == 0 ? -years : years}) / date.month() / date.day();
}

} // namespace

bool has_other_reading(Date date) { return day_of(date) <= 12 && day_of(date) != month_of(date); }

Date read_the_other_way(Date date)
{
    assert(has_other_reading(date));
    return date.year() / time::month{day_of(date)} / time::day{month_of(date)};
}

Date with_one_part_off(Date date, Date latest, Draws& draws)
{
    // 31 June and 29 February of most years do not exist, and nobody is written down as born tomorrow.
    for (int trial = 0; trial < 16; ++trial) {
        const Date off = with_one_part_drawn(date, draws);
        if (off.ok() && off <= latest) return off;
    }
    if (month_of(date) == 2 && day_of(date) == 29) return date.year() / date.month() / 28;
    return (date.year() - time::years{1}) / date.month() / date.day();
}

Date default_for(Date date, Draws& draws)
{
    const Date new_year = date.year() / time::January / 1;
    constexpr std::array<Date, 3> of_systems{Date{time::year{1900} / 1 / 1}, Date{time::year{1901} / 1 / 1},
                                             Date{time::year{1911} / 11 / 11}};
    if (draws.below(5) != 0 && new_year != date) return new_year;
    const std::uint32_t first = draws.below(10) < 7 ? 0 : 1 + draws.below(2);
    return of_systems[first] != date ? of_systems[first] : of_systems[(first + 1) % 3];
}

} // namespace gauze::synth
