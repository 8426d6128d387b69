// A stored table of a cohort, as statistics want it: the few columns that are asked for, each cell a small
// number that stands for its text. The file (CSV as CsvWriter writes it) is walked once; what stays is 4
// bytes a cell and every distinct text once, so that ten million rows of eight columns are 320 MB.
#pragma once

#include <cstdint>
#include <filesystem>
#include <string>
#include <string_view>
#include <vector>

namespace gauze::research::statistics {

struct Column {
    std::string name;
    std::vector<std::string> values;  // distinct texts, in published order (`in_order`), blank last
    std::vector<std::uint32_t> codes; // one a row, into `values`
    bool counts_all_rows = false;     // every row has another text: an identifier, not a variable
};

struct StoredTable {
    std::filesystem::path path;
    std::string sha256;              // of the file
    std::vector<std::string> header; // of all columns there are
    std::vector<Column> columns;     // those that were asked for
    std::size_t rows = 0;
    const Column& column(std::string_view name) const; // asked for; otherwise a programming fault
};

// Reads the columns `wanted` (any that the file does not have: Error(bad_data) "no-such-column"). Throws
// Error(input_missing); Error(bad_data) "cohort-damaged" with the row for what is no such file.
StoredTable read_stored(const std::filesystem::path& csv, const std::vector<std::string>& wanted);
// Only the names of the columns.
std::vector<std::string> header_of(const std::filesystem::path& csv);

// Numbers before texts, by size ("0", "1-2", "3-5", "11+"), then texts by their bytes, blank last.
bool in_order(std::string_view a, std::string_view b);

} // namespace gauze::research::statistics
