#include "engine/project/link_map.hpp"

#include "bloom/base/error.hpp"
#include "bloom/base/files.hpp"
#include "engine/project/table_file.hpp"

#include <algorithm>
#include <array>
#include <cassert>

#include <fmt/format.h>

namespace gauze::link_map {

namespace {

constexpr std::string_view kind = "link-map";
const std::vector<std::string> columns{"row_token", "study_id"};

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
    for (const Entry& entry : map.entries) {
        const std::string token = to_text(entry.token);
        table.row(std::array<std::string_view, 2>{token, entry.study_id});
    }
    table.close();
}

} // namespace

void write(const std::filesystem::path& path, LinkMap map)
{
    sort(map);
    const auto partial = partial_name(path);
    project::TableWriter file(partial, kind, columns, about(map), FileMode::owner_only);
    fill(file, map);
    give_name(partial, path, Existing::refuse);
}

void write(const std::function<void(std::string_view)>& sink, LinkMap map)
{
    sort(map);
    project::TableWriter table(sink, kind, columns, about(map));
    fill(table, map);
}

LinkMap read(const std::filesystem::path& path)
{
    const project::TableFile file(path, kind);
    if (file.columns() != columns)
        throw Error(Exit::bad_data, fmt::format("{} has other columns than a link map", path.string()),
                    "the linkage unit must issue the link map again");
    LinkMap map{file.about().text("project"),
                file.about().text("policy"),
                file.about().text("recipient"),
                file.about().text("release"),
                {}};
    map.entries.reserve(file.rows());
    file.each_row([&](std::span<const std::string_view> cells) {
        const std::size_t row = map.entries.size() + 1;
        const auto token = row_token_from(cells[0]);
        if (!token) bad_row(path, row, "not a row token");
        if (cells[1].empty()) bad_row(path, row, "no study id");
        if (row > 1 && *token == map.entries.back().token) bad_row(path, row, "the row token stands twice");
        if (row > 1 && *token < map.entries.back().token) bad_row(path, row, "the row tokens are not sorted");
        map.entries.push_back({*token, std::string(cells[1])});
    });
    return map;
}

} // namespace gauze::link_map
