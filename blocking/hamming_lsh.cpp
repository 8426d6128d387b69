#include "blocking/hamming_lsh.hpp"

#include "blocking/block_index.hpp"

#include <algorithm>
#include <cassert>
#include <cmath>
#include <cstring>
#include <numeric>

#include <fmt/format.h>

namespace gauze::blocking {

namespace {

constexpr double least_half = .25; // density of a bit that is near one half
constexpr double least_rare = .02; // rarer bits are zero in nearly all records and tell nothing
constexpr double frequent_quarter = .25;
constexpr std::size_t judged_records = 4'000;
constexpr double most_share = .1; // of all pairs: blocks that hold more save less than they cost

// The i-th of `count` rows spread evenly over `rows`.
std::size_t spread(std::size_t i, std::size_t count, std::size_t rows) { return i * rows / count; }

double spread_of(double f) { return f * (1 - f); }

// How likely a pair of this similarity differs in each bit.
std::vector<double> differing(const BitDensity& density, double dice)
{
    double all = 0;
    for (const double f : density.share) all += spread_of(f);
    const double bits = 2 * density.weight * (1 - dice);
    std::vector<double> result;
    for (const double f : density.share)
        result.push_back(all == 0 ? 0 : std::min(1., bits * spread_of(f) / all));
    return result;
}

double kept_together(std::span<const std::uint32_t> positions, const std::vector<double>& differs)
{
    double probability = 1;
    for (const std::uint32_t bit : positions) probability *= 1 - differs[bit];
    return probability;
}

bloom::FilterTable sample_of(const bloom::FilterRows& filters, std::size_t most)
{
    const std::size_t count = std::min(most, filters.size());
    bloom::FilterTable some(filters.shape(), count);
    for (std::size_t i = 0; i < count; ++i)
        std::memcpy(some.row(i).data(), filters.row(spread(i, count, filters.size())),
                    filters.shape().words() * sizeof(std::uint64_t));
    return some;
}

// Pairs in blocks a record of the first party, if the parties were as large as they are.
double measured_candidates(std::span<const bloom::FilterRows> parties, const BitTables& tables)
{
    const bloom::FilterTable a = sample_of(parties.front(), judged_records);
    const bloom::FilterTable b = sample_of(parties.back(), judged_records);
    const BlockKeys keys_a = tables.keys(a.rows()), keys_b = tables.keys(b.rows());
    const KeyPass pass = parties.size() == 1 ? KeyPass(keys_a.rows()) : KeyPass(keys_a.rows(), keys_b.rows());
    BlockSorts sorts(pass);
    double in_blocks = 0;
    for (std::uint32_t t = 0; t < tables.size(); ++t)
        in_blocks += static_cast<double>(BlockIndex(pass, t, sorts).report().pairs);
    const auto rows_a = static_cast<double>(a.rows().size()), rows_b = static_cast<double>(b.rows().size());
    if (rows_a == 0 || rows_b == 0) return 0;
    const double pairs = parties.size() == 1 ? rows_a * (rows_a - 1) / 2 : rows_a * rows_b;
    return pairs == 0 ? 0 : in_blocks / pairs * static_cast<double>(parties.back().size());
}

std::string verdict(const LshOutlook& out, const LshWish& wish, std::uint32_t sampled, double records)
{
    if (out.tables_needed > wish.most_tables)
        return fmt::format(
            "two records with Dice {:.2f} differ in {:.0f} % of the sampled bits, so {} tables "
            "of {} bits would be needed for a recall of {:.2f}",
            wish.dice, 100 * out.differing, out.tables_needed, sampled, wish.recall);
    if (out.candidates > most_share * records)
        return fmt::format("its blocks would hold {:.0f} candidates a record among {:.0f} records: comparing "
                           "all pairs costs less",
                           out.candidates, records);
    return {};
}

} // namespace

BitDensity bit_density(std::span<const bloom::FilterRows> parties, std::size_t sample)
{
    assert(!parties.empty());
    BitDensity density{parties[0].shape(), {}, 0, 0};
    std::vector<std::uint64_t> counts(density.shape.words() * 64);
    for (const bloom::FilterRows& party : parties) {
        assert(party.shape() == density.shape);
        const std::size_t count = std::min(sample, party.size());
        for (std::size_t i = 0; i < count; ++i) {
            const std::uint64_t* const filter = party.row(spread(i, count, party.size()));
            bool any = false;
            for (std::size_t w = 0; w < density.shape.words(); ++w)
                for (std::uint64_t bits = filter[w]; bits != 0; bits &= bits - 1, any = true)
                    ++counts[64 * w + static_cast<std::size_t>(__builtin_ctzll(bits))];
            density.records += any;
        }
    }
    for (std::uint32_t bit = 0; bit < density.shape.bits; ++bit)
        density.share.push_back(density.records == 0 ? 0
                                                     : static_cast<double>(counts[bit]) /
                                                           static_cast<double>(density.records));
    density.weight = std::accumulate(density.share.begin(), density.share.end(), 0.);
    return density;
}

std::vector<std::uint32_t> bit_pool(const BitDensity& density, BitChoice choice, std::uint32_t sampled_bits)
{
    std::vector<std::uint32_t> bits(density.share.size());
    std::iota(bits.begin(), bits.end(), 0u);
    const auto share = [&](std::uint32_t bit) { return density.share[bit]; };
    if (choice == BitChoice::near_half) {
        const auto from_half = [&](std::uint32_t bit) { return std::abs(share(bit) - .5); };
        std::ranges::stable_sort(bits, {}, from_half);
        const auto near = static_cast<std::size_t>(
            std::ranges::count_if(bits, [&](std::uint32_t b) { return from_half(b) <= .5 - least_half; }));
        bits.resize(std::min(bits.size(), std::max<std::size_t>(near, 2 * std::size_t{sampled_bits})));
        // A bit that all or none of the sample have says nothing about anybody.
        std::erase_if(bits, [&](std::uint32_t b) { return spread_of(share(b)) == 0; });
    } else if (choice == BitChoice::rarest) {
        std::ranges::stable_sort(bits, {}, share);
        bits.resize(bits.size() -
                    static_cast<std::size_t>(frequent_quarter * static_cast<double>(bits.size())));
        std::erase_if(bits, [&](std::uint32_t b) { return share(b) < least_rare; });
    }
    std::ranges::sort(bits);
    return bits;
}

BitTables hamming_tables(const BitDensity& density, const LshOptions& options)
{
    const std::vector<std::uint32_t> pool = bit_pool(density, options.bits, options.sampled_bits);
    return {density.shape, draw_positions(pool, options.tables, options.sampled_bits, options.seed)};
}

double expected_recall(const BitDensity& density, const BitTables& tables, double dice)
{
    const std::vector<double> differs = differing(density, dice);
    double missed = 1;
    for (std::uint32_t t = 0; t < tables.size(); ++t)
        missed *= 1 - kept_together(tables.positions(t), differs);
    return 1 - missed;
}

double table_recall(const BitDensity& density, const BitTables& tables, double dice)
{
    const std::vector<double> differs = differing(density, dice);
    double sum = 0;
    for (std::uint32_t t = 0; t < tables.size(); ++t) sum += kept_together(tables.positions(t), differs);
    return tables.size() == 0 ? 0 : sum / tables.size();
}

std::uint32_t tables_for(double table_recall, double recall, std::uint32_t most)
{
    if (recall <= 0) return 1;
    if (table_recall >= 1) return 1;
    if (table_recall <= 0 || recall >= 1) return most;
    const double tables = std::ceil(std::log1p(-recall) / std::log1p(-table_recall));
    return tables >= most ? most : std::max(1u, static_cast<std::uint32_t>(tables));
}

LshOutlook outlook(std::span<const bloom::FilterRows> parties, const BitDensity& density,
                   const BitTables& tables, const LshWish& wish)
{
    assert(parties.size() == 1 || parties.size() == 2);
    LshOutlook out;
    const std::vector<double> differs = differing(density, wish.dice);
    std::size_t sampled = 0;
    for (std::uint32_t t = 0; t < tables.size(); ++t)
        for (const std::uint32_t bit : tables.positions(t)) {
            out.differing += differs[bit];
            ++sampled;
        }
    out.differing /= static_cast<double>(std::max<std::size_t>(sampled, 1));
    out.recall = expected_recall(density, tables, wish.dice);
    out.tables_needed = tables_for(table_recall(density, tables, wish.dice), wish.recall);
    out.candidates = measured_candidates(parties, tables);
    const auto bits_a_table = static_cast<std::uint32_t>(sampled / std::max(1u, tables.size()));
    out.why = verdict(out, wish, bits_a_table, static_cast<double>(parties.back().size()));
    out.hopeful = out.why.empty();
    out.costly = !out.hopeful && out.tables_needed <= wish.most_tables;
    return out;
}

} // namespace gauze::blocking
