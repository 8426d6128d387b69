// The sheet that two checkers look at before they sign: what a reader would see, what is withheld and for
// which reason, what a reader could conclude of it at best, which lines say of a whole group that all or none
// are in one category, what was released before. It helps people to judge and judges nothing itself.
#pragma once

#include "engine/research/release/numbers_to_show.hpp"
#include "engine/research/release/proposal.hpp"

#include <string>
#include <vector>

namespace gauze::research::release {

struct EarlierRelease {
    std::uint64_t number = 0;
    std::uint32_t day = 0;
    std::string reader;
    std::size_t tables = 0;
};

struct CheckersSheet {
    const Proposal& proposal;
    const disclosure::Profile& profile;
    const std::vector<Withheld>& withheld;
    const std::vector<statistics::Sheet>& tables; // as the reader would get them
    std::vector<EarlierRelease> earlier;
    std::vector<disclosure::Protected> earlier_tables;
};

// One line a cell or number that is withheld: table, cell, number, code, reason, least, most, wide_enough;
// and one a flag or note (number "line", "table").
std::string to_csv(const CheckersSheet& sheet);
// One page that needs nothing beside it and loads nothing.
std::string to_html(const CheckersSheet& sheet);

// "a count below 10"
std::string reason_of(disclosure::Why why, const disclosure::Profile& profile);
// The profile's rules, a sentence each.
std::vector<std::string> rules_in_words(const disclosure::Profile& profile);
// What a person has to look at, whatever the program has proved: a sentence each.
std::vector<std::string> to_look_at(const CheckersSheet& sheet);

} // namespace gauze::research::release
