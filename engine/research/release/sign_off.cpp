#include "engine/research/release/sign_off.hpp"

#include "bloom/base/clock.hpp"
#include "engine/project/refusal.hpp"

#include <algorithm>

#include <fmt/format.h>

namespace gauze::research::release {

namespace {

using project::Checker;
using project::refuse_with;

constexpr const char* kind = "sign-off";
constexpr const char* role = "checker";

const Checker* named(const project::Policy& policy, const PublicKey& key)
{
    const auto& checkers = policy.governance->checkers;
    const auto found = std::ranges::find(checkers, key, &Checker::signing);
    return found == checkers.end() ? nullptr : &*found;
}

// Who signed this file, which is a sign-off of this proposal.
const Checker& signer_of(const project::Policy& policy, const Found& found, const std::filesystem::path& path)
{
    const project::Envelope envelope = project::read_envelope(path);
    PublicKey key{};
    (void)from_hex(envelope.signatures.front().key_id, key);
    const Checker* checker = envelope.signatures.size() == 1 ? named(policy, key) : nullptr;
    if (checker == nullptr)
        refuse_with("unknown-checker",
                    fmt::format("{} is signed by nobody whom the policy names", path.string()),
                    "the [[checker]] of the policy may sign, and each of them in a file of their own");
    if (!envelope.is_signed_by(checker->signing))
        refuse_with(
            "wrong-signature",
            fmt::format("{} was changed after it was signed, or not signed by that key", path.string()),
            "ask the checker to sign again");
    const project::Statement said = project::statement_in(envelope, path.string());
    if (said.kind != kind || said.role != role || said.party != checker->name)
        refuse_with("wrong-signature", fmt::format("{} is no sign-off of a release", path.string()),
                    "give the files that gauze-research sign-off wrote");
    if (said.project != policy.id || said.policy != policy.fingerprint() ||
        said.content_digest != found.digest)
        refuse_with("other-proposal", fmt::format("{} is a signature on another proposal", path.string()),
                    "whoever signed looked at something else: ask them to look at this one");
    return *checker;
}

} // namespace

const Checker& checker_with(const project::Policy& policy, const PublicKey& key, const std::string& name)
{
    const Checker* checker = named(policy, key);
    if (checker == nullptr || checker->name != name)
        refuse_with("unknown-checker",
                    checker == nullptr ? "the policy names no checker with this key"
                                       : "the policy names another checker with this key",
                    "[[checker]] of the policy says who may sign a release; a new one needs a new policy");
    return *checker;
}

project::Statement sign_off(const project::Policy& policy, const Found& found, const Checker& checker,
                            const SigningKey& key, const std::filesystem::path& out)
{
    project::Statement statement;
    statement.kind = kind;
    statement.role = role;
    statement.project = policy.id;
    statement.policy = policy.fingerprint();
    statement.party = checker.name;
    statement.file = "proposal.json";
    statement.content_digest = found.digest;
    statement.profile = found.proposal.profile;
    statement.tool = "gauze " GAUZE_VERSION;
    statement.time = now_text();
    statement.counts.set("tables", found.proposal.tables.size());
    statement.statistics_only = true;
    write_envelope(out, make_envelope(statement, key));
    return statement;
}

std::vector<const Checker*> require_two(const project::Policy& policy, const Found& found,
                                        const std::vector<std::filesystem::path>& signatures)
{
    if (signatures.size() < 2)
        refuse_with("one-signature", "a release needs the signatures of two different people",
                    "ask a second checker to look at the proposal: gauze-research sign-off");
    std::vector<const Checker*> signers;
    for (const std::filesystem::path& path : signatures) signers.push_back(&signer_of(policy, found, path));
    std::ranges::sort(signers, {}, &Checker::name);
    const auto same = [](const Checker* a, const Checker* b) {
        return a->name == b->name || a->signing == b->signing;
    };
    if (std::ranges::adjacent_find(signers, same) != signers.end())
        refuse_with("same-signer", "two of the signatures are one person's",
                    "a second, different checker has to look: gauze-research sign-off");
    return signers;
}

} // namespace gauze::research::release
