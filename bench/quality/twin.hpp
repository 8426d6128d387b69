// The plaintext twin: what linking would be worth if nothing were hidden. The same fields, brought to the
// same normal forms and cut into the same tokens as the encoder does; but instead of hashing tokens into a
// filter, each different token of a field gets a bit of its own. Two such filters have exactly the bits in
// common that the two values have tokens in common, so their Dice is that of the token sets, and equal
// filters are equal sets. Candidates, mixture and decision are then those of any run, on these files: what
// the twin does better is the price of encoding, and nothing else is.
//
// Candidates are found as under `plain`, by the Dice of the whole record, which is exact here.
#pragma once

#include "bench/quality/encode_parties.hpp"
#include "engine/project/policy.hpp"

#include <filesystem>
#include <vector>

namespace gauze::lab {

struct Twin {
    project::Policy policy; // of one view for each field
    std::vector<std::filesystem::path> files;
};

// `policy` is one of the profile plain, under which these parties have encoded `inputs`; the twin's records
// bear the same row tokens. Writes FOLDER/PARTY.gauze, which holds the tokens of plaintext bit by bit: it is
// for the laboratory. Holds four bytes a token. Throws Error(configuration) when a field has more than
// 131,072 different tokens.
Twin make_twin(const project::Policy& policy, const std::vector<std::filesystem::path>& inputs,
               const std::vector<EncodedParty>& encoded, const std::filesystem::path& folder);

} // namespace gauze::lab
