#include "engine/research/statistics/exact_tables.hpp"

#include "engine/research/disclosure/microdata.hpp"
#include "engine/research/table_writer.hpp"

#include <fmt/format.h>

namespace gauze::research::statistics {

namespace {

std::string text(double number) { return fmt::format("{}", number); }
std::string value_of(const Estimate& one) { return one.exists ? text(one.value) : std::string(); }
std::string low_of(const Estimate& one) { return one.has_interval ? text(one.low) : std::string(); }
std::string high_of(const Estimate& one) { return one.has_interval ? text(one.high) : std::string(); }

void add(std::vector<std::string>& row, std::initializer_list<std::string> cells)
{
    row.insert(row.end(), cells);
}

// What stands beside one cell of a table that is no table of odds.
void add_figures(std::vector<std::string>& row, const Tabulated& table, const std::vector<std::uint64_t>& all,
                 std::size_t cell)
{
    row.push_back(fmt::to_string(all[cell]));
    if (table.outcome_axis != no_axis) {
        const std::uint64_t with = all[at_place(table, cell, table.outcome_axis, with_outcome)];
        const Estimate share = rate(with, all[cell], table.request->per);
        add(row, {fmt::to_string(with), value_of(share), low_of(share), high_of(share)});
    }
    if (!table.means.empty()) {
        const Mean& mean = table.means[cell];
        add(row, {value_of(mean.mean), mean.mean.has_interval ? text(mean.deviation) : std::string(),
                  low_of(mean.mean), high_of(mean.mean)});
    }
}

void add_odds(std::vector<std::string>& row, const Tabulated& table, const std::vector<std::uint64_t>& all,
              std::size_t cell)
{
    const auto count = [&](std::size_t from, std::size_t place) {
        return all[at_place(table, from, table.outcome_axis, place)];
    };
    const std::uint64_t with = count(cell, with_outcome), without = count(cell, without_outcome);
    const Estimate own = odds(with, without);
    add(row, {fmt::to_string(with), fmt::to_string(without), value_of(own), low_of(own), high_of(own)});
    const std::size_t reference = at_place(table, cell, table.exposure_axis, table.reference);
    if (reference == cell) return add(row, {"1", "", ""}); // against itself
    const Estimate ratio =
        odds_ratio({with, without, count(reference, with_outcome), count(reference, without_outcome)});
    add(row, {value_of(ratio), low_of(ratio), high_of(ratio)});
}

} // namespace

std::size_t at_place(const Tabulated& table, std::size_t cell, std::size_t axis, std::size_t place)
{
    std::vector<std::size_t> places = table.table.shape.places(cell);
    places[axis] = place;
    return table.table.shape.cell(places);
}

std::vector<std::size_t> cells_to_write(const Tabulated& table)
{
    const disclosure::Shape& shape = table.table.shape;
    std::vector<std::size_t> cells;
    for (std::size_t cell = 0; cell < shape.cells(); ++cell) {
        const std::vector<std::size_t> places = shape.places(cell);
        const auto is_all = [&](std::size_t axis) { return places[axis] == shape.axes[axis].categories(); };
        if (table.outcome_axis != no_axis && !is_all(table.outcome_axis)) continue;
        if (table.exposure_axis != no_axis && is_all(table.exposure_axis)) continue;
        cells.push_back(cell);
    }
    return cells;
}

std::vector<std::string> axis_names(const Tabulated& table)
{
    std::vector<std::string> names;
    for (std::size_t axis = 0; axis < table.table.shape.axes.size(); ++axis)
        if (axis != table.outcome_axis) names.push_back(table.table.shape.axes[axis].variable);
    return names;
}

std::vector<std::string> axis_texts(const Tabulated& table, std::size_t cell)
{
    const disclosure::Shape& shape = table.table.shape;
    const std::vector<std::size_t> places = shape.places(cell);
    std::vector<std::string> texts;
    for (std::size_t axis = 0; axis < shape.axes.size(); ++axis) {
        if (axis == table.outcome_axis) continue;
        const bool all = places[axis] == shape.axes[axis].categories();
        texts.push_back(all ? "all" : shape.axes[axis].values[places[axis]]);
    }
    return texts;
}

Sheet exact_sheet(const Tabulated& table)
{
    const TableRequest& request = *table.request;
    Sheet sheet{axis_names(table), {}};
    const bool of_odds = request.kind == Kind::odds;
    if (of_odds)
        add(sheet.header, {"with", "without", "odds", "odds_low", "odds_high", "odds_ratio", "low", "high"});
    else if (table.outcome_axis != no_axis)
        add(sheet.header, {"people", "with", fmt::format("rate_per_{}", request.per), "low", "high"});
    else if (!request.measure.empty())
        add(sheet.header, {"people", "mean", "deviation", "low", "high"});
    else
        add(sheet.header, {"count"});
    add(sheet.header, {"mark"});
    const std::vector<std::uint64_t> all = table.table.all();
    for (const std::size_t cell : cells_to_write(table)) {
        std::vector<std::string> row = axis_texts(table, cell);
        if (of_odds)
            add_odds(row, table, all, cell);
        else
            add_figures(row, table, all, cell);
        row.emplace_back(not_for_release);
        sheet.rows.push_back(std::move(row));
    }
    return sheet;
}

Sheet microdata_sheet(const StoredTable& stored, const TableRequest& request, std::string_view profile)
{
    const auto texts_of = [&](const std::string& name) {
        const Column& column = stored.column(name);
        std::vector<std::string> cells;
        for (const std::uint32_t code : column.codes) cells.push_back(column.values[code]);
        return cells;
    };
    std::vector<std::vector<std::string>> kept;
    kept.reserve(request.columns.size() + request.sensitive.size()); // columns look into it
    std::vector<disclosure::MicroColumn> quasi, special;
    for (const std::string& name : request.columns)
        quasi.push_back({name, kept.emplace_back(texts_of(name))});
    for (const std::string& name : request.sensitive)
        special.push_back({name, kept.emplace_back(texts_of(name))});
    const disclosure::Profile& rules = disclosure::profile_named(profile);
    Sheet sheet{{"line", "mark"}, {}};
    for (std::string& line : sheet_lines(uniqueness(quasi, special, rules), rules))
        sheet.rows.push_back({std::move(line), not_for_release});
    return sheet;
}

void write_sheet(const std::filesystem::path& path, const Sheet& sheet)
{
    CsvWriter file(path, sheet.header);
    for (const auto& row : sheet.rows) file.row(std::vector<std::string_view>(row.begin(), row.end()));
    file.close();
}

} // namespace gauze::research::statistics
