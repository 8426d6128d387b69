// How the scenarios' parties write down what they know: dates, sexes, addresses.
#pragma once

#include "datasets/synth/observe/record.hpp"

#include <string>

namespace gauze::synth::scenario {

using Date = std::chrono::year_month_day;

std::string iso(Day day);                         // "2019-03-04"; "" for never and always
std::string iso(const std::optional<Date>& date); // "" when missing, like the others
std::string slashes(Day day);                     // "04/03/2019"
std::string slashes(const std::optional<Date>& date);

std::string sex_letter(const std::optional<Sex>& sex); // "F", "M", "U" when unknown

// "Flat 3, 14 Station Road, Leeds"; without the town if `town` is false.
std::string address_line(const Home& home, bool town = true);
// "SW9 8" of "SW9 8JX"; "" if it has no such part.
std::string sector_of(std::string_view postcode);

} // namespace gauze::synth::scenario
