#include "engine/linkage/probe.hpp"

#include "bloom/base/parallel.hpp"
#include "engine/project/progress.hpp"

#include <algorithm>
#include <cmath>

namespace gauze::linkage {

namespace {

using bloom::join::Hit;

constexpr std::size_t rows_at_a_time = 64;

// Rows of a table, side by side.
struct Sample {
    Sample(const bloom::join::Side& side, std::size_t records)
        : table(side.rows.shape(), std::min(records, side.rows.size()))
    {
        const std::size_t n = table.rows().size();
        for (std::size_t i = 0; i < n; ++i) {
            const std::size_t r = i * side.rows.size() / n;
            rows.push_back(static_cast<std::uint32_t>(r));
            weights.push_back(side.weights[r]);
            std::copy_n(side.rows.row(r), side.rows.shape().words(), table.row(i).begin());
        }
    }
    bloom::FilterTable table;
    std::vector<std::uint32_t> rows, weights;
};

// Within one party a sampled record meets itself, and another sampled record from both sides.
void keep_each_once(std::vector<Hit>& hits)
{
    std::erase_if(hits, [](const Hit& hit) { return hit.a == hit.b; });
    for (Hit& hit : hits)
        if (hit.a > hit.b) std::swap(hit.a, hit.b);
    std::ranges::sort(hits, bloom::join::by_rows);
    const auto repeats = std::ranges::unique(hits);
    hits.erase(repeats.begin(), repeats.end());
}

} // namespace

Probe probe(const Parties& parties, PartyPair which, const project::Threshold& threshold, std::size_t records)
{
    Compared compared = compared_of(parties, which);
    const Sample sample(compared.a, records);
    compared.a = {sample.table.rows(), sample.weights};
    compared.within = false;
    Probe result{
        which, sample.rows.size(), std::uint64_t{sample.rows.size()} * compared.b.rows.size(), 0, {}};
    if (result.pairs == 0) return result;

    project::Stopwatch watch;
    const auto tuning = tuning_of(compared, threshold, std::min(usual_slab_rows, compared.b.rows.size()));
    for (const Phase& phase : exact_phases({0, 1}, sample.rows.size(), compared.b.rows.size())) {
        const Comparison comparison(compared, threshold, tuning, phase.slab);
        const std::size_t tasks = (sample.rows.size() + rows_at_a_time - 1) / rows_at_a_time;
        std::vector<std::vector<Hit>> found(tasks);
        for_each_task(tasks, [&](std::size_t t) {
            const RowSpan rows{t * rows_at_a_time, std::min(sample.rows.size(), (t + 1) * rows_at_a_time)};
            found[t] = comparison.hits_of({rows, phase.slab, 0});
        });
        for (const auto& part : found) result.hits.insert(result.hits.end(), part.begin(), part.end());
    }
    result.seconds = watch.lap();
    for (Hit& hit : result.hits) hit.a = sample.rows[hit.a];
    std::ranges::sort(result.hits, bloom::join::by_rows);
    if (which.a == which.b) keep_each_once(result.hits);
    return result;
}

Loss loss_of(const Probe& probe, const blocking::KeyJoin& join)
{
    Loss loss{probe.which, probe.sampled, probe.hits.size(), 0, 0, 0, 1};
    for (const Hit& hit : probe.hits) loss.lost += join.agreed(hit.a, hit.b) ? 0 : 1;
    if (loss.pairs == 0) return loss;
    constexpr double z = 1.96;
    const double n = static_cast<double>(loss.pairs), share = static_cast<double>(loss.lost) / n;
    const double middle = share + z * z / (2 * n);
    const double reach = z * std::sqrt(share * (1 - share) / n + z * z / (4 * n * n));
    loss.share = share;
    loss.low = std::max(0.0, (middle - reach) / (1 + z * z / n));
    loss.high = std::min(1.0, (middle + reach) / (1 + z * z / n));
    return loss;
}

} // namespace gauze::linkage
