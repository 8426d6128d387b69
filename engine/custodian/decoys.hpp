// Rows of nobody among the rows of people (the profile strict): each cell is taken from a real row drawn at
// random, so that a decoy looks like the file it hides in and resembles no one in particular. Only the
// custodian's ledger knows which rows they are; the researcher's payload has nothing for them.
#pragma once

#include "engine/custodian/row_block.hpp"

#include <cstdint>

namespace gauze::custodian {

class Decoys {
public:
    // `per_mille`: decoys for every thousand rows; `seed` decides which cells they get.
    Decoys(std::uint32_t per_mille, std::uint64_t seed) : per_mille_(per_mille), seed_(seed) {}
    // How many rows of the source a block may hold, so that there is room for their decoys.
    std::size_t real_rows() const noexcept
    {
        return per_mille_ == 0 ? RowBlock::most_rows : RowBlock::most_rows * 1000 / (1000 + per_mille_) - 1;
    }
    // Appends the decoys that are due, with row number 0; none to a block of a handful of rows, whose decoys
    // would be copies of people. One thread, block after block.
    void append(RowBlock& block);

private:
    std::uint64_t draw(std::uint64_t below);
    std::uint32_t per_mille_;
    std::uint64_t seed_, drawn_ = 0;
    std::uint64_t rows_ = 0, made_ = 0;
};

} // namespace gauze::custodian
