// The last stage of a run that was done in pieces: what the units found becomes persons as `link` makes them.
#include "engine/linkage/clk_parties.hpp"
#include "engine/linkage/link.hpp"
#include "engine/linkage/link_run.hpp"
#include "engine/linkage/run_plan.hpp"

namespace gauze::linkage {

namespace {

using project::Policy;

void note_plan(LinkSummary& summary, const StoredPlan& stored)
{
    note_threshold(summary, stored.plan);
    summary.candidates = to_text(stored.plan.sources);
    summary.join = stored.plan.sources.join;
    if (stored.plan.sources.exact()) return;
    summary.losses = stored.estimate.objects("loss");
    for (const Json& slot : stored.estimate.objects("slots")) {
        summary.blocks_left_out += static_cast<std::uint64_t>(slot.number("blocks_left_out"));
        summary.pairs_left_out += static_cast<std::uint64_t>(slot.number("pairs_left_out"));
    }
}

const std::vector<std::filesystem::path>& inputs_of(const MergeStage& stage, const StoredPlan& stored)
{
    return stage.inputs.empty() ? stored.files : stage.inputs;
}

LinkSummary merge_parties(const Policy& policy, const Identity& identity, const Parties& parties,
                          const MergeStage& stage, const StoredPlan& stored, Run& run)
{
    refuse_other_files(stored.plan, parties);
    run.clock.done("receive");
    // From here on the files are those that were scored.

    LinkSummary summary = begin_summary(policy, parties);
    note_plan(summary, stored);
    {
        const FinishedUnits finished(stage.scores, stored.plan.stamp());
        summary.compared = finished.counts().compared;
    }
    const std::vector<Pair> pairs = pairs_of(stored.plan, stage.scores, edge_memory(stored));
    run.clock.done("merge");
    return decide_and_write({policy, identity, parties, stage.decision, stage.earlier,
                             stored.plan.looks_within_one_file(), stage.evidence},
                            stored.plan, std::move(summary), pairs, run);
}

} // namespace

LinkSummary merge(const Policy& policy, const Identity& identity, const MergeStage& stage)
{
    Run run(stage.out, policy, stage.existing);
    const StoredPlan stored = read_plan(stage.plan);
    const Parties parties = receive(inputs_of(stage, stored), policy, stored.plan.looks_within_one_file());
    LinkSummary summary = merge_parties(policy, identity, parties, stage, stored, run);
    run.out.commit();
    return summary;
}

bool merges_clk_json(const MergeStage& stage)
{
    return are_clk_json(stage.inputs.empty() ? read_plan(stage.plan).files : stage.inputs);
}

LinkSummary merge_clk_json(const MergeStage& stage)
{
    const StoredPlan stored = read_plan(stage.plan);
    Policy policy = clk_policy(inputs_of(stage, stored));
    Run run(stage.out, policy, stage.existing);
    const Parties parties =
        receive_clk_json(inputs_of(stage, stored), policy, run.out.file("summary.json").parent_path(),
                         stored.plan.looks_within_one_file());
    LinkSummary summary = merge_parties(policy, Identity::generate(), parties, stage, stored, run);
    run.out.commit();
    return summary;
}

} // namespace gauze::linkage
