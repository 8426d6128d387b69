// The records of a delimited text, one after the other, through a window that slides over the file: where a
// record ends, where its cells are, and how reading goes on behind one that is broken. What the cells mean,
// and how many there should be, is the reader's business.
//
// The common line has no quote: one look finds its delimiters and its end, a memchr once for many lines finds
// that the next quote is behind it, and it is cut. Only lines with quotes are walked cell by cell. A record
// that the window cuts is looked at again when more has been read; the window doubles until the record fits
// or the largest size is reached.
#pragma once

#include "engine/custodian/line_places.hpp"
#include "engine/custodian/text_source.hpp"

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace gauze::custodian {

inline constexpr std::size_t longest_cell = 1u << 20;
inline constexpr std::size_t widest_table = 1u << 16; // cells; of a wider record one more is kept, to show it

struct WindowSize {
    std::size_t first = 256u << 10;
    std::size_t largest = 4u << 20; // no record is longer
};

// A cell as it stands in the window, without the quotes around it.
struct RawCell {
    std::string_view written;
    bool doubled_quotes = false;
};
std::size_t size_of(const RawCell& cell) noexcept; // of its text
std::string text_of(const RawCell& cell);          // each doubled quote made one

struct CsvRecord {
    std::uint64_t line = 0;        // of the file, from 1, where the record starts
    std::optional<RowFault> fault; // any but `ragged`; then `cells` is empty
    std::vector<RawCell> cells;    // until the next record is asked for
    bool quoted = false;           // if not, no cell has doubled quotes, and all stand side by side
};

class CsvRecords {
public:
    CsvRecords(const Input& input, const FileFacts& facts, WindowSize window = {});

    // The next record that is not a blank line, the header included. False at the end. `into` is reused.
    bool next(CsvRecord& into);

    std::uint64_t blank_lines() const noexcept { return blank_lines_; }
    std::uint64_t bytes_read() const noexcept { return source_.bytes_read(); }

private:
    bool load_more();
    const char* find(char wanted, const char* from) const noexcept;
    const char* find_behind(char wanted, const char* from, const char*& last) const noexcept;
    const char* scan(CsvRecord& into);
    const char* split_line(CsvRecord& into) const;
    void split_wide_line(const char* stop, CsvRecord& into) const;
    const char* walk_cells(CsvRecord& into);
    const char* plain_cell(const char* at, CsvRecord& into);
    const char* quoted_cell(const char* at, CsvRecord& into);
    const char* cut(CsvRecord& into);
    void settle(CsvRecord& into, const char* behind);
    void leave(const char* behind);
    bool is_blank(const char* behind) const noexcept;

    TextSource source_;
    WipedBuffer window_;
    std::size_t largest_;
    const char* cursor_; // [cursor_, end_) of the window is still to be read
    const char* end_;
    bool ended_ = false;  // the text ends where the window ends
    const char* newline_; // the first at or behind the place where it was last asked for, or end_; likewise:
    const char* quote_;
    const char* nul_;
    const char* open_quote_ = nullptr; // where the window ended inside quotes, in the last look at a record
    std::uint64_t line_ = 1;
    std::uint64_t blank_lines_ = 0;
    char delimiter_;
    FindPlaces find_places_ = find_places();
    LinePlaces places_; // of the line at the cursor, when it was last looked at
};

} // namespace gauze::custodian
