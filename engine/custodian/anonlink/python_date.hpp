// Dates as Python's datetime.strptime reads them: the pattern is a regular expression in disguise, so
// "1990021" is read by "%Y%m%d" as the first of February 1990. Patterns of the schema only; Gauze's own dates
// are in engine/custodian/date_format.hpp.
//
// Supported: %d %m %Y %y %j %b %B, the times %H %I %M %S %f %p and the names of days %a %A (read and
// forgotten),
// %%, blanks (one or more of any kind), and other characters, which match themselves in either case. Month
// and day names are English, as in the C locale. Refused when the schema is loaded: every other directive,
// one that occurs twice, and letters outside ASCII that have two cases.
#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace gauze::custodian::anonlink {

// Immutable; any number of threads.
class PythonDate {
public:
    // Throws Error(configuration); `where` names the feature.
    PythonDate(std::string_view pattern, std::string_view where);

    // Appends year, month and day as digits ("19900201"). False: the text, well-formed UTF-8, is no such
    // date, or its year is below 1000, where platforms disagree about the digits of a year.
    bool read(std::string_view text, std::string& into) const;

private:
    struct Part {
        enum class Kind { literal, blanks, digits, name } kind = Kind::literal;
        char32_t literal = 0;
        char directive = 0;
    };
    struct Found {
        int year = -1, month = 1, day = 1, day_of_year = 0, second = 0;
    };
    // Dates of day, month and year in all their digits, which is nearly all dates: the first thing that
    // `match` would find. False says nothing.
    bool match_in_full(std::string_view text, Found& found) const;
    bool match_by_choices(std::string_view text, Found& found) const;
    bool match(std::size_t part, std::u32string_view text, std::size_t at, Found& found,
               std::size_t& end) const;
    static void note(char directive, int value, Found& found);
    std::vector<Part> parts_;
    bool only_days_months_years_ = true;
};

} // namespace gauze::custodian::anonlink
