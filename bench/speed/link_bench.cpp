// One question: how many pairs a second does the scoring stage compare, with its bounds, tiles and threads,
// as the threshold and the number of threads change? Before timing, the pairs found are compared with those
// of a plain double loop over a corner of the tables.
//
//     build/release/bin/link_bench
#include "bloom/base/parallel.hpp"
#include "bloom/encoded_file.hpp"
#include "engine/linkage/score.hpp"
#include "engine/project/progress.hpp"

#include <algorithm>
#include <bit>
#include <filesystem>
#include <random>
#include <vector>

#include <benchmark/benchmark.h>
#include <unistd.h>

namespace {

namespace fs = std::filesystem;
using namespace gauze;

constexpr bloom::FilterShape shape{1024};
constexpr std::size_t rows_a_party = 20'000;
constexpr std::size_t corner = 300;

// A party's file of random filters; every tenth row has a noisy copy at the other party.
void write_party(const fs::path& path, const std::string& name, std::uint64_t seed)
{
    bloom::FilterTable table(shape, rows_a_party);
    std::vector<RowToken> tokens(rows_a_party);
    for (std::size_t r = 0; r < rows_a_party; ++r) {
        std::mt19937_64 random(r % 10 == 0 ? r : r * 1000 + seed);
        for (int i = 0; i < 470; ++i) {
            const auto bit = random() % shape.bits;
            table.row(r)[bit / 64] |= std::uint64_t{1} << bit % 64;
        }
        std::mt19937_64 noise(seed + r);
        for (int i = 0; i < 20; ++i) table.row(r)[noise() % 16] ^= std::uint64_t{1} << noise() % 64;
        for (std::size_t b = 0; b < 8; ++b) tokens[r].bytes[b] = static_cast<std::byte>(r >> (56 - 8 * b));
    }
    const bloom::FilterRows views[] = {table.rows()};
    bloom::write_encoded_file(path,
                              {.program = "link_bench",
                               .project = "bench",
                               .policy = "",
                               .specification = "",
                               .check = "",
                               .party = name,
                               .profile = "plain",
                               .counts = {rows_a_party, rows_a_party, 0, 0},
                               .views = {{"record", shape}}},
                              tokens, views);
}

const linkage::Parties& parties()
{
    static const linkage::Parties made = [] {
        const fs::path folder =
            fs::temp_directory_path() / ("gauze-link-bench-" + std::to_string(::getpid()));
        fs::create_directories(folder);
        write_party(folder / "a", "a", 1);
        write_party(folder / "b", "b", 2);
        linkage::Parties both;
        both.files.emplace_back(folder / "a");
        both.files.emplace_back(folder / "b");
        both.clean = {true, true};
        project::Policy policy;
        policy.views.push_back({.name = "record", .bits = shape.bits, .parts = {}, .hardening = {}});
        both.lay_views_together(policy);
        fs::remove_all(folder); // the files stay mapped
        return both;
    }();
    return made;
}

bool corner_is_right(const linkage::Scores& scores, const project::Threshold& t)
{
    std::size_t expected = 0;
    const auto a = parties()[0].view(0), b = parties()[1].view(0);
    for (std::size_t i = 0; i < corner; ++i)
        for (std::size_t j = 0; j < corner; ++j) {
            std::uint64_t common = 0, sum = 0;
            for (std::size_t w = 0; w < shape.words(); ++w) {
                common += static_cast<std::uint64_t>(std::popcount(a.row(i)[w] & b.row(j)[w]));
                sum += static_cast<std::uint64_t>(std::popcount(a.row(i)[w]) + std::popcount(b.row(j)[w]));
            }
            expected += 2 * common * t.denominator >= t.numerator * sum;
        }
    return expected ==
           static_cast<std::size_t>(std::ranges::count_if(
               scores.pairs, [](const linkage::Pair& p) { return p.a.row < corner && p.b.row < corner; }));
}

void Score(benchmark::State& state)
{
    set_threads(static_cast<unsigned>(state.range(1)));
    project::be_quiet(true);
    const linkage::ScoreOptions options{.threshold = {static_cast<std::uint32_t>(state.range(0)), 100}};
    if (!corner_is_right(linkage::score(parties(), options), options.threshold)) {
        state.SkipWithError("pairs differ from the plain double loop's");
        return;
    }
    std::uint64_t compared = 0;
    for (auto _ : state) compared += linkage::score(parties(), options).compared;
    state.counters["pairs/s"] =
        benchmark::Counter(static_cast<double>(compared), benchmark::Counter::kIsRate);
}
BENCHMARK(Score)
    ->ArgNames({"dice%", "threads"})
    ->ArgsProduct({{70, 80, 90}, {1, 2}})
    ->UseRealTime()
    ->Unit(benchmark::kMillisecond);

} // namespace

BENCHMARK_MAIN();
