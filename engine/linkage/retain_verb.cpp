// `gauze-linkage retain`: what it says to the person who runs it.
#include "bloom/base/clock.hpp"
#include "engine/linkage/exchange_verbs.hpp"
#include "engine/linkage/retain.hpp"
#include "engine/project/refusal.hpp"

#include <iostream>
#include <memory>

#include <fmt/format.h>

namespace gauze::linkage {

namespace {

struct RetainVerb {
    RetainOptions options;
    std::vector<std::string> post, linked;
    std::filesystem::path policy;
    project::Governed governed;
    project::Common common;

    Exit run();
};

Json to_json(const RetainOutcome& outcome, const RetainOptions& options)
{
    Json by_rule;
    std::vector<std::string> left;
    for (const auto& [rule, count] : outcome.certified.due) by_rule.set(rule, count);
    for (const auto& path : outcome.left) left.push_back(path.string());
    return Json()
        .set("day", day_text(today()))
        .set("removed", outcome.certified.removed)
        .set("by_rule", by_rule)
        .set("withdrawals", outcome.withdrawals)
        .set("files_destroyed", outcome.certified.destroyed())
        .set("files_rewritten", outcome.certified.rewritten())
        .set("sealed_destroyed", outcome.sealed_destroyed)
        .set("runs_destroyed", outcome.runs_destroyed)
        .set("left", left)
        .set("certificate", options.out.string());
}

std::string told(const RetainOutcome& outcome, const RetainOptions& options)
{
    std::string text =
        fmt::format("{}: {} rows of encodings were due\n", day_text(today()), outcome.certified.removed);
    for (const auto& [rule, count] : outcome.certified.due) text += fmt::format("  {}: {}\n", rule, count);
    if (outcome.withdrawals > 0)
        text += fmt::format("Withdrawals opened into the inbox: {}\n", outcome.withdrawals);
    if (outcome.certified.files.empty())
        text += "Nothing is due, and nothing was destroyed.\n";
    else
        text += fmt::format("Files destroyed: {} ({} of them sealed); rewritten without rows: {}\n",
                            outcome.certified.destroyed(), outcome.sealed_destroyed,
                            outcome.certified.rewritten());
    for (const auto& path : outcome.left)
        text += fmt::format("stays, and may hold random tokens: {}\n", path.string());
    return text + fmt::format("Certificate: {}\n", options.out.string());
}

Exit RetainVerb::run()
{
    const project::Admitted me = project::admit("retain", policy, governed);
    if (!me.governed())
        project::refuse_with("not-governed",
                             "the policy has no agreement, and so no time after which rows go",
                             "the laboratory's files are deleted by hand");
    options.post.assign(post.begin(), post.end());
    options.linked.assign(linked.begin(), linked.end());
    const RetainOutcome outcome = retain(me, governed, options);
    std::cout << (common.json ? to_json(outcome, options).pretty() : told(outcome, options));
    return Exit::ok;
}

} // namespace

void add_retain_verb(project::CommandLine& program)
{
    const auto verb = std::make_shared<RetainVerb>();
    program.verb("retain", "Destroy what is due: whole files by receipt, rows by the custodians' lists")
        .path("--policy", verb->policy, "the policy file of the project", project::Need::required)
        .path("--inbox", verb->options.inbox, "what gauze accept made", project::Need::required)
        .texts("--post", verb->post,
               "folders in which sealed files lie, the custodians' withdrawals among them")
        .texts("--linked", verb->linked, "folders that gauze link made")
        .path("--out", verb->options.out, "the certificate to write (.dsse)", project::Need::required)
        .governed(verb->governed)
        .example(
            "gauze-linkage retain --policy policy.toml --as unit.party --evidence evidence --inbox inbox "
            "--post post --linked linked --out retained-2031-05-03.dsse",
            "run it every day; it opens the custodians' withdrawals itself")
        .common(verb->common)
        .does([verb] { return verb->run(); });
}

} // namespace gauze::linkage
