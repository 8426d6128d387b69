// How alike two strangers are by chance, field by field: the one small aggregate that a custodian's file says
// of its people as a whole (design, section 4). The linkage unit needs it to know what agreement is worth. It
// is taken from a sample of at most 1,024 records, those with the smallest row tokens, and rounded to two
// digits.
#pragma once

#include "bloom/base/row_token.hpp"
#include "bloom/encoded_file.hpp"
#include "engine/custodian/normalize.hpp"
#include "engine/custodian/row_block.hpp"
#include "engine/custodian/survey.hpp"
#include "engine/custodian/tokens.hpp"

#include <cstdint>
#include <map>
#include <string_view>
#include <vector>

namespace gauze::custodian {

class Aggregates {
public:
    Aggregates(const project::Policy& policy, const std::vector<FieldSource>& sources,
               std::string_view party);
    ~Aggregates(); // wipes
    Aggregates(const Aggregates&) = delete;

    // Takes the row if its token is among the smallest so far. Any order of rows gives the same sample.
    void offer(const RowToken& token, const RowBlock& rows, std::size_t row);
    // Empty if fewer than 100 records were offered, and all 0 but `present` for a field that fewer have: so
    // few would say something of single people.
    std::vector<bloom::FieldAggregate> result() const;

private:
    static constexpr std::size_t most_records = 1024;
    static constexpr std::size_t fewest_records = 100;
    using Prints = std::vector<std::uint64_t>; // of a cell's tokens, ascending; empty is missing
    Prints prints_of(std::size_t field, const RowBlock& rows, std::size_t row);
    bloom::FieldAggregate of_field(std::size_t field) const;

    std::vector<std::string> names_;
    std::vector<project::FieldKind> kinds_;
    std::vector<FieldSource> sources_;
    std::vector<Normaliser> normalisers_;
    std::map<RowToken, std::vector<Prints>> sample_; // by token, by field
    TokenList tokens_;
    WipedText normal_;
};

} // namespace gauze::custodian
