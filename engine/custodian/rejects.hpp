// What was wrong in a custodian's file, counted by reason and listed with row and column so that the
// custodian can mend its own data. Never a value: row and column are enough for the one who has the file.
#pragma once

#include "bloom/base/json.hpp"
#include "engine/custodian/csv_reader.hpp"
#include "engine/custodian/tokens.hpp"

#include <cstdint>
#include <filesystem>
#include <map>
#include <string>
#include <vector>

namespace gauze::custodian {

enum class Consequence : std::uint8_t {
    row_rejected,    // a structural fault: nothing of the row was used
    row_excluded,    // no field to compare
    cell_as_written, // encoded all the same
    cell_missing,    // the record was encoded without this field
    payload_emptied, // the payload cell was left out
};
std::string_view to_text(Consequence consequence);

class Rejects {
public:
    // `columns`: names for people; entries refer to them by position.
    explicit Rejects(std::vector<std::string> columns) : columns_(std::move(columns)) {}
    static constexpr std::uint32_t whole_row = UINT32_MAX;

    // `reason` is one of the fixed texts of RowFault and CellFault.
    void add(std::uint64_t row, std::uint64_t line, std::uint32_t column, std::string_view reason,
             Consequence consequence);
    std::uint64_t size() const noexcept { return entries_.size(); }
    // By column and reason: what goes into the summary.
    Json counts() const;
    // file,row,line,column,reason,consequence - one line an entry, in row order; RFC 4180.
    void write(const std::filesystem::path& path, std::string_view file) const;

private:
    struct Entry {
        std::uint64_t row, line;
        std::uint32_t column;
        Consequence consequence;
        std::string_view reason; // of static duration
    };
    std::string column_name(std::uint32_t column) const;
    std::vector<std::string> columns_;
    std::vector<Entry> entries_;
};

} // namespace gauze::custodian
