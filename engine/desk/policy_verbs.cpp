#include "engine/desk/policy_verbs.hpp"

#include "bloom/base/json.hpp"
#include "engine/desk/policy_check.hpp"
#include "engine/desk/policy_diff.hpp"
#include "engine/desk/policy_explain.hpp"
#include "engine/project/signed_policy.hpp"

#include <iostream>
#include <memory>

#include <fmt/format.h>
#include <fmt/ranges.h>

namespace gauze::desk {

namespace {

namespace fs = std::filesystem;

struct Options {
    std::vector<fs::path> files;
    fs::path key;
    std::uint64_t key_passphrase_fd = project::on_the_terminal;
    project::Common common;
};

const fs::path& only_file(const Options& options, std::string_view verb)
{
    if (options.files.size() != 1)
        throw Error(Exit::usage, fmt::format("{} takes one policy", verb), "run it once for each");
    return options.files.front();
}

project::Policy governed(const fs::path& path)
{
    project::Policy policy = project::read_policy(path);
    if (!policy.governance)
        throw Error(Exit::usage,
                    fmt::format("{} has no [agreement], so that there is nothing to say", path.string()),
                    "docs/policy.md has what belongs to one");
    return policy;
}

Exit run_check(const Options& options)
{
    const Checked checked = check_policy(only_file(options, "policy check"));
    std::cout << (options.common.json ? to_json(checked).pretty() : in_words(checked));
    return checked.faults.empty() ? Exit::ok : Exit::bad_data;
}

Exit run_diff(const Options& options)
{
    if (options.files.size() != 2)
        throw Error(Exit::usage, "policy diff takes two policies", "gauze policy diff OLD NEW");
    const auto changes =
        changes_between(project::read_policy(options.files[0]), project::read_policy(options.files[1]));
    std::cout << (options.common.json ? to_json(changes).pretty() : in_words(changes));
    return is_widened(changes) ? Exit::condition_not_met : Exit::ok;
}

Exit run_explain(const Options& options)
{
    const std::string text = explain(governed(only_file(options, "policy explain")));
    std::cout << (options.common.json ? Json().set("text", text).pretty() : text);
    return Exit::ok;
}

Exit run_record(const Options& options)
{
    const std::string text = record_of_processing(governed(only_file(options, "policy record")));
    std::cout << (options.common.json ? Json().set("text", text).pretty() : text);
    return Exit::ok;
}

Exit run_sign(const Options& options)
{
    const auto file = project::PolicyFile::read(only_file(options, "policy sign"));
    if (!file.policy.governance)
        throw Error(Exit::usage, fmt::format("{} has no [agreement]; nobody signs it", file.path.string()),
                    "docs/policy.md has what belongs to one");
    const auto key =
        project::PartyKey::read(options.key, project::passphrase_from(options.key_passphrase_fd));
    project::refuse_expired(*file.policy.governance);
    if (!options.common.json)
        std::cout << fmt::format("You sign agreement {} of project {}, to be reviewed by {}:\n  {}\n\n",
                                 file.policy.governance->agreement, file.policy.id,
                                 review_in_words(*file.policy.governance), digest_in_words(file.policy))
                  << std::flush;
    const auto signatures = project::sign_policy(file, key);
    if (options.common.json)
        std::cout << signatures_json(file.policy, signatures).pretty();
    else
        std::cout << fmt::format("Signed: {}\n{}", fmt::join(signatures.by, ", "),
                                 signatures.complete()
                                     ? std::string("All custodians have signed.\n")
                                     : fmt::format("Not yet: {}. Send them {} and {}.\n",
                                                   fmt::join(signatures.missing, ", "), file.path.string(),
                                                   project::signatures_path(file.path).string()));
    return Exit::ok;
}

void add_check(project::CommandLine& program)
{
    const auto options = std::make_shared<Options>();
    program.verb("policy check", "Say everything that is wrong with a policy, and who has signed it")
        .paths("FILE", options->files, "the policy", 1)
        .example("gauze policy check policy.toml", "faults, warnings, the digest, signatures, days to review")
        .common(options->common)
        .does([options] { return run_check(*options); });
}

void add_diff(project::CommandLine& program)
{
    const auto options = std::make_shared<Options>();
    program.verb("policy diff", "Say what a new version of a policy widens, changes and narrows")
        .paths("FILE", options->files, "the old policy and the new one", 2)
        .example("gauze policy diff signed.toml proposed.toml",
                 "exit code 1 when anything is widened, so that scripts notice")
        .common(options->common)
        .does([options] { return run_diff(*options); });
}

void add_explain(project::CommandLine& program)
{
    const auto options = std::make_shared<Options>();
    program.verb("policy explain", "Say in plain English who sends what to whom, why and until when")
        .paths("FILE", options->files, "the policy", 1)
        .example("gauze policy explain policy.toml", "for whoever answers for it; no row of data is needed")
        .common(options->common)
        .does([options] { return run_explain(*options); });
}

void add_record(project::CommandLine& program)
{
    const auto options = std::make_shared<Options>();
    program.verb("policy record", "Print the record of processing (Article 30) that follows from a policy")
        .paths("FILE", options->files, "the policy", 1)
        .example("gauze policy record policy.toml > record.md", "Markdown, made of the policy alone")
        .common(options->common)
        .does([options] { return run_record(*options); });
}

void add_sign(project::CommandLine& program)
{
    const auto options = std::make_shared<Options>();
    program.verb("policy sign", "Add a custodian's signature to a policy, in FILE.dsse beside it")
        .paths("FILE", options->files, "the policy", 1)
        .path("--as", options->key, "your party's key: see gauze party new", project::Need::required)
        .number("--as-passphrase-fd", options->key_passphrase_fd,
                "read that key's passphrase from this open file descriptor, not from the terminal")
        .example("gauze policy sign --as nhs-a.party policy.toml",
                 "after gauze policy diff and explain; compare the digest by telephone")
        .common(options->common)
        .does([options] { return run_sign(*options); });
}

} // namespace

void add_policy_verbs(project::CommandLine& program)
{
    add_check(program);
    add_diff(program);
    add_explain(program);
    add_sign(program);
    add_record(program);
}

} // namespace gauze::desk
