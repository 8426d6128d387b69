#include "bloom/join/tuning.hpp"

#include "bloom/join/sketch_join.hpp"

#include <algorithm>
#include <cmath>
#include <limits>

#include <unistd.h>

namespace gauze::bloom::join {

namespace {

// What steps cost, in cycles of a processor with registers of 512 bits. Others are slower throughout, and
// alike enough that the same sketch is best.
constexpr double plane_near = 1.1, plane_far = 1.5; // from the first-level cache, and from beyond
constexpr double in_reach = 25, biased = 10, checked = 1.5, survivor = 60;
constexpr double word = .19, early = .4; // of word_join, a pair

constexpr std::size_t sample_rows = 256, sample_blocks = 24, most_sampled = 1u << 15,
                      most_sampled_for_grid = 1u << 17;

// How many bits a word of two strangers differs in, on average: row i against row i + half.
double stranger_bits(const Side& a, const Side& b)
{
    const std::size_t n = std::min({a.rows.size(), b.rows.size(), std::size_t{4096}});
    std::uint64_t differ = 0, pairs = 0;
    for (std::size_t i = 0; i < n; ++i, ++pairs) {
        const std::uint64_t *x = a.rows.row(i), *y = b.rows.row((i + n / 2) % n);
        for (std::size_t w = 0; w < a.rows.shape().words(); ++w)
            differ += static_cast<std::uint64_t>(__builtin_popcountll(x[w] ^ y[w]));
    }
    const double words = std::ceil(a.rows.shape().bits / 64.0);
    return pairs == 0 ? 0 : static_cast<double>(differ) / static_cast<double>(pairs) / words;
}

double mean_weight(const Side& side)
{
    const std::size_t n = std::min<std::size_t>(side.weights.size(), 4096);
    double sum = 0;
    for (std::size_t i = 0; i < n; ++i) sum += side.weights[i];
    return n == 0 ? 0 : sum / static_cast<double>(n);
}

// Words after which nearly every stranger differs in more bits than the cut allows.
std::size_t words_to_look_at(const Side& a, const Side& b, Cut cut)
{
    const std::size_t all = (a.rows.shape().bits + 63) / 64;
    const double a_word = stranger_bits(a, b);
    const double allowed =
        (1 - static_cast<double>(cut.numerator) / cut.denominator) * (mean_weight(a) + mean_weight(b));
    if (a_word <= 0) return all;
    const double wanted = std::ceil((allowed + 2.5 * std::sqrt(allowed)) / a_word);
    return static_cast<std::size_t>(std::clamp(wanted, 1.0, static_cast<double>(all)));
}

class Trial {
public:
    Trial(const Side& a, const Side& b, std::size_t rows_b, const JoinOptions& options,
          const JoinKernel& kernel)
        : a_(a),
          b_(b),
          rows_b_(std::min({rows_b, b.rows.size(), most_sampled})),
          options_(options),
          kernel_(kernel),
          exact_(a.rows.shape(), options.cut.numerator, options.cut.denominator),
          frequencies_(learn_frequencies(a.rows, b.rows)),
          near_(static_cast<double>(std::max(32l << 10, sysconf(_SC_LEVEL1_DCACHE_SIZE))))
    {}

    double cycles_per_pair(std::uint32_t planes, BlockOrder order)
    {
        const Sketch sketch(a_.rows.shape(), frequencies_, planes);
        blocks_.fill(kernel_, sketch, b_.rows, b_.weights, 0, rows_b_, options_.cut, order,
                     PlaneBlocks::Threads::all);
        SketchJoin join(kernel_, sketch, options_.cut, exact_, false);
        const auto work = join.measure(a_, {0, std::min(sample_rows, a_.rows.size())}, blocks_,
                                       1 + blocks_.size() / sample_blocks);
        const double plane = (planes + 1) * 64.0 <= near_ ? plane_near : plane_far;
        const auto count = [](std::uint64_t n) { return static_cast<double>(n); };
        const double cycles = count(work.planes) * plane + count(work.survivors) * survivor +
                              count(work.rows) * checked +
                              count(work.in_reach) * (in_reach + (order == BlockOrder::bias ? biased : 0));
        return cycles / std::max(1.0, count(work.rows) * lanes);
    }

private:
    const Side &a_, &b_;
    std::size_t rows_b_;
    const JoinOptions& options_;
    const JoinKernel& kernel_;
    DiceCut exact_;
    BitFrequencies frequencies_;
    double near_;
    PlaneBlocks blocks_;
};

// Takes this length if it is better than the best so far; says what it costs.
double consider(Tuning& best, Trial& trial, BlockOrder order, std::uint32_t planes)
{
    const double cycles = trial.cycles_per_pair(planes, order);
    if (cycles < best.cycles_per_pair) best = {Way::sketch, planes, order, best.words, cycles};
    return cycles;
}

// From the longest sketch down until it has become worse twice: a sketch that is too short passes over
// nobody, and what it costs says nothing about longer ones.
void descend(Tuning& best, Trial& trial, std::uint32_t longest, std::uint32_t step)
{
    double least = std::numeric_limits<double>::max();
    for (std::uint32_t planes = longest, worse = 0; planes >= step && worse < 2; planes -= step) {
        const double cycles = consider(best, trial, BlockOrder::bias, planes);
        worse = cycles < least ? 0 : worse + 1;
        least = std::min(least, cycles);
    }
}

// The lengths on both sides.
void refine(Tuning& best, Trial& trial, BlockOrder order, std::uint32_t step, std::uint32_t longest)
{
    const std::uint32_t around = best.planes;
    if (around + step <= longest) consider(best, trial, order, around + step);
    if (around > step) consider(best, trial, order, around - step);
}

} // namespace

Tuning tune(const Side& a, const Side& b, std::size_t rows_b, const JoinOptions& options)
{
    const std::uint32_t bits = a.rows.shape().bits;
    const JoinKernel& kernel = options.kernel ? *options.kernel : active_join_kernel();
    const std::size_t words = words_to_look_at(a, b, options.cut);
    Tuning best{Way::words, 0, BlockOrder::bias, words, static_cast<double>(words) * word + early};
    if (bits > most_planes || rows_b < worth_planes || a.rows.size() == 0) return best;
    const std::uint32_t longest = std::min(bits, most_planes), coarse = std::max(1u, longest / 8);
    Trial trial(a, b, std::min(rows_b, most_sampled), options, kernel);
    descend(best, trial, longest, coarse);
    if (best.way != Way::sketch) return best;
    refine(best, trial, BlockOrder::bias, std::max(1u, coarse / 2), longest);
    if (rows_b > most_sampled) {
        Trial large(a, b, std::min(rows_b, most_sampled_for_grid), options, kernel);
        consider(best, large, BlockOrder::grid, best.planes);
        refine(best, large, BlockOrder::grid, std::max(1u, coarse / 2), longest);
    }
    return best;
}

} // namespace gauze::bloom::join
