#include "engine/project/table_file.hpp"

#include "bloom/base/error.hpp"

#include <algorithm>
#include <cassert>
#include <charconv>
#include <optional>

#include <fmt/format.h>

namespace gauze::project {

namespace {

constexpr std::string_view magic = "gauze-table ";
constexpr unsigned version = 1;

// What stands behind the backslash for a byte that may not stand for itself; 0 for all others.
char escape_of(char c)
{
    switch (c) {
    case '\\': return '\\';
    case '\t': return 't';
    case '\n': return 'n';
    case '\r': return 'r';
    case '\0': return '0';
    default: return 0;
    }
}

void escape(std::string_view cell, std::string& into)
{
    if (std::ranges::none_of(cell, [](char c) { return escape_of(c) != 0; })) {
        into += cell;
        return;
    }
    for (const char c : cell) {
        const char escaped = escape_of(c);
        if (escaped != 0) into += '\\';
        into += escaped != 0 ? escaped : c;
    }
}

// The byte that `\` and this letter stand for, or nothing.
std::optional<char> unescape(char letter)
{
    switch (letter) {
    case '\\': return '\\';
    case 't': return '\t';
    case 'n': return '\n';
    case 'r': return '\r';
    case '0': return '\0';
    default: return std::nullopt;
    }
}

[[noreturn]] void refuse(const std::filesystem::path& path, std::string_view what, std::string hint)
{
    throw Error(Exit::bad_data, fmt::format("{} {}", path.string(), what), std::move(hint));
}

[[noreturn]] void damaged(const std::filesystem::path& path, std::string_view what)
{
    refuse(path, what, "copy the file again, or ask its sender for it again");
}

// Takes the first line, without its line feed, from the front of `rest`.
std::string_view take_line(std::string_view& rest)
{
    const std::size_t end = rest.find('\n');
    const std::string_view line = rest.substr(0, end);
    rest.remove_prefix(end == std::string_view::npos ? rest.size() : end + 1);
    return line;
}

void check_version(std::string_view first_line, const std::filesystem::path& path)
{
    unsigned found = 0;
    const char* end = first_line.data() + first_line.size();
    const auto [stop, fault] = first_line.starts_with(magic)
                                   ? std::from_chars(first_line.data() + magic.size(), end, found)
                                   : std::from_chars_result{first_line.data(), std::errc::invalid_argument};
    if (fault == std::errc::invalid_argument || stop != end || (fault == std::errc{} && found == 0))
        refuse(path, "is not a gauze table", "is it the right file?");
    if (fault != std::errc{} || found > version)
        refuse(path,
               fmt::format("is a gauze table of a newer version than {}, the newest this program knows",
                           version),
               "use the version of gauze that wrote it, or a later one");
}

// Takes the end line off a file's text and compares it with what the bytes before it say.
void check_end(std::string_view& text, const std::filesystem::path& path)
{
    const std::size_t break_before =
        text.size() < 2 ? std::string_view::npos : text.rfind('\n', text.size() - 2);
    if (break_before == std::string_view::npos || text.back() != '\n' ||
        !text.substr(break_before + 1).starts_with("end "))
        damaged(path, "is cut short: it has no end line");
    const std::string_view end_line = text.substr(break_before + 1);
    text = text.substr(0, break_before + 1);
    const auto lines = static_cast<std::uint64_t>(std::ranges::count(text, '\n'));
    // Compared as text, so that there is only one way to write an end line.
    const auto expected =
        fmt::format("end {} {}\n", lines - std::min<std::uint64_t>(lines, 2), to_hex(sha256(bytes_of(text))));
    if (lines < 2 || end_line != expected)
        damaged(path, "is damaged: its digest or row count is not that of its bytes");
}

// A kind as a foreign file gives it, fit to be shown.
std::string shown(const std::string& kind)
{
    const bool plain =
        kind.size() <= 40 && std::ranges::all_of(kind, [](char c) { return c > ' ' && c < 127; });
    return plain ? kind : "(not a name)";
}

std::vector<std::string> checked_columns(const Json& header, const std::filesystem::path& path)
{
    std::vector<std::string> columns = header.texts("columns");
    auto sorted = columns;
    std::ranges::sort(sorted);
    if (columns.empty() || std::ranges::adjacent_find(sorted) != sorted.end())
        refuse(path, "has no columns, or two of one name", "it was not written by gauze; ask its sender");
    return columns;
}

// A row can be taken apart without further checks: as many cells as columns, and only the escapes that exist.
bool well_formed(std::string_view line, std::size_t columns)
{
    std::size_t cells = 1;
    for (std::size_t i = 0; i < line.size(); ++i) {
        const char c = line[i];
        if (c == '\t') {
            ++cells;
        } else if (c == '\\') {
            ++i;
            if (i == line.size() || !unescape(line[i])) return false;
        } else if (escape_of(c) != 0) {
            return false;
        }
    }
    return cells == columns;
}

std::uint64_t checked_rows(std::string_view body, std::size_t columns, const std::filesystem::path& path)
{
    std::uint64_t rows = 0;
    while (!body.empty()) {
        ++rows;
        if (!well_formed(take_line(body), columns))
            refuse(path,
                   fmt::format("has a bad row {}: not one cell for each of {} columns, or a bad escape", rows,
                               columns),
                   "it was not written by gauze; ask its sender");
    }
    return rows;
}

// Cuts a well-formed line into cells. Cells without escapes point into the line, the others into `unescaped`.
void cut(std::string_view line, std::vector<std::string_view>& cells, std::string& unescaped)
{
    cells.clear();
    unescaped.clear();
    unescaped.reserve(line.size()); // it never grows below, so that the cells stay where they are
    for (bool more = true; more;) {
        const std::size_t end = line.find('\t');
        more = end != std::string_view::npos;
        std::string_view cell = line.substr(0, end);
        if (more) line.remove_prefix(end + 1);
        if (cell.find('\\') != std::string_view::npos) {
            const std::size_t start = unescaped.size();
            for (std::size_t i = 0; i < cell.size(); ++i)
                unescaped += cell[i] == '\\' ? unescape(cell[++i]).value_or('\\') : cell[i];
            cell = std::string_view(unescaped).substr(start);
        }
        cells.push_back(cell);
    }
}

} // namespace

TableWriter::TableWriter(const std::filesystem::path& path, std::string_view kind,
                         const std::vector<std::string>& columns, const Json& about, FileMode mode)
    : columns_(columns.size())
{
    file_.emplace(path, mode);
    sink_ = [this](std::string_view text) { file_->write(text); };
    begin(kind, columns, about);
}

TableWriter::TableWriter(Sink sink, std::string_view kind, const std::vector<std::string>& columns,
                         const Json& about)
    : sink_(std::move(sink)), columns_(columns.size())
{
    begin(kind, columns, about);
}

void TableWriter::begin(std::string_view kind, const std::vector<std::string>& columns, const Json& about)
{
    assert(!columns.empty());
    Json header;
    header.set("kind", kind).set("columns", columns).set("about", about);
    put(fmt::format("{}{}\n{}\n", magic, version, header.line()));
}

void TableWriter::row(std::span<const std::string_view> cells)
{
    assert(cells.size() == columns_);
    for (const std::string_view cell : cells) {
        escape(cell, line_);
        line_ += '\t';
    }
    line_.back() = '\n';
    ++rows_;
    if (line_.size() >= lines_together) flush();
}

void TableWriter::flush()
{
    put(line_);
    line_.clear();
}

void TableWriter::close()
{
    flush();
    sink_(fmt::format("end {} {}\n", rows_, to_hex(digest_.finish())));
    if (file_) file_->close();
}

void TableWriter::put(std::string_view text)
{
    digest_.update(bytes_of(text));
    sink_(text);
}

TableFile::TableFile(const std::filesystem::path& path, std::string_view kind) : path_(path), file_(path)
{
    body_ = {reinterpret_cast<const char*>(file_.bytes().data()), file_.bytes().size()};
    if (body_.empty()) damaged(path, "is empty");
    check_version(body_.substr(0, body_.find('\n')), path);
    check_end(body_, path);
    // From here on the file is what its writer wrote; it may still not be what is expected, or not a gauze
    // program's.
    take_line(body_);
    const Json header = Json::parse(take_line(body_), path.string());
    const std::string found = header.text("kind");
    if (found != kind)
        refuse(path, fmt::format("is a table of kind '{}', not '{}'", shown(found), kind),
               "name the right file");
    about_ = header.object("about");
    columns_ = checked_columns(header, path);
    rows_ = checked_rows(body_, columns_.size(), path);
}

std::size_t TableFile::column(std::string_view name) const
{
    const auto found = std::ranges::find(columns_, name);
    if (found == columns_.end())
        refuse(path_, fmt::format("has no column '{}'", name), "is it the right file?");
    return static_cast<std::size_t>(found - columns_.begin());
}

void TableFile::each_row(const std::function<void(std::span<const std::string_view>)>& visit) const
{
    std::vector<std::string_view> cells;
    std::string unescaped;
    for (std::string_view rest = body_; !rest.empty();) {
        cut(take_line(rest), cells, unescaped);
        visit(cells);
    }
}

} // namespace gauze::project
