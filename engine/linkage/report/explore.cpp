#include "engine/linkage/report/explore.hpp"

#include "engine/linkage/decide.hpp"
#include "engine/linkage/report/histogram.hpp"

#include <algorithm>
#include <cmath>
#include <numbers>

namespace gauze::linkage::report {

namespace {

constexpr double hopeless = -4 * std::numbers::ln10;

struct Scored {
    double score = 0;
    std::size_t candidate = 0;
};

std::vector<Scored> best_first(const ReportedRun& run, Scale scale)
{
    std::vector<Scored> order;
    for (std::size_t i = 0; i < run.candidates.size(); ++i) {
        const double score = scale == Scale::dice ? run.candidates[i].dice.value() : run.log_odds[i];
        if (scale == Scale::dice || score >= hopeless) order.push_back({score, i});
    }
    const auto token = [&](RecordRef record) -> const RowToken& { return run.parties.token(record); };
    std::ranges::sort(order, [&](const Scored& x, const Scored& y) {
        if (x.score != y.score) return x.score > y.score;
        const Pair &p = run.candidates[x.candidate], &q = run.candidates[y.candidate];
        if (p.dice != q.dice) return p.dice > q.dice;
        const auto [p1, p2] = std::minmax({token(p.a), token(p.b)});
        const auto [q1, q2] = std::minmax({token(q.a), token(q.b)});
        return p1 != q1 ? p1 < q1 : p2 < q2;
    });
    return order;
}

// What one link adds: the pairs of records that count as one person by it.
struct Added {
    double score = 0, pairs = 0;
};

// From the best candidate down to the lowest cut.
std::vector<Added> added_from_the_best_down(const ReportedRun& run, Scale scale)
{
    std::vector<Added> added;
    Decision decision(run.parties);
    std::vector<std::uint32_t> members(decision.records(), 1); // by number of a person
    for (const Scored& one : best_first(run, scale)) {
        const Pair& pair = run.candidates[one.candidate];
        const double a = members[decision.person_of(pair.a)], b = members[decision.person_of(pair.b)];
        if (decision.offer(pair) != Decision::Verdict::joined) continue;
        members[decision.person_of(pair.a)] = static_cast<std::uint32_t>(a + b);
        added.push_back({one.score, a * b});
    }
    return added;
}

// Round numbers from `low` to `high`, about a hundred, and the run's own cut.
std::vector<double> round_cuts(double low, double high, double own, double unit)
{
    double step = unit;
    for (const double factor : {2.0, 5.0, 10.0, 20.0, 50.0, 100.0})
        if ((high - low) / step > 110) step = unit * factor;
    std::vector<double> cuts{own};
    for (double k = std::floor(low / step); k <= std::ceil(high / step); ++k)
        if (std::abs(k * step - own) > step / 4) cuts.push_back(k * step);
    std::ranges::sort(cuts);
    return cuts;
}

} // namespace

std::vector<CutPoint> explore_cuts(const ReportedRun& run, Scale scale)
{
    const std::vector<Added> added = added_from_the_best_down(run, scale);
    if (added.empty()) return {};
    std::vector<double> pairs{0}, right{0}; // by the first n links: all, and those expected to be right
    for (const Added& one : added) {
        pairs.push_back(pairs.back() + one.pairs);
        right.push_back(right.back() + one.pairs * probability(one.score));
    }
    const double all = right.back() / std::max(1 - run.lost, 1e-6);

    std::vector<CutPoint> points;
    const double unit = scale == Scale::dice ? 0.001 : std::numbers::ln10 / 100;
    const double highest = scale == Scale::dice ? 1 : std::min(added.front().score, 12 * std::numbers::ln10);
    for (const double cut : round_cuts(added.back().score, highest, run.cut.at, unit)) {
        const auto first_below =
            std::ranges::partition_point(added, [&](const Added& one) { return one.score >= cut; });
        const auto links = static_cast<std::size_t>(first_below - added.begin());
        CutPoint point{cut, {static_cast<std::uint64_t>(std::llround(pairs[links])), false}, {}, {}, {}};
        if (scale == Scale::log_odds) {
            point.precision = links > 0 ? std::min(1.0, right[links] / pairs[links]) : 1;
            point.recall = all > 0 ? std::min(1.0, right[links] / all) : 0;
            const double sum = *point.precision + *point.recall;
            point.f1 = sum > 0 ? 2 * *point.precision * *point.recall / sum : 0;
        }
        points.push_back(point);
    }
    return points;
}

} // namespace gauze::linkage::report
