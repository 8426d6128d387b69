// The signatures under a policy. They stand beside it, in policy.toml.dsse: a DSSE envelope over a statement
// of kind "policy" that names the SHA-256 of the file's bytes as the first custodian signed them, and the
// policy's canonical digest. Each custodian adds a signature over the same statement; other parties sign
// nothing.
//
// The canonical digest decides. A file that was re-wrapped or commented since means the same, its signatures
// hold and every artefact carries the same digest; that the bytes differ is said by `gauze policy check`. Any
// change of meaning is another policy, which no signature of the old one covers.
//
// Refusals: policy-unsigned (no file, or a custodian's signature is not there), policy-signature (of another
// policy, by a stranger, or not what a custodian signed), and those of statement.hpp for a damaged file.
#pragma once

#include "engine/project/party_key.hpp"
#include "engine/project/policy.hpp"
#include "engine/project/statement.hpp"

#include <filesystem>
#include <string>
#include <vector>

namespace gauze::project {

// A policy as it stands in its file.
struct PolicyFile {
    std::filesystem::path path;
    Policy policy;
    std::string byte_digest; // SHA-256 of the file, hex
    static PolicyFile read(const std::filesystem::path& path);
};

std::filesystem::path signatures_path(const std::filesystem::path& policy); // policy.toml.dsse

struct Signatures {
    std::vector<std::string> by, missing; // custodians, in the policy's order
    std::int64_t stated_at = 0;           // when the first was made, as its clock said; 0: nobody has signed
    bool same_bytes = true;               // the file is byte for byte what was signed first
    bool complete() const noexcept { return missing.empty(); }
};
// Who has signed. A missing file is no error: nobody has. Of a governed policy only.
Signatures signatures_of(const PolicyFile& file);
// The same, and throws policy-unsigned unless all custodians have.
Signatures require_signed(const PolicyFile& file);

// Adds the signature of a custodian, making the file if it is the first. Throws like signatures_of, and
// wrong-role, unknown-party or wrong-party when the key is not a custodian's; agreement-expired when the
// policy's time is over. Nothing changes when the custodian has signed already.
Signatures sign_policy(const PolicyFile& file, const PartyKey& key);

// The member whose key this is. Throws unknown-party, or wrong-party when the policy names the key otherwise.
const Member& member_of(const Policy& policy, const PartyKey& key);
// Throws agreement-expired when today is behind the review date.
void refuse_expired(const Governance& governance);

} // namespace gauze::project
