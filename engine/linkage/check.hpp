// A look at encoded files before they are linked: are they whole, of one policy and one key, what do they
// hold, and what is odd about them?
#pragma once

#include "bloom/base/json.hpp"

#include <filesystem>
#include <string>
#include <vector>

namespace gauze::linkage {

struct CheckSummary {
    Json json;
    std::string words;        // the same for people
    std::size_t findings = 0; // oddities that somebody should look at
};

// Throws the Error that `link` would throw for these files. Encoded files need a policy; CLK JSON has none.
CheckSummary check(const std::filesystem::path& policy, const std::vector<std::filesystem::path>& inputs);

} // namespace gauze::linkage
