#include "engine/project/table_rows.hpp"

#include "bloom/base/error.hpp"

#include <algorithm>

namespace gauze::project {

namespace fs = std::filesystem;

namespace {

bool holds_tokens(std::string_view column) { return column.find("row_token") != std::string_view::npos; }

std::vector<std::size_t> token_columns(const std::vector<std::string>& columns)
{
    std::vector<std::size_t> places;
    for (std::size_t i = 0; i < columns.size(); ++i)
        if (holds_tokens(columns[i])) places.push_back(i);
    return places;
}

// Whether a row has one of the tokens; asked row by row.
class HasToken {
public:
    HasToken(const TableFile& table, const TokenSet& tokens)
        : places_(token_columns(table.columns())), tokens_(tokens)
    {}
    bool operator()(std::span<const std::string_view> cells) const
    {
        return std::ranges::any_of(places_, [&](std::size_t place) {
            const auto token = row_token_from(cells[place]);
            return token && tokens_.contains(*token);
        });
    }

private:
    std::vector<std::size_t> places_;
    const TokenSet& tokens_;
};

TableFile open_any(const fs::path& path)
{
    const auto header = table_header(path);
    if (!header)
        throw Error(Exit::bad_data, path.string() + " is no table", "it is not one of gauze's files");
    return TableFile(path, header->kind);
}

TokenRows count_rows(const TableFile& table, const TokenSet& tokens)
{
    TokenRows counted;
    const HasToken has(table, tokens);
    table.each_row([&](std::span<const std::string_view> cells) {
        ++counted.rows;
        counted.with += has(cells);
    });
    return counted;
}

} // namespace

bool TableHeader::has(std::string_view column) const noexcept
{
    return std::ranges::find(columns, column) != columns.end();
}

std::optional<TableHeader> table_header(const fs::path& path)
{
    std::error_code unknown;
    if (!fs::is_regular_file(path, unknown) || fs::file_size(path, unknown) < 16) return std::nullopt;
    const MappedFile file(path);
    std::string_view text(reinterpret_cast<const char*>(file.bytes().data()), file.bytes().size());
    if (!text.starts_with("gauze-table ")) return std::nullopt;
    const std::size_t first = text.find('\n');
    if (first == std::string_view::npos) return std::nullopt;
    text.remove_prefix(first + 1);
    const std::size_t second = text.find('\n');
    if (second == std::string_view::npos) return std::nullopt;
    try {
        const Json json = Json::parse(text.substr(0, second), path.string());
        return TableHeader{json.text("kind"), json.texts("columns"), json.object("about")};
    } catch (const Error&) {
        return std::nullopt; // a table of somebody else
    }
}

TokenRows count_with(const fs::path& path, const TokenSet& tokens)
{
    return count_rows(open_any(path), tokens);
}

Destroyed rewrite_without(const fs::path& path, const TokenSet& tokens)
{
    const fs::path partial = partial_name(path);
    {
        const auto header = table_header(path);
        const TableFile table = open_any(path);
        Json about = table.about();
        const TokenRows counted = count_rows(table, tokens);
        if (about.has("rows")) about.set("rows", counted.rows - counted.with);
        const HasToken has(table, tokens);
        TableWriter writer(partial, header->kind, table.columns(), about, FileMode::owner_only);
        table.each_row([&](std::span<const std::string_view> cells) {
            if (!has(cells)) writer.row(cells);
        });
        writer.close();
    }
    return replace_file(partial, path);
}

} // namespace gauze::project
