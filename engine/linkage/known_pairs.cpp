#include "engine/linkage/known_pairs.hpp"

#include "bloom/base/error.hpp"
#include "bloom/base/files.hpp"

#include <algorithm>
#include <array>
#include <cstddef>
#include <map>
#include <optional>
#include <utility>

#include <fmt/format.h>

namespace gauze::linkage {

namespace {

enum Column : std::size_t { party_a, token_a, party_b, token_b, known, columns };
constexpr std::array<std::string_view, columns> column_names = {"party_a", "row_token_a", "party_b",
                                                                "row_token_b", "known"};
constexpr std::size_t largest_file = std::size_t{1} << 30;

using Cells = std::vector<std::string>;

[[noreturn]] void refuse(std::string_view place, std::string_view what, std::string hint = {})
{
    throw Error(Exit::bad_data, fmt::format("{}: {}", place, what), std::move(hint));
}

std::string row_place(std::string_view name, std::uint64_t row)
{
    return fmt::format("{}, row {}", name, row);
}

std::string cell_place(std::string_view name, std::uint64_t row, Column column)
{
    return fmt::format("{}, row {}, column {}", name, row, column_names[column]);
}

std::string_view next_line(std::string_view& text)
{
    const std::size_t end = std::min(text.find('\n'), text.size());
    std::string_view line = text.substr(0, end);
    text.remove_prefix(std::min(end + 1, text.size()));
    if (line.ends_with('\r')) line.remove_suffix(1);
    return line;
}

// The text of a quoted cell, of which the opening quote is gone; nothing if it does not end before the line
// does.
std::optional<std::string> take_quoted(std::string_view& line)
{
    std::string cell;
    for (std::size_t i = 0; i < line.size(); ++i) {
        if (line[i] != '"') {
            cell += line[i];
        } else if (i + 1 < line.size() && line[i + 1] == '"') {
            cell += line[i++];
        } else {
            line.remove_prefix(i + 1);
            return cell;
        }
    }
    return std::nullopt;
}

// The cells of a line; nothing if a quote stays open or has text behind it.
std::optional<Cells> cells_of(std::string_view line)
{
    Cells cells;
    for (;;) {
        if (line.starts_with('"')) {
            line.remove_prefix(1);
            auto cell = take_quoted(line);
            if (!cell || (!line.empty() && line.front() != ',')) return std::nullopt;
            cells.push_back(std::move(*cell));
        } else {
            const std::size_t end = std::min(line.find(','), line.size());
            cells.emplace_back(line.substr(0, end));
            line.remove_prefix(end);
        }
        if (line.empty()) return cells;
        line.remove_prefix(1);
    }
}

struct Header {
    std::array<std::size_t, columns> at{}; // where each column stands
    std::size_t cells = 0;
};

Header header_of(std::string_view line, std::string_view name)
{
    const auto cells = cells_of(line);
    if (!cells) refuse(name, "the header has a quote that is not closed");
    Header header{.cells = cells->size()};
    for (std::size_t c = 0; c < columns; ++c) {
        const auto found = std::ranges::find(*cells, column_names[c]);
        if (found == cells->end())
            refuse(name, fmt::format("has no column {}", column_names[c]),
                   "columns are party_a, row_token_a, party_b, row_token_b, known");
        if (std::find(found + 1, cells->end(), column_names[c]) != cells->end())
            refuse(name, fmt::format("has two columns {}", column_names[c]));
        header.at[c] = static_cast<std::size_t>(found - cells->begin());
    }
    return header;
}

RowToken token_in(const Cells& cells, const Header& header, Column column, std::uint64_t row,
                  std::string_view name)
{
    const auto token = row_token_from(cells[header.at[column]]);
    if (!token)
        refuse(cell_place(name, row, column), "is no row token", "a row token is 32 hexadecimal digits");
    return *token;
}

KnownLine line_of(const Cells& cells, const Header& header, std::uint64_t row, std::string_view name)
{
    const std::string& word = cells[header.at[known]];
    if (word != "link" && word != "no-link")
        refuse(cell_place(name, row, known), "is neither link nor no-link");
    for (const Column column : {party_a, party_b})
        if (cells[header.at[column]].empty()) refuse(cell_place(name, row, column), "is empty");
    return {.party_a = cells[header.at[party_a]],
            .party_b = cells[header.at[party_b]],
            .token_a = token_in(cells, header, token_a, row, name),
            .token_b = token_in(cells, header, token_b, row, name),
            .link = word == "link",
            .row = row};
}

// Finds records by party and token, with an index of the parties that are asked for.
class Records {
public:
    Records(const Parties& parties, std::string_view name) : parties_(parties), name_(name) {}

    RecordRef find(const std::string& party, const RowToken& token, std::uint64_t row, bool first)
    {
        const std::uint32_t p = party_called(party, row, first ? party_a : party_b);
        const auto& rows = rows_of(p);
        const auto found = std::ranges::lower_bound(rows, token, {}, &Row::first);
        if (found == rows.end() || found->first != token)
            refuse(cell_place(name_, row, first ? token_a : token_b), "the party's file has no such record",
                   "row tokens are new for every submission: is this list of the same files?");
        return {p, found->second};
    }

private:
    using Row = std::pair<RowToken, std::uint32_t>;

    std::uint32_t party_called(const std::string& party, std::uint64_t row, Column column) const
    {
        const auto found = std::ranges::find(parties_.names, party);
        if (found == parties_.names.end())
            refuse(cell_place(name_, row, column), "no file of this run is of such a party");
        return static_cast<std::uint32_t>(found - parties_.names.begin());
    }
    const std::vector<Row>& rows_of(std::uint32_t party)
    {
        auto& rows = rows_[party];
        if (!rows.empty()) return rows;
        const auto tokens = parties_[party].tokens();
        for (std::uint32_t r = 0; r < parties_[party].rows(); ++r) rows.emplace_back(tokens[r], r);
        std::ranges::sort(rows);
        return rows;
    }

    const Parties& parties_;
    std::string_view name_;
    std::map<std::uint32_t, std::vector<Row>> rows_; // by party, in order of tokens
};

} // namespace

std::vector<KnownLine> parse_known_pairs(std::string_view text, std::string_view name)
{
    if (text.starts_with("\xEF\xBB\xBF")) text.remove_prefix(3);
    std::optional<Header> header;
    std::vector<KnownLine> lines;
    std::uint64_t row = 0;
    while (!text.empty()) {
        const std::string_view line = next_line(text);
        if (line.empty()) continue;
        if (!header) {
            header = header_of(line, name);
            continue;
        }
        const auto cells = cells_of(line);
        ++row;
        if (!cells) refuse(row_place(name, row), "has a quote that is not closed, or text behind one");
        if (cells->size() != header->cells)
            refuse(row_place(name, row),
                   fmt::format("has {} cells, the header {}", cells->size(), header->cells));
        lines.push_back(line_of(*cells, *header, row, name));
    }
    if (!header) refuse(name, "is empty", "the first line names the columns");
    return lines;
}

std::vector<KnownPair> find_known_pairs(const std::vector<KnownLine>& lines, const Parties& parties,
                                        std::string_view name)
{
    Records records(parties, name);
    std::map<std::pair<RecordRef, RecordRef>, const KnownLine*> said;
    std::vector<KnownPair> pairs;
    for (const KnownLine& line : lines) {
        const RecordRef a = records.find(line.party_a, line.token_a, line.row, true),
                        b = records.find(line.party_b, line.token_b, line.row, false);
        if (a == b) refuse(row_place(name, line.row), "a record is paired with itself");
        const auto [at, is_new] = said.try_emplace(std::minmax(a, b), &line);
        if (!is_new && at->second->link != line.link)
            refuse(row_place(name, line.row),
                   fmt::format("says the opposite of row {} about the same two records", at->second->row));
        if (is_new)
            pairs.push_back({.a = std::min(a, b),
                             .b = std::max(a, b),
                             .link = line.link,
                             .place = row_place(name, line.row)});
    }
    return pairs;
}

std::vector<KnownPair> read_known_pairs(const std::filesystem::path& path, const Parties& parties)
{
    const std::string name = path.string();
    return find_known_pairs(parse_known_pairs(read_small_file(path, largest_file), name), parties, name);
}

} // namespace gauze::linkage
