// One question: how many pairs a second does each kernel count, warm (a tile in the second-level cache) and
// cold (a table larger than the last-level cache)? Before anything is timed, every kernel's counts are
// compared with the scalar oracle's; a kernel that differs is reported and not timed.
//
//     build/release/bin/kernel_bench
#include "bloom/kernels.hpp"

#include <cstdint>
#include <random>
#include <vector>

#include <benchmark/benchmark.h>

namespace {

using gauze::bloom::FilterShape;
using gauze::bloom::FilterTable;
using gauze::bloom::Kernel;

// Filters with about 37 % of their bits set, as a CLK of names, date and postcode has.
FilterTable random_filters(FilterShape shape, std::size_t rows)
{
    FilterTable table(shape, rows);
    std::mt19937_64 random(7);
    for (std::size_t r = 0; r < rows; ++r)
        for (std::size_t i = 0; i < shape.bits * 46 / 100; ++i) {
            const auto bit = random() % shape.bits;
            table.row(r)[bit / 64] |= std::uint64_t{1} << bit % 64;
        }
    return table;
}

bool agrees_with_scalar(const Kernel& kernel, const FilterTable& table)
{
    const auto rows = table.rows();
    std::vector<std::uint32_t> expected(rows.size()), found(rows.size());
    const std::size_t words = rows.shape().words();
    gauze::bloom::kernels().back().and_counts(rows.row(0), rows.row(0), words, rows.size(), expected.data());
    kernel.and_counts(rows.row(0), rows.row(0), words, rows.size(), found.data());
    return expected == found;
}

void and_counts(benchmark::State& state, const Kernel& kernel, std::size_t table_bytes)
{
    const FilterShape shape{static_cast<std::uint32_t>(state.range(0))};
    const std::size_t words = shape.words();
    const FilterTable table = random_filters(shape, table_bytes / (words * 8));
    if (!agrees_with_scalar(kernel, table)) {
        state.SkipWithError("counts differ from the scalar kernel's");
        return;
    }
    const auto rows = table.rows();
    std::vector<std::uint32_t> counts(rows.size());
    std::size_t one = 0;
    for (auto _ : state) {
        kernel.and_counts(rows.row(one), rows.row(0), words, rows.size(), counts.data());
        benchmark::DoNotOptimize(counts.data());
        one = (one + 1) % rows.size();
    }
    state.counters["pairs/s"] =
        benchmark::Counter(static_cast<double>(state.iterations()) * static_cast<double>(rows.size()),
                           benchmark::Counter::kIsRate);
}

} // namespace

int main(int argc, char** argv)
{
    for (const Kernel& kernel : gauze::bloom::kernels()) {
        if (!kernel.runs_here()) continue;
        for (const auto& [name, bytes] :
             {std::pair{"Warm", std::size_t{1} << 18}, {"Cold", std::size_t{1} << 27}})
            benchmark::RegisterBenchmark(
                ("AndCounts" + std::string(name) + "/" + std::string(kernel.name)).c_str(),
                [&kernel, bytes = bytes](benchmark::State& s) { and_counts(s, kernel, bytes); })
                ->ArgName("bits")
                ->Arg(512)
                ->Arg(1024)
                ->Arg(2048);
    }
    benchmark::Initialize(&argc, argv);
    benchmark::RunSpecifiedBenchmarks();
}
