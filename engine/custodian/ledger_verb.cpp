#include "engine/custodian/ledger_answer.hpp"
#include "engine/custodian/ledger_verbs.hpp"
#include "engine/project/evidence/log.hpp"
#include "engine/project/refusal.hpp"

#include <iostream>
#include <memory>

#include <fmt/format.h>

namespace gauze::custodian {

namespace {

struct LedgerVerb {
    LedgerQuestion question;
    ReferenceSource source;
    std::vector<std::string> statements, withdrawals;
    std::filesystem::path policy, out;
    bool tokens = false;
    project::Governed governed;
    project::Common common;

    Exit run();
    void write(const LedgerReply& reply) const;
};

// What names a person leaves the screen out and goes into a file that only its owner may read.
void LedgerVerb::write(const LedgerReply& reply) const
{
    const bool json = out.extension() == ".json";
    if (!json && out.extension() != ".csv")
        throw Error(Exit::usage, "--out ends neither in .json nor in .csv", "for example: --out answer.json");
    const Portable wanted{.tokens = tokens};
    write_whole_file(out, json ? portable_json(reply, wanted) : portable_csv(reply, wanted),
                     FileMode::owner_only, Existing::refuse);
}

Exit LedgerVerb::run()
{
    if ((question.values || tokens) && out.empty())
        throw Error(Exit::usage, "--values and --tokens go into a file, never onto the screen",
                    "name it: --out answer.json");
    const project::Admitted me = project::admit("ledger", policy, governed);
    if (!me.governed())
        project::refuse_with("not-governed", "the policy has no agreement, so nothing was released under it",
                             "the ledger of a laboratory's run is OUT/stays-here/ledger.table");
    question.statements.assign(statements.begin(), statements.end());
    question.withdrawals.assign(withdrawals.begin(), withdrawals.end());
    question.people = read_references(source);
    const LedgerReply reply = ask_ledgers(question, me.policy);
    if (!out.empty()) write(reply);

    project::Entry entry;
    entry.verb = "ledger";
    std::uint64_t found = 0;
    for (const Answer& answer : reply.answers) found += answer.releases.empty() ? 0 : 1;
    entry.counts.set("files", reply.runs).set("found", found);
    project::note(me, governed, entry);
    std::cout << (common.json ? to_json(reply).pretty() : in_words(reply));
    return Exit::ok;
}

} // namespace

void add_ledger_verb(project::CommandLine& program)
{
    const auto verb = std::make_shared<LedgerVerb>();
    program.verb("ledger", "Answer what was released of a person, when, to whom and under which policy")
        .path("--policy", verb->policy, "the policy file of the project", project::Need::required)
        .paths("RUN", verb->question.runs, "the folders that gauze encode made, or their ledgers", 1)
        .path("--records", verb->source.file,
              "your own references of the people asked for: CSV with the column reference")
        .number("--record-fd", verb->source.descriptor,
                "the same from this open file descriptor, one a line; without both you are asked")
        .texts("--statements", verb->statements,
               "folders with the statements of what was sealed, and the receipts")
        .texts("--withdrawals", verb->withdrawals, "folders with withdrawals that were made here")
        .path("--out", verb->out, "write the answer to take away, .json or .csv, for you alone")
        .flag("--values", verb->question.values, "with what the payload held, as far as it is still here")
        .flag("--tokens", verb->tokens, "with the row tokens")
        .governed(verb->governed)
        .example("gauze ledger --policy policy.toml --as hospital.party --statements outbox encoded",
                 "asks for the reference, which is not shown, and answers in words")
        .example("gauze ledger ... --records asked.csv --values --out answer.csv encoded-2025 encoded-2026",
                 "everything that is held of some people, to take away")
        .common(verb->common)
        .does([verb] { return verb->run(); });
}

} // namespace gauze::custodian
