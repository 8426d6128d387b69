#include "engine/custodian/row_block.hpp"

#include <algorithm>
#include <cassert>
#include <cstring>
#include <utility>

namespace gauze::custodian {

void RowBlock::begin_row(std::uint64_t number, std::uint64_t line, std::size_t bytes)
{
    assert(size() < most_rows);
    free_ = texts_.take(bytes);
    places_.push_back({number, line});
}

void RowBlock::add_cell(std::string_view text)
{
    if (!text.empty()) std::memcpy(free_, text.data(), text.size());
    *more_cells(1) = {free_, text.size()};
    free_ += text.size();
}

void RowBlock::add_row(std::uint64_t number, std::uint64_t line, std::string_view record,
                       std::span<const RawCell> cells)
{
    assert(size() < most_rows);
    char* const place = texts_.take(record.size());
    if (!record.empty()) std::memcpy(place, record.data(), record.size());
    places_.push_back({number, line});
    std::string_view* to = more_cells(cells.size());
    for (const RawCell& cell : cells)
        *to++ = {place + (cell.written.data() - record.data()), cell.written.size()};
}

void RowBlock::add_quoted_cell(std::string_view written)
{
    char* start = free_;
    for (std::size_t i = 0; i < written.size(); ++i) {
        *free_++ = written[i];
        if (written[i] == '"') ++i; // the second of a doubled quote
    }
    *more_cells(1) = {start, static_cast<std::size_t>(free_ - start)};
}

// The list is never made shorter, so that the next block's cells need not be made from nothing.
std::string_view* RowBlock::more_cells(std::size_t count)
{
    const std::size_t before = std::exchange(cell_count_, cell_count_ + count);
    if (cell_count_ > cells_.size()) cells_.resize(std::max(cell_count_, 2 * cells_.size()));
    return cells_.data() + before;
}

void RowBlock::clear() noexcept
{
    places_.clear();
    cell_count_ = 0;
    texts_.clear();
}

} // namespace gauze::custodian
