#include "engine/custodian/survey.hpp"

#include "bloom/base/error.hpp"
#include "engine/custodian/release/columns.hpp"
#include "engine/custodian/row_block.hpp"

#include <algorithm>

#include <fmt/format.h>

namespace gauze::custodian {

namespace {

using project::Column;
using project::Field;
using project::FieldKind;

constexpr std::uint64_t enough_for_declared = 1u
                                              << 17; // rows that show whether a column is as the policy says

// Only names of the policy are shown: in a file without a header the first row's "names" are somebody's
// values.
std::size_t find_column(const CsvReader& file, const std::string& name, const Input& input)
{
    if (const auto at = file.column(name)) return *at;
    throw Error(Exit::bad_data,
                fmt::format("{} has no column {} ({} columns in its header)", input.string(), name,
                            file.columns().size()),
                "the first row must hold the column names that the policy gives for this party");
}

bool stands_in(const CsvReader& file, const Column& column)
{
    if (!column.in_parts()) return file.column(column.whole).has_value();
    return file.column(column.day) && file.column(column.month) && file.column(column.year);
}

FieldSource locate(const Field& field, const project::Party& party, const CsvReader& file, const Input& input,
                   ColumnsAsked asked)
{
    FieldSource source;
    const Column* column = field.column_of(party.name);
    if (column == nullptr || (asked == ColumnsAsked::any && !stands_in(file, *column))) return source;
    source.held = true;
    if (column->in_parts()) {
        source.day = find_column(file, column->day, input);
        source.month = find_column(file, column->month, input);
        source.year = find_column(file, column->year, input);
        source.column = fmt::format("{}/{}/{}", column->day, column->month, column->year);
    } else {
        source.whole = find_column(file, column->whole, input);
        source.column = column->whole;
    }
    return source;
}

std::vector<DateFormat> declared_formats(const Field& field)
{
    std::vector<DateFormat> formats;
    for (const std::string& pattern : field.formats) {
        const auto format = DateFormat::from(pattern);
        if (!format)
            throw Error(Exit::bad_data, fmt::format("field {}: {} is not a date format", field.name, pattern),
                        "write it like DD/MM/YYYY, YYYY-MM-DD, MM/DD/YYYY, DDMMYYYY or DD-MMM-YYYY");
        formats.push_back(*format);
    }
    return formats;
}

[[noreturn]] void ambiguous(const FieldSource& source, const std::vector<DateFormat>& fitting,
                            const Input& input)
{
    if (fitting.size() == 1)
        throw Error(Exit::bad_data,
                    fmt::format("{}: the dates in column {} are written in several ways, most of them {}",
                                input.string(), source.column, fitting.front().to_text()),
                    "make them alike in the file: one file writes all its dates in one way");
    std::string names;
    for (const DateFormat& format : fitting)
        names += fmt::format("{}{}", names.empty() ? "" : " or ", format.to_text());
    throw Error(
        Exit::bad_data,
        fmt::format("{}: the dates in column {} can be read as {}", input.string(), source.column, names),
        fmt::format(
            "list in the policy, in this field, the formats that the parties' files use: formats = [\"{}\"]",
            fitting.front().to_text()));
}

// The format of one column from what all its cells look like, and what the policy allows.
std::optional<DateFormat> settle(const Field& field, const FieldSource& source,
                                 const DateInference& inference, const Input& input)
{
    using Kind = DateInference::Verdict::Kind;
    auto verdict = inference.decide();
    const auto allowed = declared_formats(field);
    if (verdict.kind == Kind::empty)
        return allowed.empty() ? *DateFormat::from("YYYY-MM-DD") : allowed.front();
    if (!allowed.empty())
        std::erase_if(verdict.fitting,
                      [&](const DateFormat& f) { return std::ranges::count(allowed, f) == 0; });
    const bool asks = verdict.kind == Kind::several && (verdict.fitting.size() > 1 || allowed.empty());
    if (asks && !verdict.fitting.empty()) ambiguous(source, verdict.fitting, input);
    if (verdict.kind == Kind::none || verdict.fitting.empty())
        throw Error(
            Exit::bad_data,
            fmt::format("{}: no date format fits at least half of the cells of column {}", input.string(),
                        source.column),
            "is it the right column? if so, declare the format in the policy: formats = [\"DD/MM/YYYY\"]");
    return verdict.fitting.front();
}

// How a declared format does on a column.
struct Declared {
    std::uint64_t seen = 0, placed = 0, possible = 0;
    void see(std::string_view cell, const DateFormat& format)
    {
        if (cell.find_first_not_of(" \t") == std::string_view::npos) return;
        const auto date = format.place(cell);
        ++seen;
        placed += date.has_value();
        possible += date && date->digits && date->possible;
    }
};

void check_declared(const Declared& column, const FieldSource& field, const Input& input, Source& source)
{
    if (2 * column.placed < column.seen)
        throw Error(Exit::bad_data,
                    fmt::format("{}: the policy says that dates are {}, and most cells of column {} are not",
                                input.string(), field.format->to_text(), field.column),
                    "list in the policy, in this field, the formats that the parties' files use; each file "
                    "is then read "
                    "by the one that fits");
    if (5 * column.possible < 4 * column.seen)
        source.remarks.push_back(
            fmt::format("column {}: read as {}, only {} of {} dates are days of the calendar", field.column,
                        field.format->to_text(), column.possible, column.seen));
}

// Calls see(block, row) for the good rows of the file, `most` of them.
template <typename See>
void look_at_dates(const Input& input, const Source& source, See see, std::uint64_t most)
{
    CsvReader file(input, source.facts);
    RowBlock rows(file.columns().size());
    std::optional<FaultyRow> faulty;
    std::uint64_t seen = 0;
    for (bool more = true; more && seen < most;) {
        rows.clear();
        more = file.next(rows, faulty);
        for (std::size_t r = 0; r < rows.size(); ++r) see(rows, r);
        seen += rows.size();
    }
}

// One more pass over the file, for its date columns: to infer a format that the policy leaves open, and to
// see whether one that it declares is the column's.
void infer_dates(const Input& input, const project::Policy& policy, Source& source)
{
    std::vector<DateInference> seen(policy.fields.size());
    std::vector<Declared> declared(policy.fields.size());
    std::vector<std::size_t> open, fixed;
    for (std::size_t f = 0; f < policy.fields.size(); ++f) {
        FieldSource& field = source.fields[f];
        if (policy.fields[f].kind != FieldKind::date || !field.held || !field.whole) continue;
        const auto formats = declared_formats(policy.fields[f]);
        if (formats.size() == 1) field.format = formats.front();
        (formats.size() == 1 ? fixed : open).push_back(f);
    }
    if (open.empty() && fixed.empty()) return;
    look_at_dates(
        input, source,
        [&](const RowBlock& rows, std::size_t r) {
            const auto cell = [&](std::size_t f) { return rows.cell(r, *source.fields[f].whole).reveal(); };
            for (const std::size_t f : open) seen[f].see(cell(f));
            for (const std::size_t f : fixed) declared[f].see(cell(f), *source.fields[f].format);
        },
        open.empty() ? enough_for_declared : UINT64_MAX);
    for (const std::size_t f : fixed) check_declared(declared[f], source.fields[f], input, source);
    for (const std::size_t f : open) {
        FieldSource& field = source.fields[f];
        field.format = settle(policy.fields[f], field, seen[f], input);
        source.remarks.push_back(
            fmt::format("dates in column {} are read as {} (inferred from the whole column)", field.column,
                        field.format->to_text()));
    }
}

} // namespace

Source survey(const Input& input, const project::Policy& policy, const project::Party& party,
              ColumnsAsked asked)
{
    Source source;
    source.facts = examine(input);
    if (source.facts.charset != Charset::utf8 || source.facts.gzip || source.facts.delimiter != ',')
        source.remarks.push_back(
            fmt::format("{} is read as {}{}{}", input.path().filename().string(),
                        to_text(source.facts.charset), source.facts.gzip ? ", gzip" : "",
                        source.facts.delimiter == ','
                            ? ""
                            : (source.facts.delimiter == '\t' ? ", tab-separated" : ", semicolons")));
    const CsvReader file(input, source.facts);
    source.header = file.columns();
    const bool only_looked_at = asked == ColumnsAsked::any;
    if (policy.governance && !only_looked_at)
        check_columns(*policy.governance, party.name, source.header, input.path());
    for (const Field& field : policy.fields)
        source.fields.push_back(locate(field, party, file, input, asked));
    if (only_looked_at) {
        infer_dates(input, policy, source);
        return source;
    }
    if (!party.id_column.empty()) source.id = find_column(file, party.id_column, input);
    if (!policy.governance)
        for (const std::string& column : party.payload)
            source.payload.push_back(find_column(file, column, input));
    for (const project::Stratum& stratum : policy.strata) {
        const std::string* column = stratum.column_of(party.name);
        source.strata.push_back(column == nullptr ? std::nullopt
                                                  : std::optional(find_column(file, *column, input)));
    }
    infer_dates(input, policy, source);
    // From here on it is settled what every cell of the file means.
    return source;
}

} // namespace gauze::custodian
