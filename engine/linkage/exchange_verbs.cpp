#include "engine/linkage/exchange_verbs.hpp"

#include "bloom/base/error.hpp"
#include "engine/linkage/accept.hpp"
#include "engine/linkage/issue.hpp"
#include "engine/project/evidence/certificate.hpp"
#include "engine/project/held_files.hpp"
#include "engine/project/refusal.hpp"

#include <iostream>
#include <memory>

#include <fmt/format.h>

namespace gauze::linkage {

namespace {

using project::Admitted;
using project::Need;

struct AcceptVerb {
    AcceptOptions options;
    std::filesystem::path policy;
    std::vector<std::filesystem::path> sealed;
    project::Governed governed;
    project::Common common;

    Exit run();
    Accepted take(const Admitted& me, const std::filesystem::path& file) const;
    void refuse_if_due(const Admitted& me, const std::filesystem::path& file) const;
};

void note_accepted(const Admitted& me, const project::Governed& governed, const std::filesystem::path& sealed,
                   const Accepted& accepted)
{
    project::Entry entry;
    entry.verb = "accept";
    entry.source = accepted.source;
    entry.counts.set("accepted", accepted.rows);
    entry.digests.emplace_back(accepted.statement.file, accepted.statement.cipher_digest);
    project::keep_statement(governed, sealed.string() + ".dsse");
    project::note(me, governed, entry);
}

// A copy of what this unit has certified as destroyed stays shut.
void AcceptVerb::refuse_if_due(const Admitted& me, const std::filesystem::path& file) const
{
    const auto destroyed = project::destroyed_digests(me, governed);
    if (destroyed.empty()) return;
    if (const auto statement = project::statement_of_held(me, file))
        project::refuse_destroyed(destroyed, *statement, file);
}

// What was turned away stands in the log by its code: no name, no content.
Accepted AcceptVerb::take(const Admitted& me, const std::filesystem::path& file) const
{
    try {
        refuse_if_due(me, file);
        return accept(me, file, options);
    } catch (const Error& fault) {
        const std::string_view code = project::code_of(fault.what());
        if (!code.empty()) project::note(me, governed, {.verb = "accept", .outcome = std::string(code)});
        throw;
    }
}

Exit AcceptVerb::run()
{
    const Admitted me = project::admit("accept", policy, governed);
    if (!me.governed())
        project::refuse_with("not-governed",
                             "the policy has no agreement, and so nobody who could seal anything",
                             "for the laboratory, encoded files are linked as they are");
    project::check_log(me, governed);
    std::vector<Json> files;
    std::string words;
    for (const std::filesystem::path& file : sealed) {
        const Accepted accepted = take(me, file);
        note_accepted(me, governed, file, accepted);
        files.push_back(Json()
                            .set("source", accepted.source)
                            .set("party", accepted.party)
                            .set("file", accepted.file.string())
                            .set("rows", accepted.rows)
                            .set("replaced", accepted.replaced));
        words += fmt::format("{}: {} rows{}, check value {}..: {}\n", accepted.source, accepted.rows,
                             accepted.replaced ? ", in the place of an earlier submission" : "",
                             accepted.statement.check.substr(0, 8), accepted.file.string());
    }
    if (common.json)
        std::cout << Json().set("accepted", files).pretty();
    else
        std::cout << words;
    return Exit::ok;
}

struct IssueVerb {
    IssueOptions options;
    project::Governed governed;
    project::Common common;

    Exit run();
    IssueSummary run_for(const Admitted& me) const;
};

IssueSummary IssueVerb::run_for(const Admitted& me) const
{
    if (!me.governed()) return issue(options);
    project::check_log(me, governed);
    IssueSummary summary = issue_sealed(me, options);
    project::Entry entry;
    entry.verb = "issue";
    entry.counts.set("rows", summary.rows).set("persons", summary.persons);
    entry.digests.emplace_back(summary.statement.file, summary.statement.cipher_digest);
    project::keep_statement(governed, options.out.string() + ".dsse");
    project::note(me, governed, entry);
    return summary;
}

Exit IssueVerb::run()
{
    const Admitted me = project::admit("issue", options.policy, governed);
    const IssueSummary summary = run_for(me);
    if (common.json) {
        std::cout << Json()
                         .set("recipient", options.recipient)
                         .set("release", options.release)
                         .set("link_map", options.out.string())
                         .set("rows", summary.rows)
                         .set("persons", summary.persons)
                         .set("rows_withheld", summary.rows_withheld)
                         .set("longitudinal", summary.longitudinal)
                         .set("sealed", me.governed())
                         .pretty();
        return Exit::ok;
    }
    std::cout << fmt::format("{} rows of {} persons have study ids for {}, release {}.\n", summary.rows,
                             summary.persons, options.recipient, options.release);
    if (me.governed())
        std::cout << fmt::format("The map is sealed to {}; send {} and the .dsse beside it.\n",
                                 summary.statement.recipient, options.out.string());
    else
        std::cout << fmt::format("Send to {} and to nobody else: {}\n", options.recipient,
                                 options.out.string());
    return Exit::ok;
}

} // namespace

project::Admitted admit_to_linking(std::string_view verb, const std::filesystem::path& policy,
                                   const project::Governed& governed,
                                   const std::vector<std::filesystem::path>& files)
{
    project::Admitted me = project::admit(verb, policy, governed);
    if (!me.governed()) return me;
    project::check_log(me, governed);
    require_accepted(me, files);
    return me;
}

void note_linking(std::string_view verb, const Admitted& me, const project::Governed& governed,
                  const LinkSummary& summary)
{
    project::Entry entry;
    entry.verb = verb;
    std::uint64_t rows = 0;
    for (const LinkSummary::Source& source : summary.sources) {
        rows += source.rows;
        entry.digests.emplace_back(fmt::format("{}.gauze", source.party), source.digest);
    }
    entry.counts.set("rows", rows).set("persons", summary.persons);
    project::note(me, governed, entry);
}

void add_accept_verb(project::CommandLine& program)
{
    const auto verb = std::make_shared<AcceptVerb>();
    program.verb("accept", "Let sealed submissions in: encodings of the policy's parties, and nothing else")
        .path("--policy", verb->policy, "the policy file of the project", Need::required)
        .path("--out", verb->options.inbox, "the inbox, made if it is not there", Need::required)
        .paths("FILE", verb->sealed, "sealed submissions, each with its statement (.dsse) beside it", 1)
        .flag("--replace", verb->options.replace, "a newer submission takes the place of an older one")
        .governed(verb->governed)
        .example("gauze accept --policy policy.toml --as unit.party --out inbox *.gauze.age",
                 "then gauze link inbox/*.gauze")
        .common(verb->common)
        .does([verb] { return verb->run(); });
}

void add_issue_verb(project::CommandLine& program)
{
    const auto verb = std::make_shared<IssueVerb>();
    program.verb("issue", "Give the persons of a link run study ids for one recipient")
        .path("--policy", verb->options.policy, "the policy file of the project", Need::required)
        .path("--identity", verb->options.identity, "the linkage unit's own key", Need::required)
        .path("--persons", verb->options.persons, "persons.table of the link run", Need::required)
        .text("--recipient", verb->options.recipient, "who receives the cohort", Need::required)
        .text("--release", verb->options.release, "another release, other ids (default 1)")
        .path("--out", verb->options.out, "the link map to write; sealed, under a governed policy",
              Need::required)
        .governed(verb->governed)
        .example("gauze issue --policy policy.toml --identity identity.key --persons linked/persons.table "
                 "--recipient university --out university.map",
                 "then send the map to the researcher")
        .example(
            "gauze issue --as unit.party ... --recipient university --release 2 --out university-2.map.age",
            "governed: sealed to the researcher alone, with a signed statement beside it")
        .common(verb->common)
        .does([verb] { return verb->run(); });
}

} // namespace gauze::linkage
