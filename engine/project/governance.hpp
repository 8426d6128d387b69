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
    bool unborn = false; // rows of the not yet born, who have no number and are in no list, are not asked
};

// Which rows the agreement is about at all.
struct Eligibility {
    std::string postcode_column;    // wards: by the custodian's postcode list
    std::vector<std::string> wards; // empty: any
    std::string birth_column;       // age window on the day `at`
    std::string
        expected_column;    // of the unborn; empty: rows without a birth date are out if there is a window
    std::string age_column; // whole years on the day `at`, for rows whose birth date is blank; empty: none
    Day at = 0;
    std::uint32_t months_from = 0, months_below = 0; // age in whole months; months_below 0: no window
    std::uint32_t unborn_months = 0;                 // months before the expected date from which one counts
};

// A table beside the main file of a source: episodes, many or none for each record, keyed by the custodian's
// own reference to it. What travels of it does so under the row token of that record.
struct EpisodeTable {
    std::string name;      // "cin"; unlike any column's or other table's of the source
    std::string reference; // its column with the main file's reference (Party::id_column); of use `control`
    std::vector<ColumnRule> columns; // by name; `link` is no use here
    // Names of what travels of it, sorted.
    std::vector<std::string> payload() const;
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
    std::vector<EpisodeTable> tables; // by name
    std::string service_column; // lists of objections and withdrawals name services by it; empty: one service
    const ColumnRule* column(std::string_view name) const;
    // Names of what travels of it, sorted: payload columns, and what is made of others. Party::payload of a
    // governed policy is this list.
    std::vector<std::string> payload() const;
    const EpisodeTable* table(std::string_view name) const;
};

// Who gets study ids and payload, or tables.
struct Recipient {
    std::string name;
    std::string member; // researcher or reader
    std::string territory;
    std::vector<std::string> payload; // payload columns it may have; empty: all
    std::vector<std::string>
        tables;                 // episode tables it may have; empty: all, or none where `payload` is given
    std::string consent_column; // recipient-specific consent, in the sources that hold the column
    std::vector<std::string> consent_yes{"Y"};
    std::string form_column;
    std::vector<std::string> forms;
    bool longitudinal = false; // the same study ids at every release
};

// How long rows are kept. Of the rules for a source, those with a flag go before those without; a row that
// several hold for is due on the latest of their days. A row without the day that its rule counts from (an
// episode still open, no birth date) has no due date until it has one.
struct RetentionRule {
    std::string name;    // "universal"
    std::string sources; // party, or "*" for all
    std::string from;    // birth | last-use | receipt | study-end
    std::string column;  // of birth and last-use: the source's date column
    // A row is due with the latest of the rows that hold the same value here (parents with their children);
    // empty: each by itself.
    std::string together_column;
    std::uint32_t years = 0;
    Day not_before = 0;      // of study-end and programme end
    std::string flag_column; // where given: the rule is for rows whose column holds `flag_value`
    std::string flag_value;
    std::uint32_t cap_years = 0; // from receipt; 0: none
};

// What a researcher's tables hold one row of.
enum class Unit { person, family, household };
std::string_view to_text(Unit unit);

// One column of a cohort table: what the records of a unit say, taken together.
struct CohortColumn {
    // What is made of the records (of the unit, of `sources`, of `table`, that satisfy `where`).
    enum class Take {
        count,   // how many records
        persons, // of how many persons
        sources, // of how many sources
        any,     // "1" where there is one, else "0"
        sum,
        mean,
        min,
        max, // of `from`, as numbers; empty where there is none
        first,
        latest, // the least, the greatest value of `from` as text (months and quarters sort)
        most,   // the most frequent value of `from`; of equals the first as text
        values, // all distinct values of `from`, sorted, joined by "; "
    };
    Unit unit = Unit::person;
    std::string name;
    Take take = Take::values;
    std::string table;                // an episode table; empty: the main rows
    std::string from;                 // payload column; empty for count, persons, sources, any
    std::string minus;                // a second one, subtracted record by record; of sum, mean, min, max
    std::vector<std::string> sources; // empty: all
    std::string where_column;         // payload column; empty: all records
    std::vector<std::string> where_is;
    std::vector<double> bands; // ascending lower edges: 0, 1, 3 -> "0", "1-2", "3+"; below the first: "<0"
};

// The researcher's tables. Without columns for persons, their table holds what each source sent, as it is.
struct Cohort {
    std::vector<Unit> units{Unit::person}; // whose ids the researcher gets, and a table each
    std::vector<CohortColumn> columns;
    bool has(Unit unit) const noexcept;
};

// A human being who may sign a release; two different ones must.
struct Checker {
    std::string name;   // one word of the policy's names: "a-okafor"
    std::string member; // of the agreement, for whom they sign
    std::array<std::byte, 32> signing{};
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
    Cohort cohort;
    std::vector<Checker> checkers; // by name

    const Member* member(std::string_view name) const;
    const Member* member_with(const std::array<std::byte, 32>& signing) const;
    const Source* source(std::string_view party) const;
    const Recipient* recipient(std::string_view name) const;
    std::vector<const Member*> members_of(Role role) const;
};

} // namespace gauze::project
