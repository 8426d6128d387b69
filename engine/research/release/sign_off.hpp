// A checker's signature on a proposal: a statement of kind "sign-off" over the digest of proposal.json, in a
// DSSE envelope signed with the checker's own key. It says who looked, at what, under which policy; nothing
// else releases anything.
#pragma once

#include "engine/project/governance.hpp"
#include "engine/project/policy.hpp"
#include "engine/project/statement.hpp"
#include "engine/research/release/proposal.hpp"

#include <filesystem>
#include <string>
#include <vector>

namespace gauze::research::release {

// The checker whose key this is. Throws Error(refused) "unknown-checker" when the policy names no such key,
// or names it otherwise than `name`.
const project::Checker& checker_with(const project::Policy& policy, const PublicKey& key,
                                     const std::string& name);

// Signs, and writes the envelope to `out`, never replacing.
project::Statement sign_off(const project::Policy& policy, const Found& found,
                            const project::Checker& checker, const SigningKey& key,
                            const std::filesystem::path& out);

// Reads signatures and returns their checkers, sorted by name, if they are two different people's for this
// very proposal. Throws Error(refused): one-signature, same-signer, unknown-checker, wrong-signature,
// other-proposal; and what read_envelope throws.
std::vector<const project::Checker*> require_two(const project::Policy& policy, const Found& found,
                                                 const std::vector<std::filesystem::path>& signatures);

} // namespace gauze::research::release
