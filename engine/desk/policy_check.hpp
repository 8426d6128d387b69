// Everything that can be said of one policy file: what is wrong, what may not be meant, its digest, who has
// signed it and how long it still holds.
#pragma once

#include "bloom/base/json.hpp"
#include "engine/project/policy_faults.hpp"
#include "engine/project/signed_policy.hpp"

#include <filesystem>
#include <optional>
#include <string>
#include <vector>

namespace gauze::desk {

struct Checked {
    std::filesystem::path path;
    std::vector<project::Fault> faults;
    std::vector<std::string> warnings;
    std::optional<project::Policy> policy; // nothing with faults
    project::Signatures signatures;        // of a governed policy
    std::string signature_fault;           // why the signatures are not to be relied on; "" when they are
};

// Throws Error(input_missing) when there is no such file; what is wrong inside it is told, not thrown.
Checked check_policy(const std::filesystem::path& path);
std::string in_words(const Checked& checked);
Json to_json(const Checked& checked);

// "7e8cebaf a48f743d ...", to be read out.
std::string digest_in_words(const project::Policy& policy);
// "2027-03-31, in 129 days".
std::string review_in_words(const project::Governance& governance);
Json signatures_json(const project::Policy& policy, const project::Signatures& signatures);

} // namespace gauze::desk
