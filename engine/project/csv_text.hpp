// One cell as CSV wants it (RFC 4180), for every table that people open: quoted when it must be, and never
// taken for a formula by a spreadsheet (a cell that begins with = + - @ tab or CR gets an apostrophe in
// front, unless it is a plain number).
#pragma once

#include <charconv>
#include <string>
#include <string_view>

namespace gauze::project {

inline bool looks_like_formula(std::string_view cell)
{
    if (cell.empty() || std::string_view("=+-@\t\r").find(cell.front()) == std::string_view::npos)
        return false;
    if (cell.find_first_not_of("0123456789.eE+-") != std::string_view::npos) return true; // no inf, no nan
    double number = 0;
    const auto [end, failed] = std::from_chars(cell.data(), cell.data() + cell.size(), number);
    return failed != std::errc() || end != cell.data() + cell.size();
}

inline std::string csv_cell(std::string_view cell)
{
    std::string text;
    if (looks_like_formula(cell)) text += '\'';
    text += cell;
    if (text.find_first_of(",\"\r\n") == std::string::npos) return text;
    std::string quoted = "\"";
    for (const char c : text) {
        if (c == '"') quoted += '"';
        quoted += c;
    }
    return quoted + '"';
}

} // namespace gauze::project
