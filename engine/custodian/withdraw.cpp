#include "engine/custodian/withdraw.hpp"

#include "bloom/base/clock.hpp"
#include "bloom/base/output_folder.hpp"
#include "engine/custodian/ledger.hpp"
#include "engine/custodian/withdrawal.hpp"
#include "engine/project/exchange.hpp"
#include "engine/project/refusal.hpp"

#include <algorithm>
#include <cassert>
#include <set>

#include <fmt/format.h>
#include <fmt/ranges.h>

namespace gauze::custodian {

namespace fs = std::filesystem;

namespace {

using project::Member;
using project::refuse_with;

void check_run(const LedgerRun& run, const project::Admitted& me, const WithdrawOptions& options)
{
    if (run.project != me.policy.id)
        refuse_with("wrong-project",
                    fmt::format("{} is of another project than the policy", run.ledger.string()),
                    "withdraw with the policy of its own project");
    if (run.party != me.me->name)
        refuse_with("wrong-party", fmt::format("{} is the ledger of another party", run.ledger.string()),
                    "each custodian withdraws its own records");
    const project::Source* const source = me.policy.governance->source(run.party);
    const bool services_matter = source != nullptr && !source->service_column.empty() && !run.knows_services;
    if (services_matter &&
        std::ranges::any_of(options.people, [](const AskedFor& one) { return !one.service.empty(); }))
        refuse_with("service-unknown",
                    fmt::format("{} does not say of which service a row is", run.ledger.string()),
                    "to withdraw the records of all services, leave the service blank");
    if (!run.has_references && !options.list.empty())
        refuse_with("no-references",
                    fmt::format("{} has no references that could go into a list", run.ledger.string()),
                    "an intake made it, and rows are asked for by number: leave --list out, and write the "
                    "references into the list yourself");
}

struct FoundTokens {
    std::map<RowToken, std::string> reasons;
    std::set<std::size_t> people; // who was found
    std::string party;            // whose records; of several, of the first
};

FoundTokens find_tokens(const project::Admitted& me, const WithdrawOptions& options)
{
    FoundTokens found;
    for (const fs::path& path : options.runs) {
        const LedgerRun run = search_ledger(path, options.people);
        check_run(run, me, options);
        if (found.party.empty()) found.party = run.party;
        if (run.party != found.party)
            refuse_with("wrong-party", "the ledgers are of more than one custodian",
                        "withdraw for one custodian at a time");
        for (const LedgerRow& row : run.found) {
            found.reasons.emplace(row.token, options.reason);
            found.people.insert(row.asked);
        }
    }
    return found;
}

// "2026-11-22T20:45:00Z" as a part of a file's name.
std::string digits_of(std::string_view time)
{
    std::string digits;
    for (const char c : time)
        if (c >= '0' && c <= '9') digits += c;
    return digits;
}

std::vector<const Member*> members_named(const std::vector<std::string>& names,
                                         const project::Governance& governance)
{
    std::vector<const Member*> members;
    for (const std::string& name : names)
        if (const Member* const member = governance.member(name); member != nullptr)
            members.push_back(member);
    if (members.empty())
        refuse_with("no-recipient", "no party of the policy has got payload of this custodian",
                    "name the folder with the statements of what was sealed: --statements outbox");
    return members;
}

project::Statement stated(const FoundTokens& found, const WithdrawOutcome& outcome)
{
    project::Statement statement;
    statement.kind = "withdrawal";
    statement.source = found.party;
    statement.counts.set("asked", outcome.asked).set("found", outcome.found).set("tokens", outcome.tokens);
    return statement;
}

void write_out(const project::Admitted& me, const WithdrawOptions& options, const FoundTokens& found,
               WithdrawOutcome& outcome)
{
    const auto to = members_named(outcome.recipients.members, *me.policy.governance);
    const std::string time = now_text();
    const std::string name = fmt::format("{}-{}.withdrawal", found.party, digits_of(time));
    const fs::path table = fs::path("stays-here") / name,
                   sealed = fs::path("to-researcher") / fmt::format("{}.age", name);
    OutputFolder folder(options.out, fmt::format("withdraw {}", found.party), Existing::refuse);
    const fs::path written = folder.file(table);
    write_withdrawal(written, {me.policy.id, me.policy.fingerprint(), found.party, time}, found.reasons);
    project::seal_file(me, written, to, stated(found, outcome), folder.file(sealed));
    folder.commit();
    outcome.table = options.out / table;
    outcome.sealed = options.out / sealed;
}

} // namespace

WithdrawOutcome withdraw(const project::Admitted& me, const WithdrawOptions& options)
{
    assert(me.governed() && me.key);
    if (std::ranges::find(withdrawal_reasons, options.reason) == std::end(withdrawal_reasons))
        refuse_with("unknown-reason", "there is no such reason for a withdrawal",
                    fmt::format("the reasons are {}", fmt::join(withdrawal_reasons, ", ")), Exit::usage);
    const FoundTokens found = find_tokens(me, options);
    WithdrawOutcome outcome;
    outcome.asked = options.people.size();
    outcome.found = found.people.size();
    outcome.tokens = found.reasons.size();
    for (std::size_t i = 0; i < options.people.size(); ++i)
        if (!found.people.contains(i)) outcome.not_found.push_back(i + 1);
    // The list first: should anything fail after it, the person stays out of the next run all the same.
    if (!options.list.empty() && options.reason != "superseded")
        outcome.listed = add_to_list(options.list, options.people, options.reason);
    if (found.reasons.empty()) return outcome;
    outcome.recipients =
        payload_recipients(read_statements(options.statements, me.policy), me.policy, found.party);
    write_out(me, options, found, outcome);
    return outcome;
}

} // namespace gauze::custodian
