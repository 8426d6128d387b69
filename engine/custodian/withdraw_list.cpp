// The custodian's list of those who are out, as `withdraw` adds to it.
#include "bloom/base/clock.hpp"
#include "bloom/base/files.hpp"
#include "engine/custodian/csv_reader.hpp"
#include "engine/custodian/normalize.hpp"
#include "engine/custodian/withdraw.hpp"
#include "engine/project/refusal.hpp"

#include <algorithm>
#include <set>
#include <utility>

#include <fmt/format.h>

namespace gauze::custodian {

namespace fs = std::filesystem;

namespace {

constexpr std::string_view reference_names[] = {"reference", "ref"};

// RFC 4180, and nothing else: a reference must come back as it is, so no apostrophe against spreadsheets.
std::string in_quotes(std::string_view cell)
{
    if (cell.find_first_of(",\"\r\n") == std::string_view::npos) return std::string(cell);
    std::string text = "\"";
    for (const char c : cell) text.append(c == '"' ? 2 : 1, c);
    return text + '"';
}

struct List {
    std::string text; // as it stands
    std::vector<std::string> columns{"reference", "service", "date"};
    std::set<std::pair<std::string, std::string>> people; // reference, service
};

List read_list(const fs::path& path)
{
    List list;
    std::error_code unknown;
    if (!fs::exists(path, unknown)) {
        list.text = "reference,service,date\n";
        return list;
    }
    const FileFacts facts = examine(path);
    CsvReader reader(path, facts);
    std::optional<std::size_t> reference;
    for (const std::string_view name : reference_names)
        if (!reference) reference = reader.column(name);
    if (!reference || facts.gzip || facts.delimiter != ',' || facts.charset != Charset::utf8)
        project::refuse_with("list-form", fmt::format("{} is no list that can be added to", path.string()),
                             "it must be CSV in UTF-8, with commas, and have the column reference");
    const auto service = reader.column("service");
    list.columns = reader.columns();
    for (Row row; reader.next(row);)
        if (!row.fault)
            list.people.emplace(trimmed(row.cells[*reference].reveal()),
                                service ? trimmed(row.cells[*service].reveal()) : std::string_view());
    list.text = read_small_file(path, 1u << 30);
    if (!list.text.ends_with('\n')) list.text += '\n';
    return list;
}

// In a list of rights an entry says which right it is.
std::string_view right_of(std::string_view reason)
{
    return reason == "erased" ? "erase" : reason == "restricted" ? "restrict" : "object";
}

std::string line_of(const List& list, const AskedFor& one, std::string_view reason)
{
    const std::string today_text = day_text(today());
    std::string line;
    for (const std::string& column : list.columns) {
        if (!line.empty() || &column != &list.columns.front()) line += ',';
        if (std::ranges::find(reference_names, column) != std::end(reference_names))
            line += in_quotes(one.reference);
        else if (column == "service")
            line += in_quotes(one.service);
        else if (column == "date")
            line += one.date.empty() ? today_text : one.date;
        else if (column == "right")
            line += right_of(reason);
    }
    return line + '\n';
}

} // namespace

std::uint64_t add_to_list(const fs::path& path, const std::vector<AskedFor>& people, std::string_view reason)
{
    List list = read_list(path);
    std::uint64_t added = 0;
    for (const AskedFor& one : people) {
        if (!list.people.emplace(one.reference, one.service).second) continue;
        list.text += line_of(list, one, reason);
        ++added;
    }
    if (added > 0) write_whole_file(path, list.text, FileMode::owner_only, Existing::replace);
    return added;
}

} // namespace gauze::custodian
