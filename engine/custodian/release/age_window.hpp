// Who is of the age that the agreement is about, on one day: by birth date, or, before birth, by the day on
// which one is expected.
#pragma once

#include "engine/custodian/release/days.hpp"
#include "engine/custodian/release/reasons.hpp"

namespace gauze::custodian {

// Where a life stands on a day.
struct LifeStage {
    bool known = false;
    bool unborn = false;
    std::int64_t months = 0;   // of age; of the unborn 0
    project::Day expected = 0; // of the unborn: the day of birth, expected or (if it is known by now) real
};
// A birth date counts before an expected one. One after `at` is an expected date that has been learned
// exactly; an expected date that is past, with no birth date, stands for the birth date. 0: not known.
LifeStage life_stage(project::Day birth, project::Day expected, project::Day at) noexcept;

// `at` is not 0 in `window`. Without a window everybody is in.
Reason judge_age(const project::Eligibility& window, const ReadDay& birth, const ReadDay& expected);
// The same of somebody of whom no date is known, by the age in whole years on that day. Who may be within the
// window or not, by the months that whole years leave open, is out.
Reason judge_stated_age(const project::Eligibility& window, std::string_view years);

} // namespace gauze::custodian
