#include "engine/research/release/release.hpp"

#include "bloom/base/clock.hpp"
#include "engine/project/exchange.hpp"
#include "engine/project/flows.hpp"
#include "engine/project/refusal.hpp"
#include "engine/research/disclosure/attack.hpp"
#include "engine/research/disclosure/registry.hpp"
#include "engine/research/release/bundle.hpp"
#include "engine/research/release/propose.hpp"
#include "engine/research/release/sign_off.hpp"

#include <fmt/format.h>

namespace gauze::research::release {

namespace {

namespace fs = std::filesystem;
using disclosure::Registry;
using project::refuse_with;

constexpr const char* anew = "make the proposal anew with gauze-research disclose, and have it signed";

void need_free(const fs::path& path)
{
    std::error_code ignored;
    if (fs::symlink_status(path, ignored).type() != fs::file_type::not_found)
        throw Error(Exit::cannot_write, fmt::format("{} exists already", path.string()),
                    "choose another name, or move the old file away first");
}

// Once more, from what is in the registry and the proposal alone: no withheld cell of any release can be
// concluded more closely than its profile allows.
void verify(const Proposal& proposal, const Registry& registry)
{
    std::vector<disclosure::Protected> all = registry.tables();
    for (disclosure::Protected& table : proposal.shown()) all.push_back(std::move(table));
    for (const disclosure::Attacked& one : disclosure::attack(all, proposal.waves)) {
        const disclosure::Protected& table = all[one.table];
        const disclosure::Profile& profile = disclosure::profile_named(table.profile);
        if (!disclosure::wide_enough(one.interval, table.cells[one.cell].why, profile))
            refuse_with("not-wide-enough",
                        fmt::format("a withheld cell of {} could be concluded", table.shape.name), anew);
    }
}

void refuse_moved(const Proposal& proposal, const Registry& registry)
{
    if (registry.head() != proposal.registry)
        refuse_with("registry-moved",
                    "the registry is not the one that the proposal was verified against: something was "
                    "released since, or it is another file",
                    anew);
}

// Before anything is entered: what sealing would refuse.
void refuse_unsendable(const project::Admitted& me, const project::Member& reader)
{
    const project::Governance& governance = *me.policy.governance;
    if (!may_send(governance, "tables", *me.me, reader))
        refuse_with("not-a-reader", fmt::format("{} receives no tables from {}", reader.name, me.me->name),
                    "who may receive what is fixed by the roles of the policy (docs/operations.md)");
    if (!is_within(governance, reader))
        refuse_with("territory", fmt::format("{} is outside the agreement's territories", reader.name),
                    "the agreement names where data may be");
}

} // namespace

Released release(const project::Admitted& me, const ReleaseOptions& options)
{
    if (!me.governed())
        refuse_with("not-governed", "the policy has no agreement, and so nobody to whom tables could go",
                    "for the laboratory there is gauze-research tables");
    const project::Governance& governance = *me.policy.governance;
    const Found found = read_proposal(options.proposal, me.policy);
    const Proposal& proposal = found.proposal;
    const project::Recipient& recipient = reader_of(governance, proposal.reader);
    const project::Member& reader = *governance.member(recipient.member);
    const auto checkers = require_two(me.policy, found, options.signatures);
    // From here on two people have signed this very proposal.
    refuse_unsendable(me, reader);
    need_free(options.out);
    need_free(project::statement_beside(options.out));
    std::error_code ignored;
    if (!fs::exists(options.registry, ignored) && proposal.registry != std::string(64, '0'))
        refuse_with("registry-moved", fmt::format("there is no {}", options.registry.string()),
                    "give the registry that the proposal was verified against");
    Registry registry(options.registry, fs::exists(options.registry, ignored) ? Registry::Open::existing
                                                                              : Registry::Open::make);
    refuse_moved(proposal, registry);
    verify(proposal, registry);

    Released released;
    for (const project::Checker* checker : checkers) released.signers.push_back(checker->name);
    released.number =
        registry.append({0, today(), proposal.policy, proposal.reader, released.signers, proposal.shown()});
    // From here on it counts as released, whatever happens to the file.
    Bundle bundle = bundle_of(found, options.proposal);
    bundle.release = released.number;
    bundle.day = day_text(today());
    const std::string text = bundle.text();
    project::Statement statement;
    statement.kind = "tables";
    statement.release = fmt::to_string(released.number);
    statement.profile = proposal.profile;
    statement.counts.set("tables", proposal.tables.size());
    statement.figures.set("proposal", found.digest);
    for (std::size_t i = 0; i < released.signers.size(); ++i)
        statement.figures.set(fmt::format("checker-{}", i + 1), released.signers[i]);
    released.statement = project::seal_stream(
        me, [&](const project::Take& take) { take(bytes_of(text)); }, {&reader}, statement, options.out);
    released.reader = reader.name;
    released.registry = registry.head();
    released.proposal = found.digest;
    released.tables = proposal.tables.size();
    return released;
}

} // namespace gauze::research::release
