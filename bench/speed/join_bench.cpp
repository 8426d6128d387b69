// One question: how many pairs a second does the exact join decide, against the way the field's engines
// compare (peer_style.hpp) in the same run on the same core?
//
//     build/release/bin/join_bench                                  all rows, a few minutes
//     build/release/bin/join_bench --benchmark_filter=ExactJoin     10^6 rows a side, five thresholds
//
// Times are thread CPU time, medians of three; every ratio is of two measurements beside each other. Before
// a row is timed its pairs are compared with the plain double loop's on a corner of the tables. ExactJoin
// rows join some rows of A with all of B and count the making ready of B by the share of A that was joined.
#include "bench/speed/made_filters.hpp"
#include "bench/speed/peer_style.hpp"
#include "bloom/base/parallel.hpp"
#include "bloom/join/block_join.hpp"
#include "bloom/join/exact_join.hpp"
#include "bloom/join/row_tile.hpp"

#include <algorithm>
#include <ctime>
#include <map>
#include <numeric>
#include <random>
#include <thread>
#include <tuple>
#include <vector>

#include <benchmark/benchmark.h>

namespace {

using namespace gauze;
using namespace gauze::bloom::join;
using speed::MadeFilters;

constexpr int repeats = 3;

struct Tables {
    speed::MadeSides sides;
    std::vector<std::uint32_t> weights_a, weights_b;
    Side a() const { return {sides.a.rows(), weights_a}; }
    Side b() const { return {sides.b.rows(), weights_b}; }
};

// Made once for all rows of one kind; the last kind is kept.
const Tables& tables_of(const MadeFilters& wanted, std::size_t n)
{
    static std::tuple<std::uint32_t, unsigned, std::size_t> kept{};
    static std::unique_ptr<Tables> tables;
    const std::tuple asked{wanted.bits, wanted.samples, n};
    if (!tables || kept != asked) {
        tables.reset();
        set_threads(0);
        tables = std::make_unique<Tables>(Tables{speed::make_filters(wanted, n), {}, {}});
        tables->weights_a = bloom::weights(tables->sides.a.rows());
        tables->weights_b = bloom::weights(tables->sides.b.rows());
        kept = asked;
    }
    set_threads(1);
    return *tables;
}

MadeFilters plain_filters(std::uint32_t bits) { return {.bits = bits, .hashes = 15 * bits / 1024}; }
MadeFilters diffused_filters() { return {.bits = 1024, .hashes = 4, .samples = 12}; }

double cpu_seconds()
{
    timespec now{};
    clock_gettime(CLOCK_THREAD_CPUTIME_ID, &now);
    return static_cast<double>(now.tv_sec) + 1e-9 * static_cast<double>(now.tv_nsec);
}

template <class Work>
double seconds_of(const Work& work)
{
    const double start = cpu_seconds();
    work();
    return cpu_seconds() - start;
}

double median(std::vector<double> values)
{
    std::ranges::sort(values);
    return values[values.size() / 2];
}

// The first rows of a side.
Side first_rows(const Side& side, std::size_t n)
{
    n = std::min(n, side.rows.size());
    return {{side.rows.shape(), side.rows.row(0), n}, side.weights.first(n)};
}

// Pairs a second of the peer's way, on rows that stay in the cache.
double peer_rate(const Tables& tables, double threshold)
{
    const Side a = first_rows(tables.a(), 128), b = first_rows(tables.b(), 4096);
    const double seconds = seconds_of([&] {
        benchmark::DoNotOptimize(speed::peer_style(a.rows, a.weights, b.rows, b.weights, threshold));
    });
    return static_cast<double>(a.rows.size() * b.rows.size()) / seconds;
}

bool corner_is_right(const Tables& tables, const JoinOptions& options, const Tuning& tuning)
{
    const Side a = first_rows(tables.a(), 300), b = first_rows(tables.b(), 3000);
    std::vector<Hit> fast, plain;
    ExactJoin(a, b, {0, b.rows.size()}, options, tuning).join({0, a.rows.size()}, fast);
    ExactJoin(a, b, {0, b.rows.size()}, options, {Way::plain, 0, BlockOrder::bias, 1, 0})
        .join({0, a.rows.size()}, plain);
    return fast == plain && !plain.empty();
}

void report(benchmark::State& state, const std::vector<double>& rates, const std::vector<double>& ratios)
{
    state.counters["pairs_per_second"] = median(rates);
    state.counters["times_peer_style"] = median(ratios);
}

void exact_join(benchmark::State& state, const MadeFilters& filters, std::size_t n, const char* kernel)
{
    const auto percent = static_cast<std::uint32_t>(state.range(0));
    const auto rows_a = static_cast<std::size_t>(state.range(1));
    const Tables& tables = tables_of(filters, n);
    const JoinOptions options{{percent, 100}, false, kernel ? &join_kernel(kernel) : nullptr};
    double ready = cpu_seconds();
    const Tuning tuning = tune(tables.a(), tables.b(), n, options);
    const ExactJoin join(tables.a(), tables.b(), {0, n}, options, tuning);
    ready = cpu_seconds() - ready;
    if (!corner_is_right(tables, options, tuning))
        return state.SkipWithError("pairs differ from the plain loop's");

    std::vector<double> rates, ratios;
    std::vector<Hit> hits;
    for (auto _ : state) {
        hits.clear();
        const double before = peer_rate(tables, percent / 100.0);
        const double joined = seconds_of([&] { join.join({0, rows_a}, hits); });
        const double after = peer_rate(tables, percent / 100.0);
        const double share = static_cast<double>(rows_a) / static_cast<double>(n);
        rates.push_back(static_cast<double>(rows_a * n) / (joined + ready * share));
        ratios.push_back(rates.back() / std::max(before, after));
        state.SetIterationTime(joined);
    }
    report(state, rates, ratios);
    state.counters["planes"] = tuning.planes;
    state.counters["ready_seconds"] = ready;
    state.counters["hits"] = static_cast<double>(hits.size());
}

// Candidate blocks of n x n rows from all over the tables, gathering and making ready included.
void blocks(benchmark::State& state)
{
    const auto side = static_cast<std::size_t>(state.range(0));
    const auto percent = static_cast<std::uint32_t>(state.range(1));
    constexpr std::size_t n = 100'000;
    const Tables& tables = tables_of(plain_filters(1024), n);
    const JoinOptions options{{percent, 100}, false, nullptr};
    const Tuning tuning = tune_blocks(tables.a(), tables.b(), options);
    if (!corner_is_right(tables, options, tuning))
        return state.SkipWithError("pairs differ from the plain loop's");
    BlockJoin join(tables.a(), tables.b(), options, tuning);
    std::vector<std::uint32_t> order(n);
    std::iota(order.begin(), order.end(), 0u);
    std::shuffle(order.begin(), order.end(), std::mt19937_64(4));
    const std::size_t count = std::clamp<std::size_t>((std::size_t{1} << 26) / (side * side), 1, n / side);

    std::vector<double> rates, ratios;
    std::vector<Hit> hits;
    for (auto _ : state) {
        const double before = peer_rate(tables, percent / 100.0);
        const double joined = seconds_of([&] {
            for (std::size_t i = 0; i < count; ++i) {
                hits.clear();
                const auto rows = std::span<const std::uint32_t>(order).subspan(i * side, side);
                if (i + 1 < count) {
                    const auto next = std::span<const std::uint32_t>(order).subspan((i + 1) * side, side);
                    join.expect(next, next);
                }
                join.join(rows, rows, hits);
            }
        });
        const double after = peer_rate(tables, percent / 100.0);
        rates.push_back(static_cast<double>(count * side * side) / joined);
        ratios.push_back(rates.back() / std::max(before, after));
        state.SetIterationTime(joined);
    }
    report(state, rates, ratios);
}

// One thread against two, on the wall's clock: what a second core is worth.
void two_threads(benchmark::State& state)
{
    const auto percent = static_cast<std::uint32_t>(state.range(0));
    constexpr std::size_t n = 200'000, step = 2048, tasks = 64;
    const Tables& tables = tables_of(plain_filters(1024), n);
    const JoinOptions options{{percent, 100}, false, nullptr};
    const ExactJoin join(tables.a(), tables.b(), {0, n}, options, tune(tables.a(), tables.b(), n, options));
    const auto wall = [&](unsigned threads) {
        set_threads(threads);
        const auto start = std::chrono::steady_clock::now();
        for_each_task(tasks, [&](std::size_t t) {
            std::vector<Hit> hits;
            join.join({t * step, (t + 1) * step}, hits);
        });
        return std::chrono::duration<double>(std::chrono::steady_clock::now() - start).count();
    };
    std::vector<double> gains;
    for (auto _ : state) {
        const double one = wall(1), two = wall(2);
        gains.push_back(one / two);
        state.SetIterationTime(two);
    }
    set_threads(1);
    state.counters["speed_up"] = median(gains);
}

// Cycles a second: a chain of multiplications, three cycles each on every processor with AVX2.
double cycles_per_second()
{
    constexpr int length = 20'000'000;
    std::uint64_t x = 3;
    const double seconds = seconds_of([&] {
        for (int i = 0; i < length; ++i) {
            x *= 0x9e3779b97f4a7c15ull;
            benchmark::DoNotOptimize(x);
        }
    });
    return 3.0 * length / seconds;
}

// The inner loop alone, planes in the nearest cache: how near to what the processor's ports can do? A full
// adder takes two instructions of 512 bits, and a core has two ports for them (Intel) or does no better.
void planes(benchmark::State& state)
{
    const auto bits = static_cast<std::uint32_t>(state.range(0));
    constexpr std::size_t n = 100'000;
    const Tables& tables = tables_of(plain_filters(1024), n);
    const JoinKernel& kernel = active_join_kernel();
    const Sketch sketch({1024}, learn_frequencies(tables.a().rows, tables.b().rows), bits);
    PlaneBlocks block;
    const Cut cut{8, 10};
    block.fill(kernel, sketch, tables.b().rows, tables.weights_b, 0, lanes, cut, BlockOrder::grid,
               PlaneBlocks::Threads::one);
    RowTile tile;
    tile.fill(kernel, sketch, tables.a().rows, tables.weights_a, 0, RowTile::most_rows, cut);
    std::vector<ListedRow> rows(RowTile::most_rows + 1);
    std::vector<LaneMask> masks(RowTile::most_rows);
    std::vector<double> per_cycle;
    for (auto _ : state) {
        double summed = 0, seconds = 0;
        const double clock = cycles_per_second();
        for (int again = 0; again < 50; ++again)
            for (const RowTile::Group& group : tile.groups(0)) {
                const std::size_t found =
                    kernel.rows_in_reach(tile.view(), group.from, group.to, block.bound(0), rows.data());
                for (std::size_t i = 0; i < found; ++i)
                    summed += static_cast<double>(rows[i].steps * list_step);
                seconds += seconds_of([&] {
                    benchmark::DoNotOptimize(kernel.reaching_lanes(block.planes(0), tile.lists(), rows.data(),
                                                                   found, group.counter_bits, nullptr,
                                                                   masks.data()));
                });
            }
        per_cycle.push_back(summed / (seconds * clock));
        state.SetIterationTime(seconds);
    }
    state.counters["planes_per_cycle"] = median(per_cycle);
    // 2 instructions a plane, 2 ports: with registers of 512 bits these are one number.
    if (std::string_view(kernel.name) == "avx512") state.counters["share_of_ports"] = median(per_cycle);
}

#define GAUZE_ROW(row) row->UseManualTime()->Iterations(repeats)->Unit(benchmark::kMillisecond)

const int registered = [] {
    for (const auto& [percent, rows] :
         std::map<int, int>{{70, 4096}, {80, 8192}, {85, 8192}, {90, 16384}, {95, 32768}})
        GAUZE_ROW(benchmark::RegisterBenchmark("ExactJoin/n:1000000", exact_join, plain_filters(1024),
                                               std::size_t{1'000'000}, nullptr))
            ->ArgNames({"t", "rows_a"})
            ->Args({percent, rows});
    GAUZE_ROW(benchmark::RegisterBenchmark("ExactJoin/avx2/n:1000000", exact_join, plain_filters(1024),
                                           std::size_t{1'000'000}, "avx2"))
        ->ArgNames({"t", "rows_a"})
        ->Args({80, 4096});
    for (const int n : {64, 256, 1024, 4096, 16, 16384})
        GAUZE_ROW(benchmark::RegisterBenchmark("Blocks", blocks))->ArgNames({"n", "t"})->Args({n, 80});
    GAUZE_ROW(benchmark::RegisterBenchmark("Planes", planes))->ArgName("sketch")->Arg(512);
    GAUZE_ROW(benchmark::RegisterBenchmark("ExactJoin/diffused/n:200000", exact_join, diffused_filters(),
                                           std::size_t{200'000}, nullptr))
        ->ArgNames({"t", "rows_a"})
        ->Args({62, 8192});
    for (const std::uint32_t bits : {512u, 2048u})
        GAUZE_ROW(benchmark::RegisterBenchmark(
                      bits == 512 ? "ExactJoin/bits:512/n:200000" : "ExactJoin/bits:2048/n:200000",
                      exact_join, plain_filters(bits), std::size_t{200'000}, nullptr))
            ->ArgNames({"t", "rows_a"})
            ->Args({80, 8192});
    GAUZE_ROW(benchmark::RegisterBenchmark("TwoThreads", two_threads))->ArgName("t")->Arg(80)->Arg(90);
    return 0;
}();

} // namespace

BENCHMARK_MAIN();
