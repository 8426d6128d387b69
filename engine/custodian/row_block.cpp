#include "engine/custodian/row_block.hpp"

#include <cassert>
#include <cstring>

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
    cells_.emplace_back(free_, text.size());
    free_ += text.size();
}

void RowBlock::add_row(std::uint64_t number, std::uint64_t line, std::string_view record,
                       std::span<const RawCell> cells)
{
    assert(size() < most_rows);
    char* const place = texts_.take(record.size());
    if (!record.empty()) std::memcpy(place, record.data(), record.size());
    places_.push_back({number, line});
    const std::size_t before = cells_.size();
    cells_.resize(before + cells.size());
    for (std::size_t c = 0; c < cells.size(); ++c)
        cells_[before + c] = {place + (cells[c].written.data() - record.data()), cells[c].written.size()};
}

void RowBlock::add_quoted_cell(std::string_view written)
{
    char* start = free_;
    for (std::size_t i = 0; i < written.size(); ++i) {
        *free_++ = written[i];
        if (written[i] == '"') ++i; // the second of a doubled quote
    }
    cells_.emplace_back(start, static_cast<std::size_t>(free_ - start));
}

void RowBlock::clear() noexcept
{
    places_.clear();
    cells_.clear();
    texts_.clear();
}

} // namespace gauze::custodian
