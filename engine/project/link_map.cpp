#include "engine/project/link_map.hpp"

#include "bloom/base/error.hpp"
#include "bloom/base/files.hpp"
#include "engine/project/table_file.hpp"

#include <algorithm>
#include <cassert>

#include <fmt/format.h>

namespace gauze::link_map {

namespace {

constexpr std::string_view kind = "link-map";

std::vector<std::string> columns_of(const LinkMap& map)
{
    std::vector<std::string> columns{"row_token", "study_id"};
    if (map.families) columns.emplace_back("family_id");
    if (map.households) columns.emplace_back("household_id");
    return columns;
}

Json about(const LinkMap& map)
{
    Json about;
    about.set("program", "gauze " GAUZE_VERSION)
        .set("project", map.project)
        .set("policy", map.policy)
        .set("recipient", map.recipient)
        .set("release", map.release);
    return about;
}

[[noreturn]] void bad_row(const std::filesystem::path& path, std::size_t row, std::string_view what)
{
    throw Error(Exit::bad_data, fmt::format("{}, row {}: {}", path.string(), row, what),
                "the linkage unit must issue the link map again");
}

void sort(LinkMap& map)
{
    std::ranges::sort(map.entries, {}, &Entry::token);
    assert(std::ranges::adjacent_find(map.entries, {}, &Entry::token) == map.entries.end());
}

void fill(project::TableWriter& table, const LinkMap& map)
{
    std::vector<std::string_view> cells;
    for (const Entry& entry : map.entries) {
        const std::string token = to_text(entry.token);
        cells = {token, entry.study_id};
        if (map.families) cells.push_back(entry.family_id);
        if (map.households) cells.push_back(entry.household_id);
        table.row(cells);
    }
    table.close();
}

} // namespace

void write(const std::filesystem::path& path, LinkMap map)
{
    sort(map);
    const auto partial = partial_name(path);
    project::TableWriter file(partial, kind, columns_of(map), about(map), FileMode::owner_only);
    fill(file, map);
    give_name(partial, path, Existing::refuse);
}

void write(const std::function<void(std::string_view)>& sink, LinkMap map)
{
    sort(map);
    project::TableWriter table(sink, kind, columns_of(map), about(map));
    fill(table, map);
}

LinkMap read(const std::filesystem::path& path, const std::function<void(const Row&)>& visit)
{
    const project::TableFile file(path, kind);
    LinkMap map{file.about().text("project"),
                file.about().text("policy"),
                file.about().text("recipient"),
                file.about().text("release"),
                {},
                std::ranges::find(file.columns(), "family_id") != file.columns().end(),
                std::ranges::find(file.columns(), "household_id") != file.columns().end()};
    if (file.columns() != columns_of(map))
        throw Error(Exit::bad_data, fmt::format("{} has other columns than a link map", path.string()),
                    "the linkage unit must issue the link map again");
    std::size_t row = 0;
    RowToken before;
    file.each_row([&](std::span<const std::string_view> cells) {
        ++row;
        const auto token = row_token_from(cells[0]);
        if (!token) bad_row(path, row, "not a row token");
        if (cells[1].empty()) bad_row(path, row, "no study id");
        if (row > 1 && *token == before) bad_row(path, row, "the row token stands twice");
        if (row > 1 && *token < before) bad_row(path, row, "the row tokens are not sorted");
        before = *token;
        visit({*token, cells[1], map.families ? cells[2] : std::string_view(),
               map.households ? cells.back() : std::string_view()});
    });
    return map;
}

LinkMap read(const std::filesystem::path& path)
{
    std::vector<Entry> entries;
    LinkMap map = read(path, [&](const Row& row) {
        entries.push_back({row.token, std::string(row.study_id), std::string(row.family_id),
                           std::string(row.household_id)});
    });
    map.entries = std::move(entries);
    return map;
}

} // namespace gauze::link_map
