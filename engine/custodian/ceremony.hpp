// The arithmetic of a ceremony: how the project secret comes of what each holder of the key has drawn, so
// that none of them chooses it. Each commits to 32 random bytes before anybody's are shown (a hash that binds
// them to project, policy, wave and party), then shows them to the others, and the secret is
//
//     HKDF-SHA-256(ikm  = the 32-byte contributions, sorted by their bytes, each behind its length,
//                  salt = "gauze-key-join-1", project    each behind its length
//                  info = policy digest (hex), wave      likewise)            32 bytes
//
// Lengths are 32 bits, big-endian. Pure functions; any number of threads.
#pragma once

#include "bloom/base/crypto.hpp"

#include <optional>
#include <span>
#include <string>
#include <string_view>

namespace gauze::custodian {

constexpr std::size_t contribution_bytes = 32;

// What a ceremony is for. Another of the three is another ceremony, and nothing of one fits into the other.
struct CeremonyId {
    std::string project, policy, wave; // id; digest in hex; empty but under the profile strict
};

// What a party seals to the others: its bytes behind everything that they are bound to.
Secret contribution_text(const CeremonyId& id, std::string_view party, Bytes contribution);
// SHA-256 of that: what it publishes first.
Digest commitment_to(const CeremonyId& id, std::string_view party, Bytes contribution);
// The bytes in a text that hashes to `commitment`, and nothing when the text is anything else than
// `contribution_text` of this ceremony and party.
std::optional<Secret> contribution_in(Bytes text, const CeremonyId& id, std::string_view party,
                                      const Digest& commitment);
// At least two contributions of 32 bytes, in any order.
Secret agreed_secret(const CeremonyId& id, std::span<const Secret> contributions);

} // namespace gauze::custodian
