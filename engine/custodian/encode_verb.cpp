#include "engine/custodian/encode_verb.hpp"

#include "bloom/base/error.hpp"
#include "bloom/base/parallel.hpp"
#include "engine/custodian/anonlink/encode_anonlink.hpp"
#include "engine/custodian/check_words.hpp"
#include "engine/custodian/encode.hpp"
#include "engine/custodian/explain.hpp"
#include "engine/project/evidence/log.hpp"
#include "engine/project/gate.hpp"
#include "engine/project/passphrase.hpp"
#include "engine/project/profiles.hpp"
#include "engine/project/progress.hpp"
#include "engine/project/refusal.hpp"

#include <algorithm>
#include <iostream>

#include <fmt/format.h>

namespace gauze::custodian {

namespace {

struct EncodeVerb {
    EncodeOptions options;
    std::filesystem::path policy, key, schema, secret;
    std::vector<std::filesystem::path> inputs;
    std::vector<std::string> tables; // NAME=FILE
    std::string test_seed, explained, header = "check";
    std::uint64_t most_rejected = UINT64_MAX; // no limit
    std::uint64_t passphrase = project::on_the_terminal;
    bool force = false, unchecked = false;
    project::Common common;
    project::Governed governed;

    Exit run();
    void need(bool given, std::string_view option) const;
    project::Admitted admitted(std::string_view verb);
    Exit run_usual();
    void note_run(const project::Admitted& me, const EncodeSummary& summary) const;
    Exit run_explain();
    Exit run_anonlink();
};

std::string told(const SentCoarse& coarse)
{
    std::string text =
        coarse.rarity
            ? fmt::format("Rarity classes of {}: records by how many share the value, as sent", coarse.name)
            : fmt::format("Stratum {}: records by value, as sent", coarse.name);
    if (coarse.folded > 0) text += fmt::format(" ({} as another, since too few share theirs)", coarse.folded);
    text += '\n';
    for (std::size_t v = 0; v < coarse.values.size(); ++v)
        if (coarse.records[v] > 0) text += fmt::format("  {:>9}  {}\n", coarse.records[v], coarse.values[v]);
    return text;
}

// Why rows stay here, and who gets the others.
std::string told(const ReleaseSummary& release)
{
    std::string text;
    for (std::size_t r = 1; r < reasons; ++r)
        if (release.excluded[r] > 0)
            text +=
                fmt::format("  {:>9}  stay here: {}\n", release.excluded[r], to_text(static_cast<Reason>(r)));
    for (const auto& [code, count] : release.exempt)
        if (count > 0) text += fmt::format("  {:>9}  in without consent, under {}\n", count, code);
    for (const auto& [name, list] : release.lists)
        text += fmt::format("  {:>9}  entries of {}, {} of them meet no row\n", list.entries, name,
                            list.unmatched);
    return text;
}

std::string told(const EpisodeSummary& episodes)
{
    std::string text = fmt::format(
        "Episodes {}: {} rows read = {} sent + {} excluded (no record went out) + {} "
        "rejected; {} cells emptied\n",
        episodes.table, episodes.read, episodes.sent, episodes.excluded, episodes.rejected, episodes.emptied);
    return text;
}

std::vector<EpisodeInput> episode_inputs(const std::vector<std::string>& tables)
{
    std::vector<EpisodeInput> inputs;
    for (const std::string& one : tables) {
        const std::size_t at = one.find('=');
        if (at == 0 || at == std::string::npos || at + 1 == one.size())
            throw Error(Exit::usage, "--table takes NAME=FILE", "for example --table cin=cin.csv");
        inputs.push_back({one.substr(0, at), one.substr(at + 1)});
    }
    return inputs;
}

std::string told_payloads(const EncodeSummary& summary, const std::filesystem::path& out)
{
    if (!summary.release)
        return summary.payload.empty()
                   ? std::string()
                   : fmt::format("Send to the researcher:   {}\n", (out / summary.payload).string());
    std::string text;
    for (const auto& one : summary.release->recipients)
        text += fmt::format("For {}, {} rows: {}\n", one.name, one.rows, (out / one.file).string());
    return text;
}

std::string told(const EncodeSummary& summary, const std::filesystem::path& out)
{
    std::string text = fmt::format("{}: {} rows read = {} encoded + {} excluded + {} rejected\n",
                                   summary.party, summary.counts.read, summary.counts.encoded,
                                   summary.counts.excluded, summary.counts.rejected);
    if (summary.release) text += told(*summary.release);
    for (const EpisodeSummary& one : summary.episodes) text += told(one);
    for (const Json& finding : summary.findings.objects("findings"))
        text += fmt::format("  {:>9}  {}{}{} ({})\n", finding.number("count"), finding.text("column"),
                            finding.text("column").empty() ? "" : ": ", finding.text("reason"),
                            finding.text("consequence"));
    text += fmt::format(
        "Profile {}. Of the records, how many show the same value as another, and how many lack it:\n",
        summary.profile);
    for (std::size_t s = 0; s < summary.slots.size(); ++s)
        text += fmt::format("  {:<28} repeats {:6.2f} %   missing {:6.2f} %{}\n", summary.slots[s],
                            summary.measured[s].repeats * 100, summary.measured[s].missing * 100,
                            s < summary.density.size() ? fmt::format("   density {:.3f}", summary.density[s])
                                                       : "");
    if (!summary.blocks.empty())
        text += "Blocks. Records to a token: in a register as the policy says, in this file if values were "
                "spread "
                "evenly, and as they are:\n";
    for (const MeasuredBlock& block : summary.blocks)
        text += fmt::format("  {:<28} expected {:8.1f}   evenly {:8.1f}   mean {:8.1f}   largest {:>8}   "
                            "missing {:6.2f} %\n",
                            fmt::format("block {}", block.name), block.expected, block.evenly,
                            block.found.mean, block.found.largest, block.missing * 100);
    for (const SentCoarse& one : summary.coarse) text += told(one);
    if (summary.decoys > 0)
        text +=
            fmt::format("Decoys among the encoded rows: {} (only your ledger knows which)\n", summary.decoys);
    text += fmt::format("Send to the linkage unit: {}\n", (out / summary.encoded).string());
    text += told_payloads(summary, out);
    text += fmt::format("Keep here, never send:    {}\n", (out / "stays-here").string());
    return text + fmt::format("Check value:              {}\nRead it over the telephone: {}\n",
                              spoken(summary.check_value), in_words(summary.check_value));
}

void EncodeVerb::need(bool given, std::string_view option) const
{
    if (!given)
        throw Error(Exit::usage, fmt::format("{} is missing", option), "gauze encode --help has examples");
}

Exit EncodeVerb::run()
{
    set_threads(common.threads);
    if (inputs.size() != 1)
        throw Error(Exit::usage, "encode reads one file", "run it once for each file of the party");
    options.input = inputs.front();
    options.existing = force ? Existing::replace : Existing::refuse;
    if (!schema.empty() || !secret.empty()) return run_anonlink();
    need(!policy.empty(), "--policy");
    return explained.empty() ? run_usual() : run_explain();
}

// Under an agreement the party is the one whose key it is.
project::Admitted EncodeVerb::admitted(std::string_view verb)
{
    project::Admitted me = project::admit(verb, policy, governed, !test_seed.empty());
    if (me.governed()) {
        if (!options.party.empty() && options.party != me.me->name)
            project::refuse_with("wrong-party",
                                 fmt::format("the key is {}'s, not {}'s", me.me->name, options.party),
                                 "each custodian encodes its own file; leave --party away");
        options.party = me.me->name;
        return me;
    }
    need(!options.party.empty(), "--party");
    const ReleaseFiles& files = options.files;
    for (const std::filesystem::path* one :
         {&files.objections, &files.withdrawals, &files.rights, &files.opt_out, &files.postcodes})
        if (!one->empty())
            throw Error(
                Exit::usage,
                fmt::format("{} would not be looked at: the policy has no [agreement]", one->string()),
                "lists of people and postcodes belong to a policy that says what they decide");
    if (!tables.empty())
        throw Error(Exit::usage, "--table would not be looked at: the policy has no [agreement]",
                    "episodes belong to a policy that says what of them may travel");
    return me;
}

// What was made, in the party's log: counts, and the digests of what may leave.
void EncodeVerb::note_run(const project::Admitted& me, const EncodeSummary& summary) const
{
    if (!me.governed()) return;
    project::Entry entry{.verb = "encode", .counts = summary.statement_counts()};
    for (const EpisodeSummary& one : summary.episodes)
        entry.counts.set(fmt::format("episodes.{}", one.table), one.sent);
    const auto add = [&](const std::filesystem::path& name, const std::string& called) {
        const MappedFile file(options.out / name);
        entry.digests.emplace_back(called, to_hex(sha256(file.bytes())));
    };
    add(summary.encoded, summary.encoded.filename().string());
    for (const auto& one : summary.release->recipients)
        add(one.file, fmt::format("{}.{}", one.name, one.file.filename().string()));
    project::note(me, governed, entry);
}

Exit EncodeVerb::run_usual()
{
    need(!key.empty(), "--key");
    need(!options.out.empty(), "--out");
    if (!test_seed.empty()) {
        options.test_seed = test_seed;
        project::say("--test-seed: row tokens can be guessed; for tests only, never with real records");
    }
    if (most_rejected != UINT64_MAX) options.most_rejected = most_rejected;
    const project::Admitted me = admitted("encode");
    const project::Policy& agreed = me.policy;
    if (me.governed()) options.own_secret = me.key->encryption.reveal();
    if (agreed.profile == "tolerant") project::say(project::tolerant_warning);
    if (std::ranges::any_of(agreed.fields, &project::Field::rarity)) project::say(project::rarity_warning);
    project::check_log(me, governed);
    options.files.episodes = episode_inputs(tables);
    const EncodeSummary summary =
        encode(agreed, ProjectKey::read(key, agreed, project::passphrase_from(passphrase)), options);
    note_run(me, summary);
    std::cout << (common.json ? summary.to_json().pretty() : told(summary, options.out));
    return Exit::ok;
}

Exit EncodeVerb::run_explain()
{
    explain(admitted("encode-explain").policy,
            {.party = options.party,
             .input = options.input,
             .rows = row_ranges_from(explained),
             .json = common.json,
             .to_terminal_only = test_seed.empty()},
            std::cout);
    return Exit::ok;
}

Exit EncodeVerb::run_anonlink()
{
    need(!schema.empty(), "--anonlink-schema");
    need(!secret.empty(), "--secret-file");
    need(!options.out.empty(), "--out");
    if (!policy.empty() || !key.empty())
        throw Error(Exit::usage, "--anonlink-schema takes no policy and no key",
                    "it has a schema and a secret instead");
    using anonlink::HeaderRow;
    const auto row = header == "check"  ? HeaderRow::check
                     : header == "none" ? HeaderRow::none
                                        : HeaderRow::skip;
    if (row == HeaderRow::skip && header != "skip")
        throw Error(Exit::usage, fmt::format("\"{}\" is no way to treat the header", header),
                    "check, skip or none");
    const auto summary = encode_anonlink({.schema = schema,
                                          .secret = secret,
                                          .input = options.input,
                                          .out = options.out,
                                          .header = row,
                                          .validate = !unchecked,
                                          .existing = options.existing});
    if (common.json)
        std::cout << summary.to_json().pretty();
    else
        std::cout << fmt::format(
            "{} rows encoded as CLKs of {} bits, {:.1f} set on average: {}\n"
            "These filters are compatible with the Anonlink family and not hardened: they do not resist "
            "the published attacks.\n",
            summary.rows, summary.bits, summary.mean_set_bits, options.out.string());
    return Exit::ok;
}

} // namespace

void add_encode_verb(project::CommandLine& program)
{
    const auto verb = std::make_shared<EncodeVerb>();
    program.verb("encode", "Turn a CSV file into encodings, payload and a ledger")
        .path("--policy", verb->policy, "the policy file of the project")
        .path("--key", verb->key, "the project key")
        .text("--party", verb->options.party, "who you are, as the policy names you (--as says it too)")
        .path("-o,--out", verb->options.out, "the folder to make (with --anonlink-schema the file)")
        .paths("FILE", verb->inputs, "the records: .csv or .csv.gz with a header row", 1)
        .number("--max-rejected", verb->most_rejected, "write nothing if more rows than this are rejected")
        .path("--objections", verb->options.files.objections, "who objected: a CSV (docs/eligibility.md)")
        .path("--withdrawals", verb->options.files.withdrawals, "who withdrew consent: a CSV")
        .path("--rights", verb->options.files.rights, "who asked to restrict, erase or object: a CSV")
        .texts("--table", verb->tables,
               "a table of episodes that the policy has of this source: NAME=FILE, for each")
        .path("--opt-out", verb->options.files.opt_out,
              "the cleaned list of the NHS National Data Opt-out: MAILBOX-DDMMYY-0001.dat")
        .path("--postcodes", verb->options.files.postcodes, "your list of postcodes and wards: a CSV")
        .number("--passphrase-fd", verb->passphrase,
                "read the key's passphrase from this descriptor, not the terminal")
        .text("--explain", verb->explained,
              "show on this screen what the cells of these rows become (1-5,17); writes nothing")
        .path("--anonlink-schema", verb->schema,
              "encode as clkhash does, by this linkage schema (v1, v2, v3)")
        .path("--secret-file", verb->secret, "with --anonlink-schema: the file that holds the secret")
        .text("--header", verb->header, "with --anonlink-schema: check (default), skip or none")
        .flag("--no-validation", verb->unchecked,
              "with --anonlink-schema: do not check cells against the schema")
        .flag("--force", verb->force, "replace the output if it exists")
        .hidden_text("--test-seed", verb->test_seed)
        .example("gauze encode --policy policy.toml --key project.key --party hospital --out out births.csv",
                 "the usual run")
        .example("gauze encode ... --max-rejected 0 --json births.csv", "in a script: stop at any broken row")
        .example("gauze encode --policy policy.toml --party hospital --explain 1-5 births.csv",
                 "what did my cells become?")
        .example(
            "gauze encode --anonlink-schema schema.json --secret-file secret.txt births.csv -o clks.json",
            "a drop-in for clkhash")
        .example(
            "gauze encode --as nhs-a.party --policy policy.toml --key project.key --out out --objections "
            "objections.csv --opt-out 8HQ50OT001-030626-0001.dat births.csv",
            "under an agreement: who is in is decided before anything is encoded")
        .governed(verb->governed)
        .common(verb->common)
        .does([verb] { return verb->run(); });
}

} // namespace gauze::custodian
