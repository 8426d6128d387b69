#include "blocking/lambda_fold.hpp"

#include "bloom/base/error.hpp"

#include <cmath>
#include <numeric>

#include <fmt/format.h>

namespace gauze::blocking {

namespace {

constexpr double most_groups = 1e6;

} // namespace

std::uint32_t lambda_groups(std::uint32_t bits, std::uint32_t distance, std::uint32_t sampled_bits,
                            double delta)
{
    if (!(delta > 0 && delta < 1) || sampled_bits == 0 || bits == 0)
        throw Error(Exit::usage, "lambda-fold needs a delta between 0 and 1 and at least one bit",
                    "delta is the probability of missing a pair");
    if (distance == 0) return 1;
    const double p = distance >= bits ? 0 : 1 - static_cast<double>(distance) / bits;
    const double together = std::pow(p, sampled_bits);
    const double groups = std::ceil(std::log(delta) / std::log1p(-together));
    if (!(groups <= most_groups)) // also for a collision that never happens
        throw Error(Exit::usage,
                    fmt::format("filters of {} bits that differ in {} agree too rarely in {} sampled bits",
                                bits, distance, sampled_bits),
                    "sample fewer bits, or compare all pairs");
    return static_cast<std::uint32_t>(groups);
}

BitTables lambda_fold(bloom::FilterShape shape, const LambdaFoldOptions& options)
{
    const std::uint32_t groups = options.groups != 0 ? options.groups
                                                     : lambda_groups(shape.bits, options.distance,
                                                                     options.sampled_bits, options.delta);
    std::vector<std::uint32_t> pool(shape.bits);
    std::iota(pool.begin(), pool.end(), 0u);
    return {shape, draw_positions(pool, groups, options.sampled_bits, options.seed)};
}

} // namespace gauze::blocking
