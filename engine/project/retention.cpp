#include "engine/project/retention.hpp"

#include "bloom/base/clock.hpp"

#include <algorithm>
#include <cassert>

namespace gauze::project {

namespace {

constexpr Day last_day = 99991231;

bool counts_from_row(const RetentionRule& rule) noexcept
{
    return rule.from == "birth" || rule.from == "last-use";
}

Day capped(const RetentionRule& rule, Day day, Day receipt) noexcept
{
    if (rule.cap_years == 0) return day;
    const Day cap = years_later(receipt, rule.cap_years);
    return day == 0 ? cap : std::min(day, cap);
}

} // namespace

Day years_later(Day from, std::uint32_t years) noexcept
{
    assert(is_day(from));
    const Day year = from / 10000 + years;
    if (year > 9999) return last_day;
    const Day day = year * 10000 + from % 10000;
    return is_day(day) ? day : year * 10000 + 301; // only 29 February is not in every year
}

Day due_under(const RetentionRule& rule, Day from, Day receipt) noexcept
{
    assert(is_day(receipt));
    const Day counted = rule.from == "receipt" ? receipt : rule.from == "study-end" ? rule.not_before : from;
    if (counted == 0) return capped(rule, 0, receipt);
    return capped(rule, std::max(years_later(counted, rule.years), rule.not_before), receipt);
}

bool is_for(const RetentionRule& rule, std::string_view source) noexcept
{
    return rule.sources == "*" || rule.sources == source;
}

DueDay due_day(std::span<const RetentionRule> rules, std::string_view source, std::span<const FromRow> row,
               Day receipt) noexcept
{
    assert(rules.size() == row.size());
    bool flagged = false;
    for (std::size_t i = 0; i < rules.size(); ++i)
        flagged |= is_for(rules[i], source) && !rules[i].flag_column.empty() && row[i].flag;
    DueDay latest;
    for (std::size_t i = 0; i < rules.size(); ++i) {
        const RetentionRule& rule = rules[i];
        if (!is_for(rule, source) || rule.flag_column.empty() == flagged || !row[i].flag) continue;
        const Day day = due_under(rule, row[i].day, receipt);
        if (day == 0) return {0, &rule};
        if (day > latest.day) latest = {day, &rule};
    }
    return latest;
}

void HeldTogether::add(const DueDay& own) noexcept
{
    assert(own.rule != nullptr);
    open_ |= own.day == 0 && own.rule->from == "last-use";
    latest_ = std::max(latest_, own.day);
}

DueDay HeldTogether::due(const DueDay& own, Day receipt) const noexcept
{
    assert(own.rule != nullptr);
    return {capped(*own.rule, open_ ? 0 : latest_, receipt), own.rule};
}

DueDay due_day_of_file(std::span<const RetentionRule> rules, std::string_view source, Day receipt) noexcept
{
    DueDay latest;
    for (const RetentionRule& rule : rules) {
        if (!is_for(rule, source)) continue;
        // The day in the row may be any: the cap is all that is known of it.
        const Day day = due_under(rule, 0, receipt);
        if (day == 0) return {0, &rule};
        if (day > latest.day) latest = {day, &rule};
    }
    return latest;
}

Day due_now(const RetentionRule* rule, Day kept, Day receipt) noexcept
{
    if (rule == nullptr) return kept;
    if (!counts_from_row(*rule)) return due_under(*rule, 0, receipt);
    return capped(*rule, kept == 0 ? 0 : std::max(kept, rule->not_before), receipt);
}

} // namespace gauze::project
