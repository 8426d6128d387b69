#include "engine/linkage/persons/optimal_matching.hpp"

#include <algorithm>
#include <limits>
#include <numeric>
#include <random>

#include <gtest/gtest.h>

namespace gauze::linkage {
namespace {

// A table of weights; what is below 0 is no candidate.
using Weights = std::vector<std::vector<std::int64_t>>;

std::vector<WeightedPair> pairs_of(const Weights& weights)
{
    std::vector<WeightedPair> pairs;
    for (std::uint32_t row = 0; row < weights.size(); ++row)
        for (std::uint32_t column = 0; column < weights[row].size(); ++column)
            if (weights[row][column] >= 0) pairs.push_back({row, column, weights[row][column]});
    return pairs;
}

Weights random_weights(std::mt19937& generator, std::size_t rows, std::size_t columns, std::size_t full,
                       unsigned heaviest)
{
    Weights weights(rows, std::vector<std::int64_t>(columns, -1));
    for (auto& row : weights)
        for (auto& weight : row)
            if (generator() % 100 < full) weight = generator() % (heaviest + 1);
    return weights;
}

// Every way to give each row a column of its own or none.
std::int64_t heaviest_by_trying_all(const Weights& weights, std::size_t row, std::vector<bool>& taken)
{
    if (row == weights.size()) return 0;
    std::int64_t best = heaviest_by_trying_all(weights, row + 1, taken);
    for (std::size_t column = 0; column < taken.size(); ++column) {
        if (taken[column] || weights[row][column] < 0) continue;
        taken[column] = true;
        best = std::max(best, weights[row][column] + heaviest_by_trying_all(weights, row + 1, taken));
        taken[column] = false;
    }
    return best;
}

// The Hungarian algorithm on a full square table of costs, in its textbook form (Kuhn 1955, with potentials,
// n^3): staying alone is a column more for each row, an absent pair costs as much as staying alone.
std::int64_t heaviest_by_hungarian(const Weights& weights, std::size_t columns)
{
    const std::size_t rows = weights.size(), width = columns + rows;
    const auto cost = [&](std::size_t row, std::size_t column) -> std::int64_t {
        return column < columns && weights[row][column] > 0 ? -weights[row][column] : 0;
    };
    std::vector<std::int64_t> u(rows + 1), v(width + 1);
    std::vector<std::size_t> p(width + 1), way(width + 1);
    for (std::size_t i = 1; i <= rows; ++i) {
        p[0] = i;
        std::size_t j0 = 0;
        std::vector<std::int64_t> least(width + 1, std::numeric_limits<std::int64_t>::max());
        std::vector<bool> used(width + 1);
        do {
            used[j0] = true;
            std::size_t j1 = 0;
            std::int64_t delta = std::numeric_limits<std::int64_t>::max();
            for (std::size_t j = 1; j <= width; ++j) {
                if (used[j]) continue;
                const std::int64_t now = cost(p[j0] - 1, j - 1) - u[p[j0]] - v[j];
                if (now < least[j]) {
                    least[j] = now;
                    way[j] = j0;
                }
                if (least[j] < delta) {
                    delta = least[j];
                    j1 = j;
                }
            }
            for (std::size_t j = 0; j <= width; ++j) {
                if (used[j]) {
                    u[p[j]] += delta;
                    v[j] -= delta;
                } else {
                    least[j] -= delta;
                }
            }
            j0 = j1;
        } while (p[j0] != 0);
        for (; j0 != 0; j0 = way[j0]) p[j0] = p[way[j0]];
    }
    std::int64_t sum = 0;
    for (std::size_t j = 1; j <= width; ++j)
        if (p[j] != 0) sum -= cost(p[j] - 1, j - 1);
    return sum;
}

// The weight of what was found, which is a matching.
std::int64_t checked_weight(const Weights& weights, std::size_t columns)
{
    const auto pairs = pairs_of(weights);
    const auto chosen = heaviest_matching(weights.size(), columns, pairs);
    std::vector<int> rows(weights.size()), taken(columns);
    std::int64_t sum = 0;
    for (std::size_t i = 0; i < pairs.size(); ++i) {
        if (!chosen[i]) continue;
        EXPECT_EQ(++rows[pairs[i].row], 1);
        EXPECT_EQ(++taken[pairs[i].column], 1);
        sum += pairs[i].weight;
    }
    return sum;
}

TEST(HeaviestMatching, GivesUpTheBestPairWhereTwoOthersAreWorthMore)
{
    EXPECT_EQ(checked_weight({{10, 9}, {8, -1}}, 2), 17);
}

TEST(HeaviestMatching, LeavesARecordAloneThatWouldCostMoreThanItBrings)
{
    const std::vector<WeightedPair> pairs = {{0, 0, 10}, {1, 0, 3}};
    EXPECT_EQ(heaviest_matching(2, 1, pairs), (std::vector<bool>{true, false}));
}

TEST(HeaviestMatching, IsEmptyWhereThereIsNothing)
{
    EXPECT_TRUE(heaviest_matching(0, 0, {}).empty());
    EXPECT_TRUE(heaviest_matching(3, 2, {}).empty());
}

TEST(HeaviestMatching, IsAsHeavyAsTheBestOfAllOnSmallTables)
{
    std::mt19937 generator(5);
    for (int round = 0; round < 3000; ++round) {
        const std::size_t rows = 1 + generator() % 6, columns = 1 + generator() % 6;
        const Weights weights =
            random_weights(generator, rows, columns, 20 + generator() % 81, round % 2 == 0 ? 3 : 1000);
        std::vector<bool> taken(columns);
        ASSERT_EQ(checked_weight(weights, columns), heaviest_by_trying_all(weights, 0, taken));
    }
}

TEST(HeaviestMatching, IsAsHeavyAsTheHungarianAlgorithmFinds)
{
    std::mt19937 generator(6);
    for (int round = 0; round < 60; ++round) {
        const std::size_t rows = 20 + generator() % 60, columns = 20 + generator() % 60;
        const Weights weights =
            random_weights(generator, rows, columns, 5 + generator() % 95, round % 3 == 0 ? 5 : 100'000'000);
        ASSERT_EQ(checked_weight(weights, columns), heaviest_by_hungarian(weights, columns));
    }
}

} // namespace
} // namespace gauze::linkage
