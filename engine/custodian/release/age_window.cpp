#include "engine/custodian/release/age_window.hpp"

#include <cassert>
#include <charconv>

namespace gauze::custodian {

LifeStage life_stage(project::Day birth, project::Day expected, project::Day at) noexcept
{
    const project::Day day = birth != 0 ? birth : expected;
    if (day == 0) return {};
    if (day > at) return {true, true, 0, day};
    return {true, false, months_between(day, at), 0};
}

Reason judge_age(const project::Eligibility& window, const ReadDay& birth, const ReadDay& expected)
{
    if (window.birth_column.empty() || window.months_below == 0) return Reason::none;
    assert(window.at != 0);
    if (birth.day == 0 && !birth.blank) return Reason::bad_birth_date;
    const LifeStage stage = life_stage(birth.day, expected.day, window.at);
    if (!stage.known) return Reason::no_birth_date;
    if (stage.unborn) {
        if (window.expected_column.empty() || window.months_from > 0) return Reason::too_young;
        return add_months(stage.expected, -static_cast<std::int64_t>(window.unborn_months)) > window.at
                   ? Reason::unborn_too_early
                   : Reason::none;
    }
    if (stage.months < window.months_from) return Reason::too_young;
    return stage.months >= window.months_below ? Reason::too_old : Reason::none;
}

Reason judge_stated_age(const project::Eligibility& window, std::string_view years)
{
    while (!years.empty() && (years.front() == ' ' || years.front() == '\t')) years.remove_prefix(1);
    while (!years.empty() && (years.back() == ' ' || years.back() == '\t')) years.remove_suffix(1);
    if (years.empty()) return Reason::no_birth_date;
    unsigned age = 0;
    const auto [end, fault] = std::from_chars(years.data(), years.data() + years.size(), age);
    if (fault != std::errc() || end != years.data() + years.size() || age > 150)
        return Reason::bad_birth_date;
    if (age * 12 < window.months_from) return Reason::too_young;
    return (age + 1) * 12 > window.months_below ? Reason::too_old : Reason::none;
}

} // namespace gauze::custodian
