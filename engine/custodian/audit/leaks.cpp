#include "engine/custodian/audit/leaks.hpp"

#include "bloom/keyed/diffuse.hpp"
#include "bloom/keyed/gf2_rank.hpp"
#include "engine/custodian/audit/matched_filter.hpp"
#include "engine/custodian/suggest_draws.hpp"

#include <algorithm>
#include <cmath>
#include <numeric>
#include <unordered_map>

namespace gauze::custodian {

namespace {

constexpr std::size_t most_pairs = 200'000;

BlockingLeak::Bucket bucket_of(const SeenTag& tag)
{
    std::unordered_map<std::uint64_t, std::size_t> records;
    std::size_t with = 0;
    for (std::size_t r = 0; r < tag.values.size(); ++r)
        if (tag.has[r] != 0) ++records[tag.values[r]], ++with;
    BlockingLeak::Bucket bucket{.block = tag.name, .smallest = with};
    for (const auto& [token, count] : records) {
        bucket.largest = std::max(bucket.largest, count);
        bucket.smallest = std::min(bucket.smallest, count);
    }
    bucket.largest_share = with == 0 ? 0 : static_cast<double>(bucket.largest) / static_cast<double>(with);
    return bucket;
}

double shared_tags(const Picture& picture, std::size_t a, std::size_t b)
{
    double shared = 0;
    for (const SeenTag& tag : picture.tags)
        shared += tag.has[a] != 0 && tag.has[b] != 0 && tag.values[a] == tag.values[b];
    return shared;
}

} // namespace

double correlation(const std::vector<double>& a, const std::vector<double>& b)
{
    const auto n = static_cast<double>(a.size());
    if (a.size() < 3) return 0;
    const double mean_a = std::accumulate(a.begin(), a.end(), 0.0) / n;
    const double mean_b = std::accumulate(b.begin(), b.end(), 0.0) / n;
    double aa = 0, bb = 0, ab = 0;
    for (std::size_t i = 0; i < a.size(); ++i) {
        aa += (a[i] - mean_a) * (a[i] - mean_a);
        bb += (b[i] - mean_b) * (b[i] - mean_b);
        ab += (a[i] - mean_a) * (b[i] - mean_b);
    }
    return aa <= 0 || bb <= 0 ? 0 : ab / std::sqrt(aa * bb);
}

std::vector<double> ranks_of(const std::vector<double>& values)
{
    std::vector<std::size_t> order(values.size());
    std::iota(order.begin(), order.end(), std::size_t{0});
    std::ranges::sort(order, {}, [&](std::size_t i) { return values[i]; });
    std::vector<double> ranks(values.size());
    for (std::size_t first = 0; first < order.size();) {
        std::size_t last = first;
        while (last < order.size() && values[order[last]] == values[order[first]]) ++last;
        for (std::size_t i = first; i < last; ++i)
            ranks[order[i]] = static_cast<double>(first + last - 1) / 2;
        first = last;
    }
    return ranks;
}

std::vector<LengthLeak> length_leaks(const Picture& released, const Picture& tokens)
{
    std::vector<LengthLeak> leaks;
    for (std::size_t v = 0; v < released.views.size(); ++v) {
        const auto shown = bloom::weights(released.views[v].table.rows());
        const auto count = bloom::weights(tokens.views[v].table.rows());
        std::vector<double> a, b;
        for (std::size_t r = 0; r < released.rows; ++r) {
            if (released.views[v].has[r] == 0) continue;
            a.push_back(shown[r]), b.push_back(count[r]);
        }
        leaks.push_back(
            {.view = released.views[v].name, .correlation = correlation(a, b), .records = a.size()});
    }
    return leaks;
}

BlockingLeak blocking_leak(const Attacked& attacked, const SeenView& similarity, std::uint64_t seed)
{
    BlockingLeak leak;
    for (const SeenTag& tag : attacked.released.tags)
        if (tag.block) leak.buckets.push_back(bucket_of(tag));
    const std::size_t n = attacked.released.rows;
    if (attacked.released.tags.empty() || n < 3) return leak;
    const auto weights = bloom::weights(similarity.table.rows());
    std::vector<double> rebuilt, truth;
    Draws draws(seed);
    for (leak.pairs = 0; leak.pairs < std::min(most_pairs, n * (n - 1)); ++leak.pairs) {
        const std::size_t a = draws.below(n), b = (a + 1 + draws.below(n - 1)) % n;
        rebuilt.push_back(shared_tags(attacked.released, a, b));
        const std::size_t i = attacked.truth[a], j = attacked.truth[b];
        const double differing = compare_rows(similarity, i, {j}).front(), set = weights[i] + weights[j];
        truth.push_back(set == 0 ? 0 : 1 - differing / set); // Dice
    }
    leak.rank_correlation = correlation(ranks_of(rebuilt), ranks_of(truth));
    return leak;
}

bool RankLeak::is_recoverable() const noexcept { return keyed::is_recoverable(shown, rank); }

std::vector<RankLeak> rank_leaks(const project::Policy& policy, const Picture& hidden)
{
    std::vector<RankLeak> leaks;
    for (std::size_t v = 0; v < policy.views.size(); ++v) {
        const project::View& view = policy.views[v];
        if (view.hardening.kind != project::Hardening::Kind::diffuse) continue;
        const bloom::FilterRows rows = hidden.views[v].table.rows();
        leaks.push_back({.view = view.name,
                         .shown = view.hardening.bits,
                         .rank = keyed::rank_over_gf2(rows.words(), rows.shape().words(), view.bits)});
    }
    return leaks;
}

} // namespace gauze::custodian
