#include "engine/research/cohort_tables.hpp"

#include "engine/project/progress.hpp"
#include "engine/research/episode_table.hpp"
#include "engine/research/quality.hpp"

#include <algorithm>
#include <array>

#include <fmt/format.h>
#include <fmt/ranges.h>

namespace gauze::research {

namespace {

using project::Unit;

std::vector<std::string> names_of(const OutTable& table)
{
    std::vector<std::string> names;
    for (const OutColumn& column : table.columns) names.push_back(column.name);
    return names;
}

std::uint64_t count_units(const Units& units)
{
    std::uint64_t rows = 0;
    units.each([&](std::uint32_t, std::span<const RecordRun>) { ++rows; });
    return rows;
}

std::uint64_t count_episodes(const Joined& joined, const Units& units, const std::string& name)
{
    std::uint64_t rows = 0;
    units.each([&](std::uint32_t, std::span<const RecordRun> runs) {
        for (std::size_t s = 0; s < runs.size(); ++s)
            if (joined.sources[s].episodes == name) rows += runs[s].size();
    });
    return rows;
}

OutTable counts_table(CountTable counts)
{
    OutTable table{
        "counts", "combinations", {{"sources"}, {"persons", OutColumn::Holds::whole}, {"reason"}}, {}};
    table.each_row = [counts = std::move(counts)](const std::function<void(Cells)>& visit) {
        for (const SourceCount& row : counts.rows) {
            const std::string persons = shown_persons(row, counts.smallest_count);
            const std::string why = reason(row, counts.smallest_count);
            visit(std::array<std::string_view, 3>{row.sources, persons, why});
        }
    };
    return table;
}

} // namespace

CohortTables::CohortTables(const Joined& joined, CohortSummary& summary) : joined_(joined)
{
    for (const project::CohortColumn* column : columns_left_out(joined))
        summary.columns_left_out.push_back(column->name);
    if (!summary.columns_left_out.empty())
        project::say(fmt::format("{} does not get what these columns are made of, and has none of them: {}",
                                 joined.recipient, fmt::join(summary.columns_left_out, ", ")));
    add_units(summary);
    add_episodes(summary);
    add_counts(summary);
    tables_.push_back(dictionary(joined, told_));
    tables_.push_back(quality(joined, units(Unit::person)));
}

const Units& CohortTables::units(Unit unit)
{
    for (const auto& one : units_)
        if (one->unit() == unit) return *one;
    return *units_.emplace_back(std::make_unique<Units>(unit, joined_.people, joined_.sources));
}

void CohortTables::add_units(CohortSummary& summary)
{
    for (const Unit unit : joined_.cohort().units) {
        const Units& all = units(unit);
        const OutTable& table = tables_.emplace_back(unit_table(joined_, all));
        told_.push_back({table.name, std::string(to_text(unit)), provenance(joined_, table, unit)});
        summary.tables.push_back({table.name, count_units(all), all.records_outside()});
        if (unit == Unit::person) summary.columns = names_of(table);
    }
}

void CohortTables::add_episodes(CohortSummary& summary)
{
    const Units& all = units(joined_.cohort().units.front());
    for (const std::string& name : episode_tables(joined_)) {
        const OutTable& table = tables_.emplace_back(episode_table(joined_, all, name));
        told_.push_back({table.name, "episode", provenance(joined_, table, name)});
        summary.tables.push_back({table.name, count_episodes(joined_, all, name), 0});
    }
}

void CohortTables::add_counts(CohortSummary& summary)
{
    std::vector<SourceCount> counts = count_sources(joined_, units(Unit::person));
    for (const SourceCount& row : counts) summary.persons += row.persons;
    summary.study_ids_without_row = joined_.people.size() - summary.persons;
    CountTable shown = withhold_small_counts(std::move(counts), summary.smallest_count);
    summary.combinations = shown.rows.size();
    summary.combinations_withheld = shown.withheld();
    summary.counts_hold = shown.holds;
    if (!shown.holds)
        project::say(
            "counts.csv: who knows the number of persons can work out a withheld count; keep them apart");
    tables_.push_back(counts_table(std::move(shown)));
}

} // namespace gauze::research
