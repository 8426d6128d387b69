#include "engine/linkage/measure_candidates.hpp"

#include "bloom/base/parallel.hpp"
#include "engine/linkage/compare_blocks.hpp"
#include "engine/linkage/view_join.hpp"
#include "engine/project/progress.hpp"

#include <algorithm>
#include <cmath>
#include <optional>

namespace gauze::linkage {

namespace {

constexpr std::size_t sampled_for_loss = 5000, sampled_for_rate = 512;

// Of comparing every pair of a party pair, from the sample.
double seconds_of(const Probe& probe, const Plan& plan)
{
    if (probe.pairs == 0) return 0;
    const double a = static_cast<double>(probe.rows);
    const double pairs = probe.which.a == probe.which.b
                             ? a * (a - 1) / 2
                             : a * static_cast<double>(plan.inputs[probe.which.b].rows);
    return probe.setup + probe.seconds * pairs / static_cast<double>(probe.pairs);
}

// What a sample that met so many pairs stands for at most, five deviations away.
double at_most(double met, double share) { return share == 0 ? 0 : (met + 5 * std::sqrt(met) + 5) / share; }

// How fast the blocks of a slot are compared: tasks from its beginning, for a twentieth of a second.
double seconds_of_slot(const BlockComparison& comparison, const blocking::KeyJoin& join)
{
    constexpr double enough = .05;
    std::vector<bloom::join::Hit> hits;
    std::uint64_t all = 0, done = 0;
    for (std::size_t task = 0; task < join.tasks(); ++task) all += join.pairs(task);
    project::Stopwatch watch;
    double seconds = 0;
    for (std::size_t task = 0; task < join.tasks() && seconds < enough; ++task) {
        hits.clear();
        done += comparison.compare(join, task, hits).compared;
        seconds += watch.lap();
    }
    return done == 0 ? 0 : seconds * static_cast<double>(all) / static_cast<double>(done) / threads();
}

// One party pair.
class Measuring {
public:
    Measuring(const Parties& parties, PartyPair which, Plan& plan, Estimate& estimate, MemoryNeeds& needs)
        : parties_(parties), which_(which), plan_(plan), estimate_(estimate), needs_(needs)
    {
        if (plan.sources.join) view_.emplace(parties, which, *plan.sources.join, plan.threshold);
    }

    void join(std::size_t slab_rows)
    {
        if (!view_) return;
        const Probe rate = probe(view_->sought(), which_, view_->floor(), sampled_for_rate, 0, slab_rows);
        estimate_.seconds += seconds_of(rate, plan_);
        needs_.joined += at_most(static_cast<double>(rate.hits.size()), rate.share_met());
    }

    void slots()
    {
        if (!plan_.sources.blocked()) return;
        blocked_.emplace(parties_, which_, plan_.sources);
        const Compared compared = compared_of(parties_, which_);
        const BlockComparison comparison(compared, plan_.threshold);
        project::Stopwatch watch;
        std::uint64_t blocks = 0;
        for (std::uint32_t slot = 0; slot < blocked_->join().slots(); ++slot) {
            blocked_->join().enter(slot);
            estimate_.seconds += watch.lap();
            const auto& report = blocked_->join().index().report();
            plan_.slot_pairs.push_back(report.pairs - report.given_up);
            blocks = std::max(blocks, report.blocks);
            estimate_.slots.push_back({which_, blocked_->slot_name(slot), report});
            estimate_.seconds += seconds_of_slot(comparison, blocked_->join());
            watch.lap();
        }
        const std::uint64_t rows = plan_.inputs[which_.a].rows + plan_.inputs[which_.b].rows;
        needs_.index = std::max(needs_.index, rows * (36 + 8 * blocked_->join().slots()) + 16 * blocks);
    }

    // Against a sample.
    void loss(std::size_t slab_rows)
    {
        const Probe sample = probe(compared_of(parties_, which_), which_, plan_.threshold, sampled_for_loss,
                                   0, std::min(slab_rows, sample_slab_rows));
        std::uint64_t by_join = 0;
        Loss loss = loss_of(sample, [&](const bloom::join::Hit& hit) {
            if (blocked_ && blocked_->join().agreed(hit.a, hit.b)) return true;
            const bool joined = view_ && view_->has(hit);
            by_join += joined ? 1 : 0;
            return joined;
        });
        loss.by_join = by_join;
        const double found = static_cast<double>(loss.pairs - loss.lost);
        if (loss.pairs > 0) estimate_.hits += found / sample.share_met();
        needs_.hits += at_most(found, sample.share_met());
        estimate_.losses.push_back(loss);
    }

private:
    const Parties& parties_;
    PartyPair which_;
    Plan& plan_;
    Estimate& estimate_;
    MemoryNeeds& needs_;
    std::optional<JoinedView> view_;
    std::optional<BlockedPair> blocked_;
};

} // namespace

void measure_exact(const Parties& parties, const Plan& plan, std::size_t slab_rows, Estimate& estimate,
                   MemoryNeeds& needs)
{
    estimate.measured = true;
    for (const PartyPair which : plan.party_pairs()) {
        const Probe sample =
            probe(compared_of(parties, which), which, plan.threshold, sampled_for_rate, 0, slab_rows);
        estimate.seconds += seconds_of(sample, plan);
        if (sample.pairs == 0) continue;
        estimate.hits += static_cast<double>(sample.hits.size()) / sample.share_met();
        needs.hits += at_most(static_cast<double>(sample.hits.size()), sample.share_met());
    }
}

void measure_candidates(const Parties& parties, Plan& plan, std::size_t slab_rows, Estimate& estimate,
                        MemoryNeeds& needs)
{
    for (const PartyPair which : plan.party_pairs()) {
        Measuring measuring(parties, which, plan, estimate, needs);
        measuring.join(slab_rows);
        measuring.slots();
        measuring.loss(slab_rows);
    }
    estimate.measured = true;
}

} // namespace gauze::linkage
