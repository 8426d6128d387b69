#include "engine/project/policy_columns.hpp"

#include <algorithm>
#include <array>
#include <map>

#include <fmt/format.h>
#include <fmt/ranges.h>

namespace gauze::project {

namespace {

constexpr std::array<std::string_view, 3> date_parts{"day", "month", "year"};

Column date_in_parts(const TomlTable& table)
{
    table.only({"day", "month", "year"});
    Column column;
    column.day = required_column(table, "day");
    column.month = required_column(table, "month");
    column.year = required_column(table, "year");
    if (column.day == column.month || column.day == column.year || column.month == column.year)
        refuse(table.place(), "two parts of the date are one column", "three different columns");
    return column;
}

Column column_of_party(const TomlTable& columns, const std::string& party, FieldKind kind)
{
    if (!columns.is_table(party)) return Column{required_column(columns, party), {}, {}, {}};
    if (kind != FieldKind::date)
        refuse(columns.place(party), "only a field of kind date stands in parts", "one column in quotes");
    return date_in_parts(*columns.table(party));
}

// Names that differ only in case are one column to a person, and to some programs that write CSV.
std::string folded(std::string_view name)
{
    std::string low(name);
    for (char& c : low)
        if (c >= 'A' && c <= 'Z') c = static_cast<char>(c - 'A' + 'a');
    return low;
}

// The columns of a party that say who somebody is, with what they are used for.
std::map<std::string, std::string> identifying_columns(const Policy& policy, const Party& party)
{
    std::map<std::string, std::string> found;
    if (!party.id_column.empty()) found.emplace(folded(party.id_column), "the party's own reference");
    for (const Field& field : policy.fields) {
        const Column* column = field.column_of(party.name);
        if (column == nullptr) continue;
        for (const std::string* name : {&column->whole, &column->day, &column->month, &column->year})
            if (!name->empty()) found.emplace(folded(*name), fmt::format("the field \"{}\"", field.name));
    }
    return found;
}

void read_party_columns(const TomlTable& columns, Field& field, const std::vector<std::string>& parties,
                        Strangers strangers)
{
    for (const std::string& party : columns.keys()) {
        Column column = column_of_party(columns, party, field.kind);
        if (contains(parties, party))
            field.columns.emplace(party, std::move(column));
        else if (strangers == Strangers::refused)
            refuse(columns.place(party), fmt::format("there is no party \"{}\"", party),
                   did_you_mean(party, parties));
    }
}

} // namespace

// Readers of CSV trim column names, so one with blanks around it would never be found.
void check_column(const std::string& place, std::string_view name)
{
    constexpr std::string_view blanks = " \t\r\n";
    if (name.empty() || blanks.find(name.front()) != std::string_view::npos ||
        blanks.find(name.back()) != std::string_view::npos || name.find('\0') != std::string_view::npos)
        refuse(place, "not the name of a column",
               "the name as in the file's first row, without blanks around it");
}

std::string required_column(const TomlTable& table, std::string_view key)
{
    const std::string name = table.required_text(key);
    check_column(table.place(key), name);
    return name;
}

std::uint32_t read_day(const TomlTable& table, std::string_view key, std::uint32_t otherwise)
{
    const auto text = table.text(key);
    if (!text) return otherwise;
    const bool shaped = text->size() == 10 && (*text)[4] == '-' && (*text)[7] == '-';
    std::uint32_t day = 0;
    for (const char c : *text)
        if (c >= '0' && c <= '9') day = day * 10 + static_cast<std::uint32_t>(c - '0');
    if (!shaped || day < 10000101 || day % 100 < 1 || day % 100 > 31 || day / 100 % 100 < 1 ||
        day / 100 % 100 > 12)
        refuse(table.place(key), "not a day", fmt::format("for example {} = \"2015-09-01\"", key));
    return day;
}

bool is_date_part(std::string_view word)
{
    return std::find(date_parts.begin(), date_parts.end(), word) != date_parts.end();
}

void read_columns(const TomlTable& table, Field& field, const std::vector<std::string>& parties,
                  Strangers strangers)
{
    if (table.has("column")) field.column = Column{required_column(table, "column"), {}, {}, {}};
    const auto columns = table.table("columns");
    if (!columns) {
        if (!field.column) field.column = Column{field.name, {}, {}, {}};
        return;
    }
    const std::vector<std::string> keys = columns->keys();
    if (keys.empty()) refuse(columns->place(), "columns names no column");
    if (std::any_of(keys.begin(), keys.end(), is_date_part)) {
        if (field.kind != FieldKind::date)
            refuse(columns->place(), "only a field of kind date stands in parts");
        if (field.column) refuse(table.place("column"), "column and a date in parts exclude each other");
        field.column = date_in_parts(*columns);
        return;
    }
    read_party_columns(*columns, field, parties, strangers);
    if (!field.column && field.columns.empty())
        refuse(columns->place(), fmt::format("no party holds the field \"{}\"", field.name),
               fmt::format("the parties are {}; column = \"...\" is for all", fmt::join(parties, ", ")));
}

void read_payload(const TomlTable& file, Policy& policy)
{
    const auto payload = file.table("payload");
    if (!payload) return;
    const std::vector<std::string> parties = names_of(policy.parties);
    for (const std::string& name : payload->keys())
        if (!contains(parties, name))
            refuse(payload->place(name), fmt::format("there is no party \"{}\"", name),
                   did_you_mean(name, parties));
    for (Party& party : policy.parties) {
        party.payload = payload->texts(party.name);
        const auto identifying = identifying_columns(policy, party);
        for (std::size_t i = 0; i < party.payload.size(); ++i) {
            const std::string place = payload->place(party.name, i);
            check_column(place, party.payload[i]);
            const auto found = identifying.find(folded(party.payload[i]));
            if (found != identifying.end())
                throw Error(Exit::refused,
                            fmt::format("{}: column \"{}\" of {} is {}", place, party.payload[i], party.name,
                                        found->second),
                            "an identifier may not travel as payload; take it out or give a coarser column");
        }
    }
}

} // namespace gauze::project
