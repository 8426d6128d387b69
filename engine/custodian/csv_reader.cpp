// From records to rows: the first record names the columns, and every later one must have as many cells.
#include "engine/custodian/csv_reader.hpp"

#include "bloom/base/error.hpp"
#include "engine/custodian/csv_records.hpp"
#include "engine/custodian/row_block.hpp"

#include <algorithm>
#include <unordered_map>
#include <utility>

#include <fmt/format.h>

namespace gauze::custodian {

namespace {

constexpr std::string_view blanks = " \t\r\n\v\f";

std::string_view trimmed(std::string_view text)
{
    const std::size_t first = text.find_first_not_of(blanks);
    if (first == text.npos) return {};
    return text.substr(first, text.find_last_not_of(blanks) - first + 1);
}

// Files of old Macintosh programs end their lines in a carriage return alone, and come as one endless header.
bool holds_lone_return(std::string_view text)
{
    for (std::size_t at = text.find('\r'); at != text.npos; at = text.find('\r', at + 1))
        if (!text.substr(at + 1).starts_with('\n')) return true;
    return false;
}

} // namespace

struct CsvReader::State {
    State(const Input& input, const FileFacts& facts) : path(input.path()), records(input, facts)
    {
        read_header();
        refuse_repeated_names();
    }
    State(const State&) = delete;
    ~State() // in a file without a header they are values
    {
        for (std::string& name : columns) wipe(std::as_writable_bytes(std::span(name)));
    }
    void read_header();
    void refuse_repeated_names() const;

    std::filesystem::path path;
    CsvRecords records;
    CsvRecord record;
    std::vector<std::string> columns;
    std::uint64_t rows = 0;
};

void CsvReader::State::read_header()
{
    if (!records.next(record))
        throw Error(Exit::bad_data, fmt::format("{} holds no header, only blank lines", path.string()),
                    "the first row must hold the column names");
    if (record.fault)
        throw Error(Exit::bad_data,
                    fmt::format("{}: the header in line {} has {}", path.string(), record.line,
                                to_text(*record.fault)),
                    "the first row must hold the column names");
    if (record.cells.size() > widest_table)
        throw Error(Exit::bad_data,
                    fmt::format("{}: the header has more than {} columns", path.string(), widest_table),
                    "is it a table of persons, one a line?");
    for (const RawCell& cell : record.cells) {
        const Plaintext name(text_of(cell));
        columns.emplace_back(trimmed(name.reveal()));
        if (holds_lone_return(columns.back()))
            throw Error(Exit::bad_data,
                        fmt::format("{}: lines seem to end in a carriage return alone", path.string()),
                        "save it with line feeds (LF or CRLF)");
    }
}

void CsvReader::State::refuse_repeated_names() const
{
    std::unordered_map<std::string_view, std::size_t> first;
    for (std::size_t column = 0; column < columns.size(); ++column) {
        if (columns[column].empty()) continue;
        const auto [seen, is_new] = first.emplace(columns[column], column);
        if (!is_new)
            throw Error(Exit::bad_data,
                        fmt::format("{}: columns {} and {} have the same name", path.string(),
                                    seen->second + 1, column + 1),
                        "give every column a name of its own; if the first row holds a record, put a header "
                        "above it");
    }
}

CsvReader::CsvReader(const Input& input, const FileFacts& facts)
    : state_(std::make_unique<State>(input, facts))
{}
CsvReader::CsvReader(CsvReader&&) noexcept = default;
CsvReader::~CsvReader() = default;

const std::vector<std::string>& CsvReader::columns() const noexcept { return state_->columns; }

std::optional<std::size_t> CsvReader::column(std::string_view name) const
{
    const auto found = std::ranges::find(state_->columns, name);
    if (name.empty() || found == state_->columns.end()) return std::nullopt;
    return static_cast<std::size_t>(found - state_->columns.begin());
}

bool CsvReader::next(Row& into)
{
    into.cells.clear();
    CsvRecord& record = state_->record;
    if (!state_->records.next(record)) return false;
    into.number = ++state_->rows;
    into.line = record.line;
    into.fault = record.fault;
    if (!into.fault && record.cells.size() != state_->columns.size()) into.fault = RowFault::ragged;
    if (into.fault) return true;
    for (const RawCell& cell : record.cells) into.cells.emplace_back(text_of(cell));
    return true;
}

bool CsvReader::next(RowBlock& block, std::optional<FaultyRow>& faulty)
{
    faulty.reset();
    CsvRecord& record = state_->record;
    while (!block.full()) {
        if (!state_->records.next(record)) return false;
        const std::uint64_t number = ++state_->rows;
        if (!record.fault && record.cells.size() != state_->columns.size()) record.fault = RowFault::ragged;
        if (record.fault) {
            faulty = {number, record.line, *record.fault};
            return true;
        }
        if (!record.quoted || std::ranges::none_of(record.cells, &RawCell::doubled_quotes)) {
            const char* const first = record.cells.front().written.data();
            const std::string_view last = record.cells.back().written;
            block.add_row(number, record.line,
                          {first, static_cast<std::size_t>(last.data() + last.size() - first)}, record.cells);
            continue;
        }
        std::size_t bytes = 0;
        for (const RawCell& cell : record.cells) bytes += cell.written.size();
        block.begin_row(number, record.line, bytes);
        for (const RawCell& cell : record.cells)
            cell.doubled_quotes ? block.add_quoted_cell(cell.written) : block.add_cell(cell.written);
    }
    return true;
}

std::uint64_t CsvReader::blank_lines() const noexcept { return state_->records.blank_lines(); }
std::uint64_t CsvReader::bytes_read() const noexcept { return state_->records.bytes_read(); }

std::string_view to_text(RowFault fault)
{
    switch (fault) {
    case RowFault::ragged: return "another number of cells than the header";
    case RowFault::nul: return "a NUL character";
    case RowFault::open_quote: return "a quote that is never closed";
    case RowFault::text_after_quote: return "text behind a closing quote";
    case RowFault::cell_too_long: return "a cell above 1 MiB";
    }
    return "unknown";
}

} // namespace gauze::custodian
