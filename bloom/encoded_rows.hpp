// An encoded file without some of its rows: for retention, at the custodian and at the linkage unit.
#pragma once

#include "bloom/base/token_set.hpp"
#include "bloom/encoded_file.hpp"

#include <cstdint>
#include <filesystem>

namespace gauze::bloom {

// Rows of the file that have one of these tokens.
std::uint64_t count_with(const EncodedFile& file, const TokenSet& tokens);

// Writes `to`: the same file without these rows. What the header says of the whole (densities, chance
// agreement) stays as it was measured; its counts are the rows that are there, and those that were left out
// before. Throws Error(cannot_write).
void write_without(const EncodedFile& file, const TokenSet& tokens, const std::filesystem::path& to);

} // namespace gauze::bloom
