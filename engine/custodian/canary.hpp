// A keyed digest of the encodings of 64 fixed, public records: if two custodians' programs differ in anything
// that decides a bit (Unicode tables, a rule, a constant), it differs, and the linkage unit sees it before it
// compares. The encodings themselves never leave: they would be known pairs for whoever holds them.
#pragma once

#include "engine/custodian/project_key.hpp"
#include "engine/project/policy.hpp"

#include <string>

namespace gauze::custodian {

// Hex. Costs some milliseconds.
std::string canary(const project::Policy& policy, const ProjectKey& key);

} // namespace gauze::custodian
