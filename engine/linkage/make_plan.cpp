// Read `make_plan` at the bottom first.
#include "engine/linkage/make_plan.hpp"

#include "bloom/base/error.hpp"
#include "bloom/base/parallel.hpp"
#include "engine/linkage/compare_blocks.hpp"
#include "engine/project/progress.hpp"

#include <algorithm>
#include <cstdlib>
#include <fstream>

#include <fmt/format.h>
#include <unistd.h>

namespace gauze::linkage {

namespace {

constexpr double usual_seconds = 1800; // up to which exact is chosen when no ceiling is given
constexpr std::size_t sampled_for_loss = 5000, sampled_for_rate = 512;
constexpr std::size_t least_slab = 1u << 14;
// Slower than any processor with 128-bit registers: what need not be measured to be called quick. Words of
// filters, and pairs of symbols and keys, a second and thread.
constexpr double slow_words = 3.2e8, slow_agreements = 1e7;

// What the kernel would give without swapping: the cache of files counts as free. Where it does not say, what
// lies idle.
std::uint64_t free_memory()
{
    std::ifstream lines("/proc/meminfo");
    for (std::string line; std::getline(lines, line);)
        if (constexpr std::string_view name = "MemAvailable:"; line.starts_with(name))
            return std::strtoull(line.c_str() + name.size(), nullptr, 10) * 1024 / 5 * 4; // kB
    const auto pages = static_cast<std::uint64_t>(sysconf(_SC_AVPHYS_PAGES));
    return pages * static_cast<std::uint64_t>(sysconf(_SC_PAGESIZE)) / 5 * 4;
}

Plan plan_for(const Parties& parties, const std::string& project, const std::string& policy,
              const PlanWishes& wishes)
{
    Plan plan;
    plan.project = project;
    plan.policy = policy;
    plan.threshold = wishes.threshold;
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

std::vector<Probe> probes_of(const Plan& plan, const Parties& parties, std::size_t records)
{
    std::vector<Probe> probes;
    for (const PartyPair which : plan.party_pairs())
        probes.push_back(probe(parties, which, plan.threshold, records));
    return probes;
}

// Seconds and hits of comparing everything, from the sample.
void extrapolate(const std::vector<Probe>& probes, const Plan& plan, Estimate& estimate)
{
    estimate.measured = true;
    for (const Probe& probe : probes) {
        if (probe.pairs == 0) continue;
        const double a = static_cast<double>(probe.rows);
        const double pairs = probe.which.a == probe.which.b
                                 ? a * (a - 1) / 2
                                 : a * static_cast<double>(plan.inputs[probe.which.b].rows);
        estimate.seconds += probe.setup + probe.seconds * pairs / static_cast<double>(probe.pairs);
        estimate.hits += static_cast<double>(probe.hits.size()) / probe.share_met();
    }
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

// Exact while it fits the time; else what the files have; else exact, with a word about it.
void choose(const Parties& parties, const PlanWishes& wishes, Plan& plan, Estimate& estimate)
{
    if (wishes.sources) {
        plan.sources = *wishes.sources;
        plan.sources.most_pairs = wishes.most_pairs;
        if (plan.sources.lsh) plan.sources.sampled_bits = blocked_sources({}, plan, 0).sampled_bits;
        refuse_missing_sources(plan.sources, parties);
        estimate.why = "as asked for";
        return;
    }
    const double ceiling = wishes.seconds > 0 ? wishes.seconds : usual_seconds;
    const auto words = static_cast<double>(parties.filters[0].rows.shape().words());
    const double slow = (parties.agreement ? slow_agreements : slow_words / words) * threads();
    if (exact_pairs(plan) / slow <= ceiling) {
        estimate.why = "comparing every pair takes little time";
        return;
    }
    Estimate exact;
    extrapolate(probes_of(plan, parties, sampled_for_rate), plan, exact);
    if (exact.seconds <= ceiling) {
        estimate = std::move(exact);
        estimate.why = "comparing every pair fits the time";
        return;
    }
    const Available available = available_sources(parties);
    if (!available.keys && !available.blocks && !available.lsh) {
        estimate = std::move(exact);
        estimate.why = fmt::format("there is nothing to block by ({})", available.why_no_lsh);
        return;
    }
    plan.sources = blocked_sources(available, plan, wishes.most_pairs);
    estimate.why = fmt::format("comparing every pair would take about {:.0f} s", exact.seconds);
}

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

// Every slot's blocks are built, which says exactly what there is to compare, and against a sample what is
// lost.
void measure_blocking(const Parties& parties, Plan& plan, Estimate& estimate, std::uint64_t& index_memory)
{
    for (const PartyPair which : plan.party_pairs()) {
        const Compared compared = compared_of(parties, which);
        BlockedPair blocked(parties, which, plan.sources);
        const BlockComparison comparison(compared, plan.threshold);
        project::Stopwatch watch;
        std::uint64_t blocks = 0;
        for (std::uint32_t slot = 0; slot < blocked.join().slots(); ++slot) {
            blocked.join().enter(slot);
            estimate.seconds += watch.lap();
            const auto& report = blocked.join().index().report();
            plan.slot_pairs.push_back(report.pairs - report.given_up);
            blocks = std::max(blocks, report.blocks);
            estimate.slots.push_back({which, blocked.slot_name(slot), report});
            estimate.seconds += seconds_of_slot(comparison, blocked.join());
            watch.lap();
        }
        const Probe sample = probe(parties, which, plan.threshold, sampled_for_loss);
        estimate.losses.push_back(loss_of(sample, blocked.join()));
        const auto& loss = estimate.losses.back();
        if (loss.pairs > 0) estimate.hits += static_cast<double>(loss.pairs - loss.lost) / sample.share_met();
        const std::uint64_t rows = plan.inputs[which.a].rows + plan.inputs[which.b].rows;
        index_memory = std::max(index_memory, rows * (36 + 8 * blocked.join().slots()) + 16 * blocks);
    }
    estimate.measured = true;
}

// What a run holds at once, at most: the files where they are mapped, what is laid out beside them, the
// planes of a slab or the index of a slot, edges on their way, and in the end the pairs and the persons.
std::uint64_t memory_of(const Parties& parties, const Plan& plan, const Estimate& estimate,
                        std::uint64_t index_memory)
{
    std::uint64_t bytes = 64u << 20, most_rows = 0;
    for (std::size_t p = 0; p < parties.size(); ++p) {
        bytes += parties[p].bytes() + 4 * parties[p].rows();
        if (parties.filters[p].own) bytes += parties.filters[p].rows.words().size_bytes();
        most_rows = std::max<std::uint64_t>(most_rows, parties[p].rows());
    }
    const std::uint64_t bits = parties.filters[0].rows.shape().bits;
    const std::uint64_t planes = parties.agreement ? 8 : std::min<std::uint64_t>(bits, 4096) / 8 + 16;
    if (plan.sources.exact())
        bytes += std::min(plan.slab_rows, most_rows) * planes + threads() * (4u << 20);
    else
        bytes += index_memory;
    bytes += (256u << 20) + static_cast<std::uint64_t>(estimate.hits) * 2 * sizeof(Pair);
    return bytes + parties.records() * 48;
}

std::string gibibytes(std::uint64_t bytes)
{
    return fmt::format("{:.1f} GiB", static_cast<double>(bytes) / (1u << 30));
}

void keep_ceilings(const Parties& parties, const PlanWishes& wishes, Plan& plan, Estimate& estimate,
                   std::uint64_t index_memory)
{
    const std::uint64_t ceiling = wishes.memory > 0 ? wishes.memory : free_memory();
    while ((estimate.memory = memory_of(parties, plan, estimate, index_memory)) > ceiling &&
           plan.sources.exact() && plan.slab_rows > least_slab)
        plan.slab_rows /= 2;
    if (estimate.memory > ceiling)
        throw Error(Exit::configuration,
                    fmt::format("this run needs about {}, and {} are {}", gibibytes(estimate.memory),
                                gibibytes(ceiling), wishes.memory > 0 ? "allowed" : "free"),
                    plan.sources.exact()
                        ? "raise --memory or the threshold, or link fewer parties at once"
                        : "raise --memory, or say --candidates exact, which holds no blocks");
    if (wishes.seconds > 0 && estimate.seconds > wishes.seconds)
        throw Error(Exit::configuration,
                    fmt::format("this run would take about {}, and --time allows {}",
                                duration(estimate.seconds), duration(wishes.seconds)),
                    plan.sources.exact() ? "raise --time, or let candidates come from keys, blocks or lsh"
                                         : "raise --time, or leave large blocks out with --most-pairs");
}

} // namespace

Planned make_plan(const Parties& parties, const std::string& project, const std::string& policy,
                  const PlanWishes& wishes)
{
    Planned planned{plan_for(parties, project, policy, wishes), {}};
    Plan& plan = planned.plan;
    Estimate& estimate = planned.estimate;
    choose(parties, wishes, plan, estimate);
    // From here on it is settled where candidates come from.
    std::uint64_t index_memory = 0;
    if (!plan.sources.exact())
        measure_blocking(parties, plan, estimate, index_memory);
    else if (!estimate.measured && (wishes.estimate || wishes.seconds > 0 || wishes.memory > 0))
        extrapolate(probes_of(plan, parties, sampled_for_rate), plan, estimate);
    keep_ceilings(parties, wishes, plan, estimate, index_memory);
    // From here on the run keeps its ceilings, as far as a sample can tell.
    estimate.pairs = plan.work().pairs();
    estimate.disk =
        64 * plan.work().units.size() + static_cast<std::uint64_t>(estimate.hits) * 2 * sizeof(Edge);
    return planned;
}

} // namespace gauze::linkage
