// Lines of a file that this program wrote, cell by cell: CSV (RFC 4180) with line feeds. Reads in pieces, not
// through a mapping, so that a large file does not count as memory held.
#pragma once

#include "bloom/base/append_file.hpp"

#include <cstdint>
#include <filesystem>
#include <string>
#include <string_view>
#include <vector>

namespace gauze::synth {

class CsvLines {
public:
    // Throws Error(input_missing), Error(bad_data) if the first line is not `header`.
    CsvLines(const std::filesystem::path& path, std::string_view header);

    // The next line; false at the end. As many cells as the header has, or Error(bad_data).
    bool next();
    const std::string& cell(std::size_t column) const noexcept { return cells_[column]; }

    // For a cell that does not say what it should. Names the file and the line, never the value.
    [[noreturn]] void refuse(std::string_view what) const;

private:
    int character();
    bool load();
    int read_cell(std::string& into);

    std::filesystem::path path_;
    OpenFile file_;
    std::vector<char> window_;
    std::size_t at_ = 0, end_ = 0;
    std::vector<std::string> cells_;
    std::uint64_t line_ = 0;
};

} // namespace gauze::synth
