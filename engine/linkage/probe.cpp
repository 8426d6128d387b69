#include "engine/linkage/probe.hpp"

#include "bloom/base/parallel.hpp"
#include "engine/project/progress.hpp"

#include <algorithm>
#include <cmath>

namespace gauze::linkage {

namespace {

using bloom::join::Hit;

// Rows of one task: as in a run, where a slab is read once for thousands, while every thread has some.
std::size_t rows_at_a_time(std::size_t sampled)
{
    return std::clamp<std::size_t>(sampled / (2 * threads()), 64, 2048);
}

// Rows of a table, side by side.
struct Sample {
    Sample(const bloom::join::Side& side, std::size_t records, std::size_t first)
        : table(side.rows.shape(), std::min(records, side.rows.size()))
    {
        const std::size_t n = table.rows().size();
        for (std::size_t i = 0; i < n; ++i)
            rows.push_back(static_cast<std::uint32_t>((first + i * side.rows.size() / n) % side.rows.size()));
        std::ranges::sort(rows);
        for (std::size_t i = 0; i < n; ++i) {
            const std::uint32_t r = rows[i];
            weights.push_back(side.weights[r]);
            std::copy_n(side.rows.row(r), side.rows.shape().words(), table.row(i).begin());
        }
    }
    bloom::FilterTable table;
    std::vector<std::uint32_t> rows, weights;
};

// Within one party a sampled record meets itself, and another sampled record from both sides.
void keep_each_once(std::vector<Hit>& hits, const std::vector<std::uint32_t>& sampled)
{
    std::erase_if(hits, [&](const Hit& hit) {
        return hit.a == hit.b || (hit.b < hit.a && std::ranges::binary_search(sampled, hit.b));
    });
}

// How many independent pairs the sample is worth, of `n` with this share lost.
double worth_of(const Probe& probe, const std::vector<char>& lost, double share)
{
    double squares = 0, spread = 0; // of pairs by record, of lost pairs about their share
    for (std::size_t i = 0; i < probe.hits.size();) {
        double pairs = 0, of_them_lost = 0;
        for (const std::uint32_t a = probe.hits[i].a; i < probe.hits.size() && probe.hits[i].a == a; ++i)
            ++pairs, of_them_lost += lost[i];
        squares += pairs * pairs;
        spread += (of_them_lost - share * pairs) * (of_them_lost - share * pairs);
    }
    const double n = static_cast<double>(lost.size());
    if (spread == 0) return n * n / squares;
    return n / std::max(1.0, spread / (n * share * (1 - share)));
}

} // namespace

double Probe::share_met() const noexcept
{
    if (rows == 0) return 0;
    const double share = static_cast<double>(sampled) / static_cast<double>(rows);
    return which.a == which.b ? share * (2 - share) : share;
}

Probe probe(const Parties& parties, PartyPair which, const project::Threshold& threshold, std::size_t records,
            std::size_t first)
{
    return probe(compared_of(parties, which), which, threshold, records, first);
}

Probe probe(const Compared& all, PartyPair which, const project::Threshold& threshold, std::size_t records,
            std::size_t first, std::size_t slab_rows)
{
    Compared compared = all;
    const Sample sample(compared.a, records, first);
    compared.a = {sample.table.rows(), sample.weights};
    compared.within = false;
    Probe result{.which = which, .sampled = sample.rows.size(), .rows = all.a.rows.size(), .hits = {}};
    result.pairs = result.sampled * compared.b.rows.size();
    if (result.pairs == 0) return result;

    project::Stopwatch watch;
    const auto tuning = tuning_of(compared, threshold, std::min(slab_rows, compared.b.rows.size()));
    for (const Phase& phase : exact_phases({0, 1}, sample.rows.size(), compared.b.rows.size(), slab_rows)) {
        const Comparison comparison(compared, threshold, tuning, phase.slab);
        result.setup += watch.lap();
        const std::size_t step = rows_at_a_time(sample.rows.size());
        const std::size_t tasks = (sample.rows.size() + step - 1) / step;
        std::vector<std::vector<Hit>> found(tasks);
        for_each_task(tasks, [&](std::size_t t) {
            const RowSpan rows{t * step, std::min(sample.rows.size(), (t + 1) * step)};
            found[t] = comparison.hits_of({rows, phase.slab, 0});
        });
        for (const auto& part : found) result.hits.insert(result.hits.end(), part.begin(), part.end());
        result.seconds += watch.lap();
    }
    for (Hit& hit : result.hits) hit.a = sample.rows[hit.a];
    std::ranges::sort(result.hits, bloom::join::by_rows);
    if (which.a == which.b) keep_each_once(result.hits, sample.rows);
    return result;
}

Loss loss_of(const Probe& probe, const blocking::KeyJoin& join)
{
    return loss_of(probe, [&](const Hit& hit) { return join.agreed(hit.a, hit.b); });
}

Loss loss_of(const Probe& probe, const std::function<bool(const Hit&)>& has)
{
    Loss loss{.which = probe.which, .sampled = probe.sampled, .pairs = probe.hits.size()};
    std::vector<char> lost;
    for (const Hit& hit : probe.hits) {
        lost.push_back(has(hit) ? 0 : 1);
        loss.lost += static_cast<std::uint64_t>(lost.back());
    }
    if (loss.pairs == 0) return loss;
    constexpr double z = 1.96;
    const double share = static_cast<double>(loss.lost) / static_cast<double>(loss.pairs);
    const double n = worth_of(probe, lost, share);
    const double middle = share + z * z / (2 * n);
    const double reach = z * std::sqrt(share * (1 - share) / n + z * z / (4 * n * n));
    loss.share = share;
    // Rounding must not leave the share outside.
    loss.low = std::clamp((middle - reach) / (1 + z * z / n), 0.0, share);
    loss.high = std::clamp((middle + reach) / (1 + z * z / n), share, 1.0);
    return loss;
}

} // namespace gauze::linkage
