// On which day a row is due to be gone: what [[retention]] of a policy comes to, for one row. Pure: civil
// days in, a civil day out; no clock, no file. The row is there to the end of the day before, and is to be
// gone within the day that is due.
//
//   years        counted in civil years from a day; 29 February of a common year is 1 March, so that nobody
//                "reaches 5" before the day is full
//   not_before   no earlier, whatever was counted
//   cap_years    no later than so many years after receipt: the promise to the person wins, also over
//                not_before, and also where the day that is counted from is not known
//   flags        of the rules for a source, those whose flag the row has go before those without a flag
//   several      rules that hold for a row: the latest of their days; one without a day leaves it open
//   open         no day to count from (an episode that goes on, no birth date): no due day until there is one
//   together     rows of one rule that hold one value: all are due with the latest of them. Without a birth
//                date a row goes with the others; without a last use it goes on, and all of them with it
//
// 10^5 random records were walked day by day over 26 years against a second implementation
// (tests/vectors/retention_twin.py): none early, none late.
#pragma once

#include "engine/project/governance.hpp"

#include <cstdint>
#include <span>
#include <string_view>

namespace gauze::project {

// The same day so many years later. `from` is a day of the calendar; never after year 9999.
Day years_later(Day from, std::uint32_t years) noexcept;

// What a row says about one rule: the day in its column, and whether the rule's flag stands in it (true for a
// rule without flag).
struct FromRow {
    Day day = 0;
    bool flag = true;
};

struct DueDay {
    Day day = 0;                         // 0: none
    const RetentionRule* rule = nullptr; // that decided; null: the policy has no rule for the row
    bool operator==(const DueDay&) const = default;
};

// Under one rule, for a row that it holds for. `receipt` is not 0.
Day due_under(const RetentionRule& rule, Day from, Day receipt) noexcept;

// Whether a rule is for rows of a source, flag aside.
bool is_for(const RetentionRule& rule, std::string_view source) noexcept;

// Of one row. `row` has an entry for each rule, in the same order; those of rules for other sources do not
// matter. Rows that are held together: each by itself here, then `together`.
DueDay due_day(std::span<const RetentionRule> rules, std::string_view source, std::span<const FromRow> row,
               Day receipt) noexcept;

// The rows that one rule holds together by one value. Order does not matter.
class HeldTogether {
public:
    void add(const DueDay& own) noexcept;
    // The due day of a row that was added.
    DueDay due(const DueDay& own, Day receipt) const noexcept;

private:
    Day latest_ = 0;
    bool open_ = false;
};

// Of a whole file of a source's rows, for those who hold no dates of its rows: the day on which the last row
// that there could be in it is due, by receipt and study end alone. 0 where some rule counts from a birth or
// a last use and has no cap: the custodian says which rows are due then.
DueDay due_day_of_file(std::span<const RetentionRule> rules, std::string_view source, Day receipt) noexcept;

// What was decided before, under the policy of today, which may be another (a new controller, another rule of
// the same name): a rule by receipt or study end is counted anew; of the others the day stays as it was kept
// (the dates are not), within not_before and cap. `rule` null: the day as it was kept.
Day due_now(const RetentionRule* rule, Day kept, Day receipt) noexcept;

} // namespace gauze::project
