#include "datasets/synth/observe/file_style.hpp"

#include "datasets/synth/spelling.hpp"

#include <algorithm>
#include <array>

#include <fmt/format.h>

namespace gauze::synth {

namespace {

using enum CellKind;

const std::array<FileStyle, 9>& styles()
{
    static const std::array<FileStyle, 9> all{{
        {.columns = {{"patient_id", reference},
                     {"nhs_no", nhs_number},
                     {"given_name", given},
                     {"middle_names", middle},
                     {"family_name", family},
                     {"date_of_birth", birth},
                     {"gender", sex},
                     {"address_line_1", address},
                     {"post_town", town},
                     {"post_code", postcode}},
         .female = "Female",
         .male = "Male",
         .grouped_numbers = true},
        {.columns = {{"hospital_no", reference},
                     {"nhs_number", nhs_number},
                     {"surname", family},
                     {"forename", given},
                     {"dob", birth},
                     {"sex", sex},
                     {"address", whole_address},
                     {"postcode", postcode}},
         .dates = DateForm::day_first,
         .without_accents = true,
         .in_capitals = true},
        {.columns = {{"pupil_ref", reference},
                     {"upn", upn},
                     {"surname", family},
                     {"forename", given},
                     {"middle_names", middle},
                     {"birth_date", birth},
                     {"sex", sex},
                     {"home_address", whole_address},
                     {"home_postcode", postcode}},
         .dates = DateForm::day_first,
         .byte_order_mark = true,
         .line_end = "\r\n"},
        {.columns = {{"case_no", reference},
                     {"first_name", given},
                     {"last_name", family},
                     {"gender", sex},
                     {"dob", birth},
                     {"expected_date", expected},
                     {"nhs_number", nhs_number},
                     {"upn", upn},
                     {"postcode", postcode},
                     {"address", whole_address}},
         .female = "2",
         .male = "1",
         .no_sex = "9",
         .without_accents = true,
         .tight_postcodes = true},
        {.columns = {{"tenancy_ref", reference},
                     {"tenant_surname", family},
                     {"tenant_forename", given},
                     {"birth_day", birth_day},
                     {"birth_month", birth_month},
                     {"birth_year", birth_year},
                     {"sex", sex},
                     {"address", address},
                     {"town", town},
                     {"postcode", postcode},
                     {"uprn", uprn}},
         .without_accents = true,
         .in_capitals = true,
         .short_streets = true,
         .line_end = "\r\n"},
        {.columns = {{"claimant_ref", reference},
                     {"nino", nino},
                     {"forename", given},
                     {"middle_names", middle},
                     {"surname", family},
                     {"dob", birth},
                     {"sex", sex},
                     {"address", whole_address},
                     {"postcode", postcode}},
         .dates = DateForm::month_in_letters,
         .without_accents = true,
         .in_capitals = true},
        {.columns = {{"pnc_ref", reference},
                     {"surname", family},
                     {"forename", given},
                     {"middle_names", middle},
                     {"dob", birth},
                     {"gender", sex},
                     {"address", whole_address},
                     {"postcode", postcode}},
         .dates = DateForm::day_first,
         .no_sex = "U",
         .without_accents = true,
         .in_capitals = true},
        {.columns = {{"nominal_ref", reference},
                     {"given", given},
                     {"family", family},
                     {"born", birth},
                     {"sex", sex},
                     {"address", whole_address},
                     {"postcode", postcode}},
         .dates = DateForm::day_first,
         .female = "female",
         .male = "male",
         .without_accents = true},
        {.columns = {{"entry_no", reference},
                     {"forename", given},
                     {"middle_names", middle},
                     {"surname", family},
                     {"born", birth},
                     {"sex", sex},
                     {"nhs_number", nhs_number},
                     {"address", address},
                     {"town", town},
                     {"postcode", postcode}}},
    }};
    return all;
}

std::string written(const std::optional<std::chrono::year_month_day>& date, DateForm form)
{
    if (!date) return {};
    const int year = static_cast<int>(date->year());
    const auto month = static_cast<unsigned>(date->month()), day = static_cast<unsigned>(date->day());
    constexpr std::array<std::string_view, 12> letters{"JAN", "FEB", "MAR", "APR", "MAY", "JUN",
                                                       "JUL", "AUG", "SEP", "OCT", "NOV", "DEC"};
    switch (form) {
    case DateForm::iso: return fmt::format("{:04}-{:02}-{:02}", year, month, day);
    case DateForm::day_first: return fmt::format("{:02}/{:02}/{:04}", day, month, year);
    case DateForm::month_in_letters: return fmt::format("{:02}-{}-{:04}", day, letters[month - 1], year);
    }
    return {};
}

std::string joined(std::initializer_list<std::string_view> parts)
{
    std::string whole;
    for (const std::string_view part : parts) {
        if (part.empty()) continue;
        if (!whole.empty()) whole += ", ";
        whole += part;
    }
    return whole;
}

// "Flat 3, 14 Station Road".
std::string address_line(const Home& home, bool short_street)
{
    const std::string street = short_street ? with_short_street(home.street) : home.street;
    const bool numbered = !home.house.empty() && home.house.front() >= '0' && home.house.front() <= '9';
    if (!numbered || street.empty()) return joined({home.flat, home.house, street});
    return joined({home.flat, fmt::format("{} {}", home.house, street)});
}

std::string in_groups(const std::string& number)
{
    if (number.size() != 10) return number;
    return fmt::format("{} {} {}", number.substr(0, 3), number.substr(3, 3), number.substr(6));
}

std::string text_cell(const FileStyle& style, std::string text)
{
    if (style.in_capitals) return in_capitals(text);
    return style.without_accents ? without_accents(text) : text;
}

std::string cell_of(const FileStyle& style, CellKind kind, const Record& held,
                    std::string_view reference_text)
{
    const auto part = [&](auto of) {
        return held.birth ? fmt::format("{}", of(*held.birth)) : std::string();
    };
    switch (kind) {
    case reference: return std::string(reference_text);
    case given: return text_cell(style, held.given);
    case middle: return text_cell(style, held.middle);
    case family: return text_cell(style, held.family);
    case birth: return written(held.birth, style.dates);
    case birth_day: return part([](auto date) { return static_cast<unsigned>(date.day()); });
    case birth_month: return part([](auto date) { return static_cast<unsigned>(date.month()); });
    case birth_year: return part([](auto date) { return static_cast<int>(date.year()); });
    case expected: return written(held.expected, style.dates);
    case sex:
        return std::string(!held.sex ? style.no_sex : *held.sex == Sex::female ? style.female : style.male);
    case address: return text_cell(style, address_line(held.home, style.short_streets));
    case whole_address:
        return text_cell(style, joined({address_line(held.home, style.short_streets), held.home.town}));
    case town: return text_cell(style, held.home.town);
    case postcode: return style.tight_postcodes ? without_blanks(held.home.postcode) : held.home.postcode;
    case uprn: return held.home.uprn == 0 ? std::string() : fmt::format("{:012}", held.home.uprn);
    case nhs_number: return style.grouped_numbers ? in_groups(held.nhs_number) : held.nhs_number;
    case upn: return held.upn;
    case nino: return held.nino;
    }
    return {};
}

} // namespace

std::string FileStyle::header() const
{
    std::string line(byte_order_mark ? "\xef\xbb\xbf" : "");
    CsvLine cells(line);
    for (const FileColumn& column : columns) cells.cell(column.name);
    cells.end(line_end);
    return line;
}

void FileStyle::append_row(const Record& record, std::string_view reference_text, std::string& csv) const
{
    CsvLine cells(csv);
    for (const FileColumn& column : columns) cells.cell(cell_of(*this, column.cell, record, reference_text));
    cells.end(line_end);
}

bool FileStyle::shows(CellKind cell) const
{
    return std::any_of(columns.begin(), columns.end(), [&](const FileColumn& c) { return c.cell == cell; });
}

bool FileStyle::shows(ErrorKind kind) const
{
    using enum ErrorKind;
    switch (kind) {
    case wrong_nhs_number:
    case invalid_nhs_number:
    case missing_nhs_number: return shows(nhs_number);
    case missing_upn:
    case spoilt_upn: return shows(upn);
    case missing_nino:
    case spoilt_nino: return shows(nino);
    default: return true; // every file has names, birth date, sex, address and postcode
    }
}

const FileStyle& style_of(OrganisationKind kind) { return styles()[static_cast<std::size_t>(kind)]; }

const FileStyle& common_style()
{
    static const FileStyle common{.columns = {{"id", reference},
                                              {"given", given},
                                              {"middle", middle},
                                              {"family", family},
                                              {"dob", birth},
                                              {"expected", expected},
                                              {"sex", sex},
                                              {"address", address},
                                              {"town", town},
                                              {"postcode", postcode},
                                              {"nhs_number", nhs_number},
                                              {"upn", upn},
                                              {"nino", nino}}};
    return common;
}

} // namespace gauze::synth
