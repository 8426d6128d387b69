#include "engine/research/cohort_table.hpp"

#include "bloom/base/error.hpp"
#include "engine/project/cohort_words.hpp"

#include <algorithm>
#include <map>
#include <memory>
#include <set>

#include <fmt/format.h>

namespace gauze::research {

namespace {

using project::CohortColumn;
using project::Unit;
using Holds = OutColumn::Holds;
using Runs = std::span<const RecordRun>;

// The parties that hold something, in the order of the policy.
std::vector<std::size_t> places_of(const Joined& joined, Runs runs)
{
    std::vector<std::size_t> places;
    for (std::size_t s = 0; s < runs.size(); ++s)
        if (!runs[s].empty()) places.push_back(joined.sources[s].place);
    std::ranges::sort(places);
    const auto repeats = std::ranges::unique(places);
    places.erase(repeats.begin(), repeats.end());
    return places;
}

std::string names_of(const Joined& joined, const std::vector<std::size_t>& places)
{
    std::string names;
    for (const std::size_t place : places) {
        if (!names.empty()) names += '+';
        names += joined.policy.parties[place].name;
    }
    return names;
}

std::uint64_t count_persons(Runs runs)
{
    std::set<Person> persons;
    for (const RecordRun& run : runs)
        for (std::size_t i = 0; i < run.size(); ++i) persons.insert(run.person(i));
    return persons.size();
}

Holds holds_of(const CohortColumn& column)
{
    if (!column.bands.empty()) return Holds::text;
    if (project::takes_numbers(column.take)) return Holds::real;
    return project::needs_from(column.take) ? Holds::text : Holds::whole;
}

// What each source sent, as it is.
std::vector<OutColumn> raw_columns(const Joined& joined)
{
    std::vector<OutColumn> columns;
    for (const Source& source : joined.sources) {
        if (!source.episodes.empty()) continue;
        columns.push_back({source.party + "_records", Holds::whole});
        for (const std::string& name : source.records.columns())
            columns.push_back({fmt::format("{}_{}", source.party, name)});
    }
    return columns;
}

void put_raw(const Joined& joined, Runs runs, std::vector<std::string>& into)
{
    for (std::size_t s = 0; s < runs.size(); ++s) {
        if (!joined.sources[s].episodes.empty()) continue;
        into.push_back(fmt::format_int(runs[s].size()).str());
        for (std::size_t column = 0; column < joined.sources[s].records.columns().size(); ++column)
            join_values(runs[s], column, into.emplace_back());
    }
}

// A person's ids and sources; a group's id and persons.
void put_first_cells(const Joined& joined, const Units& units, std::uint32_t unit, Runs runs,
                     std::vector<std::string>& into)
{
    if (units.unit() == Unit::person) {
        put_ids(joined, static_cast<Person>(unit), into);
        into.push_back(names_of(joined, places_of(joined, runs)));
    } else {
        into.emplace_back(units.id(unit));
        into.push_back(fmt::to_string(count_persons(runs)));
    }
}

std::vector<OutColumn> first_columns(const Joined& joined, Unit unit)
{
    if (unit == Unit::family) return {{"family_id"}, {"persons", Holds::whole}};
    if (unit == Unit::household) return {{"household_id"}, {"persons", Holds::whole}};
    std::vector<OutColumn> columns = id_columns(joined.cohort());
    columns.push_back({"sources"});
    return columns;
}

} // namespace

const project::Cohort& Joined::cohort() const noexcept
{
    static const project::Cohort persons_alone;
    return policy.governance ? policy.governance->cohort : persons_alone;
}

std::vector<OutColumn> id_columns(const project::Cohort& cohort)
{
    std::vector<OutColumn> columns;
    if (cohort.has(Unit::person)) columns.push_back({"study_id"});
    if (cohort.has(Unit::family)) columns.push_back({"family_id"});
    if (cohort.has(Unit::household)) columns.push_back({"household_id"});
    return columns;
}

void put_ids(const Joined& joined, Person person, std::vector<std::string>& into)
{
    const project::Cohort& cohort = joined.cohort();
    if (cohort.has(Unit::person)) into.emplace_back(joined.people.study_id(person));
    if (cohort.has(Unit::family)) into.emplace_back(joined.people.group_id(Unit::family, person));
    if (cohort.has(Unit::household)) into.emplace_back(joined.people.group_id(Unit::household, person));
}

std::vector<const CohortColumn*> columns_made(const Joined& joined, Unit unit)
{
    std::vector<const CohortColumn*> made;
    for (const CohortColumn& column : joined.cohort().columns)
        if (column.unit == unit && can_be_made(column, joined.policy, joined.recipient))
            made.push_back(&column);
    return made;
}

std::vector<const CohortColumn*> columns_left_out(const Joined& joined)
{
    std::vector<const CohortColumn*> out;
    for (const CohortColumn& column : joined.cohort().columns)
        if (!can_be_made(column, joined.policy, joined.recipient)) out.push_back(&column);
    return out;
}

std::string table_name(Unit unit)
{
    switch (unit) {
    case Unit::person: return "cohort";
    case Unit::family: return "families";
    case Unit::household: return "households";
    }
    return "nothing";
}

OutTable unit_table(const Joined& joined, const Units& units)
{
    OutTable table{table_name(units.unit()),
                   units.unit() == Unit::person ? "persons" : table_name(units.unit()),
                   first_columns(joined, units.unit()),
                   {}};
    const auto made = std::make_shared<std::vector<DerivedColumn>>();
    for (const CohortColumn* column : columns_made(joined, units.unit())) {
        made->emplace_back(*column, joined.sources);
        table.columns.push_back({column->name, holds_of(*column)});
    }
    const bool raw = units.unit() == Unit::person &&
                     std::ranges::count(joined.cohort().columns, Unit::person, &CohortColumn::unit) == 0;
    if (raw)
        for (OutColumn& column : raw_columns(joined)) table.columns.push_back(std::move(column));
    refuse_one_name_twice(table);
    table.each_row = [&joined, &units, made, raw](const std::function<void(Cells)>& visit) {
        std::vector<std::string> texts;
        std::vector<std::string_view> cells;
        units.each([&](std::uint32_t unit, Runs runs) {
            texts.clear();
            put_first_cells(joined, units, unit, runs, texts);
            for (const DerivedColumn& column : *made) column.take(runs, texts.emplace_back());
            if (raw) put_raw(joined, runs, texts);
            cells.assign(texts.begin(), texts.end());
            visit(cells);
        });
    };
    return table;
}

std::vector<SourceCount> count_sources(const Joined& joined, const Units& persons)
{
    std::map<std::vector<std::size_t>, std::uint64_t> known;
    persons.each([&](std::uint32_t, Runs runs) { ++known[places_of(joined, runs)]; });
    std::vector<SourceCount> counts;
    counts.reserve(known.size());
    for (const auto& [places, count] : known)
        counts.push_back({names_of(joined, places), count, Shown::exactly});
    return counts;
}

} // namespace gauze::research
