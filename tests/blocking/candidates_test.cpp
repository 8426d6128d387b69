#include "blocking/candidates.hpp"

#include <set>

#include <gtest/gtest.h>

namespace gauze::blocking {
namespace {

// Walks tiles as a scorer does and notes every pair.
std::multiset<std::pair<std::size_t, std::size_t>> pairs_of(const std::vector<Tile>& tiles)
{
    std::multiset<std::pair<std::size_t, std::size_t>> pairs;
    for (const Tile& tile : tiles) {
        std::uint64_t count = 0;
        for (std::size_t a = tile.a.begin; a < tile.a.end; ++a)
            for (std::size_t b = tile.diagonal ? a + 1 : tile.b.begin; b < tile.b.end; ++b, ++count)
                pairs.emplace(a, b);
        EXPECT_EQ(count, tile.pairs());
    }
    return pairs;
}

TEST(AllPairs, HoldsEachPairOnceWhateverTheSizes)
{
    for (const auto& [a, b] : {std::pair{0u, 5u}, {1u, 1u}, {3u, 1024u}, {1025u, 2u}, {1024u, 1u}}) {
        const auto pairs = pairs_of(all_pairs(a, b));
        EXPECT_EQ(pairs.size(), std::size_t{a} * b);
        EXPECT_EQ(std::set(pairs.begin(), pairs.end()).size(), std::size_t{a} * b);
    }
}

TEST(AllPairsWithin, HoldsEachUnorderedPairOnceAndNoRowWithItself)
{
    for (const std::size_t rows : {0u, 1u, 2u, 1024u, 1025u, 1500u}) {
        const auto pairs = pairs_of(all_pairs_within(rows));
        EXPECT_EQ(pairs.size(), rows * (rows - (rows > 0)) / 2);
        for (const auto& [a, b] : pairs) ASSERT_LT(a, b);
        EXPECT_EQ(std::set(pairs.begin(), pairs.end()).size(), pairs.size());
    }
}

} // namespace
} // namespace gauze::blocking
