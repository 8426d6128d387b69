// How many bytes a second are sealed and opened, in one thread, as they are and in armour? Rates are of the
// thread's own CPU time.
//
//     build/release/bin/age_bench
#include "engine/project/age/age.hpp"

#include <algorithm>
#include <string>
#include <vector>

#include <benchmark/benchmark.h>

namespace {

using namespace gauze;

constexpr std::size_t content_bytes = std::size_t{64} << 20;

const ExchangeKey& key()
{
    static const ExchangeKey once = ExchangeKey::generate();
    return once;
}

template <class Take>
void seal(bool armoured, const Take& take)
{
    static const std::vector<std::byte> block(std::size_t{1} << 20, std::byte{0x2a});
    age::Encryptor encryptor(take, {.recipients = {key().public_key()}}, armoured);
    for (std::size_t written = 0; written < content_bytes; written += block.size()) encryptor.write(block);
    encryptor.close();
}

void Seal(benchmark::State& state)
{
    std::size_t sealed = 0;
    for (auto _ : state) seal(state.range(0) != 0, [&](Bytes bytes) { sealed += bytes.size(); });
    benchmark::DoNotOptimize(sealed);
    state.SetBytesProcessed(static_cast<std::int64_t>(state.iterations() * content_bytes));
}

void Open(benchmark::State& state)
{
    std::vector<std::byte> file, buffer(std::size_t{1} << 16);
    seal(state.range(0) != 0, [&](Bytes bytes) { file.insert(file.end(), bytes.begin(), bytes.end()); });
    for (auto _ : state) {
        const auto bring = [rest = Bytes(file)](std::span<std::byte> into) mutable {
            const std::size_t size = std::min(into.size(), rest.size());
            std::ranges::copy(rest.first(size), into.begin());
            rest = rest.subspan(size);
            return size;
        };
        age::Decryptor decryptor(bring, {.identities = {&key()}});
        std::size_t opened = 0;
        while (const std::size_t size = decryptor.read(buffer)) opened += size;
        if (opened != content_bytes) state.SkipWithError("not all was opened");
    }
    state.SetBytesProcessed(static_cast<std::int64_t>(state.iterations() * content_bytes));
}

BENCHMARK(Seal)->ArgName("armoured")->Arg(0)->Arg(1)->Unit(benchmark::kMillisecond);
BENCHMARK(Open)->ArgName("armoured")->Arg(0)->Arg(1)->Unit(benchmark::kMillisecond);

} // namespace

BENCHMARK_MAIN();
