#include "engine/project/stated.hpp"

#include "bloom/base/clock.hpp"
#include "engine/project/flows.hpp"
#include "engine/project/refusal.hpp"

#include <algorithm>

#include <fmt/format.h>
#include <fmt/ranges.h>

namespace gauze::project {

namespace {

const Governance& agreement_of(const Admitted& me)
{
    if (!me.governed() || !me.policy.governance || !me.key)
        refuse_with("policy-ungoverned",
                    "this policy has no [agreement]: nothing is sealed or opened under it",
                    "use the policy that the custodians have signed, with your key (--as)");
    return *me.policy.governance;
}

// The agreement's territories, as statements list them.
std::string territories_of(const Governance& governance)
{
    return fmt::format("{}", fmt::join(governance.territories, ","));
}

// One refusal of one statement.
class Judge {
public:
    explicit Judge(std::string file) : file_(std::move(file)) {}
    void need(bool holds, std::string_view code, std::string_view what, const std::string& hint) const
    {
        if (!holds) refuse_with(code, fmt::format("{} {}", file_, what), hint);
    }

private:
    std::string file_;
};

// The member who signed, after its signature has been checked.
const Member& signer_of(const Envelope& envelope, const Governance& governance, const Judge& judge)
{
    judge.need(envelope.signatures.size() == 1, "statement-cosigned", "is signed by several",
               "what one party sends is signed by that party alone: ask it for the statement again");
    PublicKey key{};
    (void)from_hex(envelope.signatures.front().key_id, key);
    const Member* signer = governance.member_with(key);
    judge.need(signer != nullptr, "unknown-signer", "is signed by a key that the policy does not name",
               "ask its sender who signed it; a new key needs a new policy that all custodians sign");
    judge.need(envelope.is_signed_by(signer->signing), "wrong-signature",
               "was changed after it was signed, or not signed by that key",
               "do not use the file; ask its sender for both again");
    return *signer;
}

void check_sender(const Statement& statement, const Member& signer, const Governance& governance,
                  const std::vector<std::string_view>& kinds, const Judge& judge)
{
    judge.need(statement.party == signer.name, "wrong-party", "is signed by another party than it names",
               "do not use the file; tell the party whose name it bears");
    judge.need(statement.role == to_text(signer.role), "wrong-role", "names another role than its signer has",
               "do not use the file; tell its sender");
    judge.need(std::ranges::find(kinds, statement.kind) != kinds.end(), "wrong-kind",
               "is about another kind of file than is asked for here",
               "give each file to the command that is for it");
    judge.need(may_send(governance, statement.kind, signer), "wrong-role",
               "is about a kind of file that its sender's role may not send",
               "do not use the file; tell its sender and the custodians");
}

void check_policy(const Admitted& me, const Statement& statement, const Judge& judge)
{
    judge.need(statement.project == me.policy.id, "wrong-project", "is of another project",
               "keep the projects' files apart; use this one's policy");
    judge.need(statement.policy == me.policy.fingerprint(), "wrong-policy", "was made under another policy",
               "compare the policies (`gauze policy diff`); everybody uses the one signed last");
}

// That it is for this member, who may have it.
void check_recipient(const Admitted& me, const Statement& statement, const Member& signer,
                     const Governance& governance, Addressed addressed, const Judge& judge)
{
    if (addressed == Addressed::to_anyone && statement.recipient.empty()) return;
    judge.need(statement.is_for(me.me->name), "wrong-recipient", "is not for this party",
               "ask its sender where it belongs; delete it here");
    judge.need(signer.name == me.me->name || may_send(governance, statement.kind, signer, *me.me),
               "wrong-recipient", "is a kind of file that this party may not have from its sender",
               "do not open it by other means; tell its sender and the custodians");
}

void check_place_and_time(const Admitted& me, const Statement& statement, const Governance& governance,
                          const Judge& judge)
{
    judge.need(statement.territory == territories_of(governance) && is_within(governance, *me.me),
               "territory", "may not be where this party is",
               "the agreement's territories decide: a change of them needs a new policy");
    judge.need(statement.stated_at() <= now_seconds() + clocks_apart, "stated-later",
               "was made later than now by this machine's clock",
               "compare the clocks of the two machines, set the wrong one, and have the file sealed again");
}

void check_own_flow(const Governance& governance, const Member& me, const std::vector<const Member*>& to,
                    const Statement& statement, const Judge& judge)
{
    judge.need(may_send(governance, statement.kind, me), "wrong-role",
               "would be a kind of file that this party's role may not send",
               "use the key of the party whose task it is");
    for (const Member* member : to) {
        judge.need(
            may_send(governance, statement.kind, me, *member), "wrong-recipient",
            fmt::format("would go to {}, who may not have this kind of file from {}", member->name, me.name),
            "who may receive what is fixed by the roles of the policy (docs/operations.md)");
        judge.need(is_within(governance, *member), "territory",
                   fmt::format("would go to {}, outside the agreement's territories", member->name),
                   "the agreement's territories decide: a change of them needs a new policy");
    }
    judge.need(may_speak_for(governance, me, statement.source, statement.kind), "wrong-source",
               "would be about rows for which this party may not speak",
               "an intake names the custodian whose rows it encoded; a custodian names itself");
}

bool can_be_stated(std::string_view file)
{
    return !file.empty() && file.size() <= 255 && !file.ends_with("#content") &&
           file.find('/') == std::string_view::npos && std::ranges::none_of(file, [](char c) {
               return static_cast<unsigned char>(c) < 0x20 || c == 0x7f;
           });
}

} // namespace

void fill(const Admitted& me, const std::vector<const Member*>& to, Statement& statement)
{
    const Governance& governance = agreement_of(me);
    if (!can_be_stated(statement.file))
        throw Error(Exit::usage, "this file name cannot stand in a statement",
                    "use a plain name of at most 255 bytes without control characters");
    if (statement.source.empty() && me.me->role == Role::custodian) statement.source = me.me->name;
    check_own_flow(governance, *me.me, to, statement, Judge(statement.file));
    std::vector<std::string_view> names;
    for (const Member* member : to) names.push_back(member->name);
    statement.project = me.policy.id;
    statement.policy = me.policy.fingerprint();
    statement.party = me.me->name;
    statement.role = to_text(me.me->role);
    statement.recipient = fmt::format("{}", fmt::join(names, ","));
    statement.tool = "gauze " GAUZE_VERSION;
    statement.time = now_text();
    statement.territory = territories_of(governance);
    statement.statistics_only = true;
}

Statement stated(const Admitted& me, const std::filesystem::path& dsse,
                 const std::vector<std::string_view>& kinds, Addressed addressed)
{
    const Governance& governance = agreement_of(me);
    const Envelope envelope = read_envelope(dsse);
    const Judge judge(dsse.string());
    const Member& signer = signer_of(envelope, governance, judge);
    Statement statement = statement_in(envelope, dsse.string());
    check_sender(statement, signer, governance, kinds, judge);
    check_policy(me, statement, judge);
    check_recipient(me, statement, signer, governance, addressed, judge);
    judge.need(may_speak_for(governance, signer, statement.source, statement.kind), "wrong-source",
               "is about rows for which its sender may not speak",
               "an intake speaks for the custodians it encodes for, a custodian for itself: tell its sender");
    check_place_and_time(me, statement, governance, judge);
    return statement;
}

} // namespace gauze::project
