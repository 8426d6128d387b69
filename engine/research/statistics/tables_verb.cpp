#include "engine/research/statistics/tables_verb.hpp"

#include "engine/project/evidence/log.hpp"
#include "engine/project/progress.hpp"
#include "engine/research/statistics/write_exact.hpp"

#include <cstdio>
#include <memory>

namespace gauze::research::statistics {

namespace {

struct TablesVerb {
    std::filesystem::path policy;
    ExactOptions options;
    bool force = false;
    project::Governed governed;
    project::Common common;

    Exit run()
    {
        project::be_quiet(common.quiet);
        options.existing = force ? Existing::replace : Existing::refuse;
        const project::Admitted me = project::admit("tables", policy, governed);
        const ExactSummary summary = write_exact(me, options);
        project::Entry entry;
        entry.verb = "tables";
        entry.counts.set("tables", summary.tables.size());
        for (const auto& [name, digest] : summary.inputs) entry.digests.emplace_back(name, digest);
        project::note(me, governed, entry);
        const std::string text = common.json ? summary.to_json().line() + "\n" : summary.in_words();
        if (std::fputs(text.c_str(), stdout) < 0 || std::fflush(stdout) != 0)
            throw Error(Exit::cannot_write, "the summary cannot be written to standard output");
        return Exit::ok;
    }
};

} // namespace

void add_tables_verb(project::CommandLine& program)
{
    const auto verb = std::make_shared<TablesVerb>();
    program.verb("tables", "Compute exact tables of a cohort, for the closed setting and nobody else")
        .path("--policy", verb->policy, "the policy all parties signed", project::Need::required)
        .path("--cohort", verb->options.cohort, "the cohort's folder", project::Need::required)
        .path("--tables", verb->options.tables, "which tables: tables.toml", project::Need::required)
        .path("--out", verb->options.out, "the folder to write; it appears whole or not at all",
              project::Need::required)
        .flag("--force", verb->force, "replace the folder if it exists")
        .governed(verb->governed)
        .common(verb->common)
        .example("gauze-research tables --policy policy.toml --as university.party --cohort cohort --tables "
                 "tables.toml --out exact",
                 "writes exact/NAME.csv for every table; none of it is for release")
        .does([verb] { return verb->run(); });
}

} // namespace gauze::research::statistics
