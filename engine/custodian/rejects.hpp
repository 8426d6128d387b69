// What was wrong in a custodian's file, counted by reason and listed with row and column so that the
// custodian can mend its own data. Never a value: row and column are enough for the one who has the file.
#pragma once

#include "bloom/base/files.hpp"
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
    // Opens the list. `file` names the source in it; `columns`: names for people, to which entries refer by
    // position.
    Rejects(const std::filesystem::path& path, std::string_view file, std::vector<std::string> columns);
    static constexpr std::uint32_t whole_row = UINT32_MAX;

    // In row order. `reason` is one of the fixed texts of RowFault and CellFault. Written at once, so that a
    // file with a fault in every row takes no more memory than one without.
    void add(std::uint64_t row, std::uint64_t line, std::uint32_t column, std::string_view reason,
             Consequence consequence);
    std::uint64_t size() const noexcept { return size_; }
    // By column and reason: what goes into the summary.
    Json counts() const;
    // file,row,line,column,reason,consequence - one line an entry; RFC 4180.
    void close() { out_.close(); }

private:
    struct Finding { // compared by content: reasons are of static duration, but may have copies
        std::uint32_t column;
        std::string_view reason;
        Consequence consequence;
        auto operator<=>(const Finding&) const = default;
    };
    std::string column_name(std::uint32_t column) const;
    FileWriter out_;
    std::string file_;
    std::vector<std::string> columns_;
    std::map<Finding, std::uint64_t> tally_;
    std::uint64_t size_ = 0;
};

} // namespace gauze::custodian
