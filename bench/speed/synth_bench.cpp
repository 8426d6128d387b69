// One question: is a population bounded by writing its files rather than by making its people?
//
//     build/release/bin/synth_bench
//
// For the same neighbourhoods, on one thread: `Make` makes the people; `Rows` writes the rows of people
// already made into memory; `Files` puts as many bytes into files and onto the disk. `Population` does all of
// it, with as many threads as there are processors; its counters say how many times as long it took as
// `Files` over the same bytes (`times_bytes`), and as `Rows` on as many threads and `Files` together, which
// is writing the CSV
// (`times_csv`). `people/min` counts people a minute by the clock on the wall: other work on the machine
// shows. Before timing, what the rows hold is compared with what the program writes.
#include "bloom/base/parallel.hpp"
#include "datasets/synth/population/population.hpp"
#include "datasets/synth/population/population_rows.hpp"

#include <algorithm>
#include <chrono>
#include <filesystem>
#include <fstream>
#include <functional>
#include <iostream>
#include <iterator>
#include <span>
#include <vector>

#include <benchmark/benchmark.h>
#include <fmt/format.h>
#include <unistd.h>

namespace {

using namespace gauze;
using namespace gauze::synth;

constexpr std::uint64_t neighbourhoods = 64;
constexpr std::uint64_t people_of_population = 200'000;

const World& world()
{
    static const World made{WorldOptions{}};
    return made;
}

std::filesystem::path scratch(std::string_view name)
{
    return std::filesystem::temp_directory_path() / fmt::format("gauze-synth-bench-{}-{}", ::getpid(), name);
}

double seconds_of(const std::function<void()>& work)
{
    const auto start = std::chrono::steady_clock::now();
    work();
    return std::chrono::duration<double>(std::chrono::steady_clock::now() - start).count();
}

void per_minute(benchmark::State& state, std::uint64_t people)
{
    state.counters["people/min"] =
        benchmark::Counter(60.0 * static_cast<double>(people), benchmark::Counter::kIsIterationInvariantRate);
}

void Make(benchmark::State& state)
{
    std::uint64_t people = 0;
    for (auto _ : state) {
        people = 0;
        for (std::uint64_t number = 0; number < neighbourhoods; ++number)
            people += world().neighbourhood(number).people.size();
    }
    per_minute(state, people);
}
BENCHMARK(Make)->UseRealTime()->Unit(benchmark::kMillisecond);

const std::vector<Neighbourhood>& made()
{
    static const std::vector<Neighbourhood> all = [] {
        std::vector<Neighbourhood> list;
        for (std::uint64_t number = 0; number < neighbourhoods; ++number)
            list.push_back(world().neighbourhood(number));
        return list;
    }();
    return all;
}

std::uint64_t people_made()
{
    std::uint64_t people = 0;
    for (const Neighbourhood& around : made()) people += around.people.size();
    return people;
}

void write_rows(std::size_t which)
{
    benchmark::DoNotOptimize(rows_of(made()[which], world().options().today));
}

void Rows(benchmark::State& state)
{
    const std::uint64_t people = people_made();
    for (auto _ : state)
        for (std::size_t i = 0; i < made().size(); ++i) write_rows(i);
    per_minute(state, people);
}
BENCHMARK(Rows)->UseRealTime()->Unit(benchmark::kMillisecond);

// As many bytes into each of five files, a stretch at a time, and onto the disk.
void write_bytes(std::span<const std::uint64_t> sizes)
{
    const std::string stretch(256u << 10, 'x');
    for (std::size_t i = 0; i < sizes.size(); ++i) {
        const std::filesystem::path path = scratch(fmt::format("bytes-{}", i));
        FileWriter file(path, FileMode::everyone_reads);
        for (std::uint64_t left = sizes[i]; left > 0;) {
            const auto part = static_cast<std::size_t>(std::min<std::uint64_t>(left, stretch.size()));
            file.write(std::string_view(stretch).substr(0, part));
            left -= part;
        }
        file.close();
        std::filesystem::remove(path);
    }
}

std::vector<std::uint64_t> sizes_in(const Json& manifest)
{
    std::vector<std::uint64_t> sizes;
    for (const Json& file : manifest.objects("files"))
        sizes.push_back(static_cast<std::uint64_t>(file.number("bytes")));
    return sizes;
}

Json make_population(const std::filesystem::path& out, std::uint64_t people)
{
    PopulationOptions options;
    options.people = people;
    options.out = out;
    return write_population(world(), options, [](std::uint64_t) {});
}

void Population(benchmark::State& state)
{
    const std::filesystem::path out = scratch("population");
    const std::uint64_t sample = people_made();
    double making = 0, writing = 0, rows = 0;
    for (auto _ : state) {
        Json manifest;
        making += seconds_of([&] { manifest = make_population(out, people_of_population); });
        state.PauseTiming();
        std::filesystem::remove_all(out);
        const std::vector<std::uint64_t> sizes = sizes_in(manifest);
        writing += seconds_of([&] { write_bytes(sizes); });
        rows += seconds_of([] { for_each_task(made().size(), write_rows); }) *
                static_cast<double>(people_of_population) / static_cast<double>(sample);
        state.ResumeTiming();
    }
    per_minute(state, people_of_population);
    state.counters["times_bytes"] = making / writing;
    state.counters["times_csv"] = making / (writing + rows);
}
BENCHMARK(Population)->UseRealTime()->Unit(benchmark::kMillisecond)->Iterations(3);

void Files(benchmark::State& state)
{
    const std::filesystem::path out = scratch("population");
    const std::vector<std::uint64_t> sizes = sizes_in(make_population(out, people_of_population));
    std::filesystem::remove_all(out);
    for (auto _ : state) write_bytes(sizes);
    per_minute(state, people_of_population);
}
BENCHMARK(Files)->UseRealTime()->Unit(benchmark::kMillisecond)->Iterations(3);

// The first neighbourhood's rows are what a population of its people has in its files.
bool rows_are_what_is_written()
{
    const Neighbourhood first = world().neighbourhood(0);
    const NeighbourhoodRows rows = rows_of(first, world().options().today);
    const std::filesystem::path out = scratch("check");
    make_population(out, first.people.size());
    bool same = true;
    for (const PopulationFile file : every_population_file) {
        std::ifstream in(out / file_name(file), std::ios::binary);
        const std::string bytes{std::istreambuf_iterator<char>(in), {}};
        same = same && bytes == header(file) + rows.files[static_cast<std::size_t>(file)].text;
    }
    std::filesystem::remove_all(out);
    return same;
}

} // namespace

int main(int argc, char** argv)
{
    if (!rows_are_what_is_written()) {
        std::cerr << "the rows of a neighbourhood are not what was written\n";
        return 1;
    }
    benchmark::Initialize(&argc, argv);
    benchmark::RunSpecifiedBenchmarks();
    return 0;
}
