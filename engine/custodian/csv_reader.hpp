// Reads a custodian's file as it comes: CSV (RFC 4180) or separated by tabs, semicolons or bars, plain or
// gzip, with or without a byte-order mark, CRLF or LF, quoted newlines, UTF-8, UTF-16 or Windows-1252.
//
// A structural fault (another number of cells than the header, a NUL, a quote that is never closed, text
// behind a closing quote, a cell above 1 MiB) rejects its row and only its row; reading goes on with the next
// line. Nothing is lost in silence: every row is either handed out or counted with its reason.
//
// An unclosed quote costs the one line on which it opens, never the rest of the file. A quote counts as
// unclosed when no other follows within 4 MiB, or when the next one stands on a later line with text behind
// it. (No reader can tell when the next one stands right before a delimiter or a line end: by RFC 4180 it
// closes the cell.)
//
// A quote that does not begin its cell, and a carriage return that does not end its line, are characters of
// the cell.
//
// Memory: a window of the file, at most a few MiB, whatever the file's size. One thread for each reader.
#pragma once

#include "engine/custodian/input.hpp"
#include "engine/custodian/plaintext.hpp"

#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace gauze::custodian {

enum class Charset { utf8, utf16_le, utf16_be, windows_1252 };
std::string_view to_text(Charset charset); // "UTF-8", "UTF-16LE", "UTF-16BE", "Windows-1252"

// What one look through the whole file found, before the first row is encoded.
struct FileFacts {
    Charset charset = Charset::utf8;
    bool byte_order_mark = false;
    bool gzip = false;
    char delimiter = ',';
};

// Reads the file once from end to end to tell its character set, and its first rows again to tell its
// delimiter: the one that gives most rows as many cells as the header. A byte-order mark decides the
// character set; without one, a file whose delimiters and line ends are UTF-16 is UTF-16; a file with valid
// multi-byte UTF-8 is UTF-8, and what is invalid in it is a fault of the cell; one with bytes above 127 and
// no valid multi-byte sequence at all is Windows-1252. Throws Error(input_missing), or Error(bad_data) for an
// empty file or a damaged gzip stream.
FileFacts examine(const Input& input);

enum class RowFault { ragged, nul, open_quote, text_after_quote, cell_too_long };
std::string_view to_text(RowFault fault); // a few words for the rejects file

struct Row {
    std::uint64_t number = 0; // of the data row, good or faulty, from 1; header and blank lines do not count
    std::uint64_t line = 0;   // of the file, from 1, where the row starts
    std::optional<RowFault> fault; // then `cells` is empty
    Cells cells;                   // as many as there are columns; UTF-8, invalid bytes kept as they are
};

struct FaultyRow {
    std::uint64_t number = 0, line = 0;
    RowFault fault{};
};
class RowBlock;

class CsvReader {
public:
    // Reads the header: the first line that is not blank. Throws Error(bad_data) when there is none, when it
    // has a structural fault or more than 65,536 columns, or when a name stands twice in it (the message
    // gives the positions, not the names: in a file without a header they are values). Columns without a name
    // may be many; `column` does not find them.
    CsvReader(const Input& input, const FileFacts& facts);
    CsvReader(CsvReader&&) noexcept;
    ~CsvReader();

    // Column names: trimmed, without byte-order mark or quotes.
    const std::vector<std::string>& columns() const noexcept;
    std::optional<std::size_t> column(std::string_view name) const;

    // The next row, good or faulty, or nothing at the end. `into` is reused. Throws Error(bad_data) where a
    // gzip stream turns out to be damaged. Cost: a few nanoseconds a byte; each cell is copied once.
    bool next(Row& into);

    // The same without a copy of its own for each cell, for the encoder: good rows go straight into the
    // block, until it is full (true) or a faulty row is met, which is described in `faulty` (true; nullopt
    // otherwise), or the file ends (false).
    bool next(RowBlock& block, std::optional<FaultyRow>& faulty);

    std::uint64_t blank_lines() const noexcept; // skipped: they are no rows
    std::uint64_t bytes_read() const noexcept;  // of the file as stored, for progress

private:
    struct State;
    std::unique_ptr<State> state_;
};

} // namespace gauze::custodian
