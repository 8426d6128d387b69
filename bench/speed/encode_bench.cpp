// One question: how many records a second does one thread encode when tokens are remembered, and how many
// when each token is hashed afresh (the plain twin)? Before timing, both must set the same bits.
//
//     build/release/bin/encode_bench
#include "bloom/filter_table.hpp"
#include "bloom/keyed/keyed_hash.hpp"
#include "engine/custodian/tokens.hpp"

#include <array>
#include <string>
#include <vector>

#include <benchmark/benchmark.h>

namespace {

using namespace gauze;
using custodian::Tokeniser;
using custodian::TokenList;

constexpr bloom::FilterShape shape{1024};
constexpr std::uint32_t hashes = 20;

// A thousand made-up records of four fields.
struct Records {
    std::array<Tokeniser, 4> tokenisers{
        Tokeniser(project::FieldKind::given_name, {}), Tokeniser(project::FieldKind::family_name, {}),
        Tokeniser(project::FieldKind::date, custodian::DateFormat::from("YYYY-MM-DD")),
        Tokeniser(project::FieldKind::postcode, {})};
    std::vector<std::array<std::string, 4>> cells;
    Records()
    {
        const std::array given{"Anna", "Mohammed", "Grace", "Oliver", "Zoe", "Catherine", "Ian"};
        const std::array family{"Smith", "O'Brien", "Patel", "Jones-Williams", "Nowak", "Ahmed"};
        for (int i = 0; i < 1000; ++i)
            cells.push_back({given[static_cast<std::size_t>(i) % given.size()],
                             family[static_cast<std::size_t>(i) % family.size()],
                             std::to_string(1940 + i % 70) + "-" + (i % 12 < 9 ? "0" : "") +
                                 std::to_string(i % 12 + 1) + "-" + std::to_string(10 + i % 18),
                             "OL" + std::to_string(i % 9 + 1) + " " + std::to_string(i % 10) + "AB"});
    }
};

const std::array<std::byte, 32> key{};

template <class Set>
void encode(const Records& records, const std::array<std::string, 4>& cells, TokenList& tokens, Set set)
{
    for (std::size_t f = 0; f < cells.size(); ++f) {
        records.tokenisers[f].tokens(cells[f], tokens);
        for (std::size_t t = 0; t < tokens.size(); ++t) set(tokens[t]);
    }
}

void run(benchmark::State& state, bool remember)
{
    const Records records;
    keyed::KeyedHash hash(key, shape.bits, hashes);
    keyed::TokenMasks masks(hash.clone(), shape.words());
    std::vector<std::uint32_t> positions;
    TokenList tokens;
    bloom::FilterTable table(shape, 2);
    const auto plain = [&](std::string_view token) {
        hash.positions(token, positions);
        for (const auto p : positions) table.row(0)[p / 64] |= std::uint64_t{1} << p % 64;
    };
    const auto fast = [&](std::string_view token) { masks.set(token, table.row(1)); };
    for (const auto& cells : records.cells)
        encode(records, cells, tokens, plain), encode(records, cells, tokens, fast);
    if (!std::equal(table.row(0).begin(), table.row(0).end(), table.row(1).begin())) {
        state.SkipWithError("remembered masks differ from fresh hashes");
        return;
    }
    for (auto _ : state)
        for (const auto& cells : records.cells) {
            remember ? encode(records, cells, tokens, fast) : encode(records, cells, tokens, plain);
            benchmark::DoNotOptimize(table.row(remember ? 1 : 0).data());
        }
    state.counters["records/s"] = benchmark::Counter(static_cast<double>(state.iterations()) *
                                                         static_cast<double>(records.cells.size()),
                                                     benchmark::Counter::kIsRate);
}

void EncodeRemembering(benchmark::State& state) { run(state, true); }
void EncodeHashingAfresh(benchmark::State& state) { run(state, false); }
BENCHMARK(EncodeRemembering);
BENCHMARK(EncodeHashingAfresh);

} // namespace

BENCHMARK_MAIN();
