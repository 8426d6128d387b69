// Two questions. How many listed candidates a second does each kernel count, warm (rows and counts in the
// nearest caches) and cold (a million rows a side, in any order)? And how many a second become evidence under
// the standard profile? Counts are compared with the portable twin's before anything is timed; the rates of
// EqualSymbols and times_portable are of the thread's own CPU time, in one run.
//
//     build/release/bin/evidence_bench
#include "bench/speed/made_hidden.hpp"
#include "bloom/base/parallel.hpp"
#include "bloom/listed_pairs.hpp"
#include "engine/linkage/gather_evidence.hpp"

#include <algorithm>
#include <ctime>
#include <random>
#include <string>
#include <vector>

#include <benchmark/benchmark.h>

namespace {

using namespace gauze;
using bloom::ListedKernel;
using bloom::RowPair;

double thread_seconds()
{
    timespec now{};
    ::clock_gettime(CLOCK_THREAD_CPUTIME_ID, &now);
    return static_cast<double>(now.tv_sec) + 1e-9 * static_cast<double>(now.tv_nsec);
}

// Symbols of two files, from the start of a line as they are mapped, and candidates sorted by row a.
struct Listed {
    Listed(std::uint32_t of, std::uint32_t rows, std::size_t count) : symbols(of), pairs(count), counts(count)
    {
        std::mt19937_64 random(7);
        for (auto* table : {&a, &b}) {
            *table = std::make_unique<bloom::FilterTable>(bloom::FilterShape{512}, rows * of / 64 + 1);
            auto* bytes = reinterpret_cast<std::uint8_t*>(table->get()->row(0).data());
            for (std::size_t i = 0; i < std::size_t{rows} * of; ++i)
                bytes[i] = static_cast<std::uint8_t>(random() % 4);
        }
        for (RowPair& pair : pairs)
            pair = {static_cast<std::uint32_t>(random() % rows), static_cast<std::uint32_t>(random() % rows)};
        std::ranges::sort(pairs);
    }
    void count(const ListedKernel& kernel)
    {
        kernel.equal_symbols(reinterpret_cast<const std::uint8_t*>(a->rows().row(0)),
                             reinterpret_cast<const std::uint8_t*>(b->rows().row(0)), symbols, pairs,
                             counts.data());
    }
    double seconds(const ListedKernel& kernel)
    {
        const double start = thread_seconds();
        count(kernel);
        return thread_seconds() - start;
    }
    std::uint32_t symbols;
    std::unique_ptr<bloom::FilterTable> a, b;
    std::vector<RowPair> pairs;
    std::vector<std::uint32_t> counts;
};

// The median of turns in which both were timed one after the other, so that a busy machine slows both.
double times_portable(Listed& listed, const ListedKernel& kernel, int turns)
{
    std::vector<double> ratios;
    for (int turn = 0; turn < turns; ++turn) {
        const double plain = listed.seconds(bloom::listed_kernels().back());
        ratios.push_back(plain / listed.seconds(kernel));
    }
    std::ranges::nth_element(ratios, ratios.begin() + turns / 2);
    return ratios[static_cast<std::size_t>(turns / 2)];
}

void equal_symbols(benchmark::State& state, const ListedKernel& kernel, std::uint32_t rows, std::size_t count)
{
    Listed listed(static_cast<std::uint32_t>(state.range(0)), rows, count);
    listed.count(bloom::listed_kernels().back());
    const auto expected = listed.counts;
    listed.count(kernel);
    if (listed.counts != expected) {
        state.SkipWithError("counts differ from the portable twin's");
        return;
    }
    for (auto _ : state) {
        listed.count(kernel);
        benchmark::DoNotOptimize(listed.counts.data());
    }
    state.counters["candidates_per_second"] = benchmark::Counter(
        static_cast<double>(state.iterations()) * static_cast<double>(count), benchmark::Counter::kIsRate);
    state.counters["times_portable"] = times_portable(listed, kernel, count > 1'000'000 ? 3 : 21);
}

// From candidates to distinct vectors: 64 symbols twice, 16 keys and five fields; a thousandth of the
// candidates are copies of one another, the others strangers.
void Gather(benchmark::State& state)
{
    set_threads(static_cast<unsigned>(state.range(1)));
    const auto rows = static_cast<std::uint32_t>(state.range(0));
    const linkage::Parties parties = speed::hidden_parties(rows);
    const linkage::EvidenceGathering gathering(parties, evidence_shape(parties));
    const std::vector<RowPair> pairs = speed::strangers_and_copies(rows, 2'000'000);
    std::size_t distinct = 0;
    for (auto _ : state) distinct = gathering.of({0, 1}, pairs).distinct.size();
    state.counters["candidates_per_second"] =
        benchmark::Counter(static_cast<double>(state.iterations()) * static_cast<double>(pairs.size()),
                           benchmark::Counter::kIsRate);
    state.counters["distinct"] = static_cast<double>(distinct);
}
BENCHMARK(Gather)
    ->ArgNames({"rows", "threads"})
    ->ArgsProduct({{10'000, 1'000'000}, {1, 2}})
    ->UseRealTime()
    ->Unit(benchmark::kMillisecond);

} // namespace

int main(int argc, char** argv)
{
    for (const ListedKernel& kernel : bloom::listed_kernels()) {
        if (!kernel.runs_here()) continue;
        const std::string name = "EqualSymbols/" + std::string(kernel.name);
        benchmark::RegisterBenchmark(
            (name + "/warm").c_str(),
            [&kernel](benchmark::State& state) { equal_symbols(state, kernel, 500, 10'000); })
            ->ArgName("symbols")
            ->Arg(42)
            ->Arg(64)
            ->Arg(128);
        benchmark::RegisterBenchmark(
            (name + "/cold").c_str(),
            [&kernel](benchmark::State& state) { equal_symbols(state, kernel, 1'000'000, 4'000'000); })
            ->ArgName("symbols")
            ->Arg(64)
            ->Unit(benchmark::kMillisecond);
    }
    benchmark::Initialize(&argc, argv);
    benchmark::RunSpecifiedBenchmarks();
}
