// One question for each keyed loop of encoding: how much faster is the fast form than its plain twin? Before
// timing, both must give the same answer.
//
//     build/release/bin/keyed_bench
#include "bloom/keyed/match_key.hpp"
#include "bloom/keyed/symbols.hpp"
#include "bloom/keyed/token_memory.hpp"

#include <algorithm>
#include <array>
#include <random>
#include <string>
#include <vector>

#include <benchmark/benchmark.h>

namespace {

using namespace gauze;

constexpr std::array<std::byte, 32> key{std::byte{1}}, other_key{std::byte{2}};

void count_items(benchmark::State& state, const char* what, std::size_t each)
{
    state.counters[what] = benchmark::Counter(static_cast<double>(state.iterations() * each),
                                              benchmark::Counter::kIsRate, benchmark::Counter::kIs1000);
}

// The standard profile: two views of 64 symbols, 96 samples each, of filters of 4,096 bits.
constexpr keyed::SymbolShape shape{4096, 64, 96};
constexpr std::size_t records = 512, words = 64, views = 2;

std::vector<std::uint64_t> made_filters()
{
    std::mt19937_64 random(1);
    std::vector<std::uint64_t> rows(records * words);
    for (auto& word : rows) word = random() & random() & random(); // density .125
    return rows;
}

void plain_row(keyed::PlainSymbols& plain, const std::vector<std::uint64_t>& rows,
               std::vector<std::byte>& out)
{
    for (std::size_t r = 0; r < records; ++r)
        plain.compute(rows.data() + r * words, out.data() + r * shape.symbols);
}

void SymbolsOfARecordPlain(benchmark::State& state)
{
    const auto rows = made_filters();
    keyed::PlainSymbols plain(key, other_key, shape);
    std::vector<std::byte> out(records * shape.symbols);
    for (auto _ : state)
        for (std::size_t view = 0; view < views; ++view) plain_row(plain, rows, out);
    count_items(state, "records/s", records);
}

void SymbolsOfARecord(benchmark::State& state, VectorWidth width)
{
    if (!runs_here(width)) return state.SkipWithError("cannot run on this processor");
    const auto rows = made_filters();
    keyed::PlainSymbols plain(key, other_key, shape);
    keyed::Symbols fast(key, other_key, shape, width);
    std::vector<std::byte> expected(records * shape.symbols), out(expected.size());
    plain_row(plain, rows, expected);
    fast.compute(rows.data(), words, records, out.data());
    if (out != expected) return state.SkipWithError("the fast symbols differ from the plain ones");
    for (auto _ : state)
        for (std::size_t view = 0; view < views; ++view)
            fast.compute(rows.data(), words, records, out.data());
    count_items(state, "records/s", records);
}
BENCHMARK(SymbolsOfARecordPlain);
BENCHMARK_CAPTURE(SymbolsOfARecord, scalar, VectorWidth::scalar);
BENCHMARK_CAPTURE(SymbolsOfARecord, avx2, VectorWidth::avx2);
BENCHMARK_CAPTURE(SymbolsOfARecord, avx512, VectorWidth::avx512);

// Sixteen match keys of three parts for each of 32 records.
using Parts = std::array<std::string_view, 3>;

std::vector<Parts> made_parts()
{
    constexpr std::array<std::string_view, 4> surname{"SM0", "PTL", "PRN", "AMT"};
    constexpr std::array<std::string_view, 3> month{"1974-02", "1981-11", "2003-07"};
    constexpr std::array<std::string_view, 5> outward{"OL1", "SW1A", "EH12", "B2", "CF10"};
    std::vector<Parts> all;
    for (std::size_t i = 0; i < keyed::MatchKeyHash::most_in_batch; ++i)
        all.push_back({surname[i % 4], month[i % 3], outward[i % 5]});
    return all;
}

void MatchKeyPlain(benchmark::State& state)
{
    const auto all = made_parts();
    Hmac hmac(key);
    for (auto _ : state)
        for (const Parts& parts : all) benchmark::DoNotOptimize(keyed::plain_match_key(hmac, parts));
    count_items(state, "keys/s", all.size());
}

void MatchKey(benchmark::State& state, VectorWidth width)
{
    if (!runs_here(width)) return state.SkipWithError("cannot run on this processor");
    const auto all = made_parts();
    Hmac hmac(key);
    keyed::MatchKeyHash hash(key, width);
    std::vector<std::uint64_t> expected, out(all.size());
    for (const Parts& parts : all) expected.push_back(keyed::plain_match_key(hmac, parts)), hash.add(parts);
    hash.finish(out);
    if (out != expected) return state.SkipWithError("the fast keys differ from the plain ones");
    for (auto _ : state) {
        for (const Parts& parts : all) hash.add(parts);
        hash.finish(out);
    }
    count_items(state, "keys/s", all.size());
}
BENCHMARK(MatchKeyPlain);
BENCHMARK_CAPTURE(MatchKey, scalar, VectorWidth::scalar);
BENCHMARK_CAPTURE(MatchKey, avx2, VectorWidth::avx2);
BENCHMARK_CAPTURE(MatchKey, avx512, VectorWidth::avx512);

// Some 700 bigrams in random order, as the names of a town have them; 24 positions each.
constexpr std::uint32_t positions = 24;

std::vector<std::string> made_tokens()
{
    std::mt19937_64 random(2);
    std::vector<std::string> tokens;
    for (int i = 0; i < 4096; ++i)
        tokens.push_back({static_cast<char>('A' + random() % 27), static_cast<char>('A' + random() % 26)});
    return tokens;
}

void PositionsHashedAfresh(benchmark::State& state)
{
    const auto tokens = made_tokens();
    keyed::KeyedHash hash(key, shape.bits, positions);
    std::vector<std::uint32_t> list;
    for (auto _ : state)
        for (const auto& token : tokens) {
            hash.positions(token, list);
            benchmark::DoNotOptimize(list.data());
        }
    count_items(state, "tokens/s", tokens.size());
}

void PositionsRemembered(benchmark::State& state)
{
    const auto tokens = made_tokens();
    keyed::KeyedHash hash(key, shape.bits, positions);
    keyed::TokenPositions memory(hash.clone());
    std::vector<std::uint32_t> list;
    for (const auto& token : tokens) {
        hash.positions(token, list);
        if (!std::ranges::equal(memory.positions(token, positions), list))
            return state.SkipWithError("remembered positions differ from fresh ones");
    }
    for (auto _ : state)
        for (const auto& token : tokens) benchmark::DoNotOptimize(memory.positions(token, positions).data());
    count_items(state, "tokens/s", tokens.size());
}

// The mask of a token, 512 bytes, joined to a filter.
void MasksRemembered(benchmark::State& state)
{
    const auto tokens = made_tokens();
    keyed::KeyedHash hash(key, shape.bits, positions);
    keyed::TokenMasks masks(hash.clone(), words);
    std::vector<std::uint32_t> list;
    std::vector<std::uint64_t> row(words), expected(words);
    for (const auto& token : tokens) {
        hash.positions(token, list);
        for (const auto p : list) expected[p / 64] |= std::uint64_t{1} << p % 64;
        masks.set(token, row);
    }
    if (row != expected) return state.SkipWithError("remembered masks differ from fresh hashes");
    for (auto _ : state)
        for (const auto& token : tokens) masks.set(token, row);
    count_items(state, "tokens/s", tokens.size());
}
BENCHMARK(PositionsHashedAfresh);
BENCHMARK(PositionsRemembered);
BENCHMARK(MasksRemembered);

} // namespace

BENCHMARK_MAIN();
