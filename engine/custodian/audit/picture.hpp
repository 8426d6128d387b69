// What a set of records looks like to somebody: to the linkage unit under the custodian's secret, or to an
// attacker who encodes a register under a key of his own. The attacks of an audit compare such pictures and
// know nothing of cells; tests make pictures by hand.
#pragma once

#include "bloom/filter_table.hpp"
#include "engine/custodian/encoder.hpp"
#include "engine/project/policy.hpp"

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace gauze::custodian {

// One view of all records: rows of bits, or of one-byte symbols, filled up with zeros.
struct SeenView {
    std::string name;
    bool symbols = false;
    std::uint32_t length = 0; // bits or symbols
    // Two records whose hidden filters differ at a share x of the bits show the correlation
    // fade (1 - 2x)^samples in what is shown; of symbols the share 1/256 + 255/256 (1 - x)^samples is equal.
    double samples = 1, fade = 1;
    bloom::FilterTable table;
    std::vector<std::uint8_t> has; // by row
};

// A match key or a block: equal or not.
struct SeenTag {
    std::string name;
    std::uint32_t bits = 64; // of a block few: values meet by accident
    bool block = false;
    bool person = true;  // false: a key that a family is meant to share
    bool varies = false; // under another secret other parts of a value are taken (min-hashed bigrams)
    std::vector<std::uint64_t> values;
    std::vector<std::uint8_t> has;
};

struct Picture {
    std::size_t rows = 0;
    std::vector<SeenView> views;
    std::vector<SeenTag> tags;
    // What is shown in the clear beside the encodings (which fields are there, strata, rarity classes), as
    // one number: equal if and only if all of it is.
    std::vector<std::uint64_t> beside;

    Picture() = default;
    Picture(Picture&&) = default;
    Picture& operator=(Picture&&) = default;
    ~Picture(); // wipes the tables
};

// Blocks of rows and where their columns stand.
struct RowsToEncode {
    const std::vector<RowBlock>& blocks;
    const std::vector<FieldSource>& sources;
    const std::vector<std::optional<std::size_t>>& strata;
    std::string_view party;
};

// Records as the policy shows them under this key.
Picture shown_picture(const project::Policy& policy, const ProjectKey& key, const RowsToEncode& rows);
// The hidden filters behind them, with the same keys and blocks: what an attacker can compute of people he
// knows, under a key of his own. `has` says which records would show the view.
Picture hidden_picture(const project::Policy& policy, const ProjectKey& key, const RowsToEncode& rows);

// One filter of all fields about the person, `bits` long with `hashes` positions a token: the attacker's idea
// of who is alike.
project::Policy showing_one_filter(const project::Policy& policy, std::uint32_t bits, std::uint32_t hashes);
// Each view with one bit a token, and none for padding: its weight is the number of tokens.
project::Policy showing_tokens(const project::Policy& policy);
// The profile plain, as the self-check encodes.
project::Policy showing_plain(const project::Policy& policy);

// The rows `which` of a picture, in that order.
Picture part_of(const Picture& picture, const std::vector<std::size_t>& which);

} // namespace gauze::custodian
