// [cohort] and [[cohort.column]]: what the researcher's tables hold one row of, and what their columns are
// made of. Everything a column names must be there for somebody to send: a column that could never hold
// anything is a fault of the policy, not of the day it is used.
#include "engine/project/cohort_words.hpp"
#include "engine/project/policy_governance.hpp"

#include <algorithm>
#include <array>

#include <fmt/format.h>
#include <fmt/ranges.h>

namespace gauze::project {

namespace {

using Take = CohortColumn::Take;

constexpr std::size_t most_cohort_columns = 1000, most_bands = 100;

// Columns that the tables have by themselves.
constexpr std::array<std::string_view, 5> reserved{"study_id", "family_id", "household_id", "sources",
                                                   "persons"};

bool same_name(std::string_view a, std::string_view b)
{
    const auto low = [](char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c; };
    return std::ranges::equal(a, b, {}, low, low);
}

std::optional<Unit> unit_from(std::string_view text)
{
    for (const Unit unit : all_units)
        if (to_text(unit) == text) return unit;
    return std::nullopt;
}

std::vector<std::string> unit_names()
{
    std::vector<std::string> names;
    for (const Unit unit : all_units) names.emplace_back(to_text(unit));
    return names;
}

void read_units(const TomlTable& cohort, Cohort& into, Faults& faults)
{
    if (!cohort.has("units")) return;
    into.units.clear();
    const std::vector<std::string> words = cohort.texts("units");
    for (std::size_t i = 0; i < words.size(); ++i) {
        if (const auto unit = unit_from(words[i]))
            into.units.push_back(*unit);
        else
            faults.add("cohort-unit", cohort.place("units", i),
                       fmt::format("a table cannot hold one row of \"{}\"", words[i]),
                       did_you_mean(words[i], unit_names()));
    }
    std::ranges::sort(into.units); // their order means nothing
}

const std::vector<ColumnRule>* columns_of(const Source& source, const CohortColumn& column)
{
    if (column.table.empty()) return &source.columns;
    const EpisodeTable* table = source.table(column.table);
    return table == nullptr ? nullptr : &table->columns;
}

bool is_asked(const Source& source, const CohortColumn& column)
{
    return column.sources.empty() || contains(column.sources, source.party);
}

// What travels under a name: one for each source that sends it.
struct Sent {
    const ColumnRule* rule;
    const Generalisation* made; // null: as it stands
};
std::vector<Sent> senders(const Governance& governance, const CohortColumn& column, std::string_view name)
{
    std::vector<Sent> found;
    for (const Source& source : governance.sources) {
        const std::vector<ColumnRule>* columns = columns_of(source, column);
        if (columns == nullptr || !is_asked(source, column)) continue;
        for (const ColumnRule& rule : *columns) {
            if (rule.has(ColumnUse::payload) && rule.name == name) found.push_back({&rule, nullptr});
            for (const Generalisation& made : rule.generalised)
                if (made.as == name) found.push_back({&rule, &made});
        }
    }
    return found;
}

// Every name that is sent, for the hint.
std::vector<std::string> sent_names(const Governance& governance, const CohortColumn& column)
{
    std::vector<std::string> names;
    for (const Source& source : governance.sources) {
        if (!is_asked(source, column) || columns_of(source, column) == nullptr) continue;
        const EpisodeTable* table = source.table(column.table);
        for (std::string& name : column.table.empty() ? source.payload() : table->payload())
            if (!contains(names, name)) names.push_back(std::move(name));
    }
    return names;
}

bool holds_numbers(const Sent& sent)
{
    constexpr std::array<std::string_view, 5> rules{"age", "age-months", "year", "unborn", "flag"};
    if (sent.made != nullptr) return std::ranges::find(rules, sent.made->rule) != rules.end();
    const auto digits = [](const std::string& code) {
        return code.find_first_not_of("0123456789") == std::string::npos;
    };
    return sent.rule->kind == PayloadKind::number ||
           (sent.rule->kind == PayloadKind::codes && std::ranges::all_of(sent.rule->codes, digits));
}

// A column of payload that somebody sends; as numbers, if numbers are asked for.
std::string sent_column(const TomlTable& table, std::string_view key, const Governance& governance,
                        const CohortColumn& column, bool numbers, Faults& faults)
{
    const std::string name = required_column(table, key);
    const std::vector<Sent> found = senders(governance, column, name);
    if (found.empty())
        faults.add("cohort-from", table.place(key), fmt::format("no such source sends a column \"{}\"", name),
                   did_you_mean(name, sent_names(governance, column)));
    else if (numbers && std::ranges::none_of(found, holds_numbers))
        faults.add("cohort-number", table.place(key), fmt::format("\"{}\" holds no numbers", name),
                   "a payload column of kind = \"number\", or one made by the rule age");
    return name;
}

void read_where(const TomlTable& table, const Governance& governance, CohortColumn& into, Faults& faults)
{
    const auto where = table.table("where");
    if (!where) return;
    where->only({"column", "is"});
    into.where_column = sent_column(*where, "column", governance, into, false, faults);
    into.where_is = text_or_texts(*where, "is");
    if (into.where_is.empty())
        faults.add("cohort-where", where->place(), "where names a column, and no value",
                   "where = { column = \"service_code\", is = [\"HV\"] }");
    const std::vector<Sent> found = senders(governance, into, into.where_column);
    const bool listed = !found.empty() && std::ranges::all_of(found, [](const Sent& sent) {
        return sent.made == nullptr && !sent.rule->codes.empty();
    });
    for (std::size_t i = 0; listed && i < into.where_is.size(); ++i)
        if (std::ranges::none_of(
                found, [&](const Sent& sent) { return contains(sent.rule->codes, into.where_is[i]); }))
            faults.add("cohort-where-code", where->place("is"),
                       fmt::format("\"{}\" never holds \"{}\"", into.where_column, into.where_is[i]),
                       did_you_mean(into.where_is[i], found.front().rule->codes));
}

void read_bands(const TomlTable& table, CohortColumn& into, Faults& faults)
{
    into.bands = table.numbers("bands");
    if (into.bands.empty()) return;
    if (into.bands.size() > most_bands)
        refuse(table.place("bands"), fmt::format("more than {} bands", most_bands));
    if (!is_number(into.take))
        faults.add("cohort-bands-unused", table.place("bands"),
                   fmt::format("\"{}\" makes no number that could lie in a band", to_text(into.take)),
                   "bands are for count, persons, sources, sum, mean, min and max");
    if (std::ranges::adjacent_find(into.bands, std::ranges::greater_equal()) != into.bands.end())
        faults.add("cohort-bands", table.place("bands"), "the lower edges of the bands do not ascend",
                   "bands = [0, 1, 3] makes 0, 1-2 and 3+");
}

void read_sources_of(const TomlTable& table, const Governance& governance, CohortColumn& into, Faults& faults)
{
    std::vector<std::string> parties, tables;
    for (const Source& source : governance.sources) {
        parties.push_back(source.party);
        for (const EpisodeTable& one : source.tables)
            if (!contains(tables, one.name)) tables.push_back(one.name);
    }
    into.sources = table.texts("sources");
    for (std::size_t i = 0; i < into.sources.size(); ++i)
        if (!contains(parties, into.sources[i]))
            faults.add("cohort-source", table.place("sources", i),
                       fmt::format("there is no source \"{}\"", into.sources[i]),
                       did_you_mean(into.sources[i], parties));
    std::ranges::sort(into.sources);
    if (!table.has("table")) return;
    into.table = table.required_name("table");
    const bool held = std::ranges::any_of(governance.sources, [&](const Source& source) {
        return is_asked(source, into) && source.table(into.table) != nullptr;
    });
    if (!held)
        faults.add("cohort-table", table.place("table"),
                   fmt::format("no such source has an episode table \"{}\"", into.table),
                   did_you_mean(into.table, tables));
}

void read_take(const TomlTable& table, CohortColumn& into, Faults& faults)
{
    if (!table.has("take")) {
        faults.add("cohort-take", table.place(), "take is missing",
                   fmt::format("one of {}", fmt::join(take_names(), ", ")));
        return;
    }
    const std::string word = table.required_text("take");
    if (const auto take = take_from(word))
        into.take = *take;
    else
        faults.add("cohort-take", table.place("take"), fmt::format("take cannot be \"{}\"", word),
                   did_you_mean(word, take_names()));
}

void read_from(const TomlTable& table, const Governance& governance, CohortColumn& into, Faults& faults)
{
    if (needs_from(into.take) && !table.has("from"))
        faults.add("cohort-from-missing", table.place(),
                   fmt::format("\"{}\" takes the values of a column, and none is named", to_text(into.take)),
                   "from = \"sessions\"");
    if (!needs_from(into.take) && table.has("from"))
        faults.add("cohort-from-unused", table.place("from"),
                   fmt::format("\"{}\" counts records, whatever a column holds", to_text(into.take)),
                   "leave from out, or say where = { column = ..., is = ... }");
    if (table.has("from"))
        into.from = sent_column(table, "from", governance, into, takes_numbers(into.take), faults);
    if (!table.has("minus")) return;
    if (!takes_numbers(into.take))
        faults.add("cohort-minus", table.place("minus"),
                   fmt::format("\"{}\" takes no numbers that could be subtracted", to_text(into.take)),
                   "minus is for sum, mean, min and max");
    into.minus = sent_column(table, "minus", governance, into, true, faults);
}

void read_unit_of(const TomlTable& table, const Cohort& cohort, CohortColumn& into, Faults& faults)
{
    const std::string word = table.text("unit").value_or("person");
    const auto unit = unit_from(word);
    if (!unit)
        faults.add("cohort-unit", table.place("unit"), fmt::format("there is no unit \"{}\"", word),
                   did_you_mean(word, unit_names()));
    else if (!cohort.has(*unit))
        faults.add("cohort-unit-absent", table.place("unit"),
                   fmt::format("the cohort has no table of units \"{}\"", word),
                   fmt::format("[cohort] units = [..., \"{}\"]", word));
    into.unit = unit.value_or(Unit::person);
}

CohortColumn read_column(const TomlTable& table, const Governance& governance, Faults& faults)
{
    table.only({"unit", "name", "take", "table", "from", "minus", "sources", "where", "bands"});
    CohortColumn into;
    read_unit_of(table, governance.cohort, into, faults);
    into.name = table.required_name("name");
    for (const std::string_view taken : reserved)
        if (same_name(into.name, taken))
            faults.add("cohort-name", table.place("name"),
                       fmt::format("\"{}\" is a column that the tables have by themselves", into.name));
    for (const CohortColumn& other : governance.cohort.columns)
        if (other.unit == into.unit && same_name(other.name, into.name))
            faults.add("cohort-twice", table.place("name"), fmt::format("\"{}\" stands twice", into.name),
                       "each name once in a table, however it is capitalised");
    read_take(table, into, faults);
    read_sources_of(table, governance, into, faults);
    read_from(table, governance, into, faults);
    read_where(table, governance, into, faults);
    read_bands(table, into, faults);
    return into;
}

} // namespace

void read_cohort(const TomlTable& file, Governance& governance, Faults& faults)
{
    faults.during([&] {
        const auto cohort = file.table("cohort");
        if (!cohort) return;
        cohort->only({"units", "column"});
        read_units(*cohort, governance.cohort, faults);
        const std::vector<TomlTable> columns = cohort->tables("column");
        if (columns.size() > most_cohort_columns)
            refuse(columns[most_cohort_columns].place(),
                   fmt::format("more than {} columns", most_cohort_columns));
        for (const TomlTable& one : columns)
            faults.during([&] { governance.cohort.columns.push_back(read_column(one, governance, faults)); });
    });
}

} // namespace gauze::project
