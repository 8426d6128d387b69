#include "engine/linkage/units.hpp"

#include <gtest/gtest.h>

namespace gauze::linkage {
namespace {

// How often each pair of rows lies in a unit; within one party only a < b is a pair.
void expect_each_pair_once(PartyPair which, std::size_t rows_a, std::size_t rows_b, std::size_t slab_rows)
{
    std::vector<unsigned> met(rows_a * rows_b);
    std::uint64_t all = 0;
    const auto phases = exact_phases(which, rows_a, rows_b, slab_rows);
    for (const Phase& phase : phases)
        for (const Unit& unit : phase.units) {
            EXPECT_LE(unit.b.size(), slab_rows);
            EXPECT_EQ(unit.b.begin, phase.slab.begin);
            EXPECT_EQ(unit.b.end, phase.slab.end);
            std::uint64_t pairs = 0;
            for (std::size_t a = unit.a.begin; a < unit.a.end; ++a)
                for (std::size_t b = unit.b.begin; b < unit.b.end; ++b)
                    if (which.a != which.b || a < b) ++met[a * rows_b + b], ++pairs;
            EXPECT_EQ(unit.pairs, pairs);
            all += pairs;
        }
    EXPECT_EQ(pairs_in(phases), all);
    for (std::size_t a = 0; a < rows_a; ++a)
        for (std::size_t b = 0; b < rows_b; ++b)
            ASSERT_EQ(met[a * rows_b + b], which.a != which.b || a < b ? 1u : 0u)
                << a << " " << b << " of " << rows_a << " x " << rows_b << ", slabs of " << slab_rows;
}

TEST(Units, HoldEachPairOfTwoPartiesOnce)
{
    for (const std::size_t rows_a : {0, 1, 2, 255, 256, 257, 1001})
        for (const std::size_t rows_b : {0, 1, 3, 64, 333})
            for (const std::size_t slab : {1, 7, 64, 332, 333, 100'000})
                expect_each_pair_once({0, 1}, rows_a, rows_b, slab);
}

TEST(Units, HoldEachPairWithinOnePartyOnceAndNoRecordWithItself)
{
    for (const std::size_t rows : {0, 1, 2, 255, 256, 257, 1001})
        for (const std::size_t slab : {1, 7, 64, 1000, 1001, 100'000})
            expect_each_pair_once({2, 2}, rows, rows, slab);
}

TEST(Units, OfManyRowsStayWithinTheirBounds)
{
    constexpr std::size_t rows_a = 1'000'003, rows_b = 3'000'001;
    std::uint64_t pairs = 0;
    std::size_t slab_end = 0;
    for (const Phase& phase : exact_phases({0, 1}, rows_a, rows_b)) {
        EXPECT_EQ(phase.slab.begin, slab_end);
        slab_end = phase.slab.end;
        std::size_t end = 0;
        for (const Unit& unit : phase.units) {
            EXPECT_EQ(unit.a.begin, end);
            EXPECT_LE(unit.a.size(), 8192u);
            EXPECT_LE(unit.b.size(), usual_slab_rows);
            end = unit.a.end;
            pairs += unit.pairs;
        }
        EXPECT_EQ(end, rows_a);
    }
    EXPECT_EQ(slab_end, rows_b);
    EXPECT_EQ(pairs, std::uint64_t{rows_a} * rows_b);
}

// Mirrored pairs are no work: what a unit holds beyond its pairs is the corner at the diagonal.
TEST(Units, WithinOnePartyLayOutLittleMoreThanItsPairs)
{
    constexpr std::uint64_t rows = 1'000'000;
    std::uint64_t laid_out = 0;
    const auto phases = exact_phases({0, 0}, rows, rows);
    for (const Phase& phase : phases)
        for (const Unit& unit : phase.units) laid_out += std::uint64_t{unit.a.size()} * unit.b.size();
    EXPECT_EQ(pairs_in(phases), rows * (rows - 1) / 2);
    EXPECT_LT(laid_out, rows * rows / 2 * 115 / 100);
}

} // namespace
} // namespace gauze::linkage
