// Consent as one row gives it. Only an explicit yes counts, with a date that is not in the future and, where
// the policy lists them, on a form of a listed version. A blank is never a yes.
#pragma once

#include "engine/custodian/release/days.hpp"
#include "engine/custodian/release/reasons.hpp"

#include <optional>
#include <string_view>

namespace gauze::custodian {

struct ConsentCells {
    std::string_view word, date, form, exemption;
};

struct ConsentRuling {
    Reason reason = Reason::none;
    std::optional<std::size_t> exemption; // in without consent, under this code of the policy
};

// Any thread. `today`: the day of the run.
ConsentRuling judge_consent(const project::Consent& consent, const ConsentCells& cells,
                            const DayReader& dates, project::Day today);

// A word and a form version alone: the consent to one recipient.
Reason judge_words(const std::vector<std::string>& yes, const std::vector<std::string>& forms,
                   std::string_view word, std::optional<std::string_view> form);

} // namespace gauze::custodian
