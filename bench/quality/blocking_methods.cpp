#include "bench/quality/blocking_methods.hpp"

#include "blocking/hamming_lsh.hpp"
#include "blocking/lambda_fold.hpp"
#include "blocking/p_signature.hpp"

#include <algorithm>
#include <cmath>

namespace gauze::lab {

namespace {

using blocking::BitChoice;
using blocking::BitTables;
using blocking::BlockKeys;
using linkage::CandidateSources;
using linkage::Parties;
using linkage::PartyPair;

constexpr double looked_for = .8,
                 delta = .1;       // of lambda-fold: the Dice of a pair, and how likely it is missed
constexpr double most_share = .05; // of p-sig
constexpr std::uint32_t signature_filter_bits = 1u << 16;

std::uint32_t sampled_bits(const Parties& parties)
{
    std::size_t most = 0;
    for (const auto& file : parties.files) most = std::max(most, file.rows());
    return linkage::sampled_bits_for(most);
}

blocking::BitDensity density_of(const Parties& parties)
{
    std::vector<bloom::FilterRows> filters;
    for (const auto& of : parties.filters) filters.push_back(of.rows);
    return blocking::bit_density(filters);
}

// How much a bit of this pool tells strangers apart, on average: the collision entropy, in bits.
double telling(const blocking::BitDensity& density, BitChoice choice, std::uint32_t sampled)
{
    const auto pool = blocking::bit_pool(density, choice, sampled);
    double sum = 0;
    for (const std::uint32_t bit : pool) {
        const double f = density.share[bit];
        sum -= std::log2(f * f + (1 - f) * (1 - f));
    }
    return pool.empty() ? 0 : sum / static_cast<double>(pool.size());
}

// So many bits of another pool as make blocks as small as those of the bits near one half.
std::uint32_t bits_as_telling(const Parties& parties, const blocking::BitDensity& density, BitChoice choice)
{
    const std::uint32_t bits = sampled_bits(parties);
    const double each = telling(density, choice, bits);
    const double all = bits * telling(density, BitChoice::near_half, bits);
    const double wanted = each > 0 ? std::round(all / each) : bits;
    return static_cast<std::uint32_t>(std::clamp<double>(wanted, 1, blocking::most_sampled_bits));
}

MethodJoin of_engine(const Parties& parties, PartyPair which, CandidateSources sources)
{
    if (sources.lsh) sources.sampled_bits = sampled_bits(parties);
    return MethodJoin(std::make_unique<linkage::BlockedPair>(parties, which, sources));
}

MethodJoin of_tables(const Parties& parties, PartyPair which, const BitTables& tables)
{
    const bool within = which.a == which.b;
    return {tables.keys(parties.filters[which.a].rows),
            within ? BlockKeys() : tables.keys(parties.filters[which.b].rows), within};
}

MethodJoin by_rarest_bits(const Parties& parties, PartyPair which)
{
    const CandidateSources usual;
    const auto density = density_of(parties);
    return of_tables(parties, which,
                     blocking::hamming_tables(
                         density, {.tables = usual.tables,
                                   .sampled_bits = bits_as_telling(parties, density, BitChoice::rarest),
                                   .bits = BitChoice::rarest,
                                   .seed = 1}));
}

// Two filters of mean weight w with this Dice differ in 2 w (1 - Dice) bits.
MethodJoin by_lambda_fold(const Parties& parties, PartyPair which)
{
    const auto density = density_of(parties);
    const auto distance = static_cast<std::uint32_t>(std::lround(2 * density.weight * (1 - looked_for)));
    return of_tables(parties, which,
                     blocking::lambda_fold(density.shape,
                                           {.sampled_bits = bits_as_telling(parties, density, BitChoice::all),
                                            .groups = 0,
                                            .distance = distance,
                                            .delta = delta,
                                            .seed = 1}));
}

MethodJoin by_p_signature(const Parties& parties, PartyPair which)
{
    const bool within = which.a == which.b;
    std::vector<BlockKeys> tokens;
    tokens.push_back(linkage::block_tokens_of(parties[which.a]));
    if (!within) tokens.push_back(linkage::block_tokens_of(parties[which.b]));
    std::vector<blocking::KeyRows> rows;
    for (const BlockKeys& keys : tokens) rows.push_back(keys.rows());
    auto blocks =
        blocking::p_signature(rows, {.most_share = most_share, .filter_bits = signature_filter_bits});
    return {std::move(blocks.front().keys), within ? BlockKeys() : std::move(blocks.back().keys), within};
}

BlockingMethod engine_method(std::string name, std::string profile, const CandidateSources& sources)
{
    return {std::move(name), std::move(profile), [sources](const Parties& parties, PartyPair which) {
                return of_engine(parties, which, sources);
            }};
}

} // namespace

MethodJoin::MethodJoin(BlockKeys a, BlockKeys b, bool within) : a_(std::move(a)), b_(std::move(b))
{
    const blocking::KeyPass pass =
        within ? blocking::KeyPass(a_.rows()) : blocking::KeyPass(a_.rows(), b_.rows());
    join_ = std::make_unique<blocking::KeyJoin>(std::vector{pass});
}

const std::vector<BlockingMethod>& blocking_methods()
{
    static const std::vector<BlockingMethod> methods = {
        engine_method("token blocks", "plain", {.blocks = true}),
        engine_method("LSH, bits near half", "plain", {.lsh = true}),
        {"LSH, rarest bits", "plain", by_rarest_bits},
        {"lambda-fold", "plain", by_lambda_fold},
        {"p-sig of blocks", "plain", by_p_signature},
        engine_method("match keys", "standard", {.keys = true}),
        engine_method("keys and blocks", "standard", {.keys = true, .blocks = true}),
        engine_method("match keys", "tolerant", {.keys = true}),
        engine_method("keys and blocks", "tolerant", {.keys = true, .blocks = true}),
    };
    return methods;
}

} // namespace gauze::lab
