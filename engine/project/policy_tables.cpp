// [source.NAME.table.TABLE]: episodes, which travel under the row token of the record they belong to.
//
//     [source.camden.table.cin]
//     reference = "la_child_id"
//     [source.camden.table.cin.columns]
//     la_child_id = "control"
//     start = { use = "generalise", as = [{ rule = "quarter", column = "start_quarter" }] }
#include "engine/project/policy_governance.hpp"

#include <algorithm>
#include <array>

#include <fmt/format.h>

namespace gauze::project {

namespace {

constexpr std::size_t most_tables = 64;

// It becomes part of file names.
bool is_table_name(std::string_view name)
{
    return !name.empty() && name.size() <= 40 && std::ranges::all_of(name, [](char c) {
        return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '-' || c == '_';
    });
}

void check_reference(const TomlTable& table, const EpisodeTable& into, Faults& faults)
{
    const auto rule = std::ranges::find(into.columns, into.reference, &ColumnRule::name);
    if (rule == into.columns.end())
        faults.add("table-reference", table.place("reference"),
                   fmt::format("\"{}\" is none of the table's columns", into.reference),
                   "list it: columns = { ... } with the use \"control\"");
    else if (rule->uses != std::vector{ColumnUse::control})
        faults.add("table-reference-use", table.place("columns"),
                   fmt::format("the reference \"{}\" is of another use than \"control\"", into.reference),
                   "it says whose episode a row is, and stays with the custodian");
}

// What these rules need of a row (birth date, expected date) an episode does not have; a pseudonym of it
// would be a second handle on the person.
constexpr std::array<std::string_view, 3> rules_of_records{"pseudonym", "unborn", "expected-month"};

void check_uses(const TomlTable& table, const EpisodeTable& into, Faults& faults)
{
    for (const ColumnRule& rule : into.columns) {
        if (rule.has(ColumnUse::link))
            faults.add("table-link", table.place("columns"),
                       fmt::format("column \"{}\" of the episodes \"{}\" cannot link", rule.name, into.name),
                       "people are linked by the main file; drop it, or generalise it");
        for (const Generalisation& made : rule.generalised)
            if (std::ranges::find(rules_of_records, made.rule) != rules_of_records.end())
                faults.add("table-rule", table.place("columns"),
                           fmt::format("the rule \"{}\" is for records, not for episodes", made.rule),
                           "make it of the main file's column");
    }
    if (into.payload().empty())
        faults.add("table-empty", table.place(),
                   fmt::format("nothing of the episodes \"{}\" travels", into.name), "take the table out");
}

EpisodeTable read_table(const TomlTable& table, const std::string& name, const Source& source, Faults& faults)
{
    table.only({"reference", "columns"});
    EpisodeTable into;
    into.name = name;
    into.reference = required_column(table, "reference");
    const auto columns = table.table("columns");
    if (!columns)
        refuse(table.place(), fmt::format("the episodes \"{}\" name no column", name),
               fmt::format("[source.{}.table.{}.columns]", source.party, name));
    into.columns = read_column_rules(*columns, source, faults);
    check_reference(table, into, faults);
    check_uses(table, into, faults);
    return into;
}

} // namespace

void read_episode_tables(const TomlTable& source, const Party& party, Source& into, Faults& faults)
{
    const auto tables = source.table("table");
    if (!tables) return;
    const std::vector<std::string> names = tables->keys();
    if (names.size() > most_tables)
        refuse(tables->place(), fmt::format("more than {} tables of episodes", most_tables));
    if (party.id_column.empty())
        faults.add("table-no-id", source.place("table"),
                   fmt::format("episodes are found by a reference, and party \"{}\" has none", party.name),
                   "[[party]] id = \"the column that says whose record it is\"");
    for (const std::string& name : names)
        faults.during([&] {
            if (!is_table_name(name))
                refuse(tables->place(name), fmt::format("\"{}\" cannot be the name of a table", name),
                       "1 to 40 small letters, digits, - and _, as in \"cin\"");
            into.tables.push_back(read_table(*tables->table(name), name, into, faults));
        });
    std::ranges::sort(into.tables, {}, &EpisodeTable::name);
}

} // namespace gauze::project
