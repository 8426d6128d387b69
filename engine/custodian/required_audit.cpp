#include "engine/custodian/required_audit.hpp"

#include "bloom/base/error.hpp"
#include "engine/project/refusal.hpp"
#include "engine/project/statement.hpp"

#include <fmt/format.h>

namespace gauze::custodian {

Json require_passing_audit(const project::Admitted& me, const std::filesystem::path& audit,
                           const std::string& source, const std::string& input_digest)
{
    using project::refuse_with;
    constexpr const char* next = "gauze audit --out audit.dsse, and then gauze seal --audit audit.dsse";
    if (audit.empty()) refuse_with("audit-missing", "nothing is sealed without an audit of the file", next);
    const project::Envelope envelope = project::read_envelope(audit);
    if (!envelope.is_signed_by(me.me->signing))
        refuse_with("audit-signature", fmt::format("{} is not signed by {}", audit.string(), me.me->name), next);
    const project::Statement statement = project::statement_in(envelope, audit.string());
    if (statement.kind != "audit" || statement.project != me.policy.id ||
        statement.policy != me.policy.fingerprint() || statement.source != source ||
        statement.content_digest != input_digest)
        refuse_with("audit-of-another",
                    fmt::format("{} is not about this file under this policy", audit.string()), next);
    const bool passed = statement.figures.has("verdict") && statement.figures.text("verdict") == "pass";
    if (!passed && me.policy.profile != "tolerant")
        refuse_with("audit-failed",
                    fmt::format("{}: the audit has not passed, so nothing of this file may leave", audit.string()),
                    "stronger settings are for all parties to agree on: gauze policy suggest");
    return statement.figures;
}

} // namespace gauze::custodian
