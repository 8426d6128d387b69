#include "engine/custodian/csv_records.hpp"

#include <algorithm>
#include <bit>
#include <cassert>
#include <cstring>

namespace gauze::custodian {

std::size_t size_of(const RawCell& cell) noexcept
{
    if (!cell.doubled_quotes) return cell.written.size();
    return cell.written.size() - static_cast<std::size_t>(std::ranges::count(cell.written, '"')) / 2;
}

std::string text_of(const RawCell& cell)
{
    if (!cell.doubled_quotes) return std::string(cell.written);
    std::string text;
    text.reserve(cell.written.size());
    for (std::string_view rest = cell.written; !rest.empty();) {
        const std::size_t quote = std::min(rest.find('"'), rest.size() - 1);
        text += rest.substr(0, quote + 1);
        rest.remove_prefix(std::min(quote + 2, rest.size()));
    }
    return text;
}

CsvRecords::CsvRecords(const Input& input, const FileFacts& facts, WindowSize window)
    : source_(input, facts.charset),
      window_(window.first),
      largest_(window.largest),
      cursor_(window_.data()),
      end_(cursor_),
      newline_(cursor_),
      quote_(cursor_),
      nul_(cursor_),
      delimiter_(facts.delimiter)
{
    assert(window.first > 0 && window.first <= window.largest);
}

bool CsvRecords::next(CsvRecord& into)
{
    for (;;) {
        while (cursor_ == end_)
            if (!load_more()) return false;
        const char* behind = scan(into);
        while (behind == nullptr && load_more()) behind = scan(into);
        if (behind == nullptr) behind = cut(into);
        const bool blank = is_blank(behind);
        settle(into, behind);
        leave(behind);
        if (!blank) return true;
        ++blank_lines_;
    }
}

// Moves what is still to be read to the front of the window and fills the rest; a record that fills the
// window whole makes it grow. False when there is no more to be had.
bool CsvRecords::load_more()
{
    const auto kept = static_cast<std::size_t>(end_ - cursor_);
    if (ended_ || kept == largest_) return false;
    if (kept == window_.size()) {
        WipedBuffer wider(std::min(2 * window_.size(), largest_));
        std::memcpy(wider.data(), cursor_, kept);
        window_.swap(wider);
    } else
        std::memmove(window_.data(), cursor_, kept);
    const std::size_t room = window_.size() - kept;
    const std::size_t got = source_.read({window_.data() + kept, room});
    ended_ = got < room;
    cursor_ = window_.data();
    end_ = cursor_ + kept + got;
    newline_ = find('\n', cursor_);
    quote_ = find('"', cursor_);
    nul_ = find('\0', cursor_);
    return true;
}

const char* CsvRecords::find(char wanted, const char* from) const noexcept
{
    const void* found = std::memchr(from, wanted, static_cast<std::size_t>(end_ - from));
    return found == nullptr ? end_ : static_cast<const char*>(found);
}

// The same, remembered: asked for places that only move on, it looks at each byte of the window once.
const char* CsvRecords::find_behind(char wanted, const char* from, const char*& last) const noexcept
{
    if (last < from) last = find(wanted, from);
    return last;
}

// Looks at the record at the cursor. Returns the byte behind it, or nullptr if the window ends first.
const char* CsvRecords::scan(CsvRecord& into)
{
    into.fault.reset();
    open_quote_ = nullptr;
    into.quoted = true;
    find_places_(cursor_, end_, delimiter_, places_);
    const char* line_end = newline_ = places_.line_feed;
    if (line_end == end_ && !ended_) return nullptr;
    if (find_behind('"', cursor_, quote_) >= line_end) return split_line(into);
    into.cells.clear();
    return walk_cells(into);
}

namespace {

// A carriage return before the line feed belongs to the line end, also where the file ends between the two.
const char* without_return(const char* from, const char* line_end) noexcept
{
    return line_end > from && line_end[-1] == '\r' ? line_end - 1 : line_end;
}

// A line of nothing but delimiters must not fill the memory: one cell too many is enough to know.
void add(CsvRecord& into, RawCell cell)
{
    if (into.cells.size() <= widest_table) into.cells.push_back(cell);
}

std::string_view between(const char* from, const char* to) noexcept
{
    return {from, static_cast<std::size_t>(to - from)};
}

} // namespace

// The cells between the delimiters that `scan` found.
const char* CsvRecords::split_line(CsvRecord& into) const
{
    const char* const stop = without_return(cursor_, newline_);
    const char* const behind = newline_ == end_ ? end_ : newline_ + 1;
    if (places_.count > LinePlaces::most) return split_wide_line(stop, into), behind;
    if (into.cells.size() != places_.count + 1) into.cells.resize(places_.count + 1);
    RawCell* cell = into.cells.data();
    const char* at = cursor_;
    for (std::size_t c = 0; c < places_.count; ++c) {
        const char* const end = places_.delimiters[c];
        *cell++ = {between(at, end)};
        at = end + 1;
    }
    *cell = {between(at, stop)};
    into.quoted = false;
    return behind;
}

void CsvRecords::split_wide_line(const char* stop, CsvRecord& into) const
{
    const char* at = cursor_;
    into.cells.clear();
    for (const void* next;
         (next = std::memchr(at, delimiter_, static_cast<std::size_t>(stop - at))) != nullptr;) {
        add(into, {between(at, static_cast<const char*>(next))});
        at = static_cast<const char*>(next) + 1;
    }
    add(into, {between(at, stop)});
}

const char* CsvRecords::walk_cells(CsvRecord& into)
{
    for (const char* at = cursor_;; ++at) {
        at = at != end_ && *at == '"' ? quoted_cell(at, into) : plain_cell(at, into);
        if (at == nullptr) return nullptr;
        if (at == end_) return ended_ ? end_ : nullptr;
        if (*at == '\n') return at + 1;
    }
}

// Each of these two appends the cell at `at` and returns the delimiter, line feed or end of the window behind
// it.
const char* CsvRecords::plain_cell(const char* at, CsvRecord& into)
{
    const char* line_end = find_behind('\n', at, newline_);
    const void* delimiter = std::memchr(at, delimiter_, static_cast<std::size_t>(line_end - at));
    const char* stop =
        delimiter == nullptr ? without_return(at, line_end) : static_cast<const char*>(delimiter);
    add(into, {between(at, stop)});
    return delimiter == nullptr ? line_end : stop;
}

// nullptr: the window ends before the closing quote and what follows it are seen.
const char* CsvRecords::quoted_cell(const char* at, CsvRecord& into)
{
    open_quote_ = at;
    bool doubled = false;
    const char* closing = find('"', at + 1);
    while (closing != end_ && closing + 1 != end_ && closing[1] == '"') {
        doubled = true;
        closing = find('"', closing + 2);
    }
    if (closing == end_) return nullptr;
    const char* next = closing + 1;
    if (next != end_ && *next == '\r' && (next + 1 == end_ || next[1] == '\n')) ++next;
    if (next == end_ && !ended_) return nullptr;

    open_quote_ = nullptr;
    if (next == end_ || *next == '\n' || *next == delimiter_) {
        add(into, {between(at + 1, closing), doubled});
        return next;
    }
    // Text behind the quote. On a later line than the opening one it says that this quote opens a cell of
    // that line, and that ours was never closed: our row ends with its line, and the later lines are rows of
    // their own.
    const char* line_end = find_behind('\n', at, newline_);
    if (line_end < closing) {
        into.fault = RowFault::open_quote;
        return line_end;
    }
    into.fault = RowFault::text_after_quote;
    return plain_cell(next, into);
}

// A record that no window can hold: its quote is never closed, or its line has no end within reach. It ends
// with the line on which it broke.
const char* CsvRecords::cut(CsvRecord& into)
{
    const char* line_end = open_quote_ == nullptr ? end_ : find('\n', open_quote_);
    const bool line_known = line_end != end_ || ended_;
    into.fault = line_known ? RowFault::open_quote : RowFault::cell_too_long;
    return line_end == end_ ? end_ : line_end + 1;
}

void CsvRecords::settle(CsvRecord& into, const char* behind)
{
    into.line = line_;
    if (!into.fault && find_behind('\0', cursor_, nul_) < behind) into.fault = RowFault::nul;
    const auto too_long = [](const RawCell& cell) { return size_of(cell) > longest_cell; };
    if (!into.fault && static_cast<std::size_t>(behind - cursor_) > longest_cell &&
        std::ranges::any_of(into.cells, too_long))
        into.fault = RowFault::cell_too_long;
    if (into.fault) into.cells.clear();
}

// Moves behind the record; a line that was cut is skipped to its end.
void CsvRecords::leave(const char* behind)
{
    if (newline_ + 1 == behind && newline_ == places_.line_feed) { // one line, as nearly all are
        cursor_ = behind;
        ++line_;
        return;
    }
    const bool whole = behind[-1] == '\n' || (ended_ && behind == end_);
    for (; cursor_ != behind; ++line_) {
        const char* line_end = find('\n', cursor_);
        cursor_ = line_end < behind ? line_end + 1 : behind;
    }
    if (whole) return;
    do {
        newline_ = find('\n', cursor_);
        cursor_ = newline_ == end_ ? end_ : newline_ + 1;
    } while (newline_ == end_ && load_more());
}

bool CsvRecords::is_blank(const char* behind) const noexcept
{
    return *cursor_ == '\n' ||
           (*cursor_ == '\r' && (behind == cursor_ + 1 || (behind == cursor_ + 2 && cursor_[1] == '\n')));
}

} // namespace gauze::custodian
