#include "engine/research/release/release_verbs.hpp"

#include "bloom/base/clock.hpp"
#include "engine/project/evidence/log.hpp"
#include "engine/project/exchange.hpp"
#include "engine/project/progress.hpp"
#include "engine/project/refusal.hpp"
#include "engine/project/signed_policy.hpp"
#include "engine/research/release/propose.hpp"
#include "engine/research/release/release.hpp"
#include "engine/research/release/sign_off.hpp"

#include <cstdio>
#include <memory>

#include <fmt/format.h>
#include <fmt/ranges.h>

namespace gauze::research::release {

namespace {

using project::Need;

void print(const std::string& text)
{
    if (std::fputs(text.c_str(), stdout) < 0 || std::fflush(stdout) != 0)
        throw Error(Exit::cannot_write, "the summary cannot be written to standard output");
}

// Does the work, and notes a refusal before it goes on its way.
template <typename Work>
auto noted(const project::Admitted& me, const project::Governed& governed, const char* verb, Work work)
{
    try {
        return work();
    } catch (const Error& fault) {
        const std::string_view code = project::code_of(fault.what());
        if (!code.empty()) project::note(me, governed, {.verb = verb, .outcome = std::string(code)});
        throw;
    }
}

struct DiscloseVerb {
    std::filesystem::path policy;
    ProposeOptions options;
    bool force = false;
    project::Governed governed;
    project::Common common;

    Exit run()
    {
        project::be_quiet(common.quiet);
        options.existing = force ? Existing::replace : Existing::refuse;
        const project::Admitted me = project::admit("disclose", policy, governed);
        const Proposed made = noted(me, governed, "disclose", [&] { return propose(me, options); });
        project::Entry entry;
        entry.verb = "disclose";
        entry.counts.set("tables", made.proposal.tables.size())
            .set("cells", made.cells)
            .set("withheld", made.cells_withheld);
        entry.digests.emplace_back("proposal", made.digest);
        for (const auto& [name, digest] : made.proposal.inputs) entry.digests.emplace_back(name, digest);
        project::note(me, governed, entry);
        print(common.json ? made.to_json().line() + "\n" : made.in_words());
        return Exit::ok;
    }
};

struct SignOffVerb {
    std::filesystem::path policy, key, out;
    std::vector<std::filesystem::path> folder;
    std::string name;
    project::Governed governed;
    project::Common common;

    // A checker is no party, so that the gate does not know them: the policy does.
    Exit run() const
    {
        project::be_quiet(common.quiet);
        const project::PolicyFile file = project::PolicyFile::read(policy);
        if (!file.policy.governance)
            project::refuse_with("not-governed", "the policy has no agreement, and so no checkers",
                                 "use the policy that the custodians have signed");
        (void)project::require_signed(file);
        if (!governed.today.empty() && !file.policy.governance->rehearsal)
            project::refuse_with("clock-set", "--today is for rehearsals, and this policy is none",
                                 "leave --today out");
        if (!governed.today.empty()) set_clock(governed.today);
        project::refuse_expired(*file.policy.governance);
        if (folder.size() != 1) throw Error(Exit::usage, "one proposal is signed at a time");
        const auto& path = key.empty() ? governed.party_key : key;
        if (path.empty())
            project::refuse_with("key-missing", "no key is given", "--checker KEY says who signs");
        const auto own = project::PartyKey::read(path, project::passphrase_from(governed.passphrase_fd));
        const project::Checker& checker = checker_with(file.policy, own.signing.public_key(), name);
        const Found found = read_proposal(folder.front(), file.policy);
        (void)sign_off(file.policy, found, checker, own.signing, out);
        print(common.json
                  ? Json().set("checker", checker.name)
                            .set("proposal", found.digest)
                            .set("reader", found.proposal.reader)
                            .line() +
                        "\n"
                  : fmt::format("{} has signed the proposal {}\nfor {}, {} table{}. A second person "
                                "has to sign before it can be released.\n",
                                checker.name, found.digest, found.proposal.reader,
                                found.proposal.tables.size(), found.proposal.tables.size() == 1 ? "" : "s"));
        return Exit::ok;
    }
};

struct ReleaseVerb {
    std::filesystem::path policy;
    ReleaseOptions options;
    std::vector<std::string> signatures;
    project::Governed governed;
    project::Common common;

    void note(const project::Admitted& me, const Released& done) const
    {
        project::Entry entry;
        entry.verb = "release";
        entry.counts.set("tables", done.tables).set("checkers", done.signers.size());
        entry.digests.emplace_back(done.statement.file, done.statement.cipher_digest);
        entry.digests.emplace_back("proposal", done.proposal);
        entry.digests.emplace_back("registry-head", done.registry);
        project::keep_statement(governed, project::statement_beside(options.out));
        for (const std::filesystem::path& signature : options.signatures)
            project::keep_statement(governed, signature);
        project::note(me, governed, entry);
    }
    Exit run()
    {
        project::be_quiet(common.quiet);
        options.signatures.assign(signatures.begin(), signatures.end());
        const project::Admitted me = project::admit("release", policy, governed);
        const Released done = noted(me, governed, "release", [&] { return release(me, options); });
        note(me, done);
        print(common.json
                  ? Json().set("release", done.number)
                            .set("reader", done.reader)
                            .set("proposal", done.proposal)
                            .set("signers", done.signers)
                            .set("tables", done.tables)
                            .set("registry", done.registry)
                            .set("file", options.out.string())
                            .line() +
                        "\n"
                  : fmt::format("release {}: {} table{} for {}, signed by {}\nsealed in {}\nregistry "
                                "{}\n",
                                done.number, done.tables, done.tables == 1 ? "" : "s", done.reader,
                                fmt::join(done.signers, " and "), options.out.string(), done.registry));
        return Exit::ok;
    }
};

void add_disclose(project::CommandLine& program)
{
    const auto verb = std::make_shared<DiscloseVerb>();
    program.verb("disclose", "Propose tables for a reader, protected as the policy's profile says")
        .path("--policy", verb->policy, "the policy all parties signed", Need::required)
        .path("--cohort", verb->options.cohort, "the cohort's folder", Need::required)
        .path("--tables", verb->options.tables, "which tables: tables.toml", Need::required)
        .path("--registry", verb->options.registry, "everything released so far: releases.sqlite",
              Need::required)
        .text("--to", verb->options.to, "the reader, as a [[recipient]] of the policy", Need::required)
        .path("--out", verb->options.out, "the folder of the proposal", Need::required)
        .flag("--only-added", verb->options.only_added,
              "since the earlier releases people were added to the cohort, none left and nothing changed")
        .flag("--force", verb->force, "replace the folder if it exists")
        .governed(verb->governed)
        .common(verb->common)
        .example("gauze-research disclose --policy policy.toml --as university.party --cohort cohort "
                 "--tables tables.toml --registry releases.sqlite --to funder --out proposal",
                 "writes proposal/tables and proposal/sheet.html, for two checkers to look at")
        .does([verb] { return verb->run(); });
}

void add_sign_off(project::CommandLine& program)
{
    const auto verb = std::make_shared<SignOffVerb>();
    program.verb("sign-off", "Sign a proposal, as a checker who has looked at it")
        .path("--policy", verb->policy, "the policy all parties signed", Need::required)
        .path("--checker", verb->key, "the checker's own key", Need::required)
        .text("--name", verb->name, "the checker, as a [[checker]] of the policy", Need::required)
        .path("--out", verb->out, "the signature to write", Need::required)
        .paths("PROPOSAL", verb->folder, "the proposal's folder", 1)
        .governed(verb->governed)
        .common(verb->common)
        .example("gauze-research sign-off --policy policy.toml --checker a-okafor.party --name a-okafor "
                 "--out a-okafor.dsse proposal",
                 "one of the two signatures that a release takes")
        .does([verb] { return verb->run(); });
}

void add_release(project::CommandLine& program)
{
    const auto verb = std::make_shared<ReleaseVerb>();
    program.verb("release", "Seal a proposal that two checkers have signed to its reader")
        .path("--policy", verb->policy, "the policy all parties signed", Need::required)
        .path("--proposal", verb->options.proposal, "the proposal's folder", Need::required)
        .texts("--signed", verb->signatures, "the checkers' signatures, two at least")
        .path("--registry", verb->options.registry, "everything released so far: releases.sqlite",
              Need::required)
        .path("--out", verb->options.out, "the sealed file to write: FILE.age", Need::required)
        .governed(verb->governed)
        .common(verb->common)
        .example("gauze-research release --policy policy.toml --as university.party --proposal proposal "
                 "--signed a-okafor.dsse --signed b-lind.dsse --registry releases.sqlite --out "
                 "tables-1.age",
                 "writes tables-1.age and its statement, for the reader to open")
        .does([verb] { return verb->run(); });
}

} // namespace

void add_release_verbs(project::CommandLine& program)
{
    add_disclose(program);
    add_sign_off(program);
    add_release(program);
}

} // namespace gauze::research::release
