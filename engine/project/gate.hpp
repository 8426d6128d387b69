// The gate that every verb passes before it does anything. Under a governed policy it asks: is the policy
// signed by all its custodians, is the agreement still to be relied on today, is the key that of a member,
// and may a member of that role do this? Under an ungoverned one (the laboratory's) it lets everybody through
// and says so once.
//
// Refusals (Error(refused), each with its code): policy-unsigned, policy-signature, agreement-expired,
// key-missing, unknown-party, wrong-role, wrong-party, territory, clock-set, seed-refused, clock-behind,
// project-closed.
#pragma once

#include "engine/project/command_line.hpp"
#include "engine/project/governance.hpp"
#include "engine/project/party_key.hpp"
#include "engine/project/policy.hpp"

#include <filesystem>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace gauze::project {

// What every verb under a policy understands: --as KEYFILE, --evidence FOLDER, hidden --today DAY and
// --as-passphrase-fd for the party's key (--passphrase-fd is the project key's). `Verb::governed` declares
// them.
struct Governed {
    std::filesystem::path party_key; // --as
    std::filesystem::path evidence;  // --evidence; where the log and the statements of this party are kept
    std::string today;               // --today, rehearsals only
    std::uint64_t passphrase_fd = UINT64_MAX;
};

struct Admitted {
    Policy policy;
    std::optional<PartyKey> key; // nothing under an ungoverned policy
    const Member* me = nullptr;  // in policy.governance, likewise
    bool governed() const noexcept { return me != nullptr; }
};

// `verb` is one of the table in gate.cpp (verb -> roles); an unknown one is a programming fault.
// `seeded`: a test seed was given, which a signed policy allows for rehearsals only.
Admitted admit(std::string_view verb, const std::filesystem::path& policy, const Governed& options,
               bool seeded = false);

// The table: verbs, and who may do each under an agreement.
std::vector<std::string_view> gated_verbs();
std::vector<Role> roles_of(std::string_view verb);

} // namespace gauze::project
