// What is known of single pairs before anything is judged: a clerk has looked at them, or a custodian said
// so. A CSV file that stays at the linkage unit:
//
//     party_a,row_token_a,party_b,row_token_b,known
//     clinic,0123456789abcdef0123456789abcdef,school,fedcba9876543210fedcba9876543210,link
//
// `known` is `link` or `no-link`. Known links always join, known non-links are never in one person, also not
// by way of others.
#pragma once

#include "engine/linkage/links.hpp"
#include "engine/linkage/receive.hpp"

#include <cstdint>
#include <filesystem>
#include <string>
#include <string_view>
#include <vector>

namespace gauze::linkage {

// One line of the file as it stands there.
struct KnownLine {
    std::string party_a, party_b;
    RowToken token_a, token_b;
    bool link = false;
    std::uint64_t row = 0; // from 1; the header and empty lines do not count
};

// The same among the records of a run; `a` comes before `b`.
struct KnownPair {
    RecordRef a, b;
    bool link = false;
    std::string place = {}; // "known.csv, row 7": for messages
};

// Reads the text of such a file; `name` is what messages call it. Columns may stand in any order and others
// beside them, lines may end in CR LF, cells may be quoted. Throws Error(bad_data) with file, row and column,
// and never with a value. Safe for any bytes.
std::vector<KnownLine> parse_known_pairs(std::string_view text, std::string_view name);

// Finds the records. Throws Error(bad_data) for a party or a row token that the run has not, for a record
// paired with itself, and for a pair that is said to be both, with both places.
std::vector<KnownPair> find_known_pairs(const std::vector<KnownLine>& lines, const Parties& parties,
                                        std::string_view name);

// Both, from a file. Throws Error(input_missing) when there is none.
std::vector<KnownPair> read_known_pairs(const std::filesystem::path& path, const Parties& parties);

} // namespace gauze::linkage
