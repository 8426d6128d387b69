// `gauze intake`: what it says to the person who runs it.
#include "bloom/base/error.hpp"
#include "bloom/base/parallel.hpp"
#include "engine/custodian/check_words.hpp"
#include "engine/custodian/exchange_verbs.hpp"
#include "engine/custodian/intake.hpp"
#include "engine/project/evidence/log.hpp"
#include "engine/project/exchange.hpp"
#include "engine/project/passphrase.hpp"
#include "engine/project/refusal.hpp"

#include <iostream>
#include <memory>

#include <fmt/format.h>

namespace gauze::custodian {

namespace {

struct IntakeVerb {
    EncodeOptions options;
    std::filesystem::path policy, key;
    std::vector<std::filesystem::path> sealed;
    std::string test_seed;
    std::uint64_t most_rejected = UINT64_MAX; // no limit
    std::uint64_t passphrase = project::on_the_terminal;
    project::Governed governed;
    project::Common common;

    Exit run();
    EncodeSummary take(const project::Admitted& me) const;
};

// What was turned away stands in the log by its code: no name, no content.
EncodeSummary IntakeVerb::take(const project::Admitted& me) const
{
    try {
        const ProjectKey project_key = ProjectKey::read(key, me.policy, project::passphrase_from(passphrase));
        return intake(me, project_key, sealed.front(), options);
    } catch (const Error& fault) {
        const std::string_view code = project::code_of(fault.what());
        if (!code.empty()) project::note(me, governed, {.verb = "intake", .outcome = std::string(code)});
        throw;
    }
}

// As the encoded file says them, decoys included: the other parties' books are balanced against these.
Json noted_counts(const EncodeSummary& summary)
{
    Json counts = Json()
                      .set("read", summary.counts.read + summary.decoys)
                      .set("encoded", summary.counts.encoded + summary.decoys);
    if (summary.counts.rejected > 0) counts.set("rejected.rows", summary.counts.rejected);
    const Json flat = summary.statement_counts();
    for (const std::string& name : flat.keys())
        if (name.starts_with("excluded") && name.size() > 9)
            counts.set(fmt::format("excluded.{}", name.substr(9)), flat.number(name));
    return counts;
}

void note_it(const EncodeSummary& summary, const project::Admitted& me, const project::Governed& governed,
             const std::filesystem::path& sealed, const std::filesystem::path& out)
{
    project::Entry entry;
    entry.verb = "intake";
    entry.source = summary.party;
    entry.counts = noted_counts(summary);
    for (const auto& file : {sealed, out / summary.encoded})
        entry.digests.emplace_back(file.filename().string(), to_hex(sha256(MappedFile(file).bytes())));
    project::keep_statement(governed, project::statement_beside(sealed));
    project::note(me, governed, entry);
}

Exit IntakeVerb::run()
{
    set_threads(common.threads);
    if (sealed.size() != 1)
        throw Error(Exit::usage, "intake reads one sealed file", "run it once for each file");
    if (!test_seed.empty()) options.test_seed = test_seed;
    if (most_rejected != UINT64_MAX) options.most_rejected = most_rejected;
    const project::Admitted me = project::admit("intake", policy, governed, !test_seed.empty());
    if (!me.governed())
        project::refuse_with("not-governed",
                             "the policy has no agreement, and so nobody who could seal anything",
                             "for the laboratory: gauze encode");
    project::check_log(me, governed);
    const EncodeSummary summary = take(me);
    note_it(summary, me, governed, sealed.front(), options.out);
    if (common.json)
        std::cout << summary.to_json().pretty();
    else
        std::cout << fmt::format(
            "{}: {} rows read = {} encoded + {} excluded + {} rejected\n"
            "Nothing of the file stands here in clear. Next: gauze audit, and gauze seal of "
            "{}\nCheck value: {}\nRead it over the telephone: {}\n",
            summary.party, summary.counts.read, summary.counts.encoded, summary.counts.excluded,
            summary.counts.rejected, options.out.string(), spoken(summary.check_value),
            in_words(summary.check_value));
    return Exit::ok;
}

} // namespace

void add_intake_verb(project::CommandLine& program)
{
    const auto verb = std::make_shared<IntakeVerb>();
    program.verb("intake", "Encode a file that a custodian sealed to you, with nothing in clear on a disk")
        .path("--policy", verb->policy, "the policy file of the project", project::Need::required)
        .path("--key", verb->key, "the project key", project::Need::required)
        .path("--out", verb->options.out, "the folder to make", project::Need::required)
        .paths("FILE", verb->sealed, "the sealed file, with its statement (.dsse) beside it", 1)
        .path("--objections", verb->options.files.objections, "the custodian's list of objections")
        .path("--withdrawals", verb->options.files.withdrawals, "the custodian's list of withdrawals")
        .path("--rights", verb->options.files.rights, "the custodian's list of erasures and restrictions")
        .path("--opt-out", verb->options.files.opt_out, "the cleaned list of NHS numbers that are allowed")
        .path("--postcodes", verb->options.files.postcodes, "which postcode lies in which ward")
        .number("--max-rejected", verb->most_rejected, "write nothing if more rows than this are rejected")
        .number("--passphrase-fd", verb->passphrase,
                "read the project key's passphrase from this descriptor, not the terminal")
        .hidden_text("--test-seed", verb->test_seed)
        .governed(verb->governed)
        .example("gauze intake --policy policy.toml --as intake.party --key project.key --out encoded "
                 "charity.csv.age",
                 "then gauze audit and gauze seal, as the custodian would")
        .common(verb->common)
        .does([verb] { return verb->run(); });
}

} // namespace gauze::custodian
