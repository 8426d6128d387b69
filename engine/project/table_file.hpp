// The table file: how gauze's programs hand each other tables of text (payload, ledger, persons, link map).
// It explains itself and shows damage:
//
//     gauze-table 1
//     {"kind":"link-map","columns":["row_token","study_id"], ...}      one line of JSON
//     cell TAB cell ...                                                one line a row
//     end ROWS SHA-256                                                 of all bytes before this line
//
// In a cell, backslash, tab, line feed, carriage return and NUL are written \\ \t \n \r \0. Cells are UTF-8
// by agreement, but any bytes survive.
#pragma once

#include "bloom/base/files.hpp"
#include "bloom/base/json.hpp"

#include <cstdint>
#include <functional>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace gauze::project {

// Writes one table. One thread. Destroyed before `close`, it leaves nothing.
class TableWriter {
public:
    TableWriter(const std::filesystem::path& path, std::string_view kind,
                const std::vector<std::string>& columns, const Json& about, FileMode mode);
    // The same bytes to somebody who must not put them on a disk as they are.
    using Sink = std::function<void(std::string_view)>;
    TableWriter(Sink sink, std::string_view kind, const std::vector<std::string>& columns, const Json& about);
    TableWriter(const TableWriter&) = delete;
    void row(std::span<const std::string_view> cells); // as many as there are columns
    void close();

private:
    static constexpr std::size_t lines_together =
        1u << 16; // bytes: a digest of single lines takes twice as long
    void begin(std::string_view kind, const std::vector<std::string>& columns, const Json& about);
    void put(std::string_view text);
    void flush();
    std::optional<FileWriter> file_; // or
    Sink sink_;
    Sha256 digest_;
    std::string line_; // rows that are not yet written
    std::size_t columns_;
    std::uint64_t rows_ = 0;
};

// A table written by TableWriter. The digest over the whole file is checked when it is opened, so readers
// further in may trust what they see; the file stays mapped while this object lives. Any number of threads
// may read. Throws Error(input_missing / bad_data) that names the file; a newer version is refused as such.
class TableFile {
public:
    // `kind` is what the caller expects; another kind is refused with both names in the message.
    TableFile(const std::filesystem::path& path, std::string_view kind);

    const std::vector<std::string>& columns() const noexcept { return columns_; }
    const Json& about() const noexcept { return about_; }
    std::uint64_t rows() const noexcept { return rows_; }
    // Position of a column; throws Error(bad_data) when there is none.
    std::size_t column(std::string_view name) const;
    // The cells are valid during the call only.
    void each_row(const std::function<void(std::span<const std::string_view>)>& visit) const;

private:
    std::filesystem::path path_;
    MappedFile file_;
    std::string_view body_;
    std::vector<std::string> columns_;
    Json about_;
    std::uint64_t rows_ = 0;
};

} // namespace gauze::project
