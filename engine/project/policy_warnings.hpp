// What is not wrong in a governed policy and may still not be meant. Warnings stop nothing.
#pragma once

#include "engine/project/policy.hpp"

#include <string>
#include <vector>

namespace gauze::project {

// Sentences, in the order of the policy; names of the policy only. None of an ungoverned policy.
std::vector<std::string> policy_warnings(const Policy& policy);

} // namespace gauze::project
