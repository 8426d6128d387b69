#include "engine/linkage/score.hpp"

#include "blocking/candidates.hpp"
#include "bloom/base/error.hpp"
#include "bloom/base/parallel.hpp"
#include "bloom/kernels.hpp"
#include "engine/linkage/compare.hpp"
#include "engine/project/progress.hpp"

#include <algorithm>
#include <atomic>
#include <optional>
#include <tuple>

#include <fmt/format.h>

namespace gauze::linkage {

namespace {

using blocking::Tile;

std::vector<Tile> tiles_of(const Compared& compared)
{
    const std::size_t rows_a = compared.a.rows.size(), rows_b = compared.b.rows.size();
    return compared.within ? blocking::all_pairs_within(rows_a) : blocking::all_pairs(rows_a, rows_b);
}

// Calls visit(row a, first row of b, counts) for each row of the tile; counts are with consecutive rows of b.
template <class Visit>
void count_tile(const Compared& compared, const Tile& tile, const bloom::Kernel& kernel, Visit visit)
{
    const std::size_t words = compared.a.rows.shape().words();
    std::vector<std::uint32_t> counts(tile.b.size());
    for (std::size_t a = tile.a.begin; a < tile.a.end; ++a) {
        const std::size_t first = tile.diagonal ? a + 1 : tile.b.begin;
        const std::size_t rows = tile.b.end - first;
        if (compared.agreement)
            agreement_counts(kernel, *compared.agreement, compared.a.rows.row(a), compared.b.rows.row(first),
                             rows, counts.data());
        else
            kernel.and_counts(compared.a.rows.row(a), compared.b.rows.row(first), words, rows, counts.data());
        visit(a, first, std::span<const std::uint32_t>(counts).first(rows));
    }
}

[[noreturn]] void too_many(std::uint64_t limit)
{
    throw Error(Exit::configuration, fmt::format("more than {} pairs are at or above the threshold", limit),
                "raise the threshold: so many pairs are mostly strangers");
}

} // namespace

Scores score(const Parties& parties, const ScoreOptions& options)
{
    Scores scores{.pairs = {}, .compared = 0, .kernel = bloom::active_kernel().name};
    const std::vector<Phase> phases = exact_phases(parties);
    project::Progress progress("comparing", "pairs", pairs_in(phases));
    std::atomic<std::uint64_t> found{0};
    std::optional<PartyPair> tuned;
    bloom::join::Tuning tuning;
    for (const Phase& phase : phases) {
        const Compared compared = compared_of(parties, phase.which);
        if (tuned != phase.which) tuning = tuning_of(compared, options.threshold, phase.slab.size());
        tuned = phase.which;
        const Comparison comparison(compared, options.threshold, tuning, phase.slab);
        std::vector<std::vector<bloom::join::Hit>> by_unit(phase.units.size());
        for_each_task(phase.units.size(), [&](std::size_t u) {
            by_unit[u] = comparison.hits_of(phase.units[u]);
            if (found += by_unit[u].size(); found > options.most_pairs) too_many(options.most_pairs);
            progress.advance(phase.units[u].pairs);
        });
        for (const auto& hits : by_unit)
            for (const bloom::join::Hit& hit : hits)
                scores.pairs.push_back(
                    {{phase.which.a, hit.a}, {phase.which.b, hit.b}, {hit.common, hit.sum}});
    }
    scores.compared = pairs_in(phases);
    // Slabs of one party pair follow each other; within it pairs stand by row a, then row b.
    std::ranges::sort(scores.pairs, {},
                      [](const Pair& p) { return std::tuple(p.a.party, p.b.party, p.a.row, p.b.row); });
    return scores;
}

std::vector<std::uint64_t> score_histogram(const Parties& parties, std::uint32_t bins)
{
    const bloom::Kernel& kernel = bloom::active_kernel();
    std::vector<std::uint64_t> totals(bins + 1, 0);
    for (const PartyPair which : party_pairs(parties)) {
        const Compared compared = compared_of(parties, which);
        const std::vector<Tile> tiles = tiles_of(compared);
        std::vector<std::vector<std::uint32_t>> by_tile(tiles.size());
        for_each_task(tiles.size(), [&](std::size_t t) {
            auto& histogram = by_tile[t];
            histogram.assign(bins + 1, 0);
            count_tile(compared, tiles[t], kernel,
                       [&](std::size_t a, std::size_t first, std::span<const std::uint32_t> counts) {
                           for (std::size_t i = 0; i < counts.size(); ++i) {
                               const std::uint64_t sum =
                                   compared.a.weights[a] + compared.b.weights[first + i];
                               const std::uint64_t bin =
                                   sum == 0 ? 0 : std::uint64_t{2} * counts[i] * bins / sum;
                               ++histogram[std::min<std::uint64_t>(bin, bins)];
                           }
                       });
        });
        for (const auto& histogram : by_tile)
            for (std::size_t i = 0; i <= bins; ++i) totals[i] += histogram[i];
    }
    for (std::size_t i = bins; i > 0; --i) totals[i - 1] += totals[i];
    return totals;
}

} // namespace gauze::linkage
