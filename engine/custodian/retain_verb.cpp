// `gauze-custodian retain`: what it says to the person who runs it.
#include "bloom/base/clock.hpp"
#include "engine/custodian/ledger_verbs.hpp"
#include "engine/custodian/retain.hpp"
#include "engine/project/evidence/log.hpp"
#include "engine/project/refusal.hpp"

#include <iostream>
#include <memory>

#include <fmt/format.h>
#include <fmt/ranges.h>

namespace gauze::custodian {

namespace {

struct RetainVerb {
    RetainOptions options;
    std::vector<std::string> statements, outboxes;
    std::filesystem::path policy;
    project::Governed governed;
    project::Common common;

    Exit run();
};

Json to_json(const RetainOutcome& outcome)
{
    Json by_rule;
    for (const auto& [rule, count] : outcome.certified.due) by_rule.set(rule, count);
    std::vector<std::string> sealed;
    for (const auto& path : outcome.sealed) sealed.push_back(path.string());
    return Json()
        .set("source", outcome.source)
        .set("day", day_text(today()))
        .set("rows", outcome.rows)
        .set("due", outcome.due)
        .set("kept", outcome.rows - outcome.due)
        .set("without_due_day", outcome.open)
        .set("by_rule", by_rule)
        .set("runs_destroyed", outcome.runs_destroyed)
        .set("runs_rewritten", outcome.runs_rewritten)
        .set("files_destroyed", outcome.certified.destroyed())
        .set("files_rewritten", outcome.certified.rewritten())
        .set("other_policy", outcome.other_policy)
        .set("recipients", outcome.recipients.members)
        .set("sealed", sealed)
        .set("certificate", outcome.certificate.string());
}

std::string told(const RetainOutcome& outcome)
{
    std::string text = fmt::format("{}: {} rows = {} due on {} or before + {} kept", outcome.source,
                                   outcome.rows, outcome.due, day_text(today()), outcome.rows - outcome.due);
    text += outcome.open == 0 ? std::string("\n")
                              : fmt::format(" ({} of them without a due day)\n", outcome.open);
    for (const auto& [rule, count] : outcome.certified.due)
        text += fmt::format("  by the rule {}: {}\n", rule, count);
    if (outcome.other_policy)
        text += "A run was encoded under another version of the policy: days by receipt and study end are "
                "counted anew, those by birth and last use stand as they were, within not_before and cap.\n";
    if (outcome.due == 0)
        text += "Nothing is due, and nothing was destroyed.\n";
    else
        text += fmt::format("Runs destroyed: {}; rewritten without these rows: {}; files destroyed: {}\n",
                            outcome.runs_destroyed, outcome.runs_rewritten, outcome.certified.destroyed());
    for (const auto& path : outcome.sealed) text += fmt::format("Send with its .dsse: {}\n", path.string());
    return text + fmt::format("Certificate: {}\n", outcome.certificate.string());
}

Exit RetainVerb::run()
{
    const project::Admitted me = project::admit("retain", policy, governed);
    if (!me.governed())
        project::refuse_with("not-governed",
                             "the policy has no agreement, and so no time after which rows go",
                             "the laboratory's files are deleted by hand");
    options.statements.assign(statements.begin(), statements.end());
    options.outboxes.assign(outboxes.begin(), outboxes.end());
    if (options.statements.empty() && !governed.evidence.empty() &&
        std::filesystem::is_directory(governed.evidence / "statements"))
        options.statements.push_back(governed.evidence / "statements");
    const RetainOutcome outcome = retain(me, governed, options);
    std::cout << (common.json ? to_json(outcome).pretty() : told(outcome));
    return Exit::ok;
}

} // namespace

void add_retain_verb(project::CommandLine& program)
{
    const auto verb = std::make_shared<RetainVerb>();
    program.verb("retain", "Destroy the rows of earlier runs whose time is over, and take them back")
        .path("--policy", verb->policy, "the policy file of the project", project::Need::required)
        .path("--out", verb->options.out, "the folder to make", project::Need::required)
        .paths("RUN", verb->options.runs, "the folders that gauze encode or gauze intake made: all of them",
               1)
        .texts("--statements", verb->statements,
               "folders with the statements of what was sealed: they say who got payload (the evidence's)")
        .texts("--outbox", verb->outboxes, "folders in which sealed copies lie that are to go as well")
        .governed(verb->governed)
        .example("gauze-custodian retain --policy policy.toml --as hospital.party --evidence evidence "
                 "--outbox outbox --out retained-2031-05-03 encoded-2025 encoded-2026",
                 "run it every day; what is not due stays, and the certificate says so")
        .common(verb->common)
        .does([verb] { return verb->run(); });
}

} // namespace gauze::custodian
