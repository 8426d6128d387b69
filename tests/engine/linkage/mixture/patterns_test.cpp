#include "engine/linkage/mixture/patterns.hpp"

#include <gtest/gtest.h>

namespace gauze::linkage::mixture {
namespace {

TEST(Cells, AreEqualEvidenceOfTheSameTwoParties)
{
    std::vector<EvidenceUnit> units(2);
    units[0].candidates = {{0, 0, 7}, {0, 1, 3}, {1, 1, 7}};
    units[1].candidates = {{0, 0, 3}};
    const std::vector<Cell> cells = number_cells(units);
    ASSERT_EQ(cells.size(), 3u);
    EXPECT_EQ(cells[0].unit, 0u);
    EXPECT_EQ(cells[0].evidence, 3u);
    EXPECT_EQ(cells[0].count, 1);
    EXPECT_EQ(cells[1].evidence, 7u);
    EXPECT_EQ(cells[1].count, 2);
    EXPECT_EQ(cells[2].unit, 1u);
    EXPECT_EQ(cells[2].evidence, 3u);
    EXPECT_EQ(units[0].candidates[0].vector, 1u);
    EXPECT_EQ(units[0].candidates[1].vector, 0u);
    EXPECT_EQ(units[0].candidates[2].vector, 1u);
    EXPECT_EQ(units[1].candidates[0].vector, 2u);
}

TEST(Cells, OfNoCandidatesAreNone)
{
    std::vector<EvidenceUnit> units(2);
    EXPECT_TRUE(number_cells(units).empty());
    EXPECT_TRUE(number_cells({}).empty());
}

} // namespace
} // namespace gauze::linkage::mixture
