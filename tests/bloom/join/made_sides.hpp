// Two tables with something in common, and what a join of them must find, worked out pair by pair from the
// definition alone: 2 c / (|a| + |b|) >= numerator / denominator, in whole numbers.
#pragma once

#include "bloom/join/exact_join.hpp"

#include <algorithm>
#include <bit>
#include <random>
#include <vector>

namespace gauze::test {

using bloom::join::Cut;
using bloom::join::Hit;
using bloom::join::JoinKernel;

struct MadeSide {
    bloom::FilterTable table;
    std::vector<std::uint32_t> weights;
    bloom::join::Side side() const { return {table.rows(), weights}; }
};

inline void set_bit(bloom::FilterTable& table, std::size_t row, std::uint32_t bit)
{
    table.row(row)[bit / 64] |= std::uint64_t{1} << bit % 64;
}

// Rows of about this density whose bits are not alike: some rare, some common, as tokens are.
inline MadeSide made_side(bloom::FilterShape shape, std::size_t rows, double density, std::mt19937_64& random)
{
    bloom::FilterTable table(shape, rows);
    for (std::uint32_t bit = 0; bit < shape.bits; ++bit) {
        std::bernoulli_distribution set(std::clamp(density * (0.5 + (bit * 7919u % 101) / 100.0), 0.0, 1.0));
        for (std::size_t r = 0; r < rows; ++r)
            if (set(random)) set_bit(table, r, bit);
    }
    return {std::move(table), {}};
}

// Some rows of `to` become a row of `from` with some bits flipped, some empty, some full.
inline void mix_in(const MadeSide& from, MadeSide& to, std::mt19937_64& random)
{
    const auto shape = to.table.rows().shape();
    for (std::size_t r = 0; r < to.table.rows().size(); ++r) {
        const auto kind = random() % 20;
        const auto row = to.table.row(r);
        if (kind == 0)
            std::ranges::fill(row, 0);
        else if (kind == 1)
            for (std::uint32_t bit = 0; bit < shape.bits; ++bit) set_bit(to.table, r, bit);
        else if (kind < 12 && from.table.rows().size() != 0) {
            std::copy_n(from.table.rows().row(random() % from.table.rows().size()), shape.words(),
                        row.begin());
            for (auto flips = random() % (1 + shape.bits / 8); flips > 0; --flips) {
                const auto bit = static_cast<std::uint32_t>(random() % shape.bits);
                row[bit / 64] ^= std::uint64_t{1} << bit % 64;
            }
        }
    }
    to.weights = bloom::weights(to.table.rows());
}

inline std::uint32_t common_of(const bloom::FilterRows& a, std::size_t i, const bloom::FilterRows& b,
                               std::size_t j)
{
    int common = 0;
    for (std::size_t w = 0; w < a.shape().words(); ++w) common += std::popcount(a.row(i)[w] & b.row(j)[w]);
    return static_cast<std::uint32_t>(common);
}

inline bool passes(std::uint32_t common, std::uint32_t sum, Cut cut)
{
    return sum != 0 && std::uint64_t{2} * common * cut.denominator >= std::uint64_t{cut.numerator} * sum;
}

inline std::vector<Hit> all_that_pass(const MadeSide& a, const MadeSide& b, Cut cut, bool within)
{
    std::vector<Hit> hits;
    for (std::uint32_t i = 0; i < a.weights.size(); ++i)
        for (std::uint32_t j = within ? i + 1 : 0; j < b.weights.size(); ++j) {
            const std::uint32_t common = common_of(a.table.rows(), i, b.table.rows(), j);
            if (const std::uint32_t sum = a.weights[i] + b.weights[j]; passes(common, sum, cut))
                hits.push_back({i, j, common, sum});
        }
    return hits;
}

// Every set of loops that runs here.
inline std::vector<const JoinKernel*> join_kernels()
{
    std::vector<const JoinKernel*> list;
    for (const char* name : {"avx512", "avx2", "scalar"})
        if (const JoinKernel& kernel = bloom::join::join_kernel(name); std::string_view(kernel.name) == name)
            list.push_back(&kernel);
    return list;
}

} // namespace gauze::test
