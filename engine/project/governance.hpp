// What makes a linkage lawful, as the policy says it: the agreement, who takes part and in which role, on
// what basis each source may send, which columns may become what, whose rows are in, who receives, for how
// long. A policy that has an [agreement] is governed: it is signed by every custodian (signed_policy.hpp),
// and no verb does anything under it for a party that may not. A policy without one is for the laboratory.
//
// Nothing here is acted upon: it is what the file says, checked for sense. gate.hpp admits, the custodian's
// eligibility and generalisers act on rows, the researcher's disclosure and retention on tables.
#pragma once

#include "bloom/base/crypto.hpp"

#include <array>
#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace gauze::project {

// A civil day, YYYYMMDD; 0: none.
using Day = std::uint32_t;

// One party may have one role; a body with two roles is two members that share no key.
enum class Role { custodian, intake, linkage_unit, researcher, reader };
std::string_view to_text(Role role); // "linkage-unit", as policies spell it
std::optional<Role> role_from(std::string_view text);

// A party of the agreement.
struct Member {
    std::string name;
    Role role = Role::custodian;
    std::string body;                       // the organisation behind it, where one body holds two roles
    bool nhs = false;                       // of a custodian
    std::string territory;                  // "UK"
    std::array<std::byte, 32> signing{};    // Ed25519 public key
    std::array<std::byte, 32> encryption{}; // X25519 public key, an age recipient
    std::string intake; // of a custodian: the member that encodes for it on receipt; empty: it encodes itself
};

struct LegalBasis {
    std::string article_6;               // code, for example "6(1)(e)"
    std::string article_9;               // "9(2)(h)"; empty: none
    std::vector<std::string> schedule_1; // DPA 2018 Schedule 1 conditions: "1.2"
    std::string article_10;              // for criminal columns
    std::string words; // what the notice says in words; the code counts, and a warning when they differ
};

// What a column of a custodian's file may be used for. A column that the policy does not name stops the run.
enum class ColumnUse { link, payload, generalise, control, drop };
std::string_view to_text(ColumnUse use);

// What the cells of a payload column are. There is no kind for text, for a date or for an identifier: those
// travel generalised or not at all.
enum class PayloadKind {
    none,   // is no payload column
    codes,  // one of the codes that the policy lists
    number, // a decimal number of at most nine digits, so that no NHS number passes for one
    flag,   // Y N yes no true false 1 0
    code,   // 1 to 12 letters, digits and any of - _ . / without blanks
};
std::string_view to_text(PayloadKind kind);

// A payload column made of a source column: "age-band", "month", "district", "pseudonym", ...
// (generaliser_rules.hpp has the rules and their arguments; generalise.hpp applies them).
struct Generalisation {
    std::string rule;
    std::string as;                     // name of the payload column
    std::vector<std::string> arguments; // of the rule, for example the edges of age bands
};

struct ColumnRule {
    std::string name; // in the source's file
    std::vector<ColumnUse> uses;
    std::vector<Generalisation> generalised; // not empty if and only if `generalise` is among the uses
    std::vector<std::string> codes;          // of a payload column of kind codes: the only values it may hold
    PayloadKind kind = PayloadKind::none;    // not none if and only if `payload` is among the uses
    bool special = false;                    // special category: needs article_9
    bool criminal = false;                   // needs article_10
    bool has(ColumnUse use) const noexcept;
    // Whether a payload column may hold this cell (trimmed; a blank one always may). Codes compare exactly.
    bool may_hold(std::string_view cell) const noexcept;
};

// Whose rows are in. Columns named here are of use `control` (or link).
struct Consent {
    enum class Mode {
        none,      // another basis; objections may still apply
        opt_in,    // only an explicit yes with a date (and a form version, where the policy lists them)
        objection, // in unless the person objected
    };
    Mode mode = Mode::none;
    std::string column, date_column, form_column; // of opt_in; form_column empty: not asked
    std::vector<std::string> yes{"Y"};            // compared trimmed and without case
    std::vector<std::string> forms;               // versions that count; empty: any
    std::uint32_t valid_months = 0;               // 0: does not expire
    // In without consent under a named code: column holds one of these codes. Counted by code.
    std::string exemption_column;
    std::vector<std::string> exemptions;
};
std::string_view to_text(Consent::Mode mode);

// NHS National Data Opt-out: the cleaned list of allowed numbers, or the reason why it does not apply.
struct OptOut {
    std::string column;          // the NHS number's; empty: does not apply
    std::uint32_t most_days = 0; // an older list is refused
    std::string reason;          // why it does not apply
};

// Which rows the agreement is about at all.
struct Eligibility {
    std::string postcode_column;    // wards: by the custodian's postcode list
    std::vector<std::string> wards; // empty: any
    std::string birth_column;       // age window on the day `at`
    std::string
        expected_column; // of the unborn; empty: rows without a birth date are out if there is a window
    Day at = 0;
    std::uint32_t months_from = 0, months_below = 0; // age in whole months; months_below 0: no window
    std::uint32_t unborn_months = 0;                 // months before the expected date from which one counts
};

struct Source { // of one custodian
    std::string party;
    LegalBasis basis;
    std::string notice, notice_version;
    Day notice_date = 0;
    std::string schema;  // version of the file's layout
    std::string purpose; // what the custodian collected it for; must be a purpose of the agreement
    std::vector<ColumnRule> columns; // by name
    Consent consent;
    OptOut opt_out;
    Eligibility eligibility;
    std::string service_column; // lists of objections and withdrawals name services by it; empty: one service
    const ColumnRule* column(std::string_view name) const;
    // Names of what travels of it, sorted: payload columns, and what is made of others. Party::payload of a
    // governed policy is this list.
    std::vector<std::string> payload() const;
};

// Who gets study ids and payload, or tables.
struct Recipient {
    std::string name;
    std::string member; // researcher or reader
    std::string territory;
    std::vector<std::string> payload; // payload columns it may have; empty: all
    std::string consent_column;       // recipient-specific consent, in the sources that hold the column
    std::vector<std::string> consent_yes{"Y"};
    std::string form_column;
    std::vector<std::string> forms;
    bool longitudinal = false; // the same study ids at every release
};

struct RetentionRule {
    std::string name;    // "universal"
    std::string sources; // party, or "*" for all
    std::string from;    // birth | last-use | receipt | study-end
    std::uint32_t years = 0;
    Day not_before = 0;      // of study-end and programme end
    std::string flag_column; // where given: the rule is for rows whose column holds `flag_value`
    std::string flag_value;
    std::uint32_t cap_years = 0; // from receipt; 0: none
};

struct Governance {
    std::string agreement;                   // id
    std::string purpose;                     // code
    std::vector<std::string> other_purposes; // further codes that rows may have been collected for
    Day review_by = 0;                       // past it every verb refuses
    std::string controller, registration, contact, complaints;
    std::string dpia; // reference
    std::vector<std::string> territories;
    bool rehearsal = false; // made-up people: --today and --test-seed are allowed
    std::vector<Member> members;
    std::vector<Source> sources;
    std::vector<Recipient> recipients;
    std::vector<RetentionRule> retention;
    std::string disclosure = "tre10"; // profile of tables

    const Member* member(std::string_view name) const;
    const Member* member_with(const std::array<std::byte, 32>& signing) const;
    const Source* source(std::string_view party) const;
    const Recipient* recipient(std::string_view name) const;
    std::vector<const Member*> members_of(Role role) const;
};

} // namespace gauze::project
