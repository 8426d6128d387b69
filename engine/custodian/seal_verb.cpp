// `gauze seal`: what it says to the person who runs it.
#include "engine/custodian/exchange_verbs.hpp"
#include "engine/custodian/seal.hpp"
#include "engine/project/evidence/log.hpp"
#include "engine/project/refusal.hpp"

#include <iostream>
#include <memory>

#include <fmt/format.h>

namespace gauze::custodian {

namespace {

struct SealVerb {
    SealOptions options;
    std::filesystem::path policy, plaintext;
    std::vector<std::filesystem::path> folders;
    std::string to;
    project::Governed governed;
    project::Common common;

    Exit run();
    std::vector<Sealed> seal(const project::Admitted& me);
};

void note_it(const std::vector<Sealed>& sealed, const project::Admitted& me,
             const project::Governed& governed)
{
    project::Entry entry;
    entry.verb = "seal";
    for (const Sealed& one : sealed) {
        // Two recipients' payload files have one name: the folder, "to-NAME", tells them apart.
        const std::string folder = one.file.parent_path().filename().string();
        entry.digests.emplace_back(one.statement.kind == "payload"
                                       ? fmt::format("{}.{}", folder.substr(3), one.statement.file)
                                       : one.statement.file,
                                   one.statement.cipher_digest);
        if (one.statement.source != me.me->name) entry.source = one.statement.source;
        project::keep_statement(governed, one.file.string() + ".dsse");
    }
    project::note(me, governed, entry);
}

std::vector<Sealed> SealVerb::seal(const project::Admitted& me)
{
    const bool clear = !plaintext.empty();
    if (clear != folders.empty() || clear != !to.empty() || folders.size() > 1 ||
        (clear && !options.audit.empty()))
        throw Error(Exit::usage, "seal takes the folder of one encode run, or --plaintext FILE --to INTAKE",
                    "gauze seal --help has examples");
    if (clear) return seal_plaintext(me, plaintext, to, options.out);
    options.folder = folders.front();
    return seal_run(me, options);
}

Exit SealVerb::run()
{
    const project::Admitted me = project::admit("seal", policy, governed);
    if (!me.governed())
        project::refuse_with("not-governed", "the policy has no agreement, and so nobody to seal anything to",
                             "for the laboratory, files of gauze encode travel as they are");
    project::check_log(me, governed);
    const std::vector<Sealed> sealed = seal(me);
    note_it(sealed, me, governed);
    std::vector<Json> files;
    std::string words;
    for (const Sealed& one : sealed) {
        files.push_back(Json()
                            .set("file", one.file.string())
                            .set("kind", one.statement.kind)
                            .set("recipient", one.statement.recipient)
                            .set("sha256", one.statement.cipher_digest));
        words += fmt::format("{:<10} for {:<16} {}\n", one.statement.kind, one.statement.recipient,
                             one.file.string());
    }
    if (common.json)
        std::cout << Json().set("sealed", files).pretty();
    else
        std::cout
            << words
            << "Send each file together with the .dsse beside it. Nobody but its recipient can open it.\n";
    return Exit::ok;
}

} // namespace

void add_seal_verb(project::CommandLine& program)
{
    const auto verb = std::make_shared<SealVerb>();
    program.verb("seal", "Seal an encode run to the linkage unit and to each recipient")
        .path("--policy", verb->policy, "the policy file of the project", project::Need::required)
        .paths("FOLDER", verb->folders, "the folder that gauze encode has written", 0)
        .path("--audit", verb->options.audit, "the signed audit of the same file (gauze audit)")
        .path("--plaintext", verb->plaintext, "instead: a file in clear, for the intake that encodes it")
        .text("--to", verb->to, "with --plaintext: the intake that the policy names for you")
        .path("--out", verb->options.out, "the outbox to make", project::Need::required)
        .governed(verb->governed)
        .example(
            "gauze seal --policy policy.toml --as hospital.party --audit audit.dsse --out outbox encoded",
            "then send every file with its statement")
        .example("gauze seal --policy policy.toml --as charity.party --plaintext clients.csv --to intake "
                 "--out outbox",
                 "where an intake encodes on receipt")
        .common(verb->common)
        .does([verb] { return verb->run(); });
}

} // namespace gauze::custodian
