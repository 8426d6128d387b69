// The vocabulary of linking: pair, link, person.
#pragma once

#include "bloom/base/row_token.hpp"
#include "bloom/dice.hpp"

#include <array>
#include <cstddef>
#include <cstdint>
#include <string>
#include <vector>

namespace gauze::linkage {

// One record, by where it stands: the party's position in Parties, the row's in its file.
struct RecordRef {
    std::uint32_t party = 0;
    std::uint32_t row = 0;
    auto operator<=>(const RecordRef&) const = default;
};

// Which two parties are compared, by their positions in Parties; equal for pairs within one party.
struct PartyPair {
    std::uint32_t a = 0, b = 0;
    auto operator<=>(const PartyPair&) const = default;
};

// Two records that scored at or above the cut. `a` comes before `b`.
struct Pair {
    RecordRef a, b;
    bloom::Dice dice;
};

// A pair decided to be one person.
using Link = Pair;

// All records of one person; records with no link are persons of one record.
struct Person {
    std::array<std::byte, 16> id{};
    std::vector<RecordRef> records; // in order
};

} // namespace gauze::linkage
