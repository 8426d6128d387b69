#include "engine/custodian/key_verbs.hpp"

#include "bloom/base/json.hpp"
#include "engine/custodian/check_words.hpp"
#include "engine/custodian/project_key.hpp"
#include "engine/project/evidence/log.hpp"
#include "engine/project/gate.hpp"
#include "engine/project/passphrase.hpp"
#include "engine/project/policy.hpp"

#include <iostream>
#include <memory>

#include <fmt/format.h>

namespace gauze::custodian {

namespace {

struct KeyOptions {
    std::filesystem::path policy, key;
    bool passphrase = false;
    std::uint64_t passphrase_fd = project::on_the_terminal;
    project::Governed governed;
    project::Common common;
};

// What both verbs show of a key: the value, and how it is read out.
struct Shown {
    std::string value, words;
    Shown(const ProjectKey& key, const project::Policy& policy)
        : value(key.check_value(policy)), words(in_words(value))
    {}
};

std::string whose(const project::Policy& policy)
{
    return policy.wave.empty() ? fmt::format("project {}", policy.id)
                               : fmt::format("project {}, wave {},", policy.id, policy.wave);
}

// Says also what becomes of the secret when the passphrase, or the key of a wave, is lost.
std::string advice(bool wrapped)
{
    return fmt::format(
        "Give the file to the other custodians of the project by a safe way, and to nobody else:\n"
        "whoever has it {}can read every record of every custodian. Compare the six words\n"
        "with them by telephone; they see them with: gauze key check\n{}",
        wrapped ? "and the passphrase " : "",
        wrapped ? "Tell them the passphrase by another way than the file. Nobody can find it again.\n" : "");
}

Exit new_key(const KeyOptions& options)
{
    // Under an agreement nobody chooses the secret alone: the gate lets no party through.
    const project::Policy policy = project::admit("key new", options.policy, options.governed).policy;
    const auto key = ProjectKey::generate(policy.id, policy.wave);
    const bool wrapped = options.passphrase || options.passphrase_fd != project::on_the_terminal;
    if (wrapped)
        key.write_wrapped(
            options.key,
            project::new_passphrase(options.passphrase_fd, fmt::format("the key {}", options.key.string()))
                .reveal());
    else
        key.write(options.key);
    const Shown shown(key, policy);
    if (options.common.json)
        std::cout << Json()
                         .set("key", options.key.string())
                         .set("project", policy.id)
                         .set("wave", policy.wave)
                         .set("passphrase", wrapped)
                         .set("check_value", shown.value)
                         .set("check_words", shown.words)
                         .pretty();
    else
        std::cout << fmt::format("The key of {} is in {}.\nCheck value: {}\nIn words:    {}\n\n{}",
                                 whose(policy), options.key.string(), spoken(shown.value), shown.words,
                                 advice(wrapped));
    return Exit::ok;
}

Exit check_key(const KeyOptions& options)
{
    const project::Admitted me = project::admit("key check", options.policy, options.governed);
    const project::Policy& policy = me.policy;
    const Shown shown(ProjectKey::read(options.key, policy, project::passphrase_from(options.passphrase_fd)),
                      policy);
    project::note(me, options.governed, {.verb = "key check"});
    if (options.common.json)
        std::cout << Json()
                         .set("project", policy.id)
                         .set("wave", policy.wave)
                         .set("policy", policy.fingerprint())
                         .set("check_value", shown.value)
                         .set("check_words", shown.words)
                         .pretty();
    else
        std::cout << fmt::format(
            "Project:     {}\n{}Policy:      {}\nCheck value: {}\nIn words:    {}\n", policy.id,
            policy.wave.empty() ? std::string() : fmt::format("Wave:        {}\n", policy.wave),
            policy.fingerprint(), spoken(shown.value), shown.words);
    return Exit::ok;
}

void add_new(project::CommandLine& program)
{
    // Owned by the verb's action, and by that of the command line: the references stay good until it has run.
    const auto options = std::make_shared<KeyOptions>();
    program.verb("key new", "Make the secret key of a project")
        .path("--policy", options->policy, "the policy file of the project", project::Need::required)
        .path("--out", options->key, "where to write the key; an existing file is never replaced",
              project::Need::required)
        .flag("--passphrase", options->passphrase,
              "put the key under a passphrase, asked for on the terminal")
        .number("--passphrase-fd", options->passphrase_fd,
                "the same for scripts: the passphrase is the first line of this open file descriptor")
        .example("gauze key new --policy policy.toml --out project.key", "once per project, by one custodian")
        .example("gauze key new --policy policy.toml --out project.key --passphrase",
                 "the file alone is then of no use to a thief")
        .governed(options->governed)
        .common(options->common)
        .does([options] { return new_key(*options); });
}

void add_check(project::CommandLine& program)
{
    const auto options = std::make_shared<KeyOptions>();
    program.verb("key check", "Show the check value that all custodians must share")
        .path("--policy", options->policy, "the policy file of the project", project::Need::required)
        .path("--key", options->key, "the project key", project::Need::required)
        .number("--passphrase-fd", options->passphrase_fd,
                "read the key's passphrase from this open file descriptor, not from the terminal")
        .example("gauze key check --policy policy.toml --key project.key",
                 "compare the six words by telephone")
        .governed(options->governed)
        .common(options->common)
        .does([options] { return check_key(*options); });
}

} // namespace

void add_key_verbs(project::CommandLine& program)
{
    add_key_join_verb(program);
    add_new(program);
    add_check(program);
}

} // namespace gauze::custodian
