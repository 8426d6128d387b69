// Rows on their way from the reader to the encoder: their cells end to end in one buffer, so that the reader
// may go on while many threads look at them. Holds plaintext; wiped when it goes.
#pragma once

#include "engine/custodian/anonlink/clk_csv.hpp"

#include <cstddef>
#include <cstdint>
#include <span>
#include <string_view>
#include <vector>

namespace gauze::custodian::anonlink {

class RowBatch {
public:
    explicit RowBatch(std::size_t columns) : bytes_(capacity), columns_(columns) {}

    // Takes rows until the batch is full, the file ends or trouble is met. False if there was none to take.
    bool fill(ClkCsv& csv)
    {
        used_ = 0;
        cells_.clear();
        const std::size_t most_cells = rows_at_most * columns_;
        while (cells_.size() < most_cells && used_ + WindowSize{}.largest <= capacity && csv.next())
            for (const RawCell& cell : csv.cells()) add(cell);
        return !cells_.empty();
    }
    std::size_t rows() const noexcept { return cells_.size() / columns_; }
    void row(std::size_t r, std::span<std::string_view> into) noexcept
    {
        for (std::size_t c = 0; c < columns_; ++c) {
            const Cell cell = cells_[r * columns_ + c];
            into[c] = {bytes_.data() + cell.start, cell.size};
        }
    }

private:
    struct Cell {
        std::uint32_t start, size;
    };
    static constexpr std::size_t capacity = 12u << 20; // three of the longest records
    static constexpr std::size_t rows_at_most = 1u << 15;

    void add(const RawCell& cell)
    {
        const std::size_t start = used_;
        char* to = bytes_.data() + used_;
        if (!cell.doubled_quotes) {
            used_ += cell.written.copy(to, cell.written.size());
        } else {
            for (std::size_t i = 0; i < cell.written.size(); ++i, ++used_) {
                *to++ = cell.written[i];
                i += cell.written[i] == '"'; // its twin
            }
        }
        cells_.push_back({static_cast<std::uint32_t>(start), static_cast<std::uint32_t>(used_ - start)});
    }

    WipedBuffer bytes_;
    std::size_t used_ = 0;
    std::size_t columns_;
    std::vector<Cell> cells_;
};

} // namespace gauze::custodian::anonlink
