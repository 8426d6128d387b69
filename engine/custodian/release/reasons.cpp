#include "engine/custodian/release/reasons.hpp"

namespace gauze::custodian {

std::string_view to_text(Reason reason)
{
    switch (reason) {
    case Reason::none: return "in";
    case Reason::not_consented_no: return "not-consented-no";
    case Reason::not_consented_blank: return "not-consented-blank";
    case Reason::consent_unknown_word: return "consent-unknown-word";
    case Reason::consent_no_date: return "consent-no-date";
    case Reason::consent_bad_date: return "consent-bad-date";
    case Reason::consent_in_future: return "consent-in-future";
    case Reason::consent_expired: return "consent-expired";
    case Reason::consent_wrong_form: return "consent-wrong-form";
    case Reason::objected: return "objected";
    case Reason::withdrawn: return "withdrawn";
    case Reason::restricted: return "restricted";
    case Reason::erased: return "erased";
    case Reason::no_nhs_number: return "no-nhs-number";
    case Reason::opted_out: return "opted-out";
    case Reason::no_postcode: return "no-postcode";
    case Reason::postcode_unknown: return "postcode-unknown";
    case Reason::outside_wards: return "outside-wards";
    case Reason::no_birth_date: return "no-birth-date";
    case Reason::bad_birth_date: return "bad-birth-date";
    case Reason::too_old: return "too-old";
    case Reason::too_young: return "too-young";
    case Reason::unborn_too_early: return "unborn-too-early";
    case Reason::nothing_to_compare: return "nothing-to-compare";
    }
    return "";
}

bool is_fault(Reason reason) noexcept
{
    switch (reason) {
    case Reason::consent_unknown_word:
    case Reason::consent_no_date:
    case Reason::consent_bad_date:
    case Reason::consent_in_future:
    case Reason::consent_wrong_form:
    case Reason::no_nhs_number:
    case Reason::no_postcode:
    case Reason::postcode_unknown:
    case Reason::no_birth_date:
    case Reason::bad_birth_date:
    case Reason::nothing_to_compare: return true;
    default: return false;
    }
}

} // namespace gauze::custodian
