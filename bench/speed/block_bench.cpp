// One question: what do candidates cost beside the sorting that any join by keys must do?
//
//     build/release/bin/block_bench                      10^5 and 10^6 records a side
//     build/release/bin/block_bench --ten-million        10^7 as well (about 5 GiB)
//
// `KeyJoin/N`: 20 match keys a record, N records a side, on one thread; the counters are times of sorting the
// same keys once (the radix sort of blocking/key_sort, every slot of both parties, from the rows as they lie
// in the file), and what a candidate costs. Keys are as real ones: most are shown by one record or one couple
// of matching records, some by a few, 5 % are missing. `HotKey/N`: one key that 5 % of each side show.
// `HammingLsh/...`: keys of LSH tables from filters, by table and record.
//
// Times are the thread's own processor time. Before timing, what was joined is compared with a plain join by
// a hash table over the records.
#include "blocking/hamming_lsh.hpp"
#include "blocking/key_join.hpp"
#include "blocking/key_sort.hpp"
#include "bloom/base/parallel.hpp"

#include <algorithm>
#include <cstring>
#include <ctime>
#include <map>
#include <random>
#include <unordered_map>
#include <vector>

#include <benchmark/benchmark.h>

namespace {

using namespace gauze;
using namespace gauze::blocking;

constexpr std::uint32_t slots = 20;

double processor_seconds()
{
    timespec now{};
    ::clock_gettime(CLOCK_THREAD_CPUTIME_ID, &now);
    return static_cast<double>(now.tv_sec) + 1e-9 * static_cast<double>(now.tv_nsec);
}

struct Party {
    std::vector<std::uint64_t> keys, absent;
    KeyRows rows() const { return {keys.data(), absent.size(), slots, absent.data(), 1, 1}; }
};

// Row r of party a and row r * odd mod n of party b are the same person if r is even: 80 % of its keys agree.
// Of all keys 2 % are from a pool in which about two of each party share one, and 5 % are missing.
Party made_party(std::size_t rows, std::uint64_t party)
{
    Party made{std::vector<std::uint64_t>(rows * slots), std::vector<std::uint64_t>(rows)};
    for (std::size_t person = 0; person < rows; ++person) {
        const std::size_t r = party == 0 ? person : person * 7'368'787 % rows;
        for (std::uint32_t s = 0; s < slots; ++s) {
            const std::uint64_t dice = mixed((person * 2 + party) * slots + s + 1);
            std::uint64_t& key = made.keys[r * slots + s];
            const bool slip = person % 2 == 1 || dice % 100 >= 80;
            key = mixed(mixed(person * slots + s) + (slip ? 17 + party : 0));
            if (dice / 100 % 100 < 2) key = mixed(dice / 10'000 % (rows / 100) * slots + s + (1ull << 60));
            if (dice / 100 % 100 >= 95) {
                made.absent[r] |= std::uint64_t{2} << s;
                key = mixed(dice);
            }
        }
    }
    return made;
}

struct Tables {
    Party a, b;
};

const Tables& tables(std::size_t rows)
{
    static std::map<std::size_t, Tables> made;
    if (made.size() > 1) made.clear();
    const auto at = made.find(rows);
    if (at != made.end()) return at->second;
    return made[rows] = {made_party(rows, 0), made_party(rows, 1)};
}

std::vector<Candidate> joined(const KeyRows& a, const KeyRows& b)
{
    KeyJoin keys({KeyPass(a, b)});
    std::vector<Candidate> all;
    join(keys, [&](std::uint32_t, std::span<const Candidate> piece) {
        all.insert(all.end(), piece.begin(), piece.end());
    });
    return all;
}

// A plain join of the first `rows` rows a side: for each slot a hash table, and then a sorted list.
bool answer_is_right(const Tables& t, std::size_t rows)
{
    const KeyRows a(t.a.keys.data(), rows, slots, t.a.absent.data(), 1, 1),
        b(t.b.keys.data(), rows, slots, t.b.absent.data(), 1, 1);
    std::vector<Candidate> expected;
    for (std::uint32_t s = 0; s < slots; ++s) {
        std::unordered_multimap<std::uint64_t, std::uint32_t> of_a;
        for (std::uint32_t r = 0; r < rows; ++r)
            if (a.has(r, s)) of_a.emplace(a.key(r, s), r);
        for (std::uint32_t r = 0; r < rows; ++r) {
            if (!b.has(r, s)) continue;
            const auto [first, last] = of_a.equal_range(b.key(r, s));
            for (auto at = first; at != last; ++at) expected.push_back({at->second, r});
        }
    }
    std::ranges::sort(expected);
    expected.erase(std::unique(expected.begin(), expected.end()), expected.end());
    std::vector<Candidate> found = joined(a, b);
    std::ranges::sort(found);
    return found == expected;
}

double seconds_to_sort(const Tables& t, KeySort& sort)
{
    std::vector<KeyEntry> room;
    const double start = processor_seconds();
    for (const Party* party : {&t.a, &t.b})
        for (std::uint32_t s = 0; s < slots; ++s) {
            sort.deal(party->rows(), s, partition_bits(party->rows().size()));
            for (std::size_t p = 0; p < sort.partitions(); ++p)
                benchmark::DoNotOptimize(sort.sorted(p, room).data());
        }
    return processor_seconds() - start;
}

double median(std::vector<double> values)
{
    std::ranges::sort(values);
    return values[values.size() / 2];
}

void KeyJoinOf(benchmark::State& state)
{
    set_threads(1);
    const auto rows = static_cast<std::size_t>(state.range(0));
    const Tables& t = tables(rows);
    if (!answer_is_right(t, std::min<std::size_t>(rows, 100'000))) {
        state.SkipWithError("candidates differ from a plain join's");
        return;
    }
    std::vector<double> join_times, sort_times;
    KeySort sort(rows);
    JoinReport report;
    seconds_to_sort(t, sort); // its memory is there
    for (auto _ : state) {
        sort_times.push_back(seconds_to_sort(t, sort));
        const double start = processor_seconds();
        KeyJoin keys({KeyPass(t.a.rows(), t.b.rows())});
        std::uint64_t sum = 0;
        report = join(keys, [&](std::uint32_t, std::span<const Candidate> piece) {
            for (const Candidate& c : piece) sum += c.a ^ c.b;
        });
        benchmark::DoNotOptimize(sum);
        join_times.push_back(processor_seconds() - start);
        state.SetIterationTime(join_times.back());
    }
    const auto keys = static_cast<double>(2 * rows * slots);
    state.counters["times_sorting_once"] = median(join_times) / median(sort_times);
    state.counters["sort_ns_a_key"] = 1e9 * median(sort_times) / keys;
    state.counters["join_ns_a_key"] = 1e9 * median(join_times) / keys;
    state.counters["candidates"] = static_cast<double>(report.candidates);
    state.counters["repeats"] = static_cast<double>(report.repeats);
}

void HotKey(benchmark::State& state)
{
    set_threads(1);
    const auto rows = static_cast<std::size_t>(state.range(0));
    Party a = made_party(rows, 0), b = made_party(rows, 1);
    for (Party* party : {&a, &b})
        for (std::size_t r = 0; r < rows; r += 20) party->keys[r * slots] = 1;
    std::uint64_t pairs = 0, largest = 0;
    for (auto _ : state) {
        const double start = processor_seconds();
        KeyJoin keys({KeyPass(a.rows(), b.rows())});
        keys.enter(0);
        std::vector<Candidate> found;
        for (std::size_t task = 0; task < keys.tasks(); ++task) {
            found.clear();
            keys.run(task, found);
            pairs += found.size();
            largest = std::max(largest, keys.pairs(task));
        }
        state.SetIterationTime(processor_seconds() - start);
    }
    state.counters["pairs/s"] = benchmark::Counter(static_cast<double>(pairs), benchmark::Counter::kIsRate);
    state.counters["largest_task"] = static_cast<double>(largest);
}

// Filters with bits of density .5 and .25, as plain names have.
void HammingLsh(benchmark::State& state)
{
    set_threads(1);
    constexpr std::size_t rows = 100'000;
    static const bloom::FilterTable filters = [] {
        bloom::FilterTable made({1024}, rows);
        for (std::size_t r = 0; r < rows; ++r)
            for (std::size_t w = 0; w < 16; ++w)
                made.row(r)[w] = mixed(32 * r + w) & (mixed(32 * r + w + 16) | 0x5555555555555555u);
        return made;
    }();
    const bloom::FilterRows party[] = {filters.rows()};
    const BitTables drawn = hamming_tables(
        bit_density(party), {.tables = 20, .sampled_bits = static_cast<std::uint32_t>(state.range(0))});
    double seconds = 0;
    for (auto _ : state) {
        const double start = processor_seconds();
        const BlockKeys keys = drawn.keys(filters.rows());
        benchmark::DoNotOptimize(keys.rows().row(0));
        seconds += processor_seconds() - start;
        state.SetIterationTime(processor_seconds() - start);
        for (std::size_t r = 0; r < rows; r += 997)
            if (keys.rows().key(r, 7) != drawn.key_plainly(filters.rows().row(r), 7))
                state.SkipWithError("keys differ from the plain twin's");
    }
    const auto made = static_cast<double>(rows * drawn.size()) * static_cast<double>(state.iterations());
    state.counters["ns_a_key"] = 1e9 * seconds / made;
}

} // namespace

int main(int argc, char** argv)
{
    const bool large = argc > 1 && std::strcmp(argv[1], "--ten-million") == 0;
    if (large) std::copy(argv + 2, argv + argc + 1, argv + 1); // with the closing null
    argc -= large;
    for (const std::int64_t rows : {100'000, 1'000'000, 10'000'000}) {
        if (rows > 1'000'000 && !large) continue;
        benchmark::RegisterBenchmark("KeyJoin", KeyJoinOf)
            ->Arg(rows)
            ->UseManualTime()
            ->Iterations(rows > 1'000'000 ? 1 : 3)
            ->Unit(benchmark::kMillisecond);
    }
    benchmark::RegisterBenchmark("HotKey", HotKey)
        ->Arg(100'000)
        ->UseManualTime()
        ->Iterations(2)
        ->Unit(benchmark::kMillisecond);
    benchmark::RegisterBenchmark("HammingLsh", HammingLsh)
        ->ArgName("bits")
        ->Arg(16)
        ->Arg(24)
        ->UseManualTime()
        ->Iterations(5)
        ->Unit(benchmark::kMillisecond);
    benchmark::Initialize(&argc, argv);
    if (benchmark::ReportUnrecognizedArguments(argc, argv)) return 2;
    benchmark::RunSpecifiedBenchmarks();
}
