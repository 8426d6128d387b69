#include "engine/linkage/plan_verbs.hpp"

#include "bloom/base/parallel.hpp"
#include "engine/linkage/clk_parties.hpp"
#include "engine/linkage/decision_flags.hpp"
#include "engine/linkage/exchange_verbs.hpp"
#include "engine/linkage/link.hpp"
#include "engine/linkage/make_plan.hpp"
#include "engine/linkage/pairs.hpp"
#include "engine/linkage/run_plan.hpp"
#include "engine/linkage/scratch.hpp"

#include <iostream>

#include <fmt/format.h>

namespace gauze::linkage {

namespace {

using project::Need;

// A number with one of the units behind it.
double number_with(const std::string& text, std::string_view units, const std::vector<double>& worth,
                   std::string_view flag, std::string_view example)
{
    std::size_t used = 0;
    double value = -1;
    try {
        value = std::stod(text, &used);
    } catch (const std::exception&) { // no number at all
    }
    const std::string_view unit = std::string_view(text).substr(std::min(used, text.size()));
    const std::size_t known = unit.size() == 1 ? units.find(unit[0]) : std::string_view::npos;
    if (!(value > 0 && value <= 1e15) || (!unit.empty() && known == std::string_view::npos)) // nor nan
        throw Error(Exit::usage, fmt::format("{} {} is not understood", flag, text),
                    fmt::format("for example {} {}", flag, example));
    return unit.empty() ? value : value * worth[known];
}

Parties receive_planned(std::string_view verb, const std::filesystem::path& policy,
                        const project::Governed& governed, const std::vector<std::filesystem::path>& files,
                        bool dedup, const Scratch& scratch)
{
    if (are_clk_json(files)) {
        project::Policy rules = clk_policy(files);
        return receive_clk_json(files, rules, scratch.path(), dedup);
    }
    if (policy.empty())
        throw Error(Exit::usage, "--policy is missing",
                    "encoded files are planned for under the project's policy");
    const project::Admitted me = admit_to_linking(verb, policy, governed, files);
    project::note(me, governed, {.verb = std::string(verb), .counts = Json().set("files", files.size())});
    return receive(files, me.policy, dedup);
}

struct PlanVerb {
    std::filesystem::path policy, out;
    std::vector<std::filesystem::path> inputs;
    std::string threshold, candidates, view, floor, memory, time;
    std::uint64_t most_pairs = 0;
    bool dedup = false, force = false;
    project::Governed governed;
    project::Common common;

    PlanWishes wishes() const
    {
        PlanWishes wishes;
        wishes.most_pairs = most_pairs;
        wishes.sources = sources_asked_for(candidates, view, floor);
        if (!memory.empty()) wishes.memory = bytes_from(memory);
        if (!time.empty()) wishes.seconds = seconds_from(time);
        return wishes;
    }

    Exit run() const
    {
        set_threads(common.threads);
        PlanWishes wished = wishes();
        const bool clks = are_clk_json(inputs);
        if (!threshold.empty())
            wished.threshold = project::threshold_from(threshold);
        else if (!policy.empty())
            wished.threshold = project::read_policy(policy).threshold;
        const Scratch scratch;
        const Parties parties = receive_planned("plan", policy, governed, inputs, dedup, scratch);
        const auto& header = parties[0].header();
        Planned planned = make_plan(parties, clks ? "clk-json" : header.project, header.policy, wished);
        const Json estimate = to_json(planned.estimate, planned.plan);
        if (!out.empty())
            write_plan(out, {planned.plan, inputs, estimate}, force ? Existing::replace : Existing::refuse);
        std::cout << (common.json ? Json()
                                        .set("plan", planned.plan.to_json())
                                        .set("digest", to_hex(planned.plan.digest()))
                                        .set("estimate", estimate)
                                        .pretty()
                                  : in_words(planned.estimate, planned.plan));
        if (!common.json && !out.empty())
            std::cout << fmt::format("Next: gauze score {}--plan {} --scores SCORES\n",
                                     policy.empty() ? "" : fmt::format("--policy {} ", policy.string()),
                                     out.string());
        return Exit::ok;
    }
};

// Two verbs in one word: all pairs as a table, or the units of a plan.
struct ScoreVerb {
    PairsOptions options;
    std::filesystem::path policy, plan, scores;
    std::string threshold;
    bool force = false;
    project::Governed governed;
    project::Common common;

    Exit run()
    {
        set_threads(common.threads);
        if (plan.empty() == options.out.empty())
            throw Error(Exit::usage, "score takes either --plan or --pairs",
                        "gauze score --threshold 0.8 --pairs pairs.csv FILE FILE");
        if (plan.empty() && !(policy.empty() && scores.empty()))
            throw Error(Exit::usage, "--policy and --scores go with --plan, not with --pairs");
        if (!plan.empty() && (!threshold.empty() || !options.view.empty() || options.dedup || force))
            throw Error(Exit::usage, "--threshold, --view, --dedup and --force go with --pairs",
                        "what a plan compares is settled: make another with gauze plan");
        return plan.empty() ? write_pairs() : do_plan();
    }

    Exit write_pairs()
    {
        if (threshold.empty())
            throw Error(Exit::usage, "--threshold is missing", "for example --threshold 0.85");
        if (options.inputs.empty())
            throw Error(Exit::usage, "no file is named", "name the files of two parties");
        options.existing = force ? Existing::replace : Existing::refuse;
        options.threshold = project::threshold_from(threshold);
        const PairsSummary summary = score_pairs(options);
        if (common.json)
            std::cout << summary.to_json().set("out", options.out.string()).pretty();
        else
            std::cout << fmt::format("{} pairs compared in {:.1f} s, {} at Dice {} or above: {}\n",
                                     summary.compared, summary.seconds, summary.pairs,
                                     project::to_text(options.threshold), options.out.string());
        return Exit::ok;
    }

    Exit do_plan() const
    {
        if (scores.empty())
            throw Error(Exit::usage, "--scores is missing", "name a folder for what is found");
        const StopRequest stop;
        const StoredPlan stored = read_plan(plan);
        const auto& files = options.inputs.empty() ? stored.files : options.inputs;
        const Scratch scratch;
        const Parties parties =
            receive_planned("score", policy, governed, files, stored.plan.looks_within_one_file(), scratch);
        const RunSummary summary =
            run_plan(stored.plan, parties, scores, {.memory = edge_memory(stored), .stop = &stop});
        if (common.json)
            std::cout << summary.to_json().set("scores", scores.string()).pretty();
        else
            std::cout << fmt::format("{} pairs compared, {} at Dice {} or above.\nNext: {}\n",
                                     summary.compared, summary.pairs, project::to_text(stored.plan.threshold),
                                     fmt::format("gauze merge {}--plan {} --scores {} --out linked",
                                                 are_clk_json(files) ? "" : "--policy POLICY --identity KEY ",
                                                 plan.string(), scores.string()));
        return Exit::ok;
    }
};

struct MergeVerb {
    MergeStage stage;
    DecisionFlags decision;
    std::filesystem::path policy, identity;
    bool force = false;
    project::Governed governed;
    project::Common common;

    Exit run()
    {
        set_threads(common.threads);
        stage.existing = force ? Existing::replace : Existing::refuse;
        stage.decision = decision.wishes();
        stage.earlier = decision.earlier;
        const LinkSummary summary = merged();
        std::cout << (common.json ? summary.to_json().pretty() : summary.in_words(stage.out));
        return Exit::ok;
    }

    LinkSummary merged() const
    {
        if (merges_clk_json(stage)) {
            if (!policy.empty() || !identity.empty())
                throw Error(Exit::usage, "--policy and --identity are for encoded files",
                            "CLK JSON is merged by the plan alone; its person ids are of one run");
            return merge_clk_json(stage);
        }
        if (policy.empty() || identity.empty())
            throw Error(Exit::usage, policy.empty() ? "--policy is missing" : "--identity is missing",
                        "only a plan of CLK JSON is merged without policy and identity");
        const project::Admitted me = admit_to_linking("merge", policy, governed, {});
        LinkSummary summary = merge(me.policy, Identity::read(identity), stage);
        note_linking("merge", me, governed, summary);
        return summary;
    }
};

void add_plan(project::CommandLine& program)
{
    auto verb = std::make_shared<PlanVerb>();
    program.verb("plan", "Say how a run is best done, what it takes and what it loses, before it begins")
        .path("--policy", verb->policy, "the policy file of the project")
        .paths("FILE", verb->inputs, "encoded files, or CLK JSON", 1)
        .text("--threshold", verb->threshold, "least Dice of a pair, instead of the policy's")
        .text("--candidates", verb->candidates,
              "exact, or some of exact,keys,blocks,lsh together; otherwise chosen by time")
        .text("--view", verb->view, "the view of the exact join among them; otherwise what is compared")
        .text("--floor", verb->floor, "least Dice of the exact join among them; otherwise the threshold")
        .text("--time", verb->time, "most time a run may take, for example 2h, 30m")
        .text("--memory", verb->memory, "most memory, for example 8G; otherwise four fifths of what is free")
        .number("--most-pairs", verb->most_pairs, "leave out blocks of more pairs, and say so")
        .flag("--dedup", verb->dedup, "pairs within one file")
        .path("--out", verb->out, "where to write the plan")
        .flag("--force", verb->force, "replace the plan if it exists")
        .example("gauze plan --policy policy.toml --out plan.json *.gauze", "how long will it take?")
        .example("gauze plan --policy policy.toml --candidates keys *.gauze", "what would blocking lose?")
        .example("gauze plan --policy policy.toml --candidates exact,keys --floor 0.9 *.gauze",
                 "all pairs at 0.9, and below it those that share a key")
        .governed(verb->governed)
        .common(verb->common)
        .does([verb] { return verb->run(); });
}

void add_score(project::CommandLine& program)
{
    auto verb = std::make_shared<ScoreVerb>();
    program.verb("score", "Compare: the units of a plan, or all pairs into a table")
        .paths("FILE", verb->options.inputs, "encoded files, or CLK JSON; with --plan only if they moved", 0)
        .text("--threshold", verb->threshold, "least Dice, an exact decimal; for example 0.85")
        .path("--pairs", verb->options.out, "the table to write: party_a,row_a,party_b,row_b,dice")
        .text("--view", verb->options.view, "which view of bits, where there are several")
        .flag("--dedup", verb->options.dedup, "pairs within one file")
        .flag("--force", verb->force, "replace the table if it exists")
        .path("--plan", verb->plan, "the plan whose units are to be done")
        .path("--policy", verb->policy, "the policy file of the project, with --plan")
        .path("--scores", verb->scores, "the folder for what is found; a stopped run goes on where it ended")
        .example("gauze score --threshold 0.8 --pairs pairs.csv hospital.gauze school.gauze",
                 "every pair with Dice 0.8 or more; rows count from 0")
        .example("gauze score --policy policy.toml --plan plan.json --scores scores",
                 "stop it with Ctrl-C, go on with the same command")
        .governed(verb->governed)
        .common(verb->common)
        .does([verb] { return verb->run(); });
}

void add_merge(project::CommandLine& program)
{
    auto verb = std::make_shared<MergeVerb>();
    project::Verb merging = program.verb("merge", "Find the persons in what `score --plan` has found");
    merging.path("--policy", verb->policy, "the policy file of the project; not with CLK JSON")
        .path("--identity", verb->identity, "the linkage unit's own key; not with CLK JSON")
        .path("--plan", verb->stage.plan, "the plan", Need::required)
        .path("--scores", verb->stage.scores, "the folder of the scores", Need::required)
        .path("--out", verb->stage.out, "the folder to make", Need::required)
        .paths("FILE", verb->stage.inputs, "the files of the plan, if they moved", 0)
        .flag("--pair-evidence", verb->stage.evidence, "write down what every view and key says of each pair")
        .flag("--force", verb->force, "replace the folder if it exists");
    verb->decision.add_to(merging);
    merging
        .example(
            "gauze merge --policy policy.toml --identity identity.key --plan plan.json --scores scores --out "
            "linked",
            "after gauze score")
        .governed(verb->governed)
        .common(verb->common)
        .does([verb] { return verb->run(); });
}

} // namespace

std::optional<CandidateSources> sources_asked_for(const std::string& candidates, const std::string& view,
                                                  const std::string& floor)
{
    if (!candidates.empty()) return candidate_sources_from(candidates, view, floor);
    if (!view.empty() || !floor.empty())
        throw Error(Exit::usage, "--view and --floor are of the exact join among --candidates",
                    "for example --candidates exact,keys --floor 0.9");
    return std::nullopt;
}

double seconds_from(const std::string& text)
{
    return number_with(text, "smhd", {1, 60, 3600, 86'400}, "--time", "2h");
}

std::uint64_t bytes_from(const std::string& text)
{
    return static_cast<std::uint64_t>(
        std::min(0x1p62, number_with(text, "KMGT", {0x1p10, 0x1p20, 0x1p30, 0x1p40}, "--memory", "8G")));
}

void add_plan_verbs(project::CommandLine& program)
{
    add_plan(program);
    add_score(program);
    add_merge(program);
}

} // namespace gauze::linkage
