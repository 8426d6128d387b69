// A table as CSV: RFC 4180 with LF, UTF-8, a cell quoted when it must be, and no cell that a spreadsheet
// would run as a formula (engine/project/csv_text.hpp says how). For its owner only: rows are about persons.
#pragma once

#include "bloom/base/files.hpp"

#include <filesystem>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace gauze::research {

// One thread. Destroyed before `close`, it leaves nothing. Throws Error(cannot_write).
class CsvWriter {
public:
    CsvWriter(const std::filesystem::path& path, const std::vector<std::string>& columns);
    void row(std::span<const std::string_view> cells); // as many as there are columns
    void close();

private:
    FileWriter file_;
    std::string line_;
    std::size_t columns_;
};

} // namespace gauze::research
