// How an organisation writes its records into a file: which columns, in which order, under which names; dates
// as 03/11/2016, 2016-11-03, 03-NOV-2016 or in three columns; sex as F, Female or 2; capitals without accents
// from an old system; a byte-order mark and CRLF where a spreadsheet was involved.
#pragma once

#include "datasets/synth/observe/organisation.hpp"

#include <array>
#include <string>
#include <string_view>
#include <vector>

namespace gauze::synth {

enum class CellKind : std::uint8_t {
    reference,
    given,
    middle,
    family,
    birth,
    birth_day,
    birth_month,
    birth_year,
    expected,
    sex,
    address,       // flat, house and street
    whole_address, // and town
    town,
    postcode,
    uprn,
    nhs_number,
    upn,
    nino,
};
struct FileColumn {
    std::string_view name;
    CellKind cell;
};

enum class DateForm : std::uint8_t { iso, day_first, month_in_letters };
struct FileStyle {
    std::vector<FileColumn> columns; // the reference is one of them
    DateForm dates = DateForm::iso;
    std::string_view female = "F", male = "M", no_sex = "";
    bool without_accents = false, in_capitals = false, short_streets = false, tight_postcodes = false,
         grouped_numbers = false; // NHS numbers as on a letter: 999 012 3456
    bool byte_order_mark = false;
    std::string_view line_end = "\n";

    std::string header() const; // with its mark and its line end
    void append_row(const Record& record, std::string_view reference, std::string& csv) const;
    bool shows(CellKind cell) const;
    // Whether a reader of such a file can see this kind of error in it.
    bool shows(ErrorKind kind) const;
};

// Each kind's own way.
const FileStyle& style_of(OrganisationKind kind);
// The same for all, as `gauze-lab run` wants it: id, given, middle, family, dob, expected, sex, address,
// town, postcode, nhs_number, upn, nino.
const FileStyle& common_style();

} // namespace gauze::synth
