#include "engine/research/statistics/tables_file.hpp"

#include "bloom/base/crypto.hpp"
#include "bloom/base/files.hpp"
#include "engine/project/policy_faults.hpp"
#include "engine/project/toml_table.hpp"

#include <algorithm>
#include <array>

#include <fmt/format.h>
#include <fmt/ranges.h>

namespace gauze::research::statistics {

namespace {

using project::Faults;
using project::TomlTable;

constexpr std::size_t most_tables = 1000, most_flags = 20;

const std::vector<std::string>& kind_names()
{
    static const std::vector<std::string> names{"counts", "rates",        "means",
                                                "odds",   "combinations", "microdata"};
    return names;
}

// The keys that only some kinds have; all others every kind has.
struct KeyOf {
    std::string_view key;
    std::vector<Kind> kinds;
};
const std::vector<KeyOf>& special_keys()
{
    using enum Kind;
    static const std::vector<KeyOf> keys{{"outcome", {rates, odds, combinations}},
                                         {"per", {rates, combinations}},
                                         {"measure", {means, combinations}},
                                         {"money", {means, combinations}},
                                         {"exposure", {odds}},
                                         {"reference", {odds}},
                                         {"top", {combinations}},
                                         {"rows", {counts, rates, means, combinations}},
                                         {"columns", {counts, rates, means, combinations, microdata}},
                                         {"by", {counts, rates, means, odds, combinations}}};
    return keys;
}

// Column names are texts of the cohort, which may hold anything but nothing.
std::string column_of(const TomlTable& table, std::string_view key, Faults& faults)
{
    const std::string name = table.text(key).value_or("");
    if (table.has(key) && name.empty()) faults.add("table-column", table.place(key), "names no column");
    return name;
}

Among read_among(const TomlTable& table, Faults& faults)
{
    table.only({"column", "is"});
    Among among{table.required_text("column"), {}};
    if (table.is_text("is"))
        among.is = {*table.text("is")};
    else
        among.is = table.texts("is");
    if (among.is.empty())
        faults.add("table-is", table.place(), "is is missing",
                   "is = [\"1\"]: the texts that the column holds");
    std::ranges::sort(among.is);
    return among;
}

std::vector<Among> read_where(const TomlTable& table, Faults& faults)
{
    std::vector<Among> all;
    if (!table.has("where")) return all;
    if (table.is_table("where"))
        all.push_back(read_among(*table.table("where"), faults));
    else
        for (const TomlTable& one : table.tables("where")) all.push_back(read_among(one, faults));
    for (std::size_t i = 0; i < all.size(); ++i)
        for (std::size_t j = 0; j < i; ++j)
            if (all[i].column == all[j].column)
                faults.add("table-where", table.place("where"), "asks twice of one column");
    return all;
}

void need(const TomlTable& table, std::string_view key, std::string_view example, Faults& faults)
{
    if (!table.has(key))
        faults.add("table-incomplete", table.place(), fmt::format("{} is missing", key),
                   std::string(example));
}

void check_kind(const TomlTable& table, const TableRequest& into, Faults& faults)
{
    for (const KeyOf& one : special_keys())
        if (table.has(one.key) && std::ranges::find(one.kinds, into.kind) == one.kinds.end())
            faults.add("table-key", table.place(one.key),
                       fmt::format("a table of kind \"{}\" has no {}", to_text(into.kind), one.key));
    if (into.kind == Kind::rates || into.kind == Kind::odds)
        need(table, "outcome", "outcome = { column = \"s47\", is = [\"1\"] }", faults);
    if (into.kind == Kind::means) need(table, "measure", "measure = \"change\"", faults);
    if (into.kind == Kind::odds) {
        need(table, "exposure", "exposure = \"ethnicity\"", faults);
        need(table, "reference", "reference = \"WBRI\"", faults);
    }
    if (into.kind == Kind::combinations || into.kind == Kind::microdata)
        need(table, "columns", "columns = [\"svc_hv\", \"svc_bf\"]", faults);
    if (into.kind == Kind::counts && into.rows.empty() && into.columns.empty() && into.by.empty())
        need(table, "rows", "rows = [\"ethnicity\"]", faults);
    if (into.kind == Kind::combinations && into.columns.size() > most_flags)
        faults.add("table-columns", table.place("columns"), fmt::format("more than {} services", most_flags));
    if (into.kind == Kind::combinations && into.outcome && !into.measure.empty())
        faults.add("table-key", table.place("measure"), "there is an outcome as well", "two tables");
}

// A column that a table is crossed by twice would make a diagonal of it.
void check_crossed(const TomlTable& table, const TableRequest& into, Faults& faults)
{
    std::vector<std::string> crossed = into.rows;
    crossed.insert(crossed.end(), into.columns.begin(), into.columns.end());
    for (const std::string& one : {into.by, into.exposure, into.outcome ? into.outcome->column : ""})
        if (!one.empty()) crossed.push_back(one);
    std::ranges::sort(crossed);
    const auto twice = std::ranges::adjacent_find(crossed);
    if (twice != crossed.end())
        faults.add("table-twice", table.place(), fmt::format("\"{}\" stands twice", *twice));
    for (const Among& one : into.where)
        if (std::ranges::binary_search(crossed, one.column))
            faults.add("table-where", table.place("where"), "asks of a column that the table is crossed by");
}

TableRequest read_table(const TomlTable& table, Faults& faults)
{
    table.only({"name", "title", "kind", "unit", "rows", "columns", "by", "where", "outcome", "per",
                "measure", "money", "exposure", "reference", "top", "sensitive"});
    TableRequest into;
    into.place = table.place();
    into.name = table.required_name("name");
    into.title = table.text("title").value_or(into.name);
    const std::string kind = table.required_text("kind");
    const auto found = std::ranges::find(kind_names(), kind);
    if (found == kind_names().end())
        faults.add("table-kind", table.place("kind"), "there is no such kind of table",
                   project::did_you_mean(kind, kind_names()));
    else
        into.kind = static_cast<Kind>(found - kind_names().begin());
    const std::string unit = table.text("unit").value_or("person");
    const auto units = {project::Unit::person, project::Unit::family, project::Unit::household};
    const auto same = std::ranges::find_if(units, [&](auto one) { return to_text(one) == unit; });
    if (same == units.end())
        faults.add("table-unit", table.place("unit"), "there is no such unit",
                   "\"person\", \"family\" or \"household\"");
    else
        into.unit = *same;
    into.rows = table.texts("rows");
    into.columns = table.texts("columns");
    into.by = column_of(table, "by", faults);
    into.where = read_where(table, faults);
    if (const auto outcome = table.table("outcome")) into.outcome = read_among(*outcome, faults);
    into.per = table.number("per", 1, 1'000'000).value_or(into.per);
    into.measure = column_of(table, "measure", faults);
    into.money = table.flag("money").value_or(false);
    into.exposure = column_of(table, "exposure", faults);
    into.reference = table.text("reference").value_or("");
    into.top = table.number("top", 1, 200).value_or(into.top);
    into.sensitive = table.texts("sensitive");
    if (found != kind_names().end()) {
        check_kind(table, into, faults);
        check_crossed(table, into, faults);
    }
    return into;
}

} // namespace

std::string_view to_text(Kind kind) { return kind_names()[static_cast<std::size_t>(kind)]; }

std::vector<std::string> TableRequest::reads() const
{
    std::vector<std::string> all = rows;
    all.insert(all.end(), columns.begin(), columns.end());
    all.insert(all.end(), {by, exposure, measure});
    for (const Among& one : where) all.push_back(one.column);
    if (outcome) all.push_back(outcome->column);
    if (kind == Kind::microdata) all.insert(all.end(), sensitive.begin(), sensitive.end());
    std::ranges::sort(all);
    all.erase(std::unique(all.begin(), all.end()), all.end());
    std::erase(all, "");
    return all;
}

TablesFile parse_tables(std::string_view toml, std::string_view source)
{
    const TomlTable file = TomlTable::parse(toml, source);
    file.only({"area", "table"});
    Faults faults;
    TablesFile into;
    into.sha256 = to_hex(sha256(bytes_of(toml)));
    into.area = column_of(file, "area", faults);
    const std::vector<TomlTable> tables = file.tables("table");
    if (tables.empty()) faults.add("no-table", file.place(), "asks for no table", "one [[table]] for each");
    if (tables.size() > most_tables)
        project::refuse(tables[most_tables].place(), fmt::format("more than {} tables", most_tables));
    for (const TomlTable& table : tables)
        faults.during([&] {
            TableRequest next = read_table(table, faults);
            if (std::ranges::find(into.tables, next.name, &TableRequest::name) != into.tables.end())
                faults.add("table-name", table.place("name"), fmt::format("\"{}\" stands twice", next.name));
            into.tables.push_back(std::move(next));
        });
    faults.raise();
    return into;
}

TablesFile read_tables_file(const std::filesystem::path& path)
{
    return parse_tables(read_small_file(path), path.filename().string());
}

} // namespace gauze::research::statistics
