#include "engine/project/signed_policy.hpp"

#include "bloom/base/clock.hpp"
#include "engine/project/policy_columns.hpp"
#include "engine/project/refusal.hpp"

#include <algorithm>
#include <cassert>

#include <fmt/format.h>
#include <fmt/ranges.h>

namespace gauze::project {

namespace {

std::string anew(const PolicyFile& file)
{
    return fmt::format("gauze policy diff shows what changed; to start anew move {} away and let every "
                       "custodian sign: gauze policy sign",
                       signatures_path(file.path).string());
}

[[noreturn]] void not_of_this_policy(const PolicyFile& file, const std::string& what)
{
    refuse_with("policy-signature", fmt::format("{} {}", signatures_path(file.path).string(), what),
                anew(file));
}

// Whose signature it is, by trying: the name beside a signature is no proof.
const Member* signer(const Envelope& envelope, const Envelope::Signed& one, const Governance& governance)
{
    const std::string message = pre_authentication(envelope.payload_type, envelope.payload);
    for (const Member* member : governance.members_of(Role::custodian))
        if (one.key_id == to_hex(member->signing) &&
            is_signed(member->signing, bytes_of(message), one.signature))
            return member;
    return nullptr;
}

void check_statement(const PolicyFile& file, const Statement& statement)
{
    if (statement.kind != "policy") not_of_this_policy(file, "is a statement about something else");
    if (statement.project != file.policy.id)
        not_of_this_policy(file, "is about the policy of another project");
    if (statement.policy != file.policy.fingerprint())
        not_of_this_policy(file, fmt::format("is about another policy than {}", file.path.string()));
}

Signatures judge(const PolicyFile& file, const Envelope& envelope)
{
    const Governance& governance = *file.policy.governance;
    const Statement statement = statement_in(envelope, signatures_path(file.path).string());
    check_statement(file, statement);
    std::vector<std::string> found;
    for (const Envelope::Signed& one : envelope.signatures) {
        const Member* member = signer(envelope, one, governance);
        if (member == nullptr)
            not_of_this_policy(file, "holds a signature that is no custodian's over this policy");
        found.push_back(member->name);
    }
    if (!contains(found, statement.party))
        not_of_this_policy(file, "is not signed by whom it says has made it");
    Signatures all;
    all.stated_at = statement.stated_at();
    all.same_bytes = statement.content_digest == file.byte_digest;
    for (const Member* member : governance.members_of(Role::custodian))
        (contains(found, member->name) ? all.by : all.missing).push_back(member->name);
    return all;
}

Signatures nobody(const Governance& governance)
{
    Signatures none;
    for (const Member* member : governance.members_of(Role::custodian)) none.missing.push_back(member->name);
    return none;
}

bool is_there(const std::filesystem::path& path)
{
    std::error_code ignored;
    return std::filesystem::exists(std::filesystem::symlink_status(path, ignored));
}

Statement first_statement(const PolicyFile& file, const Member& member)
{
    Statement statement;
    statement.kind = "policy";
    statement.project = file.policy.id;
    statement.policy = file.policy.fingerprint();
    statement.party = member.name;
    statement.role = to_text(member.role);
    statement.file = "policy.toml"; // whatever it is called here
    statement.content_digest = file.byte_digest;
    statement.tool = fmt::format("gauze {}", GAUZE_VERSION);
    statement.time = now_text();
    return statement;
}

} // namespace

PolicyFile PolicyFile::read(const std::filesystem::path& path)
{
    const std::string text = read_small_file(path);
    return {path, parse_policy(text, path.string()), to_hex(sha256(bytes_of(text)))};
}

std::filesystem::path signatures_path(const std::filesystem::path& policy)
{
    std::filesystem::path beside = policy;
    beside += ".dsse";
    return beside;
}

Signatures signatures_of(const PolicyFile& file)
{
    assert(file.policy.governance);
    const std::filesystem::path path = signatures_path(file.path);
    if (!is_there(path)) return nobody(*file.policy.governance);
    return judge(file, read_envelope(path));
}

Signatures require_signed(const PolicyFile& file)
{
    Signatures all = signatures_of(file);
    if (!all.complete())
        refuse_with("policy-unsigned",
                    fmt::format("{} is not signed by {}", file.path.string(), fmt::join(all.missing, ", ")),
                    fmt::format("each of them runs: gauze policy sign --as KEY {}", file.path.string()));
    return all;
}

const Member& member_of(const Policy& policy, const PartyKey& key)
{
    assert(policy.governance);
    const Member* member = policy.governance->member_with(key.signing.public_key());
    if (member == nullptr)
        refuse_with("unknown-party", fmt::format("the key of \"{}\" is no key of the policy", key.name),
                    "use the key whose public lines stand in the policy; a rotated key needs a new policy "
                    "(docs/operations.md)");
    if (member->name != key.name || member->encryption != key.encryption.public_key())
        refuse_with("wrong-party",
                    fmt::format("the key of \"{}\" stands in the policy under \"{}\", or with another "
                                "encryption key",
                                key.name, member->name),
                    "the policy has the two lines that gauze party new printed for one name");
    return *member;
}

void refuse_expired(const Governance& governance)
{
    if (today() <= governance.review_by) return;
    refuse_with("agreement-expired",
                fmt::format("the agreement {} was to be reviewed by {}, and today is {}",
                            governance.agreement, day_text(governance.review_by), day_text(today())),
                "review it, set a new review_by in the policy, and let every custodian sign it again; if the "
                "day is wrong, so is this machine's clock");
}

Signatures sign_policy(const PolicyFile& file, const PartyKey& key)
{
    const Member& member = member_of(file.policy, key);
    if (member.role != Role::custodian)
        refuse_with("wrong-role",
                    fmt::format("\"{}\" has the role {}; only custodians sign the policy", member.name,
                                to_text(member.role)),
                    "nothing is needed of you");
    refuse_expired(*file.policy.governance);
    const std::filesystem::path path = signatures_path(file.path);
    if (!is_there(path)) {
        const Envelope made = make_envelope(first_statement(file, member), key.signing);
        write_envelope(path, made);
        return judge(file, made);
    }
    Envelope envelope = read_envelope(path);
    const Signatures before = judge(file, envelope);
    if (std::ranges::find(before.by, member.name) != before.by.end()) return before;
    envelope.sign(key.signing);
    write_envelope(path, envelope, Existing::replace);
    return judge(file, envelope);
}

} // namespace gauze::project
