// Exact figures, for the researcher in the closed setting: every cell and every margin of a table, with
// nothing withheld. Every row of every file says that it is not for release.
//
//     counts         AXIS..., count
//     rates          AXIS..., people, with, rate_per_N, low, high
//     means          AXIS..., people, mean, deviation, low, high
//     odds           [BY,] EXPOSURE, with, without, odds, odds_low, odds_high, odds_ratio, low, high
//     combinations   one of the first three, the combination being the first axis (after `by`)
//     microdata      line: how people would stand out (disclosure/microdata.hpp)
//
// "all" on an axis is everybody. Numbers are written so that reading them gives the same double; "" is none.
#pragma once

#include "engine/research/statistics/tabulate.hpp"

#include <filesystem>
#include <string>
#include <vector>

namespace gauze::research::statistics {

inline constexpr const char* not_for_release = "statistics-only; not for release";

// A table of texts: what a CSV file holds.
struct Sheet {
    std::vector<std::string> header;
    std::vector<std::vector<std::string>> rows;
};

Sheet exact_sheet(const Tabulated& table);
// How people stand out in rows of the request's columns.
Sheet microdata_sheet(const StoredTable& stored, const TableRequest& request, std::string_view profile);
void write_sheet(const std::filesystem::path& path, const Sheet& sheet);

// For the sheets of both sorts: the cells to write, in order, with the outcome's axis (and the exposure's own
// margin, of odds) left out; and the names of the rest of the axes at a cell.
std::vector<std::size_t> cells_to_write(const Tabulated& table);
std::vector<std::string> axis_names(const Tabulated& table);
std::vector<std::string> axis_texts(const Tabulated& table, std::size_t cell);
// The same cell with the outcome, or without it, or on another place of an axis.
std::size_t at_place(const Tabulated& table, std::size_t cell, std::size_t axis, std::size_t place);
inline constexpr std::size_t with_outcome = 0, without_outcome = 1;

} // namespace gauze::research::statistics
