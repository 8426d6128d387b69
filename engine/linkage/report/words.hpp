// Figures as people read them, and text as HTML takes it.
#pragma once

#include "engine/linkage/report/report_data.hpp"

#include <cstdint>
#include <string>
#include <string_view>

namespace gauze::linkage::report {

// For text between tags and inside quoted attributes; control characters go.
std::string escaped(std::string_view text);

std::string grouped(std::uint64_t number); // "1,234,567"
std::string shown(const Count& count);     // the same, or "withheld"
std::string percent(double share);         // "97.8 %"; near 0 and 1 with more digits: "99.96 %"
std::string percent(double share, int places);
std::string shown(const Estimated& figure);    // "97.8 % (97.1 to 98.4)"
std::string interval(const Estimated& figure); // "97.1 to 98.4 %"
std::string approximate(double number);        // an expected number: "12,400", "3.2", "less than 0.1"
std::string odds(double log_odds);             // "20 : 1", "1 : 300", "2 x 10^6 : 1" with a raised 6
std::string score(double at, Scale scale);     // odds, or a Dice of three digits
std::string seconds_text(double seconds);      // "0.8 s", "12 min 5 s"
std::string memory_text(std::uint64_t bytes);  // "312 MB"
std::string plural(std::uint64_t number, std::string_view one, std::string_view many); // "1 file", "3 files"
std::string lower_end(const Bin& bin, Scale scale); // "1 : 100"; of the lowest bar "1 : 10^8 or less"
// "hospital and school", "within register".
std::string names_of(const Report& report, std::uint32_t a, std::uint32_t b);

} // namespace gauze::linkage::report
