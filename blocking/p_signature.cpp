#include "blocking/p_signature.hpp"

#include "blocking/bit_tables.hpp"
#include "blocking/key_sort.hpp"
#include "bloom/base/error.hpp"
#include "bloom/base/parallel.hpp"

#include <algorithm>
#include <atomic>
#include <bit>
#include <numeric>

namespace gauze::blocking {

namespace {

constexpr std::size_t rows_a_task = 4096;

using Filter = std::vector<std::uint64_t>;

bool is_set(const Filter& filter, std::uint32_t bit) { return (filter[bit / 64] >> bit % 64 & 1u) != 0; }

std::uint32_t bits_set(const Filter& filter)
{
    int set = 0;
    for (const std::uint64_t word : filter) set += std::popcount(word);
    return static_cast<std::uint32_t>(set);
}

// The one place that turns tokens into positions; `visit` returns whether to go on.
template <class Visit>
bool each_position(std::uint64_t token, const PSigOptions& options, const Visit& visit)
{
    SeededDraw draw(token);
    for (std::uint32_t h = 0; h < options.hashes; ++h)
        if (!visit(static_cast<std::uint32_t>(draw.below(options.filter_bits)))) return false;
    return true;
}

// Threads set bits in any order, and the result is the same.
void insert(std::uint64_t token, const PSigOptions& options, Filter& filter)
{
    each_position(token, options, [&](std::uint32_t bit) {
        const std::uint64_t mask = std::uint64_t{1} << bit % 64;
        std::atomic_ref word(filter[bit / 64]);
        if ((word.load(std::memory_order_relaxed) & mask) == 0)
            word.fetch_or(mask, std::memory_order_relaxed);
        return true;
    });
}

bool contains(const Filter& filter, std::uint64_t token, const PSigOptions& options)
{
    return each_position(token, options, [&](std::uint32_t bit) { return is_set(filter, bit); });
}

// The name of a block: its set of positions, however they were drawn, in 64 bits.
std::uint64_t block_name(std::uint64_t token, const PSigOptions& options)
{
    thread_local std::vector<std::uint32_t> positions;
    positions.clear();
    each_position(token, options, [](std::uint32_t bit) { return positions.push_back(bit), true; });
    std::ranges::sort(positions);
    positions.erase(std::unique(positions.begin(), positions.end()), positions.end());
    std::uint64_t name = 0;
    for (const std::uint32_t bit : positions) name = mixed(name + bit + 1);
    return name;
}

// One party on its way.
struct Party {
    KeyRows tokens;
    std::vector<char> kept; // by row and slot
    Filter filter;
    std::vector<std::vector<std::uint64_t>> signatures; // distinct ones that were kept, piece by piece
    PSigReport report;
};

// What one partition of a slot gives.
struct Counts {
    std::uint64_t signatures = 0, too_rare = 0, too_common = 0;
    std::vector<std::uint64_t> kept;
};

Counts keep_in_partition(std::span<const KeyEntry> entries, std::uint32_t slot, const PSigOptions& options,
                         Party& party)
{
    Counts counts;
    const auto rows = static_cast<double>(party.tokens.size());
    for (std::size_t i = 0, end = 0; i < entries.size(); i = end) {
        while (end < entries.size() && entries[end].key == entries[i].key) ++end;
        const std::uint64_t records = end - i;
        const auto as_count = static_cast<double>(records);
        ++counts.signatures;
        if (records < options.least_records || as_count < options.least_share * rows) {
            ++counts.too_rare;
        } else if (records > options.most_records || as_count > options.most_share * rows) {
            ++counts.too_common;
        } else {
            counts.kept.push_back(party.tokens.key(entries[i].row, slot));
            insert(counts.kept.back(), options, party.filter);
            for (const KeyEntry& e : entries.subspan(i, records))
                party.kept[std::size_t{e.row} * party.tokens.slots() + slot] = 1;
        }
    }
    return counts;
}

Party keep(const KeyRows& tokens, const PSigOptions& options)
{
    Party party{tokens,
                std::vector<char>(tokens.size() * tokens.slots()),
                Filter((options.filter_bits + 63) / 64),
                {},
                {}};
    PSigReport& report = party.report;
    KeySort sort(tokens.size());
    for (std::uint32_t slot = 0; slot < tokens.slots(); ++slot) {
        sort.deal(tokens, slot, partition_bits(tokens.size()));
        std::vector<Counts> counts(sort.partitions());
        for_each_task(counts.size(), [&](std::size_t p) {
            thread_local std::vector<KeyEntry> room;
            counts[p] = keep_in_partition(sort.sorted(p, room), slot, options, party);
        });
        for (Counts& c : counts) {
            party.signatures.push_back(std::move(c.kept));
            report.signatures += c.signatures;
            report.too_rare += c.too_rare;
            report.too_common += c.too_common;
        }
    }
    report.kept = report.signatures - report.too_rare - report.too_common;
    report.records = tokens.size();
    report.filter_bits_set = bits_set(party.filter);
    return party;
}

Filter common_filter(const std::vector<Party>& parties, const PSigOptions& options)
{
    const std::size_t least = options.least_parties == 0 ? parties.size() : options.least_parties;
    Filter common((options.filter_bits + 63) / 64);
    for (std::uint32_t bit = 0; bit < options.filter_bits; ++bit) {
        const auto have = static_cast<std::size_t>(
            std::ranges::count_if(parties, [&](const Party& p) { return is_set(p.filter, bit); }));
        if (have >= least) common[bit / 64] |= std::uint64_t{1} << bit % 64;
    }
    return common;
}

// Kept signatures that the common filter does not hold.
std::uint64_t count_not_shared(const Party& party, const Filter& common, const PSigOptions& options)
{
    std::vector<std::uint64_t> counts(party.signatures.size());
    for_each_task(counts.size(), [&](std::size_t piece) {
        for (const std::uint64_t token : party.signatures[piece])
            counts[piece] += !contains(common, token, options);
    });
    return std::accumulate(counts.begin(), counts.end(), std::uint64_t{0});
}

PSigBlocks blocks_of(const Party& party, const Filter& common, const PSigOptions& options)
{
    const std::size_t rows = party.tokens.size();
    const std::uint32_t slots = party.tokens.slots();
    PSigBlocks blocks{BlockKeys(rows, slots), party.report};
    std::vector<std::uint64_t> covered((rows + rows_a_task - 1) / rows_a_task);
    for_each_task(covered.size(), [&](std::size_t task) {
        for (std::size_t r = task * rows_a_task; r < std::min(rows, (task + 1) * rows_a_task); ++r) {
            bool any = false;
            for (std::uint32_t slot = 0; slot < slots; ++slot) {
                const std::uint64_t token = party.tokens.key(r, slot);
                if (party.kept[r * slots + slot] == 0 || !contains(common, token, options)) continue;
                blocks.keys.set(r, slot, block_name(token, options));
                any = true;
            }
            covered[task] += any;
        }
    });
    for (const std::uint64_t count : covered) blocks.report.covered += count;
    blocks.report.common_bits_set = bits_set(common);
    blocks.report.not_shared = count_not_shared(party, common, options);
    return blocks;
}

} // namespace

std::vector<PSigBlocks> p_signature(std::span<const KeyRows> parties, const PSigOptions& options)
{
    if (options.filter_bits == 0 || options.hashes == 0 || options.least_parties > parties.size())
        throw Error(Exit::usage,
                    "p-sig needs at least one bit and one hash function, and no more parties than there are",
                    "usual are 2048 bits and 4 hash functions");
    std::vector<Party> kept;
    for (const KeyRows& tokens : parties) kept.push_back(keep(tokens, options));
    const Filter common = common_filter(kept, options);
    std::vector<PSigBlocks> blocks;
    for (const Party& party : kept) blocks.push_back(blocks_of(party, common, options));
    return blocks;
}

std::vector<std::uint32_t> signature_positions(std::uint64_t token, std::uint32_t filter_bits,
                                               std::uint32_t hashes)
{
    std::vector<std::uint32_t> positions;
    each_position(token, {.filter_bits = filter_bits, .hashes = hashes},
                  [&](std::uint32_t bit) { return positions.push_back(bit), true; });
    return positions;
}

} // namespace gauze::blocking
