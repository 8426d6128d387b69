#include "datasets/synth/scenario/cells.hpp"

#include <fmt/format.h>

namespace gauze::synth::scenario {

namespace {

std::string iso_date(const Date& date)
{
    return fmt::format("{:04}-{:02}-{:02}", static_cast<int>(date.year()),
                       static_cast<unsigned>(date.month()), static_cast<unsigned>(date.day()));
}

std::string slashed_date(const Date& date)
{
    return fmt::format("{:02}/{:02}/{:04}", static_cast<unsigned>(date.day()),
                       static_cast<unsigned>(date.month()), static_cast<int>(date.year()));
}

bool is_a_day(Day day) { return day != never && day != always; }

} // namespace

std::string iso(Day day) { return is_a_day(day) ? iso_date(Date(day)) : ""; }
std::string iso(const std::optional<Date>& date) { return date ? iso_date(*date) : ""; }
std::string slashes(Day day) { return is_a_day(day) ? slashed_date(Date(day)) : ""; }
std::string slashes(const std::optional<Date>& date) { return date ? slashed_date(*date) : ""; }

std::string sex_letter(const std::optional<Sex>& sex) { return !sex ? "U" : *sex == Sex::female ? "F" : "M"; }

std::string address_line(const Home& home, bool town)
{
    std::string line = home.flat;
    const auto add = [&](std::string_view part, std::string_view before) {
        if (part.empty()) return;
        if (!line.empty()) line += before;
        line += part;
    };
    add(home.house, ", ");
    add(home.street, home.house.empty() ? ", " : home.house.find(' ') == std::string::npos ? " " : ", ");
    if (town) add(home.town, ", ");
    return line;
}

std::string sector_of(std::string_view postcode)
{
    const std::size_t blank = postcode.find(' ');
    if (blank == std::string_view::npos || blank + 1 >= postcode.size()) return "";
    return std::string(postcode.substr(0, blank + 2));
}

} // namespace gauze::synth::scenario
