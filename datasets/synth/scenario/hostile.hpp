// The forms in which a good file arrives: saved by a spreadsheet, exported in another alphabet, cut, pasted,
// broken. Each form is a pure function of a table of cells and a stream of draws, and says which cells it
// changed, so that a reader's rejects can be counted and not only survived.
#pragma once

#include "datasets/synth/draws.hpp"

#include <cstddef>
#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace gauze::synth::scenario {

using Cells = std::vector<std::string>;

// Header and rows as text cells in UTF-8.
struct Grid {
    Cells columns;
    std::vector<Cells> rows;
};

// Where a form differs from the clean file. Row 1 is the first below the header, row 0 the header; a whole
// row has column "".
struct Changed {
    std::size_t row = 0;
    std::string column;
};

struct Deformed {
    std::string bytes;
    std::vector<Changed> changed; // by row, then column; empty where only the way of writing differs
};

struct Form {
    std::string_view name;     // "utf-16"
    std::string_view in_words; // for the manifest
    Deformed (*deform)(const Grid& grid, Draws draws);
};

// In a fixed order:
//   bom               a byte-order mark before the header
//   crlf              lines end as on Windows
//   utf-16            little endian with its mark
//   windows-1252      other letters become '?', and these cells are listed
//   quoted            every cell in quotes
//   newlines          a line break inside some cells
//   huge-cell         one cell of 1 MiB
//   nul               a NUL byte inside some cells
//   ragged            some rows lack their last cell, some have one too many
//   duplicate-header  the second column bears the name of the first
//   mangled-numbers   some long numbers as a spreadsheet shows them: 9.43E+09
//   turned-dates      some dates turned: 2019-03-04 to 04/03/2019, and 04/03/2019 to 03/04/2019
//   serial-dates      some dates as a spreadsheet's days since 30 December 1899: 43528
// "Some" is `most_changed` cells, or all that can be if there are fewer.
std::span<const Form> hostile_forms();
inline constexpr std::size_t most_changed = 25;
inline constexpr std::size_t huge_cell = std::size_t{1} << 20;

// The clean form: RFC 4180, UTF-8, LF.
std::string clean_csv(const Grid& grid);

} // namespace gauze::synth::scenario
