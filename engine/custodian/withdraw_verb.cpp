#include "engine/custodian/ledger_verbs.hpp"
#include "engine/custodian/withdraw.hpp"
#include "engine/project/evidence/log.hpp"
#include "engine/project/refusal.hpp"

#include <iostream>
#include <memory>

#include <fmt/format.h>
#include <fmt/ranges.h>

namespace gauze::custodian {

namespace {

struct WithdrawVerb {
    WithdrawOptions options;
    ReferenceSource source;
    std::vector<std::string> statements;
    std::filesystem::path policy;
    project::Governed governed;
    project::Common common;

    Exit run();
};

Json to_json(const WithdrawOutcome& outcome)
{
    std::vector<Json> not_found;
    for (const std::size_t place : outcome.not_found) not_found.push_back(Json().set("person", place));
    return Json()
        .set("asked", outcome.asked)
        .set("found", outcome.found)
        .set("tokens", outcome.tokens)
        .set("not_found", not_found)
        .set("listed", outcome.listed)
        .set("recipients", outcome.recipients.members)
        .set("recipients_by", outcome.recipients.by_statements ? "statements" : "policy")
        .set("kept", outcome.table.string())
        .set("sealed", outcome.sealed.string());
}

std::string told(const WithdrawOutcome& outcome, const std::string& reason)
{
    std::string text = fmt::format("{}: {} asked for = {} found + {} not found; row tokens: {}\n", reason,
                                   outcome.asked, outcome.found, outcome.not_found.size(), outcome.tokens);
    if (!outcome.not_found.empty())
        text += fmt::format("Not found in these runs: person {} of the list\n",
                            fmt::join(outcome.not_found, ", "));
    if (outcome.listed > 0) text += fmt::format("New in your own list: {}\n", outcome.listed);
    if (outcome.sealed.empty()) return text + "Nothing is to be withdrawn, and nothing was made.\n";
    if (!outcome.recipients.by_statements)
        text += "No statement of a sealed payload was given: it goes to everyone who may receive rows.\n";
    return text + fmt::format("Send with its .dsse to {}: {}\nKeep here, never send: {}\n",
                              fmt::join(outcome.recipients.members, ", "), outcome.sealed.string(),
                              outcome.table.string());
}

void note_it(const WithdrawOutcome& outcome, const project::Admitted& me, const project::Governed& governed)
{
    project::Entry entry;
    entry.verb = "withdraw";
    entry.counts.set("found", outcome.found)
        .set("withdrawn", outcome.tokens)
        .set("recipients", outcome.recipients.members.size());
    if (!outcome.sealed.empty()) {
        const std::filesystem::path dsse = std::filesystem::path(outcome.sealed) += ".dsse";
        entry.digests.emplace_back(outcome.sealed.filename().string(),
                                   to_hex(sha256(MappedFile(outcome.sealed).bytes())));
        project::keep_statement(governed, dsse);
    }
    project::note(me, governed, entry);
}

Exit WithdrawVerb::run()
{
    const project::Admitted me = project::admit("withdraw", policy, governed);
    if (!me.governed())
        project::refuse_with("not-governed",
                             "the policy has no agreement, so nobody was sent anything under it",
                             "leave the people out of the file and encode again");
    options.statements.assign(statements.begin(), statements.end());
    options.people = read_references(source);
    const WithdrawOutcome outcome = withdraw(me, options);
    note_it(outcome, me, governed);
    std::cout << (common.json ? to_json(outcome).pretty() : told(outcome, options.reason));
    return outcome.found > 0 ? Exit::ok : Exit::condition_not_met;
}

} // namespace

void add_withdraw_verb(project::CommandLine& program)
{
    const auto verb = std::make_shared<WithdrawVerb>();
    program.verb("withdraw", "Take people's records back from everyone they were sent to")
        .path("--policy", verb->policy, "the policy file of the project", project::Need::required)
        .path("--out", verb->options.out, "the folder to make", project::Need::required)
        .paths("RUN", verb->options.runs, "the folders that gauze encode made, or their ledgers: all of them",
               1)
        .path("--records", verb->source.file,
              "your own references of these people: CSV with the column reference and, if wished, service "
              "and date")
        .number("--record-fd", verb->source.descriptor,
                "the same from this open file descriptor, one a line; without both you are asked")
        .text("--reason", verb->options.reason, "withdrawn (default), erased, restricted or superseded")
        .texts("--statements", verb->statements,
               "folders with the statements of what was sealed: they say who got payload")
        .path("--list", verb->options.list,
              "your own list of withdrawals, which gauze encode reads: they are added to it")
        .governed(verb->governed)
        .example("gauze withdraw --policy policy.toml --as hospital.party --records gone.csv --statements "
                 "outbox --list withdrawals.csv --out withdrawal encoded-2025 encoded-2026",
                 "seals the withdrawal for the researchers, and keeps these people out of the next run")
        .common(verb->common)
        .does([verb] { return verb->run(); });
}

} // namespace gauze::custodian
