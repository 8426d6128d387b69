// A second record of the same person, made up from the first: how two custodians' records of one person
// differ. Each field by itself is as it was, has one slip, has two slips, or has the value of another record
// of the file; and it is blank where a record drawn from the file lacks it. A slip is a letter of a name
// replaced, left out, doubled or swapped with the next; of a date, a postcode or a number one digit or letter
// replaced by another. A sex has no slips.
//
// Two kinds of files, so that a data manager finds his between them:
//
//   careful    a given name differs in 3 % of the pairs, a family name in 4 %, a date in .5 %, a home in 10
//   %, other
//              fields in 5 %: two good administrative sources a year apart (docs/decisions.md)
//   careless   every field: one slip in 14 %, two in 6 %, another value in 8 %: the shares that match keys
//   are
//              chosen by
#pragma once

#include "engine/custodian/suggest_draws.hpp"
#include "engine/custodian/suggest_sample.hpp"
#include "engine/project/policy.hpp"

#include <cstddef>
#include <cstdint>
#include <string>
#include <vector>

namespace gauze::custodian {

enum class Care { careful, careless };

struct SlipShares {
    double one = 0, two = 0, other = 0; // the rest is as it was
};
SlipShares slip_shares(Care care, project::FieldKind kind) noexcept;

// Makes one slip in the text; false if there is no letter or digit to slip on. Characters outside ASCII stay.
bool slip(std::string& text, project::FieldKind kind, Draws& draws);

// Second records, block by block. Immutable; any number of threads.
class SecondRecords {
public:
    // `present` tells, by field and row, whether a sampled row has a field. Policy and rows must outlive
    // this.
    SecondRecords(const project::Policy& policy, const SampledRows& rows, Care care,
                  std::vector<std::vector<std::uint8_t>> present);
    // As many rows as the block has, in its order. The same for the same block.
    RowBlock of(std::size_t block) const;

private:
    void add_row(std::size_t row, RowBlock& into) const;
    std::size_t another_row_with(std::size_t field, Draws& draws) const;
    const project::Policy& policy_;
    const SampledRows& rows_;
    Care care_;
    std::vector<std::vector<std::uint8_t>> present_; // by field, by row
};

} // namespace gauze::custodian
