// A custodian's CSV as clkhash reads it, through Python's csv module: commas, UTF-8, and a blank line is a
// row without cells, which no schema asks for. What the two readers would take differently is a fault here: a
// byte-order mark that Python would count as part of the first cell, text behind a closing quote, a quote
// that is never closed, NUL.
#pragma once

#include "engine/custodian/csv_records.hpp"

#include <cstdint>
#include <filesystem>
#include <optional>
#include <string>
#include <vector>

namespace gauze::custodian::anonlink {

// What the first row is: compared with the schema's identifiers, data, or passed over.
enum class HeaderRow { check, none, skip };

struct RowTrouble {
    std::uint64_t row = 0; // from 0; the header does not count
    std::string what;      // holds no value
};

// Rows one after the other. One thread; memory is one window of the file.
class ClkCsv {
public:
    // Reads the header. Throws Error(input_missing), Error(bad_data).
    ClkCsv(const std::filesystem::path& path, const std::vector<std::string>& identifiers, HeaderRow header);

    // The next row, which has as many cells as there are identifiers. False at the end, or when `trouble()`
    // has been found. The cells are good until the next call.
    bool next();
    const std::vector<RawCell>& cells() const noexcept { return record_.cells; }
    const std::optional<RowTrouble>& trouble() const noexcept { return trouble_; }
    std::uint64_t rows() const noexcept { return rows_; } // handed out so far
    std::uint64_t bytes_read() const noexcept { return records_.bytes_read(); }

private:
    bool read_record();
    void check_header(const std::vector<std::string>& identifiers) const;
    std::string entries(std::size_t count) const;

    std::filesystem::path path_;
    CsvRecords records_;
    CsvRecord record_;
    std::size_t columns_;
    std::uint64_t blank_lines_ = 0; // that have been dealt with
    std::uint64_t rows_ = 0;
    bool waiting_ = false; // `record_` holds a row that was read behind blank lines
    std::optional<RowTrouble> trouble_;
};

} // namespace gauze::custodian::anonlink
