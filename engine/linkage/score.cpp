#include "engine/linkage/score.hpp"

#include "blocking/candidates.hpp"
#include "bloom/base/error.hpp"
#include "bloom/base/parallel.hpp"
#include "bloom/kernels.hpp"
#include "engine/project/progress.hpp"

#include <algorithm>
#include <atomic>

#include <fmt/format.h>

namespace gauze::linkage {

namespace {

using blocking::Tile;
using bloom::Dice;
using bloom::FilterRows;

constexpr std::size_t strip = 64; // pairs that the bound passes over together

// Two tables side by side, as one stage compares them.
struct Tables {
    FilterRows a, b;
    std::span<const std::uint32_t> weight_a, weight_b;
    const bloom::AgreementShape* agreement; // nullptr: bits are compared
    std::uint32_t most() const noexcept
    {
        return agreement ? agreement->most() : a.shape().bits;
    } // of a weight
};

Tables tables_of(const Parties& parties, PartyPair which)
{
    const auto &a = parties.filters[which.a], &b = parties.filters[which.b];
    return {a.rows, b.rows, a.weights, b.weights, parties.agreement ? &*parties.agreement : nullptr};
}

std::vector<Tile> tiles_of(const Tables& tables, PartyPair which)
{
    return which.a == which.b ? blocking::all_pairs_within(tables.a.size())
                              : blocking::all_pairs(tables.a.size(), tables.b.size());
}

// Calls visit(row a, first row of b, counts) for each row of the tile; counts are with consecutive rows of b.
template <class Visit>
void count_tile(const Tables& tables, const Tile& tile, const bloom::Kernel& kernel, Visit visit)
{
    const std::size_t words = tables.a.shape().words();
    std::vector<std::uint32_t> counts(tile.b.size());
    for (std::size_t a = tile.a.begin; a < tile.a.end; ++a) {
        const std::size_t first = tile.diagonal ? a + 1 : tile.b.begin;
        const std::size_t rows = tile.b.end - first;
        if (tables.agreement)
            agreement_counts(kernel, *tables.agreement, tables.a.row(a), tables.b.row(first), rows,
                             counts.data());
        else
            kernel.and_counts(tables.a.row(a), tables.b.row(first), words, rows, counts.data());
        visit(a, first, std::span<const std::uint32_t>(counts).first(rows));
    }
}

// Half of what a row of this weight asks of the count, rounded down: the sum over both rows never exceeds the
// exact bound, so a pair it passes over cannot pass.
std::vector<std::uint32_t> half_bounds(std::span<const std::uint32_t> weights, const project::Threshold& t)
{
    std::vector<std::uint32_t> halves;
    halves.reserve(weights.size());
    for (const std::uint64_t w : weights)
        halves.push_back(static_cast<std::uint32_t>(t.numerator * w / (std::uint64_t{2} * t.denominator)));
    return halves;
}

bool any_reaches(const std::uint32_t* counts, const std::uint32_t* bounds, std::uint32_t more, std::size_t n)
{
    std::uint32_t reached = 0;
    for (std::size_t i = 0; i < n; ++i) reached |= static_cast<std::uint32_t>(counts[i] >= bounds[i] + more);
    return reached != 0;
}

// The pairs of one party pair that pass, in row order.
class Comparison {
public:
    Comparison(const Tables& tables, PartyPair which, const ScoreOptions& options,
               const bloom::Kernel& kernel)
        : tables_(tables),
          which_(which),
          kernel_(kernel),
          cut_({tables.most()}, options.threshold.numerator, options.threshold.denominator),
          half_a_(half_bounds(tables.weight_a, options.threshold)),
          half_b_(half_bounds(tables.weight_b, options.threshold))
    {}

    std::vector<Pair> pairs_of(const Tile& tile) const
    {
        std::vector<Pair> pairs;
        count_tile(tables_, tile, kernel_,
                   [&](std::size_t a, std::size_t first, std::span<const std::uint32_t> counts) {
                       for (std::size_t i = 0; i < counts.size(); i += strip) {
                           const std::size_t n = std::min(strip, counts.size() - i);
                           if (!any_reaches(counts.data() + i, half_b_.data() + first + i, half_a_[a], n))
                               continue;
                           for (std::size_t k = i; k < i + n; ++k)
                               keep_if_passing(a, first + k, counts[k], pairs);
                       }
                   });
        return pairs;
    }

private:
    void keep_if_passing(std::size_t a, std::size_t b, std::uint32_t common, std::vector<Pair>& pairs) const
    {
        const Dice dice{common, tables_.weight_a[a] + tables_.weight_b[b]};
        if (cut_.passes(dice))
            pairs.push_back(
                {{which_.a, static_cast<std::uint32_t>(a)}, {which_.b, static_cast<std::uint32_t>(b)}, dice});
    }

    const Tables& tables_;
    PartyPair which_;
    const bloom::Kernel& kernel_;
    bloom::DiceCut cut_;
    std::vector<std::uint32_t> half_a_, half_b_;
};

std::uint64_t pairs_in(const std::vector<Tile>& tiles)
{
    std::uint64_t sum = 0;
    for (const Tile& tile : tiles) sum += tile.pairs();
    return sum;
}

std::uint64_t pairs_to_compare(const Parties& parties)
{
    std::uint64_t sum = 0;
    for (const PartyPair which : party_pairs(parties)) {
        const std::uint64_t a = parties[which.a].rows(), b = parties[which.b].rows();
        sum += which.a == which.b ? a * (a - std::min<std::uint64_t>(a, 1)) / 2 : a * b;
    }
    return sum;
}

[[noreturn]] void too_many(std::uint64_t limit)
{
    throw Error(Exit::configuration, fmt::format("more than {} pairs are at or above the threshold", limit),
                "raise the threshold: so many pairs are mostly strangers");
}

} // namespace

std::vector<PartyPair> party_pairs(const Parties& parties)
{
    std::vector<PartyPair> list;
    for (std::uint32_t a = 0; a < parties.size(); ++a) {
        if (!parties.clean[a]) list.push_back({a, a});
        for (std::uint32_t b = a + 1; b < parties.size(); ++b) list.push_back({a, b});
    }
    return list;
}

Scores score(const Parties& parties, const ScoreOptions& options)
{
    const bloom::Kernel& kernel = bloom::active_kernel();
    Scores scores{.pairs = {}, .compared = 0, .kernel = kernel.name};
    project::Progress progress("comparing", "pairs", pairs_to_compare(parties));
    std::atomic<std::uint64_t> found{0};
    for (const PartyPair which : party_pairs(parties)) {
        const Tables tables = tables_of(parties, which);
        const std::vector<Tile> tiles = tiles_of(tables, which);
        const Comparison comparison(tables, which, options, kernel);
        std::vector<std::vector<Pair>> by_tile(tiles.size());
        for_each_task(tiles.size(), [&](std::size_t t) {
            by_tile[t] = comparison.pairs_of(tiles[t]);
            if (found += by_tile[t].size(); found > options.most_pairs) too_many(options.most_pairs);
            progress.advance(tiles[t].pairs());
        });
        for (auto& part : by_tile) scores.pairs.insert(scores.pairs.end(), part.begin(), part.end());
        scores.compared += pairs_in(tiles);
    }
    return scores;
}

std::vector<std::uint64_t> score_histogram(const Parties& parties, std::uint32_t bins)
{
    const bloom::Kernel& kernel = bloom::active_kernel();
    std::vector<std::uint64_t> totals(bins + 1, 0);
    for (const PartyPair which : party_pairs(parties)) {
        const Tables tables = tables_of(parties, which);
        const std::vector<Tile> tiles = tiles_of(tables, which);
        std::vector<std::vector<std::uint32_t>> by_tile(tiles.size());
        for_each_task(tiles.size(), [&](std::size_t t) {
            auto& histogram = by_tile[t];
            histogram.assign(bins + 1, 0);
            count_tile(tables, tiles[t], kernel,
                       [&](std::size_t a, std::size_t first, std::span<const std::uint32_t> counts) {
                           for (std::size_t i = 0; i < counts.size(); ++i) {
                               const std::uint64_t sum = tables.weight_a[a] + tables.weight_b[first + i];
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
