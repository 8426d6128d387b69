// Some hundred rows of a custodian's file on their way to the encoder: the unit of work of one thread. Cells
// are copied once, out of the reader's window, into memory that is wiped when the block is used again.
#pragma once

#include "engine/custodian/csv_reader.hpp"
#include "engine/custodian/csv_records.hpp"
#include "engine/custodian/wiped_arena.hpp"

#include <algorithm>
#include <cstdint>
#include <memory>
#include <string_view>
#include <vector>

namespace gauze::custodian {

// A cell that somebody else owns. As shy as Plaintext: search for `reveal` to find every reader.
class CellView {
public:
    CellView() = default;
    explicit CellView(std::string_view text) : text_(text) {}
    std::string_view reveal() const noexcept { return text_; }

private:
    std::string_view text_;
};
std::ostream& operator<<(std::ostream&, const CellView&) = delete;

class RowBlock {
public:
    static constexpr std::size_t most_rows = 512;

    // `limit`: rows after which the block calls itself full; decoys may still be appended.
    explicit RowBlock(std::size_t columns, std::size_t limit = most_rows) : columns_(columns), limit_(limit)
    {}
    RowBlock(RowBlock&&) = default;

    std::size_t size() const noexcept { return places_.size(); }
    bool full() const noexcept { return places_.size() >= limit_; }
    std::size_t columns() const noexcept { return columns_; }
    // Bytes behind a cell may be read: see WipedArena.
    // Where the row stands in the source, from 1; number 0 marks a decoy.
    std::uint64_t number(std::size_t row) const noexcept { return places_[row].number; }
    std::uint64_t line(std::size_t row) const noexcept { return places_[row].line; }
    CellView cell(std::size_t row, std::size_t column) const noexcept
    {
        return CellView(cells_[row * columns_ + column]);
    }

    // Appends a row, cell by cell: `begin_row`, then `add_cell` for each column. Views into the block stay
    // valid until `clear`. `bytes` is at least the sum of the cells' lengths.
    void begin_row(std::uint64_t number, std::uint64_t line, std::size_t bytes);
    void add_cell(std::string_view text);
    // A whole row at once: `cells` are views into `record`, which is copied in one piece.
    void add_row(std::uint64_t number, std::uint64_t line, std::string_view record,
                 std::span<const RawCell> cells);
    // The same for text that is not yet unquoted.
    void add_quoted_cell(std::string_view written);
    // Takes out the rows from `from` on for which `leaves(row)` is true, which is asked once for each, in
    // order; those behind move up. Their text is wiped with the block.
    template <typename Leaves>
    void take_out(std::size_t from, Leaves leaves)
    {
        std::size_t to = from;
        for (std::size_t row = from; row < places_.size(); ++row) {
            if (leaves(row)) continue;
            if (to != row) {
                places_[to] = places_[row];
                std::copy_n(cells_.begin() + static_cast<std::ptrdiff_t>(row * columns_), columns_,
                            cells_.begin() + static_cast<std::ptrdiff_t>(to * columns_));
            }
            ++to;
        }
        places_.resize(to);
        cell_count_ = to * columns_;
    }
    void clear() noexcept; // wipes

private:
    struct Place {
        std::uint64_t number, line;
    };
    std::size_t columns_, limit_;
    std::vector<Place> places_;
    std::string_view* more_cells(std::size_t count);
    std::vector<std::string_view> cells_; // the first `cell_count_`
    std::size_t cell_count_ = 0;
    WipedArena texts_;
    char* free_ = nullptr; // of the row under way
};

} // namespace gauze::custodian
