// Births by day of the year: ONS, "How popular is your birthday?", England and Wales 1995 to 2014: 1,800 on
// an average day, 1,974 on 26 September, the most, and 1,359 on 26 December, the fewest; 25 December and 1
// January come next. The months are our own rounding of that page's chart, the other holidays our estimate.
#include "datasets/synth/world/birthdays.hpp"

#include <array>

namespace gauze::synth {

namespace {

using namespace std::chrono;

// In hundredths of an average day.
constexpr std::array<std::uint32_t, 12> months = {97, 98, 98, 98, 100, 101, 102, 101, 105, 102, 100, 97};
struct Special {
    unsigned month, first, last;
    std::uint32_t weight;
};
constexpr Special special[] = {{1, 1, 1, 83},    {1, 2, 2, 92},    {9, 20, 30, 109},
                               {9, 26, 26, 110}, {10, 1, 4, 106},  {12, 24, 24, 91},
                               {12, 25, 25, 79}, {12, 26, 26, 76}, {12, 27, 28, 92}};

constexpr std::size_t days_in_leap_year = 366;
// Weights of all days before each.
using Cumulative = std::array<std::uint32_t, days_in_leap_year + 1>;

constexpr Cumulative add_up(bool leap)
{
    Cumulative before{};
    std::size_t place = 0;
    for (unsigned month = 1; month <= 12; ++month) {
        constexpr unsigned lengths[] = {31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31};
        const unsigned length = lengths[month - 1] + (leap && month == 2 ? 1u : 0u);
        for (unsigned day = 1; day <= length; ++day, ++place) {
            std::uint32_t weight = months[month - 1];
            for (const Special& one : special)
                if (one.month == month && day >= one.first && day <= one.last) weight = one.weight;
            before[place + 1] = before[place] + weight;
        }
    }
    return before;
}

constexpr Cumulative common = add_up(false), leap = add_up(true);

} // namespace

Day seasonal(Day day, Draws& draws)
{
    const year_month_day date(day);
    const Day first = sys_days{date.year() / January / 1};
    const Cumulative& before = date.year().is_leap() ? leap : common;
    const std::uint32_t length = date.year().is_leap() ? 366 : 365;
    // A moment of that day, in weights of average days.
    const auto place = static_cast<std::uint32_t>((day - first).count());
    const std::uint32_t all = before[length];
    const std::uint32_t moment = (place * all + draws.below(all)) / length;
    std::uint32_t found = place;
    while (before[found] > moment) --found;
    while (before[found + 1] <= moment) ++found;
    return first + days{found};
}

} // namespace gauze::synth
