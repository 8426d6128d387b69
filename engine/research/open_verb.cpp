// `gauze open`: what it says to the person who runs it.
#include "engine/research/open_verb.hpp"

#include "bloom/base/error.hpp"
#include "engine/project/evidence/certificate.hpp"
#include "engine/project/evidence/log.hpp"
#include "engine/project/held_files.hpp"
#include "engine/project/refusal.hpp"
#include "engine/research/open.hpp"

#include <cstdio>
#include <memory>
#include <vector>

#include <fmt/format.h>

namespace gauze::research {

namespace {

struct OpenVerb {
    std::filesystem::path policy, inbox;
    std::vector<std::filesystem::path> sealed;
    project::Governed governed;
    project::Common common;

    Exit run() const;
    Opened take(const project::Admitted& me, const std::filesystem::path& file) const;
    void refuse_if_due(const project::Admitted& me, const std::filesystem::path& file) const;
};

// A copy of what this party has certified as destroyed stays shut.
void OpenVerb::refuse_if_due(const project::Admitted& me, const std::filesystem::path& file) const
{
    const auto destroyed = project::destroyed_digests(me, governed);
    if (destroyed.empty()) return;
    if (const auto statement = project::statement_of_held(me, file))
        project::refuse_destroyed(destroyed, *statement, file);
}

Opened OpenVerb::take(const project::Admitted& me, const std::filesystem::path& file) const
{
    try {
        refuse_if_due(me, file);
        Opened opened = open_sealed(me, file, inbox);
        project::Entry entry;
        entry.verb = "open";
        if (opened.statement.source != me.me->name) entry.source = opened.statement.source;
        entry.counts.set("accepted", opened.rows);
        entry.digests.emplace_back(opened.statement.file, opened.statement.cipher_digest);
        project::keep_statement(governed, opened.file.string() + ".dsse");
        project::note(me, governed, entry);
        return opened;
    } catch (const Error& fault) {
        const std::string_view code = project::code_of(fault.what());
        if (!code.empty()) project::note(me, governed, {.verb = "open", .outcome = std::string(code)});
        throw;
    }
}

Exit OpenVerb::run() const
{
    const project::Admitted me = project::admit("open", policy, governed);
    if (!me.governed())
        project::refuse_with("not-governed",
                             "the policy has no agreement, and so nobody who could seal anything",
                             "for the laboratory, payload and link maps are read as they are");
    project::check_log(me, governed);
    std::vector<Json> files;
    std::string words;
    for (const std::filesystem::path& file : sealed) {
        const Opened opened = take(me, file);
        files.push_back(Json()
                            .set("kind", opened.statement.kind)
                            .set("party", opened.statement.party)
                            .set("source", opened.statement.source)
                            .set("file", opened.file.string())
                            .set("rows", opened.rows));
        words += fmt::format("{:<10} of {:<16} {} rows: {}\n", opened.statement.kind, opened.statement.party,
                             opened.rows, opened.file.string());
    }
    const std::string text = common.json ? Json().set("opened", files).pretty() : words;
    if (std::fputs(text.c_str(), stdout) < 0 || std::fflush(stdout) != 0)
        throw Error(Exit::cannot_write, "the summary cannot be written to standard output");
    return Exit::ok;
}

} // namespace

void add_open_verb(project::CommandLine& program)
{
    const auto verb = std::make_shared<OpenVerb>();
    program.verb("open", "Open what was sealed for you: payload, episodes, link maps, withdrawals")
        .path("--policy", verb->policy, "the policy file of the project", project::Need::required)
        .path("--out", verb->inbox, "the inbox, made if it is not there", project::Need::required)
        .paths("FILE", verb->sealed, "sealed files, each with its statement (.dsse) beside it", 1)
        .governed(verb->governed)
        .example("gauze open --policy policy.toml --as university.party --out inbox *.age",
                 "then gauze cohort --map inbox/university.map inbox/*.payload")
        .common(verb->common)
        .does([verb] { return verb->run(); });
}

} // namespace gauze::research
