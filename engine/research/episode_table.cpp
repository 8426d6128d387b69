#include "engine/research/episode_table.hpp"

#include <algorithm>

#include <fmt/format.h>

namespace gauze::research {

namespace {

std::vector<std::size_t> sources_with(const Joined& joined, const std::string& name)
{
    std::vector<std::size_t> found;
    for (std::size_t s = 0; s < joined.sources.size(); ++s)
        if (joined.sources[s].episodes == name) found.push_back(s);
    return found;
}

// Every column that some source sends, by name.
std::vector<std::string> columns_sent(const Joined& joined, const std::vector<std::size_t>& sources)
{
    std::vector<std::string> columns;
    for (const std::size_t s : sources) {
        const std::vector<std::string>& its = joined.sources[s].records.columns();
        columns.insert(columns.end(), its.begin(), its.end());
    }
    std::ranges::sort(columns);
    const auto repeats = std::ranges::unique(columns);
    columns.erase(repeats.begin(), repeats.end());
    return columns;
}

using Row = std::vector<std::string>;

void put_rows(const Joined& joined, const RecordRun& run, const Source& source,
              const std::vector<std::string>& columns, std::vector<Row>& into)
{
    for (std::size_t i = 0; i < run.size(); ++i) {
        Row& row = into.emplace_back();
        put_ids(joined, run.person(i), row);
        row.push_back(source.party);
        for (const std::string& name : columns) {
            const std::size_t place = source.records.column(name);
            row.emplace_back(place == PayloadFile::none ? std::string_view() : run.cell(i, place));
        }
    }
}

} // namespace

std::vector<std::string> episode_tables(const Joined& joined)
{
    std::vector<std::string> names;
    for (const Source& source : joined.sources)
        if (!source.episodes.empty() && (names.empty() || names.back() != source.episodes))
            names.push_back(source.episodes); // they stand by table
    return names;
}

OutTable episode_table(const Joined& joined, const Units& units, const std::string& name)
{
    const std::vector<std::size_t> sources = sources_with(joined, name);
    const std::vector<std::string> columns = columns_sent(joined, sources);
    OutTable table{fmt::format("episodes-{}", name), "episodes", id_columns(joined.cohort()), {}};
    table.columns.push_back({"source"});
    for (const std::string& column : columns) table.columns.push_back({column});
    refuse_one_name_twice(table);
    table.each_row = [&joined, &units, sources, columns](const std::function<void(Cells)>& visit) {
        std::vector<Row> rows;
        std::vector<std::string_view> cells;
        units.each([&](std::uint32_t, std::span<const RecordRun> runs) {
            rows.clear();
            for (const std::size_t s : sources) put_rows(joined, runs[s], joined.sources[s], columns, rows);
            if (units.unit() != project::Unit::person) std::ranges::sort(rows);
            for (const Row& row : rows) {
                cells.assign(row.begin(), row.end());
                visit(cells);
            }
        });
    };
    return table;
}

} // namespace gauze::research
