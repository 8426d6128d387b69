// Read `make_plan` at the bottom first.
#include "engine/linkage/make_plan.hpp"

#include "bloom/base/error.hpp"
#include "bloom/base/parallel.hpp"
#include "engine/linkage/candidate_floor.hpp"
#include "engine/linkage/measure_candidates.hpp"
#include "engine/linkage/run_memory.hpp"
#include "engine/linkage/view_join.hpp"

#include <algorithm>

#include <fmt/format.h>

namespace gauze::linkage {

namespace {

constexpr double usual_seconds = 1800; // up to which exact is chosen when no ceiling is given
// Slower than any processor with 128-bit registers: what need not be measured to be called quick. Words of
// filters, and pairs of symbols and keys, a second and thread.
constexpr double slow_words = 3.2e8, slow_agreements = 1e7;

Plan plan_for(const Parties& parties, const std::string& project, const std::string& policy,
              const PlanWishes& wishes)
{
    Plan plan;
    plan.project = project;
    plan.policy = policy;
    plan.fixed = wishes.threshold.has_value();
    plan.threshold = plan.fixed ? *wishes.threshold : candidate_floor(parties);
    plan.clean = parties.clean;
    for (std::size_t p = 0; p < parties.size(); ++p) {
        plan.inputs.push_back({parties.name(p), parties[p].rows(), to_hex(parties[p].digest())});
    }
    return plan;
}

double exact_pairs(const Plan& plan)
{
    double pairs = 0;
    for (const PartyPair which : plan.party_pairs()) {
        const double a = static_cast<double>(plan.inputs[which.a].rows);
        pairs += which.a == which.b ? a * (a - 1) / 2 : a * static_cast<double>(plan.inputs[which.b].rows);
    }
    return pairs;
}

// What is measured on the way to a plan.
struct Measured {
    Estimate estimate;
    MemoryNeeds needs;
};

std::uint64_t ceiling_of(const PlanWishes& wishes)
{
    return wishes.memory > 0 ? wishes.memory : free_memory();
}

// A sample is taken under the ceiling too.
std::size_t slab_for_samples(const Parties& parties, const PlanWishes& wishes, const Plan& plan)
{
    return RunMemory(parties, plan, {}).under(ceiling_of(wishes)).slab_rows;
}

void measure_exact(const Parties& parties, const PlanWishes& wishes, const Plan& plan, Measured& measured)
{
    measure_exact(parties, plan, slab_for_samples(parties, wishes, plan), measured.estimate, measured.needs);
}

CandidateSources blocked_sources(const Available& available, const Plan& plan, std::uint64_t most_pairs)
{
    std::uint64_t most = 0;
    for (const auto& input : plan.inputs) most = std::max(most, input.rows);
    CandidateSources sources{.keys = available.keys,
                             .blocks = available.blocks,
                             .lsh = available.lsh && !available.keys && !available.blocks,
                             .sampled_bits = sampled_bits_for(most),
                             .most_pairs = most_pairs};
    return sources;
}

// What was asked for, with what the files and the threshold leave open put in.
void obey(const CandidateSources& asked, const Parties& parties, const PlanWishes& wishes, Plan& plan,
          Estimate& estimate)
{
    CandidateSources& sources = plan.sources = asked;
    sources.most_pairs = wishes.most_pairs;
    if (sources.lsh) sources.sampled_bits = blocked_sources({}, plan, 0).sampled_bits;
    estimate.notes = refuse_missing_sources(sources, parties);
    estimate.why = "as asked for";
    if (!sources.join) return;
    sources.join = settled(*sources.join, parties, plan.threshold);
    if (!finds_everything(*sources.join, parties, plan.threshold)) return;
    if (sources.blocked())
        estimate.notes.push_back(fmt::format("at {} the exact join finds every pair that is kept, and blocks "
                                             "add none: a --floor above the threshold lets them",
                                             project::to_text(sources.join->floor)));
    else
        sources.join.reset();
}

// Exact while it fits the time; else what the files have; else exact, with a word about it.
void choose(const Parties& parties, const PlanWishes& wishes, Plan& plan, Measured& measured)
{
    Estimate& estimate = measured.estimate;
    if (wishes.sources) return obey(*wishes.sources, parties, wishes, plan, estimate);
    const double ceiling = wishes.seconds > 0 ? wishes.seconds : usual_seconds;
    const auto words = static_cast<double>(parties.filters[0].rows.shape().words());
    const double slow = (parties.agreement ? slow_agreements : slow_words / words) * threads();
    if (exact_pairs(plan) / slow <= ceiling) {
        estimate.why = "comparing every pair takes little time";
        return;
    }
    Measured exact;
    measure_exact(parties, wishes, plan, exact);
    if (exact.estimate.seconds <= ceiling) {
        measured = std::move(exact);
        estimate.why = "comparing every pair fits the time";
        return;
    }
    const Available available = available_sources(parties);
    if (!available.keys && !available.blocks && !available.lsh) {
        measured = std::move(exact);
        estimate.why = fmt::format("there is nothing to block by ({})", available.why_no_lsh);
        return;
    }
    plan.sources = blocked_sources(available, plan, wishes.most_pairs);
    estimate.why = fmt::format("comparing every pair would take about {:.0f} s", exact.estimate.seconds);
}

std::string in_mebibytes(std::uint64_t bytes) { return fmt::format("{} MiB", (bytes >> 20) + 1); }

std::string way_out(const Plan& plan)
{
    if (plan.sources.blocked() && !plan.sources.join)
        return "raise --memory, or say --candidates exact, which holds no blocks";
    return "raise --memory or the threshold, or link fewer parties at once";
}

void keep_ceilings(const Parties& parties, const PlanWishes& wishes, Plan& plan, Measured& measured)
{
    Estimate& estimate = measured.estimate;
    const std::uint64_t ceiling = ceiling_of(wishes);
    measured.needs.evidence = wishes.evidence;
    measured.needs.judged = !plan.fixed;
    // Of what was not measured: at least each record may have a partner at each other party.
    if (!estimate.measured)
        measured.needs.hits = static_cast<double>(parties.records()) * static_cast<double>(parties.size());
    const RunMemory::Fit fit = RunMemory(parties, plan, measured.needs).under(ceiling);
    plan.slab_rows = fit.slab_rows;
    estimate.memory = fit.memory, estimate.edges = fit.edges;
    if (fit.memory > ceiling)
        throw Error(Exit::configuration,
                    fmt::format("this run needs about {}, and {} are {}", in_mebibytes(fit.memory),
                                in_mebibytes(ceiling), wishes.memory > 0 ? "allowed" : "free"),
                    way_out(plan));
    if (wishes.seconds > 0 && estimate.seconds > wishes.seconds)
        throw Error(Exit::configuration,
                    fmt::format("this run would take about {}, and --time allows {}",
                                duration(estimate.seconds), duration(wishes.seconds)),
                    plan.sources.blocked() ? "raise --time, or leave large blocks out with --most-pairs"
                                           : "raise --time, or let candidates come from keys, blocks or lsh");
}

} // namespace

Planned make_plan(const Parties& parties, const std::string& project, const std::string& policy,
                  const PlanWishes& wishes)
{
    Plan plan = plan_for(parties, project, policy, wishes);
    Measured measured;
    choose(parties, wishes, plan, measured);
    // From here on it is settled where candidates come from.
    Estimate& estimate = measured.estimate;
    if (!plan.sources.exact())
        measure_candidates(parties, plan, slab_for_samples(parties, wishes, plan), estimate, measured.needs);
    else if (!estimate.measured && (wishes.estimate || wishes.seconds > 0 || wishes.memory > 0))
        measure_exact(parties, wishes, plan, measured);
    keep_ceilings(parties, wishes, plan, measured);
    // From here on the run keeps its ceilings, as far as a sample can tell.
    estimate.pairs = plan.work().pairs();
    estimate.disk =
        64 * plan.work().units.size() + static_cast<std::uint64_t>(estimate.hits) * 2 * sizeof(Edge);
    return {std::move(plan), std::move(estimate)};
}

} // namespace gauze::linkage
