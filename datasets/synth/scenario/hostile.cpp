// Cells are changed in a copy of the grid, or the bytes are written another way; no form does both, except
// Windows-1252, whose alphabet decides what can be kept.
#include "datasets/synth/scenario/hostile.hpp"

#include "datasets/synth/scenario/alphabets.hpp"
#include "datasets/synth/spelling.hpp"

#include <algorithm>
#include <array>
#include <charconv>
#include <chrono>
#include <optional>
#include <set>

#include <fmt/format.h>

namespace gauze::synth::scenario {

namespace {

using Place = std::pair<std::size_t, std::size_t>; // row, column, from 0

void append_line(std::string& out, const Cells& cells, std::string_view line_end)
{
    CsvLine line(out);
    for (const std::string& cell : cells) line.cell(cell);
    line.end(line_end);
}

std::string written(const Grid& grid, std::string_view line_end)
{
    std::string out;
    append_line(out, grid.columns, line_end);
    for (const Cells& row : grid.rows) append_line(out, row, line_end);
    return out;
}

// At most `most_changed` of the cells that `can` be changed, in order. Looks at all of them: each cell keeps
// its place in a reservoir with the chance that makes every choice equally likely (Vitter 1985, algorithm R).
template <class Can>
std::vector<Place> some_cells(const Grid& grid, Draws& draws, Can can)
{
    std::vector<Place> chosen;
    std::uint32_t seen = 0;
    for (std::size_t row = 0; row < grid.rows.size(); ++row)
        for (std::size_t column = 0; column < grid.rows[row].size(); ++column) {
            if (!can(grid.rows[row][column])) continue;
            if (chosen.size() < most_changed)
                chosen.emplace_back(row, column);
            else if (const std::uint32_t place = draws.below(seen + 1); place < most_changed)
                chosen[place] = {row, column};
            ++seen;
        }
    std::sort(chosen.begin(), chosen.end());
    return chosen;
}

std::vector<Changed> listed(const Grid& grid, const std::vector<Place>& places)
{
    std::vector<Changed> changed;
    for (const auto& [row, column] : places) changed.push_back({row + 1, grid.columns[column]});
    return changed;
}

// Changes some of the cells that can be, each by `change`.
template <class Can, class Change>
Deformed some_changed(const Grid& grid, Draws& draws, Can can, Change change)
{
    const std::vector<Place> places = some_cells(grid, draws, can);
    Grid copy = grid;
    for (const auto& [row, column] : places) change(copy.rows[row][column]);
    return {written(copy, "\n"), listed(grid, places)};
}

bool has_text(const std::string& cell) { return cell.size() >= 2; }

// Puts a letter somewhere inside, never between the bytes of another one.
void put_inside(std::string& cell, char letter, Draws& draws)
{
    std::size_t place = 1 + draws.below(static_cast<std::uint32_t>(cell.size() - 1));
    while (place < cell.size() && (static_cast<unsigned char>(cell[place]) & 0xc0u) == 0x80u) ++place;
    cell.insert(cell.begin() + static_cast<std::ptrdiff_t>(place), letter);
}

Deformed bom(const Grid& grid, Draws) { return {"\xef\xbb\xbf" + written(grid, "\n"), {}}; }
Deformed crlf(const Grid& grid, Draws) { return {written(grid, "\r\n"), {}}; }
Deformed utf_16(const Grid& grid, Draws) { return {in_utf16(written(grid, "\n")), {}}; }

Deformed windows_1252(const Grid& grid, Draws)
{
    Deformed form;
    Grid copy = grid;
    for (std::size_t row = 0; row < copy.rows.size(); ++row)
        for (std::size_t column = 0; column < copy.rows[row].size(); ++column) {
            const InWindows1252 text = in_windows_1252(copy.rows[row][column]);
            if (text.replaced > 0) form.changed.push_back({row + 1, grid.columns[column]});
            copy.rows[row][column] = text.bytes;
        }
    form.bytes = written(copy, "\n");
    return form;
}

Deformed quoted(const Grid& grid, Draws)
{
    std::string out;
    const auto append = [&](const Cells& cells) {
        for (std::size_t i = 0; i < cells.size(); ++i) {
            out += i == 0 ? "\"" : ",\"";
            for (const char character : cells[i]) out.append(character == '"' ? 2 : 1, character);
            out += '"';
        }
        out += '\n';
    };
    append(grid.columns);
    for (const Cells& row : grid.rows) append(row);
    return {out, {}};
}

Deformed newlines(const Grid& grid, Draws draws)
{
    return some_changed(grid, draws, has_text, [&](std::string& cell) { put_inside(cell, '\n', draws); });
}

Deformed nul(const Grid& grid, Draws draws)
{
    return some_changed(grid, draws, has_text, [&](std::string& cell) { put_inside(cell, '\0', draws); });
}

Deformed huge(const Grid& grid, Draws draws)
{
    std::vector<Place> places = some_cells(grid, draws, has_text);
    if (places.size() > 1) places = {places[draws.below(static_cast<std::uint32_t>(places.size()))]};
    Grid copy = grid;
    for (const auto& [row, column] : places) copy.rows[row][column].assign(huge_cell, 'A');
    return {written(copy, "\n"), listed(grid, places)};
}

Deformed ragged(const Grid& grid, Draws draws)
{
    std::set<std::size_t> rows;
    const std::size_t wanted = std::min(most_changed, grid.rows.size());
    while (rows.size() < wanted) rows.insert(draws.below(static_cast<std::uint32_t>(grid.rows.size())));
    Deformed form;
    Grid copy = grid;
    for (const std::size_t row : rows) {
        // A file of one column has no cell to spare: an empty line is no row.
        if (grid.columns.size() > 1 && draws.below(2) == 0)
            copy.rows[row].pop_back();
        else
            copy.rows[row].emplace_back("x");
        form.changed.push_back({row + 1, ""});
    }
    form.bytes = written(copy, "\n");
    return form;
}

Deformed duplicate_header(const Grid& grid, Draws)
{
    if (grid.columns.size() < 2) return {written(grid, "\n"), {}};
    Grid copy = grid;
    copy.columns[1] = copy.columns[0];
    return {written(copy, "\n"), {{0, grid.columns[1]}}};
}

bool is_long_number(const std::string& cell)
{
    return cell.size() >= 10 && cell.size() <= 18 &&
           cell.find_first_not_of("0123456789") == std::string::npos;
}

// 9434765919 to 9.43E+09: three digits, half up, as a spreadsheet's narrow column shows it.
void show_short(std::string& cell)
{
    std::uint64_t number = 0;
    std::from_chars(cell.data(), cell.data() + cell.size(), number);
    if (number < 1'000) return;
    unsigned exponent = 0;
    std::uint64_t unit = 1;
    while (number / unit >= 10) unit *= 10, ++exponent;
    std::uint64_t shown = (number + unit / 200) / (unit / 100);
    if (shown == 1'000) shown = 100, ++exponent;
    cell = fmt::format("{}.{:02}E+{:02}", shown / 100, shown % 100, exponent);
}

Deformed mangled_numbers(const Grid& grid, Draws draws)
{
    const auto can = [](const std::string& cell) { return is_long_number(cell) && cell[0] != '0'; };
    return some_changed(grid, draws, can, show_short);
}

struct WrittenDate {
    std::chrono::year_month_day date;
    bool iso;
};

std::optional<unsigned> digits(std::string_view text)
{
    unsigned number = 0;
    const auto [end, fault] = std::from_chars(text.data(), text.data() + text.size(), number);
    if (fault != std::errc() || end != text.data() + text.size()) return std::nullopt;
    return number;
}

std::optional<WrittenDate> date_in(std::string_view cell)
{
    if (cell.size() != 10) return std::nullopt;
    const bool iso = cell[4] == '-' && cell[7] == '-';
    if (!iso && !(cell[2] == '/' && cell[5] == '/')) return std::nullopt;
    const auto year = digits(iso ? cell.substr(0, 4) : cell.substr(6));
    const auto month = digits(iso ? cell.substr(5, 2) : cell.substr(3, 2));
    const auto day = digits(iso ? cell.substr(8) : cell.substr(0, 2));
    if (!year || !month || !day) return std::nullopt;
    const std::chrono::year_month_day date(std::chrono::year(static_cast<int>(*year)),
                                           std::chrono::month(*month), std::chrono::day(*day));
    if (!date.ok()) return std::nullopt;
    return WrittenDate{date, iso};
}

void turn(std::string& cell)
{
    const WrittenDate read = *date_in(cell);
    const auto day = static_cast<unsigned>(read.date.day()), month = static_cast<unsigned>(read.date.month());
    const int year = static_cast<int>(read.date.year());
    cell = read.iso ? fmt::format("{:02}/{:02}/{:04}", day, month, year)
                    : fmt::format("{:02}/{:02}/{:04}", month, day, year);
}

Deformed turned_dates(const Grid& grid, Draws draws)
{
    const auto can = [](const std::string& cell) {
        const auto read = date_in(cell);
        return read && (read->iso ||
                        static_cast<unsigned>(read->date.day()) != static_cast<unsigned>(read->date.month()));
    };
    return some_changed(grid, draws, can, turn);
}

Deformed serial_dates(const Grid& grid, Draws draws)
{
    using namespace std::chrono;
    constexpr sys_days zero = 1899y / December / 30;
    return some_changed(
        grid, draws, [](const std::string& cell) { return date_in(cell).has_value(); },
        [&](std::string& cell) { cell = std::to_string((sys_days(date_in(cell)->date) - zero).count()); });
}

constexpr std::array forms{
    Form{"bom", "a byte-order mark before the header", bom},
    Form{"crlf", "lines end with CR LF", crlf},
    Form{"utf-16", "UTF-16, little endian, with its mark", utf_16},
    Form{"windows-1252", "Windows-1252; letters it lacks are '?'", windows_1252},
    Form{"quoted", "every cell in quotes", quoted},
    Form{"newlines", "a line break inside some cells", newlines},
    Form{"huge-cell", "one cell of 1 MiB", huge},
    Form{"nul", "a NUL byte inside some cells", nul},
    Form{"ragged", "some rows one cell short or one too long", ragged},
    Form{"duplicate-header", "the second column bears the name of the first", duplicate_header},
    Form{"mangled-numbers", "some long numbers as 9.43E+09", mangled_numbers},
    Form{"turned-dates", "some dates with their parts turned", turned_dates},
    Form{"serial-dates", "some dates as days since 30 December 1899", serial_dates},
};

} // namespace

std::span<const Form> hostile_forms() { return forms; }
std::string clean_csv(const Grid& grid) { return written(grid, "\n"); }

} // namespace gauze::synth::scenario
