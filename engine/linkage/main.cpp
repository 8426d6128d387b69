// gauze-linkage: the trusted third party's program. It compares filters that it cannot read.
#include "bloom/base/confine.hpp"
#include "bloom/base/error.hpp"
#include "bloom/base/parallel.hpp"
#include "bloom/base/secret.hpp"
#include "engine/linkage/check.hpp"
#include "engine/linkage/clk_parties.hpp"
#include "engine/linkage/decision_flags.hpp"
#include "engine/linkage/exchange_verbs.hpp"
#include "engine/linkage/identity.hpp"
#include "engine/linkage/link.hpp"
#include "engine/linkage/plan_verbs.hpp"
#include "engine/linkage/report/report_verb.hpp"
#include "engine/project/command_line.hpp"
#include "engine/project/evidence/log.hpp"
#include "engine/project/gate.hpp"

#include <iostream>

#include <fmt/format.h>

namespace {

using namespace gauze;
using namespace gauze::linkage;
using project::Need;

struct LinkVerb {
    LinkSummary run_for(const std::vector<std::filesystem::path>& inputs) const
    {
        if (are_clk_json(inputs)) return link_clk_json(options);
        if (policy.empty() || identity.empty())
            throw Error(Exit::usage, policy.empty() ? "--policy is missing" : "--identity is missing",
                        "only CLK JSON (*.json) is linked without policy and identity");
        const project::Admitted me = admit_to_linking("link", policy, governed, inputs);
        LinkSummary summary = link(me.policy, Identity::read(identity), options);
        note_linking("link", me, governed, summary);
        return summary;
    }
    LinkOptions options;
    DecisionFlags decision;
    std::filesystem::path policy, identity;
    std::string threshold, candidates, view, floor, memory, time;
    bool force = false;
    project::Governed governed;
    project::Common common;

    Exit run()
    {
        set_threads(common.threads);
        options.sources = sources_asked_for(candidates, view, floor);
        if (!memory.empty()) options.memory = bytes_from(memory);
        if (!time.empty()) options.seconds = seconds_from(time);
        options.existing = force ? Existing::replace : Existing::refuse;
        if (!threshold.empty()) options.threshold = project::threshold_from(threshold);
        options.decision = decision.wishes();
        options.earlier = decision.earlier;
        const LinkSummary summary = run_for(options.inputs);
        std::cout << (common.json ? summary.to_json().pretty() : summary.in_words(options.out));
        return Exit::ok;
    }
};

} // namespace

int main(int argc, char** argv)
{
    protect_process();
    confine();
    project::CommandLine program("gauze-linkage",
                                 "Finds which records are one person, from encodings alone.");

    std::filesystem::path identity_out;
    project::Common identity_common;
    program.verb("identity new", "Make the linkage unit's own key, once")
        .path("--out", identity_out, "where to write it; an existing file is never replaced", Need::required)
        .example("gauze identity new --out identity.key", "keep it: person ids depend on it")
        .common(identity_common)
        .does([&] {
            Identity::generate().write(identity_out);
            if (identity_common.json)
                std::cout << Json().set("identity", identity_out.string()).pretty();
            else
                std::cout << fmt::format(
                    "The linkage unit's identity is in {}. It never leaves this machine.\n",
                    identity_out.string());
            return Exit::ok;
        });

    std::filesystem::path check_policy;
    std::vector<std::filesystem::path> check_inputs;
    project::Common check_common;
    project::Governed check_governed;
    program.verb("check", "Look at encoded files before linking them")
        .path("--policy", check_policy, "the policy file of the project")
        .paths("FILE", check_inputs, "encoded files, or CLK JSON without a policy", 1)
        .example("gauze check --policy policy.toml hospital.gauze school.gauze",
                 "whole, one policy, one key?")
        .governed(check_governed)
        .common(check_common)
        .does([&] {
            set_threads(check_common.threads);
            project::Admitted me;
            if (!check_policy.empty())
                me = admit_to_linking("check", check_policy, check_governed, check_inputs);
            const CheckSummary summary = check(check_policy, check_inputs);
            if (me.governed())
                project::note(me, check_governed,
                              {.verb = "check", .counts = Json().set("files", check_inputs.size())});
            std::cout << (check_common.json ? summary.json.pretty() : summary.words);
            return Exit::ok;
        });

    LinkVerb linking;
    project::Verb link_verb = program.verb("link", "Find the persons in two to 64 encoded files");
    link_verb.path("--policy", linking.policy, "the policy file of the project")
        .path("--identity", linking.identity, "the linkage unit's own key")
        .path("--out", linking.options.out, "the folder to make", Need::required)
        .paths("FILE", linking.options.inputs,
               "encoded files, one a party; or CLK JSON, without policy and identity", 1)
        .text("--threshold", linking.threshold,
              "fix the least Dice of a link, for example 0.85; otherwise the cut is chosen and its error "
              "stated")
        .flag("--dedup", linking.options.dedup, "find duplicates within one file")
        .text("--candidates", linking.candidates,
              "exact, or some of exact,keys,blocks,lsh together; otherwise chosen by time")
        .text("--view", linking.view, "the view of the exact join among them; otherwise what is compared")
        .text("--floor", linking.floor, "least Dice of the exact join among them; otherwise the threshold")
        .text("--time", linking.time, "most time the run may take, for example 2h")
        .text("--memory", linking.memory, "most memory, for example 8G")
        .number("--most-pairs", linking.options.most_pairs, "leave out blocks of more pairs, and say so")
        .flag("--pair-evidence", linking.options.evidence,
              "write down what every view and key says of each pair")
        .flag("--force", linking.force, "replace the folder if it exists");
    linking.decision.add_to(link_verb);
    link_verb
        .example("gauze link --policy policy.toml --identity identity.key --out linked *.gauze",
                 "the usual run")
        .example("gauze link ... --dedup school.gauze", "duplicates within one file")
        .example("gauze link ... --cost 100:1 --review 1:1 *.gauze",
                 "only the surest links, and a list of the next for people to look at")
        .example("gauze link ... --register before/register.table --out linked *.gauze",
                 "the next run: persons keep their ids")
        .example("gauze link --out linked clks0.json clks1.json", "what clkhash encoded: no policy, no key")
        .governed(linking.governed)
        .common(linking.common)
        .does([&] { return linking.run(); });

    add_plan_verbs(program);
    report::add_report_verb(program);

    add_accept_verb(program);
    add_issue_verb(program);
    add_retain_verb(program);
    return program.run(argc, argv);
}
