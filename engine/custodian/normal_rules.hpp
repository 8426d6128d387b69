// The rules of each kind of field: from a cell that has been through `fold` to its normal form, in place.
// Private to the normaliser, which has already dealt with blank cells, invalid UTF-8 and words that stand for
// "missing". A rule leaves "" if nothing of the cell can be used, and then always says why, except a sex that
// is recorded as not known. Any thread; no state.
#pragma once

#include "engine/custodian/normal_form.hpp"

#include <string>
#include <string_view>

namespace gauze::custodian {

// normal_names.cpp
enum class NameKind { given, family, full };
CellFault normal_name(NameKind kind, std::string& folded);
// Most names are one word of ASCII letters that stands for nothing else: these in one step from the trimmed
// cell. False: the name must go the long way, and `normal` is empty. A name that may go either way has the
// same normal form.
bool normal_plain_name(std::string_view cell, std::string& normal);

// normal_words.cpp
CellFault normal_words(std::string& folded); // address lines, places, texts
CellFault normal_sex(std::string& folded);
CellFault normal_email(std::string& folded);

// normal_identifiers.cpp
CellFault normal_postcode(std::string& folded);
CellFault normal_nhs_number(std::string& folded);
CellFault normal_upn(std::string& folded);
CellFault normal_nino(std::string& folded);
CellFault normal_phone(std::string& folded);
CellFault normal_code(std::string& folded);

// normal_values.cpp
struct DateRange { // YYYYMMDD, both within
    std::uint32_t earliest, latest;
};
CellFault normal_date(const std::optional<DateFormat>& format, DateRange plausible, std::string& folded);
CellFault normal_date(const DateFormat::Placed& date, DateRange plausible, std::string& normal);
CellFault normal_number(std::string& folded);

// "9.43E+09": how a spreadsheet shortens a long number. The digits behind the third are gone.
bool is_shortened_number(std::string_view folded);
// "9434765919.0" -> "9434765919": how a column of numbers with gaps comes out of a spreadsheet or a data
// frame.
std::string_view without_zero_decimals(std::string_view folded);

// Leaves nothing, and says why.
inline CellFault missing_because(CellFault fault, std::string& normal)
{
    normal.clear();
    return fault;
}

} // namespace gauze::custodian
