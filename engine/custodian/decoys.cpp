#include "engine/custodian/decoys.hpp"

#include "engine/custodian/repeats.hpp"

#include <vector>

namespace gauze::custodian {

namespace {

constexpr std::size_t fewest_rows = 16; // to draw from: of one row a decoy would be the very record

} // namespace

std::uint64_t Decoys::draw(std::uint64_t below)
{
    const std::uint64_t place[] = {seed_, drawn_++};
    return print_of(place, sizeof place) % below; // blocks are small: the bias is below 2^-54
}

void Decoys::append(RowBlock& block)
{
    const std::size_t real = block.size();
    if (real < fewest_rows) return; // the end of the file
    rows_ += real;
    const std::uint64_t due = rows_ * per_mille_ / 1000 - made_;
    std::vector<std::string_view> cells(block.columns());
    for (std::uint64_t d = 0; d < due; ++d) {
        std::size_t bytes = 0;
        for (std::size_t c = 0; c < cells.size(); ++c) {
            cells[c] = block.cell(draw(real), c).reveal();
            bytes += cells[c].size();
        }
        block.begin_row(0, 0, bytes);
        for (const std::string_view cell : cells) block.add_cell(cell);
        ++made_;
    }
}

} // namespace gauze::custodian
