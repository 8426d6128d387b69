#include "engine/linkage/run_plan.hpp"

#include "bloom/base/error.hpp"
#include "bloom/kernels.hpp"
#include "engine/linkage/compare.hpp"
#include "engine/linkage/compare_blocks.hpp"
#include "engine/linkage/merge_edges.hpp"
#include "engine/linkage/view_join.hpp"

#include <optional>

#include <fmt/format.h>

namespace gauze::linkage {

namespace {

using bloom::join::Hit;

void hand_over(const std::vector<Hit>& hits, EdgeSink& sink)
{
    for (const Hit& hit : hits) sink.add(Edge{hit.a, hit.b, hit.common, hit.sum});
}

// What a phase needs is made ready when it is entered and serves all its units.
class PlanWork {
public:
    PlanWork(const Plan& plan, const Parties& parties)
        : plan_(plan), parties_(parties), planned_(plan.work()), units_(planned_.as_work())
    {}

    const std::vector<WorkUnit>& units() const noexcept { return units_; }

    void enter(std::uint32_t phase)
    {
        const PlannedPhase& entered = planned_.phases[phase];
        if (at_ != entered.which) change_parties(entered.which);
        if (entered.joins())
            comparison_.emplace(sought(), floor(), tuning_, entered.slab);
        else
            enter_slot(entered);
    }

    void work(std::size_t u, EdgeSink& sink) const
    {
        const PlannedUnit& unit = planned_.units[u];
        if (const PlannedPhase& phase = planned_.phases[unit.phase]; phase.joins()) {
            std::vector<Hit> hits = comparison_->hits_of({unit.rows_a, phase.slab, unit.cost});
            if (view_) view_->keep_alike(hits);
            hand_over(hits, sink);
        } else {
            compare_tasks(unit, sink);
        }
    }

private:
    const Compared& sought() const { return view_ ? view_->sought() : *compared_; }
    const project::Threshold& floor() const { return view_ ? view_->floor() : plan_.threshold; }

    void change_parties(PartyPair which)
    {
        at_ = which;
        comparison_.reset(), blocks_.reset(), blocked_.reset(), view_.reset();
        compared_.emplace(compared_of(parties_, which));
        if (plan_.sources.join) view_.emplace(parties_, which, *plan_.sources.join, plan_.threshold);
        if (plan_.sources.exact() || view_) tuning_ = tuning_of(sought(), floor(), plan_.slab_rows);
    }

    // The planes of a join are gone before the first slot's index is made.
    void enter_slot(const PlannedPhase& entered)
    {
        comparison_.reset();
        if (!blocked_) {
            blocked_.emplace(parties_, entered.which, plan_.sources);
            blocks_.emplace(*compared_, plan_.threshold);
        }
        blocked_->join().enter(entered.slot);
    }

    void compare_tasks(const PlannedUnit& unit, EdgeSink& sink) const
    {
        std::vector<Hit> hits;
        std::uint64_t compared = 0;
        const blocking::KeyJoin& join = blocked_->join();
        for (std::size_t task = unit.group; task < join.tasks(); task += groups_of_a_slot) {
            hits.clear();
            const auto counts = blocks_->compare(join, task, hits);
            compared += counts.compared;
            sink.counts().other[0] += counts.repeats;
            if (view_)
                sink.counts().other[0] +=
                    std::erase_if(hits, [&](const Hit& hit) { return view_->has(hit); });
            hand_over(hits, sink);
        }
        sink.counts().compared = compared;
    }

    const Plan& plan_;
    const Parties& parties_;
    PlannedWork planned_;
    std::vector<WorkUnit> units_;
    std::optional<PartyPair> at_;
    std::optional<Compared> compared_;
    std::optional<JoinedView> view_; // if the join of a view is among the sources
    bloom::join::Tuning tuning_;
    std::optional<Comparison> comparison_;
    std::optional<BlockedPair> blocked_;
    std::optional<BlockComparison> blocks_;
};

} // namespace

Json RunSummary::to_json() const
{
    return Json()
        .set("pairs_compared", compared)
        .set("pairs_met_again", repeats)
        .set("pairs_at_or_above_threshold", pairs)
        .set("kernel", kernel);
}

RunSummary run_plan(const Plan& plan, const Parties& parties, const std::filesystem::path& folder,
                    const RunOptions& options)
{
    refuse_other_files(plan, parties);
    FinishedUnits finished(folder, plan.stamp());
    // From here on what is in the folder was found by this plan in these files.
    PlanWork work(plan, parties);
    do_units(work.units(), finished,
             {.memory = options.memory,
              .stop = options.stop,
              .enter = [&](std::uint32_t phase) { work.enter(phase); }},
             [&](std::size_t unit, EdgeSink& sink) { work.work(unit, sink); });
    // From here on every unit is on the disk.
    return {finished.counts().compared, finished.counts().other[0], finished.edges(),
            std::string(bloom::active_kernel().name)};
}

std::vector<Pair> pairs_of(const Plan& plan, const std::filesystem::path& folder, std::uint64_t memory,
                           std::uint64_t most_pairs)
{
    std::vector<Pair> pairs;
    merge_edges(
        folder, plan.stamp(), {.memory = memory, .scratch = {}, .stop = nullptr},
        [&](PartyPair which, std::span<const Edge> edges) {
            if (pairs.size() + edges.size() > most_pairs)
                throw Error(Exit::configuration,
                            fmt::format("more than {} pairs are at or above the threshold", most_pairs),
                            "raise the threshold: so many pairs are mostly strangers");
            for (const Edge& edge : edges)
                pairs.push_back({{which.a, edge.row_a}, {which.b, edge.row_b}, {edge.common, edge.sum}});
        });
    return pairs;
}

} // namespace gauze::linkage
