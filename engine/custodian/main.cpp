// gauze-custodian: the program that runs where the names are. Its verbs fill an options struct and call one
// function.
#include "bloom/base/parallel.hpp"
#include "bloom/base/secret.hpp"
#include "engine/custodian/encode.hpp"
#include "engine/custodian/project_key.hpp"
#include "engine/project/command_line.hpp"
#include "engine/project/policy.hpp"
#include "engine/project/progress.hpp"

#include <iostream>

#include <fmt/format.h>

namespace {

using namespace gauze;
using namespace gauze::custodian;

struct KeyOptions {
    std::filesystem::path policy, key, out;
    project::Common common;
};

Exit new_key(const KeyOptions& options)
{
    const auto policy = project::read_policy(options.policy);
    const auto key = ProjectKey::generate(policy.id);
    key.write(options.out);
    if (options.common.json)
        std::cout
            << Json().set("key", options.out.string()).set("check_value", key.check_value(policy)).pretty();
    else
        std::cout << fmt::format(
            "The key of project {} is in {}.\n"
            "Check value: {}\n\n"
            "Give the file to the other custodians of the project by a safe way, and to nobody "
            "else:\nwhoever has it can read every record of every custodian. Compare the check "
            "value with\nthem by telephone; they see it with: gauze key check\n",
            policy.id, options.out.string(), spoken(key.check_value(policy)));
    return Exit::ok;
}

Exit check_key(const KeyOptions& options)
{
    const auto policy = project::read_policy(options.policy);
    const auto key = ProjectKey::read(options.key, policy.id);
    if (options.common.json)
        std::cout << Json()
                         .set("project", policy.id)
                         .set("policy", policy.fingerprint())
                         .set("check_value", key.check_value(policy))
                         .pretty();
    else
        std::cout << fmt::format("Project:     {}\nPolicy:      {}\nCheck value: {}\n", policy.id,
                                 policy.fingerprint(), spoken(key.check_value(policy)));
    return Exit::ok;
}

std::string in_words(const EncodeSummary& summary, const std::filesystem::path& out)
{
    std::string text = fmt::format("{}: {} rows read = {} encoded + {} excluded + {} rejected\n",
                                   summary.party, summary.counts.read, summary.counts.encoded,
                                   summary.counts.excluded, summary.counts.rejected);
    for (const Json& finding : summary.findings.objects("findings"))
        text += fmt::format("  {:>9}  {}{}{} ({})\n", finding.number("count"), finding.text("column"),
                            finding.text("column").empty() ? "" : ": ", finding.text("reason"),
                            finding.text("consequence"));
    text += fmt::format("Send to the linkage unit: {}\n", (out / summary.encoded).string());
    if (!summary.payload.empty())
        text += fmt::format("Send to the researcher:   {}\n", (out / summary.payload).string());
    text += fmt::format("Keep here, never send:    {}\n", (out / "stays-here").string());
    return text + fmt::format("Check value:              {}\n", spoken(summary.check_value));
}

struct EncodeVerb {
    EncodeOptions options;
    std::filesystem::path policy, key;
    std::vector<std::filesystem::path> inputs;
    std::string test_seed;
    std::uint64_t most_rejected = UINT64_MAX; // no limit
    bool force = false;
    project::Common common;

    Exit run()
    {
        set_threads(common.threads);
        if (inputs.size() != 1)
            throw Error(Exit::usage, "encode reads one file", "run it once for each file of the party");
        options.input = inputs.front();
        options.existing = force ? Existing::replace : Existing::refuse;
        if (!test_seed.empty()) {
            options.test_seed = test_seed;
            project::say("--test-seed: row tokens can be guessed; for tests only, never with real records");
        }
        if (most_rejected != UINT64_MAX) options.most_rejected = most_rejected;
        const auto agreed = project::read_policy(policy);
        const EncodeSummary summary = encode(agreed, ProjectKey::read(key, agreed.id), options);
        std::cout << (common.json ? summary.to_json().pretty() : in_words(summary, options.out));
        return Exit::ok;
    }
};

} // namespace

int main(int argc, char** argv)
{
    protect_process();
    project::CommandLine program("gauze-custodian",
                                 "Encodes a custodian's records so that they can be linked unseen.");

    KeyOptions making, checking;
    program.verb("key new", "Make the secret key of a project")
        .path("--policy", making.policy, "the policy file of the project", project::Need::required)
        .path("--out", making.out, "where to write the key; an existing file is never replaced",
              project::Need::required)
        .example("gauze key new --policy policy.toml --out project.key", "once per project, by one custodian")
        .common(making.common)
        .does([&] { return new_key(making); });
    program.verb("key check", "Show the check value that all custodians must share")
        .path("--policy", checking.policy, "the policy file of the project", project::Need::required)
        .path("--key", checking.key, "the project key", project::Need::required)
        .example("gauze key check --policy policy.toml --key project.key", "compare the value by telephone")
        .common(checking.common)
        .does([&] { return check_key(checking); });

    EncodeVerb encoding;
    program.verb("encode", "Turn a CSV file into encodings, payload and a ledger")
        .path("--policy", encoding.policy, "the policy file of the project", project::Need::required)
        .path("--key", encoding.key, "the project key", project::Need::required)
        .text("--party", encoding.options.party, "who you are, as the policy names you",
              project::Need::required)
        .path("--out", encoding.options.out, "the folder to make", project::Need::required)
        .paths("FILE", encoding.inputs, "the records: .csv or .csv.gz with a header row", 1)
        .number("--max-rejected", encoding.most_rejected, "write nothing if more rows than this are rejected")
        .flag("--force", encoding.force, "replace the folder if it exists")
        .hidden_text("--test-seed", encoding.test_seed)
        .example("gauze encode --policy policy.toml --key project.key --party hospital --out out births.csv",
                 "the usual run")
        .example("gauze encode ... --max-rejected 0 --json births.csv", "in a script: stop at any broken row")
        .common(encoding.common)
        .does([&] { return encoding.run(); });
    return program.run(argc, argv);
}
