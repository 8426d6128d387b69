// Rows of nobody among the rows of people (the profile strict): each cell is taken from a real row drawn at
// random, so that a decoy looks like the file it hides in and resembles no one in particular. A number that
// only one person has (NHS number, UPN, NINO) is not taken but made: with somebody's own number a decoy would
// be linked as that person, and the two rows would stand out as the only ones that share it. Only the
// custodian's ledger knows which rows they are; the researcher's payload has nothing for them.
#pragma once

#include "engine/custodian/normal_form.hpp"
#include "engine/custodian/row_block.hpp"
#include "engine/custodian/survey.hpp"

#include <cstdint>
#include <string>
#include <vector>

namespace gauze::custodian {

class Decoys {
public:
    // A column of numbers, each of one person alone.
    struct Numbers {
        std::size_t column;
        Normaliser rules;
    };
    static std::vector<Numbers> numbers_among(const project::Policy& policy,
                                              const std::vector<FieldSource>& sources);

    // `per_mille`: decoys for every thousand rows; `seed` decides which cells they get.
    Decoys(std::uint32_t per_mille, std::uint64_t seed, std::vector<Numbers> numbers = {})
        : per_mille_(per_mille), seed_(seed), numbers_(std::move(numbers))
    {}
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
    std::string number_like(std::string_view cell, const Normaliser& rules);
    std::uint32_t per_mille_;
    std::uint64_t seed_, drawn_ = 0;
    std::vector<Numbers> numbers_;
    std::uint64_t rows_ = 0, made_ = 0;
};

} // namespace gauze::custodian
