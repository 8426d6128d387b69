// Read `state_error` at the bottom first.
#include "engine/linkage/stated_error.hpp"

#include "bloom/base/parallel.hpp"
#include "engine/linkage/chance.hpp"
#include "engine/linkage/counted_pairs.hpp"

#include <algorithm>
#include <cmath>

#include <fmt/format.h>

namespace gauze::linkage {

namespace {

constexpr std::size_t chances_each = 20; // of one draw of the mixture
constexpr double negligible = -14;       // log-odds below which a candidate is not drawn again

// What is missed is not seen: it lies among pairs that look like strangers, or below the floor, and follows
// from how badly the worst of the others are recorded. The mixture is wrong about how much it is by this
// factor either way, two times in three (the standard deviation of its logarithm; `gauze-lab coverage` shows
// whether it is enough).
constexpr double missed_error = .35;
// The same of what is wrong among the links, which is seen better.
constexpr double wrong_error = .25;

double posterior(double log_odds) { return 1 / (1 + std::exp(-log_odds)); }

// ---- What is expected, and how far chance may move it

struct Moments {
    double right = 0, right_variance = 0, missed = 0, missed_variance = 0;
};

// A sum of independent zeros and ones, or of pairs that are right or wrong together: a binomial variable, or
// a multiple of a Poisson variable, with the same mean and variance.
double drawn_sum(Chance& chance, double mean, double variance, double most)
{
    if (!(mean > 0)) return 0;
    const double scale = variance / mean;
    if (scale >= 1) return std::min(scale * chance.poisson(mean / scale), most);
    const double n = std::max(std::round(mean / (1 - scale)), 1.0);
    return std::min(chance.binomial(n, std::min(mean / n, 1.0)), most);
}

double drawn_share(Chance& chance, const LostShare& lost)
{
    const double z = chance.normal() / 1.96;
    const double share = lost.share + z * (z > 0 ? lost.high - lost.share : lost.share - lost.low);
    return std::clamp(share, 0.0, .99);
}

// What the lost ones are to those that are not.
double lost_for_each(std::span<const LostShare> lost, PartyPair which, Chance* chance)
{
    double kept = 1;
    for (const LostShare& one : lost)
        if (one.which == which) kept *= 1 - (chance != nullptr ? drawn_share(*chance, one) : one.share);
    return 1 / std::max(kept, .01) - 1;
}

// ---- Figures

struct Counts {
    double pairs = 0, right = 0, true_pairs = 0;
    Counts& operator+=(const Counts& other)
    {
        pairs += other.pairs;
        right += other.right;
        true_pairs += other.true_pairs;
        return *this;
    }
    double precision() const { return pairs > 0 ? right / pairs : 1; }
    double recall() const { return true_pairs > 0 ? std::min(right / true_pairs, 1.0) : 0; }
    double f1() const { return pairs + true_pairs > 0 ? 2 * right / (pairs + true_pairs) : 0; }
};

struct Samples {
    std::vector<double> precision, recall, f1;
    void add(const Counts& counts)
    {
        precision.push_back(counts.precision());
        recall.push_back(counts.recall());
        f1.push_back(counts.f1());
    }
};

// From value and samples. n that are all right could still be of a kind of which one in n / 2.5 is wrong:
// Jeffreys's interval, which for this end is 1 - 2.51 / (n + 1.9) within a hundredth; and the same for n that
// are all wrong.
Figure figure(double value, std::vector<double>& samples, double n)
{
    if (samples.empty()) return {value, value, value};
    std::ranges::sort(samples);
    const auto last = static_cast<double>(samples.size() - 1);
    const double low = samples[static_cast<std::size_t>(std::floor(.025 * last))];
    const double high = samples[static_cast<std::size_t>(std::ceil(.975 * last))];
    const double unseen = std::min(2.51 / (n + 1.9), 1.0);
    return {value, std::clamp(std::min({low, value, 1 - unseen}), 0.0, 1.0),
            std::clamp(std::max({high, value, unseen}), 0.0, 1.0)};
}

void set_figures(StatedPairs& stated, Samples& samples)
{
    const Counts counts{stated.pairs, stated.right, stated.true_pairs()};
    stated.precision = figure(counts.precision(), samples.precision, counts.pairs);
    stated.recall = figure(counts.recall(), samples.recall, counts.true_pairs);
    stated.f1 = figure(counts.f1(), samples.f1, (counts.pairs + counts.true_pairs) / 2);
}

// ---- Draws

class Drawing {
public:
    Drawing(const ToState& run, const CountedPairs& counted, double ratio)
        : run_(run), counted_(counted), log_ratio_(std::log(ratio))
    {}

    // Fills the intervals of `stated`, which has its values.
    void fill(StatedError& stated)
    {
        const std::size_t draws = run_.redraw ? std::max<std::size_t>(run_.draws, 1) : 1;
        std::vector<std::vector<Moments>> moments(draws);
        for_each_task(draws, [&](std::size_t draw) { moments[draw] = moments_of(draw); });
        Samples all;
        std::vector<Samples> each(stated.by_pair.size());
        Chance chance(draws);
        for (const auto& one : moments)
            for (std::size_t i = 0; i < chances_each * std::max<std::size_t>(100 / draws, 1); ++i)
                sample(chance, stated, one, all, each);
        for (std::size_t p = 0; p < each.size(); ++p) set_figures(stated.by_pair[p], each[p]);
        set_figures(stated.all, all);
    }

private:
    std::vector<Moments> moments_of(std::size_t draw) const
    {
        const std::vector<double> redrawn = run_.redraw ? run_.redraw(draw) : std::vector<double>();
        const auto p_of = [&](std::uint32_t e) {
            const double by = redrawn.empty() ? 0 : redrawn[run_.cells[e]] - run_.fitted[run_.cells[e]];
            return posterior(run_.log_odds[e] + by);
        };
        std::vector<Moments> moments(counted_.places());
        for (const Stake& stake : counted_.stakes()) {
            Moments& one = moments[counted_.place(stake.which)];
            const double p = p_of(stake.candidate), was = posterior(run_.log_odds[stake.candidate]);
            one.right += stake.pairs * (p - was);
            one.right_variance += stake.pairs * stake.pairs * p * (1 - p);
        }
        for (const std::uint32_t e : counted_.others()) {
            if (run_.log_odds[e] < negligible) continue;
            Moments& one = moments[counted_.place({run_.pairs[e].a.party, run_.pairs[e].b.party})];
            const double p = p_of(e);
            one.missed += p - posterior(run_.log_odds[e]);
            one.missed_variance += p * (1 - p);
        }
        return moments;
    }

    void sample(Chance& chance, const StatedError& stated, const std::vector<Moments>& moments, Samples& all,
                std::vector<Samples>& each) const
    {
        const double errors = std::exp(chance.uniform() * log_ratio_ + wrong_error * chance.normal());
        const double unseen = std::exp(missed_error * chance.normal());
        Counts sum;
        for (std::size_t p = 0; p < each.size(); ++p) {
            const StatedPairs& pair = stated.by_pair[p];
            const double wrong = std::max(pair.pairs - pair.right - moments[p].right, 0.0) * errors;
            Counts counts{pair.pairs, pair.pairs, 0};
            counts.right -= drawn_sum(chance, std::min(wrong, pair.pairs), moments[p].right_variance * errors,
                                      pair.pairs);
            const double missed = std::max(pair.missed + moments[p].missed, 0.0) * unseen;
            counts.true_pairs =
                counts.right +
                drawn_sum(chance, missed, std::min(moments[p].missed_variance * unseen, missed), 1e300);
            counts.true_pairs +=
                chance.poisson(counts.true_pairs * lost_for_each(run_.lost, pair.which, &chance));
            each[p].add(counts);
            sum += counts;
        }
        all.add(sum);
    }

    const ToState& run_;
    const CountedPairs& counted_;
    double log_ratio_;
};

std::vector<double> matches_by_range(const ToState& run)
{
    std::vector<double> matches;
    for (const PairRange& range : ranges_of(run.pairs)) {
        double sum = 0;
        for (std::size_t e = range.from; e < range.to; ++e) sum += posterior(run.log_odds[e]);
        matches.push_back(sum);
    }
    return matches;
}

RivalCheck check_of(const ToState& run, double cut)
{
    if (run.cells.empty()) return {};
    std::vector<double> by_itself;
    by_itself.reserve(run.pairs.size());
    for (const std::uint32_t cell : run.cells) by_itself.push_back(run.fitted[cell]);
    return check_rivals(run.pairs, by_itself, matches_by_range(run), run.sources, cut);
}

void warn(StatedError& stated)
{
    if (stated.all.pairs == 0)
        stated.warnings.push_back("There is no link, so there is no precision to state.");
    else if (stated.all.pairs < 20)
        stated.warnings.push_back(
            "There are fewer than 20 pairs in persons: look at the intervals rather than "
            "at the figures.");
    if (stated.check.ratio != 1)
        stated.warnings.push_back(fmt::format(
            "{:.0f} pairs above the cut have a better rival and so are false, where the mixture expects "
            "{:.0f}: errors may be {:.2g} times those expected, and the intervals allow for it.",
            stated.check.seen, stated.check.expected, stated.check.ratio));
    if (stated.all.precision.value < .5 && stated.all.pairs > 0)
        stated.warnings.push_back("More links are expected to be false than right.");
}

} // namespace

std::vector<StatedPairs> expected_pairs(const ToState& run, const CountedPairs& counted)
{
    std::vector<StatedPairs> result = counted.by_pair();
    for (StatedPairs& one : result) {
        one.lost = (one.right + one.missed) * lost_for_each(run.lost, one.which, nullptr);
        Samples none;
        set_figures(one, none);
    }
    return result;
}

StatedPairs sum_of(std::span<const StatedPairs> by_pair)
{
    StatedPairs all;
    for (const StatedPairs& one : by_pair) {
        all.pairs += one.pairs;
        all.implied += one.implied;
        all.right += one.right;
        all.missed += one.missed;
        all.lost += one.lost;
    }
    Samples none;
    set_figures(all, none);
    return all;
}

StatedError state_error(const ToState& run, std::span<const Person> persons, double cut)
{
    StatedError stated;
    CountedPairs counted(run);
    counted.count(persons);
    stated.by_pair = expected_pairs(run, counted);
    stated.all = sum_of(stated.by_pair);
    stated.check = check_of(run, cut);
    Drawing(run, counted, stated.check.ratio).fill(stated);
    if (stated.all.pairs == 0) { // nothing to be precise about
        stated.all.precision = {1, 0, 1};
        if (stated.all.true_pairs() < .5) stated.all.recall = stated.all.f1 = {0, 0, 1};
    }
    warn(stated);
    return stated;
}

} // namespace gauze::linkage
