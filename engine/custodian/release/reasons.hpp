// Why a row stays at home: a fixed vocabulary. Every excluded row is counted under exactly one reason, the
// first that applies in the order below (docs/eligibility.md).
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <string_view>

namespace gauze::custodian {

enum class Reason : std::uint8_t {
    none, // the row is in
    not_consented_no,
    not_consented_blank,
    consent_unknown_word,
    consent_no_date,
    consent_bad_date,
    consent_in_future,
    consent_expired,
    consent_wrong_form,
    objected,
    withdrawn,
    restricted,
    erased,
    no_nhs_number, // where the opt-out applies: who cannot be looked up is out
    opted_out,
    no_postcode,
    postcode_unknown,
    outside_wards,
    no_birth_date,
    bad_birth_date,
    too_old,
    too_young,
    unborn_too_early,
    nothing_to_compare, // no view and no key: the row could be let out, and would be of no use
};
inline constexpr std::size_t reasons = 24;
using ReasonCounts = std::array<std::uint64_t, reasons>; // by Reason

std::string_view to_text(Reason reason); // "not-consented-blank"

// Faults of the data are listed row by row in rejects.csv, so that they can be mended. Decisions of people
// (consent, objections, the opt-out) and plain facts (wards, ages) are counted and nowhere listed: an opt-out
// may not be noted against a record, and is one among many among the rows that stand in no list.
bool is_fault(Reason reason) noexcept;

} // namespace gauze::custodian
