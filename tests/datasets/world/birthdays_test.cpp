// Days drawn evenly over many years, and the days of birth that they become.
#include "datasets/synth/world/birthdays.hpp"

#include <cmath>
#include <map>

#include <gtest/gtest.h>

namespace gauze::synth {

namespace {

using namespace std::chrono;

constexpr int first_year = 1995, years = 20; // of the source

template <class Check>
void each_day(Check check)
{
    for (Day day = sys_days{year{first_year} / 1 / 1}; day < sys_days{year{first_year + years} / 1 / 1};
         day += days{1})
        check(day);
}

} // namespace

TEST(Birthdays, StayInTheirYearAndNearTheirDay)
{
    Draws draws(1, Purpose::life, 0);
    each_day([&](Day day) {
        const Day born = seasonal(day, draws);
        EXPECT_EQ(year_month_day{born}.year(), year_month_day{day}.year());
        EXPECT_LE(std::chrono::abs(born - day), days{14});
    });
}

TEST(Birthdays, KeepTheOrderOfDays)
{
    Draws draws(2, Purpose::life, 0);
    Day last = Day::min();
    each_day([&](Day day) {
        const Day born = seasonal(day, draws);
        EXPECT_GE(born, last);
        last = born;
    });
}

// ONS, "How popular is your birthday?": 1,974 on 26 September and 1,359 on 26 December, 1,800 on average.
// Five standard errors of a binomial beside half a hundredth for rounded weights.
TEST(Birthdays, AreMostInLateSeptemberAndFewestAfterChristmas)
{
    constexpr int times = 100;
    Draws draws(3, Purpose::life, 0);
    std::map<std::pair<unsigned, unsigned>, double> born;
    double all = 0;
    each_day([&](Day day) {
        for (int i = 0; i < times; ++i, ++all) {
            const year_month_day date{seasonal(day, draws)};
            ++born[{static_cast<unsigned>(date.month()), static_cast<unsigned>(date.day())}];
        }
    });
    const double average = all / 365.25;
    const double allowed = .005 + 5 / std::sqrt(average);
    const double september = born[{9, 26}] / average, december = born[{12, 26}] / average;
    EXPECT_NEAR(september, 1974 / 1800., allowed);
    EXPECT_NEAR(december, 1359 / 1800., allowed);
    for (const auto& [date, count] : born) {
        if (date == std::pair{2u, 29u}) continue;
        EXPECT_GE(count / average, december - 2 * allowed);
        EXPECT_LE(count / average, september + 2 * allowed);
    }
}

} // namespace gauze::synth
