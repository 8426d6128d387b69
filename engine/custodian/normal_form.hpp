// From a cell to its normal form: printable ASCII, the same for all ways of writing one value, and all that
// tokens (tokens.hpp) and parts of match keys (parts.hpp) are made from. `encode --explain` prints it.
//
//   given, family and full names   words:  "Dr O'Brien-Smith" is "OBRIEN SMITH"
//   places, address lines, texts   words:  "14, Elm St." is "14 ELM ST"
//   date                           eight places, year month day, '?' where one is not known: "197402??"
//   postcode                       "SW1A 1AA" of the UK; of other countries without blank: "6167"
//   NHS number, UPN, NINO, code    letters and digits: "9434765919"
//   phone                          its last ten: "7700900123"
//   sex                            "M", "F", or the first letter of another word
//   e-mail                         lower case, without blanks
//   number                         a plain decimal: "97572.3"
//
// The rules are fixed and versioned; docs/normalisation.md has all of them with examples. A bad cell never
// costs its row: what can be used is kept, else the field is missing; either way the fault is handed back to
// be counted. An empty normal form means missing, and without a fault only if the cell was blank or said so.
#pragma once

#include "engine/custodian/date_format.hpp"
#include "engine/custodian/normalize.hpp"
#include "engine/custodian/plaintext.hpp"
#include "engine/project/policy.hpp"

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace gauze::custodian {

// Names the rules of normal forms, tokens and parts; changes whenever any cell could give another one.
inline constexpr std::string_view normalisation_version = "gauze-normal-2";

// What was wrong with a cell, in words for the rejects file.
enum class CellFault {
    none,
    invalid_utf8,
    impossible_date,    // 31-02-1974: placed as written
    implausible_date,   // a day of the calendar outside the field's range (01-01-1800): placed as written
    not_a_date,         // cannot be placed: missing
    strange_date,       // other characters among the digits: placed as written
    spreadsheet_number, // 9.43E+09, or a date as 43831: what it was is gone; missing
    not_a_postcode,     // other characters than letters and digits, or not 3 to 8 of them (then missing)
    wrong_check_digit,  // NHS number or UPN: encoded as written
    wrong_shape,        // UPN or NINO: letters where digits belong: encoded; or of another length: missing
    unissued_prefix,    // NINO: no number begins like that: encoded as written
    not_a_number,       // letters among the digits: placed as written; or too few or too many digits: missing
    placeholder,        // "Baby", "Unknown", 9999999999, ZZ99 3WZ: stands for what is not known; missing
    nothing_left,       // only characters that normalisation drops: missing
};
std::string_view to_text(CellFault fault);

// What a field or a party's column adds to the rules of its kind.
struct NormalOptions {
    std::uint32_t earliest = 18500101, latest = 21001231; // of a date, YYYYMMDD, both plausible
    std::vector<std::string> missing; // cells that say "not known", compared trimmed and without (ASCII) case
};

// The rules of one field. Immutable and shared by all threads.
class Normaliser {
public:
    // `format` is given for a date in one column, and only then.
    Normaliser(project::FieldKind kind, std::optional<DateFormat> format, NormalOptions options = {});

    // Replaces `normal` by the normal form of the cell, or by "" if the field is missing. A cell that is
    // blank, is one of the options' words or `stands_for_missing` (except in codes and texts) is missing and
    // no fault. The caller wipes the buffer (WipedText); whatever it held is wiped if it must grow. Costs
    // some ten nanoseconds for ASCII and Latin-1, tens of microseconds for other writing.
    CellFault normalise(std::string_view cell, std::string& normal) const;
    // The same for a date that stands in three columns (kind date only). Missing parts become '?'.
    CellFault normalise(std::string_view day, std::string_view month, std::string_view year,
                        std::string& normal) const;

    project::FieldKind kind() const noexcept { return kind_; }

private:
    bool says_missing(std::string_view trimmed_cell) const;
    CellFault apply_rules(std::string& folded) const;

    project::FieldKind kind_;
    std::optional<DateFormat> format_;
    NormalOptions options_; // words of `missing` trimmed and in capitals
};

} // namespace gauze::custodian
