// Linking what other people's programs encoded: CLK JSON of the Anonlink family. Such a file has no policy,
// no party and no row tokens; the party is called as the file is, a row's token says its position, and
// whether two files were made with one key and one schema nobody can check but by looking (doctor.hpp).
#pragma once

#include "bloom/base/row_token.hpp"
#include "engine/project/policy.hpp"

#include <filesystem>
#include <vector>

namespace gauze::linkage {

// All of them, none of them, or Error(usage) for a mixture.
bool are_clk_json(const std::vector<std::filesystem::path>& inputs);

// A policy that says what can be said: the parties.
project::Policy clk_policy(const std::vector<std::filesystem::path>& inputs);

// Writes each file as an encoded file of that policy into `folder`; returns their paths.
std::vector<std::filesystem::path> as_encoded_files(const std::vector<std::filesystem::path>& inputs,
                                                    const project::Policy& policy,
                                                    const std::filesystem::path& folder);

// The position in its CLK file of a record with such a token.
std::uint64_t clk_position(const RowToken& token);

} // namespace gauze::linkage
