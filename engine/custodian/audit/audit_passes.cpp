#include "engine/custodian/audit/audit_passes.hpp"

#include "bloom/base/clock.hpp"
#include "bloom/base/crypto.hpp"
#include "bloom/base/files.hpp"
#include "engine/project/refusal.hpp"

#include <cassert>
#include <cstdlib>

#include <fmt/format.h>

namespace gauze::custodian {

namespace {

using project::refuse_with;
using project::Statement;

constexpr const char* again = "run gauze audit on the file that is to be sealed";

void refuse_foreign(const project::Admitted& me, const Statement& statement, const std::string& name,
                    std::string_view source)
{
    const std::string_view whose = source.empty() ? std::string_view(me.me->name) : source;
    if (statement.kind != "audit" || statement.party != me.me->name || statement.source != whose)
        refuse_with("audit-foreign", fmt::format("{} is no audit of your rows by you", name), again);
    if (statement.project != me.policy.id || statement.policy != me.policy.fingerprint() ||
        statement.profile != me.policy.profile)
        refuse_with("audit-other-policy", fmt::format("{} was made under another policy or profile", name),
                    again);
}

void refuse_unless_passed(const Statement& statement, const std::string& name)
{
    const std::string verdict =
        statement.figures.has("verdict") && statement.figures.type("verdict") == Json::Type::text
            ? statement.figures.text("verdict")
            : std::string();
    if (verdict == "void")
        refuse_with("audit-void", fmt::format("{} found nobody where everybody shows", name),
                    "are the columns in the policy the right ones for this file?");
    if (verdict != "pass")
        refuse_with("audit-failed",
                    fmt::format("{} says that the file is above the limits of its profile", name),
                    "agree on other views and keys: gauze policy suggest measures some");
    const std::int64_t day = days_from_civil(day_from(std::string_view(statement.time).substr(0, 10)));
    const std::int64_t age = days_from_civil(today()) - day;
    if (age < 0 || age > most_audit_days)
        refuse_with("audit-stale",
                    age < 0
                        ? fmt::format("{} is dated after today", name)
                        : fmt::format("{} is {} days old, and {} are allowed", name, age, most_audit_days),
                    again);
}

} // namespace

std::string digest_of_file(const std::filesystem::path& path)
{
    const MappedFile file(path);
    return to_hex(sha256(file.bytes()));
}

Statement audit_passes(const project::Admitted& me, const std::filesystem::path& envelope,
                       std::string_view input_digest, std::string_view source)
{
    assert(me.governed());
    if (!me.governed()) std::abort(); // without an agreement nobody asks
    const std::string name = envelope.empty() ? "an audit" : envelope.filename().string();
    std::error_code ignored;
    if (envelope.empty() || !std::filesystem::exists(envelope, ignored))
        refuse_with("audit-missing", fmt::format("{} is not there", name), again);
    const project::Envelope signed_ = project::read_envelope(envelope);
    if (signed_.signatures.size() != 1 || !signed_.is_signed_by(me.me->signing))
        refuse_with("audit-foreign", fmt::format("{} is not signed by you", name), again);
    Statement statement = project::statement_in(signed_, name);
    refuse_foreign(me, statement, name, source);
    if (statement.content_digest != input_digest)
        refuse_with("audit-other-file", fmt::format("{} is of another file", name), again);
    refuse_unless_passed(statement, name);
    return statement;
}

} // namespace gauze::custodian
