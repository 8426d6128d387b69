// What `seal` asks before anything is sealed: is there an audit, by this party, of this file, under this
// policy, not older than thirty days, and did the file pass?
#pragma once

#include "engine/project/gate.hpp"
#include "engine/project/statement.hpp"

#include <filesystem>
#include <string>
#include <string_view>

namespace gauze::custodian {

inline constexpr int most_audit_days = 30;

// The statement of a passing audit, whose `figures` go into the submission's statement. `envelope` is what
// `gauze audit --out` wrote; `input_digest` is the SHA-256 (hex) of the file that was encoded; `source` names
// the custodian whose rows they are where an intake acts (empty: the party itself). `me` is governed.
//
// Throws Error(refused) with a code, looked at in this order: audit-missing (no such file), audit-foreign
// (not an audit, not signed by this party, or of another party's rows), audit-other-policy (another policy or
// profile), audit-other-file, audit-void (the attacker did not work), audit-failed, audit-stale (older, or
// dated after today). What is no envelope at all is refused with the codes of statement.hpp.
project::Statement audit_passes(const project::Admitted& me, const std::filesystem::path& envelope,
                                std::string_view input_digest, std::string_view source = {});

// SHA-256 of a file in hex. Throws Error(input_missing).
std::string digest_of_file(const std::filesystem::path& path);

} // namespace gauze::custodian
