#include "engine/research/write_tables.hpp"

#include "engine/project/progress.hpp"
#include "engine/research/sqlite_writer.hpp"
#include "engine/research/table_writer.hpp"

#include <algorithm>
#include <array>

#include <fmt/format.h>

namespace gauze::research {

namespace {

std::vector<std::string> names_of(const OutTable& table)
{
    std::vector<std::string> names;
    for (const OutColumn& column : table.columns) names.push_back(column.name);
    return names;
}

// In SQL "<10" would be greater than every number, so that what is no number is NULL there.
bool is_number(std::string_view cell)
{
    return !cell.empty() && cell.find_first_not_of("0123456789.-") == std::string_view::npos;
}

void put_table(const OutTable& table, SqliteWriter& file)
{
    std::vector<SqliteColumn> columns;
    for (const OutColumn& column : table.columns)
        columns.push_back({column.name, column.holds == OutColumn::Holds::text
                                            ? SqliteColumn::Holds::text
                                            : SqliteColumn::Holds::number});
    std::string name = table.name;
    std::ranges::replace(name, '-', '_');
    file.begin_table(name, columns);
    std::vector<std::string_view> row;
    table.each_row([&](Cells cells) {
        row.assign(cells.begin(), cells.end());
        for (std::size_t i = 0; i < row.size(); ++i)
            if (table.columns[i].holds != OutColumn::Holds::text && !is_number(row[i])) row[i] = {};
        file.row(row);
    });
}

} // namespace

void write_csv(const std::vector<OutTable>& tables, const OutputFolder& folder)
{
    for (const OutTable& table : tables) {
        const std::string name = fmt::format("{}.csv", table.name);
        project::Progress progress(fmt::format("writing {}", name), table.of_what, 0);
        CsvWriter file(folder.file(name), names_of(table));
        table.each_row([&](Cells cells) {
            file.row(cells);
            progress.advance();
        });
        file.close();
    }
}

void write_sqlite(const std::vector<OutTable>& tables,
                  const std::vector<std::pair<std::string, std::string>>& about, const OutputFolder& folder)
{
    SqliteWriter file(folder.file("cohort.sqlite"));
    for (const OutTable& table : tables) put_table(table, file);
    file.begin_table("about", {{"name"}, {"value"}});
    for (const auto& [name, value] : about) file.row(std::array<std::string_view, 2>{name, value});
    file.close();
}

void write_parquet(const std::vector<OutTable>& tables, ParquetWriter& writer, const OutputFolder& folder)
{
    for (const OutTable& table : tables)
        writer.write(table, folder.file(fmt::format("{}.parquet", table.name)));
}

} // namespace gauze::research
