#include "engine/custodian/policy_verbs.hpp"

#include "bloom/base/files.hpp"
#include "bloom/base/parallel.hpp"
#include "engine/custodian/suggest.hpp"
#include "engine/project/evidence/log.hpp"
#include "engine/project/gate.hpp"
#include "engine/project/refusal.hpp"

#include <iostream>
#include <memory>

#include <fmt/format.h>

namespace gauze::custodian {

namespace {

struct SuggestVerb {
    SuggestOptions options;
    std::filesystem::path policy, out;
    std::vector<std::filesystem::path> inputs;
    std::uint64_t register_size = 0, keys = UINT64_MAX; // as if not given
    project::Governed governed;
    project::Common common;
};

// Minutes of work are not for a file that cannot be written.
void refuse_existing(const std::filesystem::path& out)
{
    std::error_code ignored;
    if (!out.empty() && std::filesystem::exists(std::filesystem::symlink_status(out, ignored)))
        throw Error(Exit::cannot_write, fmt::format("{} exists", out.string()),
                    "a suggestion never replaces a file; choose another name");
}

Exit run_suggest(SuggestVerb& verb)
{
    set_threads(verb.common.threads);
    if (verb.inputs.size() != 1)
        throw Error(Exit::usage, "policy suggest measures one file",
                    "run it once for each file of the party");
    refuse_existing(verb.out);
    verb.options.input = verb.inputs.front();
    if (verb.register_size > 0) verb.options.register_size = verb.register_size;
    if (verb.keys != UINT64_MAX) verb.options.keys = verb.keys;
    const project::Admitted me = project::admit("policy suggest", verb.policy, verb.governed);
    if (me.governed() && verb.options.party != me.me->name)
        project::refuse_with("wrong-party", "the file of one party is measured by that party",
                             fmt::format("--party {}", me.me->name));
    const Suggestion suggestion = suggest(me.policy, verb.options);
    project::note(me, verb.governed, {.verb = "policy suggest"});
    if (!verb.out.empty())
        write_whole_file(verb.out, suggestion.fragment(), FileMode::owner_only, Existing::refuse);
    if (verb.common.json) {
        std::cout << suggestion.to_json().pretty();
        return Exit::ok;
    }
    std::cout << suggestion.in_words();
    if (verb.out.empty())
        std::cout << "\nFor the policy:\n\n" << suggestion.fragment();
    else
        std::cout << fmt::format("\nFor the policy: {}\n", verb.out.string());
    return Exit::ok;
}

} // namespace

void add_policy_verbs(project::CommandLine& program)
{
    const auto verb = std::make_shared<SuggestVerb>();
    program.verb("policy suggest", "Measure your own file and propose match keys and views for it")
        .path("--policy", verb->policy,
              "the draft: [project], [[party]] and [[field]] are enough; views and keys "
              "in it are passed over",
              project::Need::required)
        .text("--party", verb->options.party, "who you are, as the draft names you", project::Need::required)
        .paths("FILE", verb->inputs, "the records: .csv or .csv.gz with a header row", 1)
        .number("--register", verb->register_size,
                "how many records the largest file of the project has (this file's rows if not given)")
        .number("--keys", verb->keys, "how many match keys, 1 to 32 (as the profile has: 16, tolerant 32)")
        .path("--out", verb->out,
              "write the views and keys here, to be pasted; an existing file is never replaced")
        .example("gauze policy suggest --policy draft.toml --party hospital births.csv",
                 "needs no key; nothing leaves")
        .example(
            "gauze policy suggest --policy draft.toml --party hospital --register 300000 --out keys.toml "
            "births.csv",
            "when another custodian has more people")
        .governed(verb->governed)
        .common(verb->common)
        .does([verb] { return run_suggest(*verb); });
}

} // namespace gauze::custodian
