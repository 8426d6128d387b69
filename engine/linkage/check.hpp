// A look at encoded files before they are linked: are they whole, of one policy and one key, and what do they
// hold?
#pragma once

#include "bloom/base/json.hpp"

#include <filesystem>
#include <string>
#include <vector>

namespace gauze::linkage {

struct CheckSummary {
    Json json;
    std::string words; // the same for people
};

// Throws the Error that `link` would throw for these files.
CheckSummary check(const std::filesystem::path& policy, const std::vector<std::filesystem::path>& inputs);

} // namespace gauze::linkage
