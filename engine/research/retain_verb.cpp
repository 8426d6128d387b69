// `gauze-research retain`: what it says to the person who runs it.
#include "engine/research/retain_verb.hpp"

#include "bloom/base/clock.hpp"
#include "bloom/base/error.hpp"
#include "engine/project/refusal.hpp"
#include "engine/research/retain.hpp"

#include <cstdio>
#include <memory>

#include <fmt/format.h>

namespace gauze::research {

namespace {

struct RetainVerb {
    RetainOptions options;
    std::vector<std::string> post, cohorts;
    std::filesystem::path policy;
    project::Governed governed;
    project::Common common;

    Exit run();
};

std::vector<std::string> texts(const std::vector<std::filesystem::path>& paths)
{
    std::vector<std::string> texts;
    for (const auto& path : paths) texts.push_back(path.string());
    return texts;
}

Json to_json(const RetainOutcome& outcome, const RetainOptions& options)
{
    Json by_rule;
    for (const auto& [rule, count] : outcome.certified.due) by_rule.set(rule, count);
    return Json()
        .set("day", day_text(today()))
        .set("removed", outcome.certified.removed)
        .set("by_rule", by_rule)
        .set("files_destroyed", outcome.certified.destroyed())
        .set("files_rewritten", outcome.certified.rewritten())
        .set("sealed_destroyed", outcome.sealed_destroyed)
        .set("cohorts_destroyed", outcome.cohorts_destroyed)
        .set("not_looked_into", texts(outcome.not_looked_into))
        .set("without_statement", texts(outcome.without_statement))
        .set("certificate", options.out.string());
}

std::string told(const RetainOutcome& outcome, const RetainOptions& options)
{
    std::string text = fmt::format("{}: {} rows of payload and episodes were due\n", day_text(today()),
                                   outcome.certified.removed);
    for (const auto& [rule, count] : outcome.certified.due) text += fmt::format("  {}: {}\n", rule, count);
    if (outcome.certified.files.empty())
        text += "Nothing is due, and nothing was destroyed.\n";
    else
        text += fmt::format("Files destroyed: {} ({} of them sealed); rewritten without rows: {}\n",
                            outcome.certified.destroyed(), outcome.sealed_destroyed,
                            outcome.certified.rewritten());
    if (outcome.cohorts_destroyed > 0)
        text += fmt::format("Stored cohorts destroyed, to be made anew with gauze cohort: {}\n",
                            outcome.cohorts_destroyed);
    for (const auto& path : outcome.not_looked_into)
        text += fmt::format("could not be opened, and is still there: {}\n", path.string());
    for (const auto& path : outcome.without_statement)
        text += fmt::format("has no statement, so when it came is not known: {}\n", path.string());
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
    options.cohorts.assign(cohorts.begin(), cohorts.end());
    const RetainOutcome outcome = retain(me, governed, options);
    const std::string text = common.json ? to_json(outcome, options).pretty() : told(outcome, options);
    if (std::fputs(text.c_str(), stdout) < 0 || std::fflush(stdout) != 0)
        throw Error(Exit::cannot_write, "the summary cannot be written to standard output");
    return Exit::ok;
}

} // namespace

void add_retain_verb(project::CommandLine& program)
{
    const auto verb = std::make_shared<RetainVerb>();
    program.verb("retain", "Destroy what is due: whole files by receipt, rows by the custodians' lists")
        .path("--policy", verb->policy, "the policy file of the project", project::Need::required)
        .path("--inbox", verb->options.inbox, "what gauze open made, withdrawals included",
              project::Need::required)
        .texts("--post", verb->post, "folders in which sealed files lie")
        .texts("--cohort", verb->cohorts, "folders that gauze cohort made")
        .path("--out", verb->options.out, "the certificate to write (.dsse)", project::Need::required)
        .governed(verb->governed)
        .example("gauze-research retain --policy policy.toml --as university.party --evidence evidence "
                 "--inbox inbox --post post --cohort cohort --out retained-2031-05-03.dsse",
                 "after gauze open of the custodians' withdrawals; run it every day")
        .common(verb->common)
        .does([verb] { return verb->run(); });
}

} // namespace gauze::research
