#include "bloom/base/clock.hpp"

#include "bloom/base/error.hpp"

#include <atomic>
#include <chrono>

#include <fmt/format.h>

namespace gauze {

namespace {

using namespace std::chrono;

std::atomic<std::int64_t> set_to{INT64_MIN}; // seconds since 1970; the least value: the machine's clock

year_month_day split(std::uint32_t day) noexcept
{
    return year_month_day{year(static_cast<int>(day / 10000)), month(day / 100 % 100),
                          std::chrono::day(day % 100)};
}

} // namespace

std::int64_t now_seconds()
{
    const std::int64_t fixed = set_to.load();
    if (fixed != INT64_MIN) return fixed;
    return duration_cast<seconds>(system_clock::now().time_since_epoch()).count();
}

std::uint32_t today()
{
    return civil_from_days(floor<days>(sys_seconds(seconds(now_seconds()))).time_since_epoch().count());
}

std::string now_text()
{
    const std::int64_t of_day = ((now_seconds() % 86400) + 86400) % 86400;
    return fmt::format("{}T{:02}:{:02}:{:02}Z", day_text(today()), of_day / 3600, of_day / 60 % 60,
                       of_day % 60);
}

void set_clock(std::string_view day)
{
    const std::uint32_t wanted = day_from(day);
    if (wanted == 0) throw Error(Exit::usage, "the clock cannot be set to that", "a day: --today 2027-01-31");
    set_to = days_from_civil(wanted) * 86400 + 43200;
}

bool clock_is_set() noexcept { return set_to.load() != INT64_MIN; }

std::int64_t days_from_civil(std::uint32_t day) noexcept
{
    return sys_days(split(day)).time_since_epoch().count();
}

std::uint32_t civil_from_days(std::int64_t count) noexcept
{
    const year_month_day civil{sys_days(days(count))};
    return static_cast<std::uint32_t>(static_cast<int>(civil.year())) * 10000 +
           static_cast<unsigned>(civil.month()) * 100 + static_cast<unsigned>(civil.day());
}

bool is_day(std::uint32_t day) noexcept { return day >= 10101 && day <= 99991231 && split(day).ok(); }

std::uint32_t day_from(std::string_view text) noexcept
{
    if (text.size() != 10 || text[4] != '-' || text[7] != '-') return 0;
    std::uint32_t day = 0;
    for (std::size_t i = 0; i < text.size(); ++i) {
        if (i == 4 || i == 7) continue;
        if (text[i] < '0' || text[i] > '9') return 0;
        day = day * 10 + static_cast<std::uint32_t>(text[i] - '0');
    }
    return is_day(day) ? day : 0;
}

std::string day_text(std::uint32_t day)
{
    return fmt::format("{:04}-{:02}-{:02}", day / 10000, day / 100 % 100, day % 100);
}

} // namespace gauze
