// Dates that decide something (of consent, of birth, of a list's entry), and months of a life.
#pragma once

#include "engine/custodian/date_format.hpp"
#include "engine/project/governance.hpp"

#include <optional>
#include <string_view>

namespace gauze::custodian {

// What a cell says: a day of the calendar from 1850 to 2100, or nothing.
struct ReadDay {
    project::Day day = 0;
    bool blank = false; // the cell is empty; otherwise, with day 0, it holds no day
};

// Reads 2026-03-31, 31/3/2026, 20260331, 31032026 and 31-Mar-2026; never the month first, so that a cell has
// one meaning, and no year of two digits. A column that is a field of the policy with a format of its own is
// read by that one. A small value; any thread.
class DayReader {
public:
    DayReader() = default;
    explicit DayReader(std::optional<DateFormat> format) : format_(format) {}
    ReadDay read(std::string_view cell) const;

private:
    std::optional<DateFormat> format_;
};

// Whole months from one day to a later one; a month is full on the same day of the month, or, where there is
// none, on the first of the next: who is born on 29 February is a month older on 29 March, and a year on
// 1 March.
std::int64_t months_between(project::Day from, project::Day to) noexcept;
// The same day of a month `months` later (or earlier), or the last of that month where it has no such day.
project::Day add_months(project::Day day, std::int64_t months) noexcept;

// Whether a cell says nothing: blank, whatever kind of blank.
bool is_blank(std::string_view cell);
// The same word but for blanks around it and the case of ASCII letters. No other letter is taken for one.
bool is_same_word(std::string_view cell, std::string_view word);

} // namespace gauze::custodian
