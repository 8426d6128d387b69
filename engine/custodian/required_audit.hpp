// No run leaves without an audit of the very file it was made of, under the very policy, signed by whoever
// seals: this asks for it.
#pragma once

#include "bloom/base/json.hpp"
#include "engine/project/gate.hpp"

#include <filesystem>
#include <string>

namespace gauze::custodian {

// The figures of the audit, for the statement of the submission. Under the profile `tolerant` they are told
// and decide nothing; under every other one the audit must have passed. Throws Error(refused): audit-missing,
// audit-signature, audit-of-another, audit-failed; Error(bad_data) as statement.hpp says.
Json require_passing_audit(const project::Admitted& me, const std::filesystem::path& audit,
                           const std::string& source, const std::string& input_digest);

} // namespace gauze::custodian
