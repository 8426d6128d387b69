// `gauze key join`: what the ceremony says to the person who runs it.
#include "engine/custodian/check_words.hpp"
#include "engine/custodian/key_join.hpp"
#include "engine/custodian/key_verbs.hpp"
#include "engine/custodian/project_key.hpp"
#include "engine/project/evidence/log.hpp"
#include "engine/project/refusal.hpp"

#include <iostream>
#include <memory>

#include <fmt/format.h>
#include <fmt/ranges.h>

namespace gauze::custodian {

namespace {

struct JoinVerb {
    JoinOptions options;
    std::filesystem::path policy;
    bool passphrase = false;
    std::uint64_t passphrase_fd = project::on_the_terminal;
    project::Governed governed;
    project::Common common;

    Exit run();
};

Json to_json(const JoinOutcome& outcome, const JoinVerb& verb)
{
    Json json;
    json.set("stage", to_text(outcome.stage))
        .set("holders", outcome.holders)
        .set("waiting_for", outcome.waiting_for)
        .set("finished", outcome.finished)
        .set("made_now", outcome.made_now);
    if (outcome.stage == JoinStage::finished)
        json.set("key", verb.options.out.string())
            .set("check_value", outcome.check_value)
            .set("check_words", in_words(outcome.check_value));
    return json;
}

std::string told(const JoinOutcome& outcome, const JoinVerb& verb)
{
    if (outcome.stage == JoinStage::committed)
        return fmt::format("Committed. Not yet: {}.\nCarry the folder {} to them; then run this again.\n",
                           fmt::join(outcome.waiting_for, ", "), verb.options.folder.string());
    if (outcome.stage == JoinStage::shown)
        return fmt::format("All have committed, and what you have drawn is sealed to the others. Not yet: "
                           "{}.\nCarry the folder {} to them; then run this again.\n",
                           fmt::join(outcome.waiting_for, ", "), verb.options.folder.string());
    return fmt::format("The key of {} is {}in {}.\nCheck value: {}\nIn words:    {}\n\n"
                       "Compare the six words with every other holder by telephone: {}.\n"
                       "Finished so far: {}.\n",
                       fmt::join(outcome.holders, ", "), outcome.made_now ? "made; it is " : "",
                       verb.options.out.string(), spoken(outcome.check_value), in_words(outcome.check_value),
                       fmt::join(outcome.holders, ", "), fmt::join(outcome.finished, ", "));
}

void note_it(const JoinOutcome& outcome, const project::Admitted& me, const JoinVerb& verb)
{
    project::Entry entry;
    entry.verb = "key join";
    entry.counts.set("commitments", outcome.commitments).set("contributions", outcome.contributions);
    for (const std::filesystem::path& path : outcome.written) {
        if (path == verb.options.out) continue; // the digest of a secret is nobody's
        entry.digests.emplace_back(path.filename().string(), to_hex(sha256(MappedFile(path).bytes())));
        if (path.extension() == ".dsse") project::keep_statement(verb.governed, path);
    }
    project::note(me, verb.governed, entry);
}

Exit JoinVerb::run()
{
    const project::Admitted me = project::admit("key join", policy, governed);
    if (!me.governed())
        project::refuse_with("not-governed", "the policy has no agreement, and so no parties with keys",
                             "for the laboratory: gauze key new");
    if (passphrase || passphrase_fd != project::on_the_terminal)
        options.new_passphrase = [this] {
            return project::new_passphrase(passphrase_fd, fmt::format("the key {}", options.out.string()));
        };
    const JoinOutcome outcome = join_key(me, options);
    note_it(outcome, me, *this);
    std::cout << (common.json ? to_json(outcome, *this).pretty() : told(outcome, *this));
    return Exit::ok;
}

} // namespace

void add_key_join_verb(project::CommandLine& program)
{
    const auto verb = std::make_shared<JoinVerb>();
    program.verb("key join", "Make the secret key together, so that no custodian chooses it")
        .path("--policy", verb->policy, "the policy file of the project", project::Need::required)
        .path("--folder", verb->options.folder, "the folder that is carried from one custodian to the next",
              project::Need::required)
        .path("--out", verb->options.out, "where to write the key; an existing file is never replaced",
              project::Need::required)
        .flag("--passphrase", verb->passphrase, "put the key under a passphrase, asked for on the terminal")
        .number("--passphrase-fd", verb->passphrase_fd,
                "the same for scripts: the passphrase is the first line of this open file descriptor")
        .governed(verb->governed)
        .example(
            "gauze key join --policy policy.toml --as hospital.party --folder ceremony --out project.key",
            "again and again, whenever the folder has come by: it does whatever is next")
        .common(verb->common)
        .does([verb] { return verb->run(); });
}

} // namespace gauze::custodian
