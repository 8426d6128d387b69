#include "bloom/keyed/diffuse.hpp"
#include "bloom/keyed/gf2_rank.hpp"
#include "tests/bloom/keyed/rows_of_bits.hpp"

#include <gtest/gtest.h>

namespace gauze::keyed {
namespace {

using test::row_by_chance;
using test::row_from;
using test::Words;

std::size_t rank_of(const std::vector<std::string>& rows)
{
    Words table;
    for (const auto& row : rows) table.push_back(row_from(row)[0]);
    return rank_over_gf2(table, 1, static_cast<std::uint32_t>(rows.at(0).size()));
}

// The plain twin: one column after the other, whole rows exchanged and summed as in a school book.
std::size_t plain_rank(std::vector<std::vector<bool>> rows)
{
    std::size_t rank = 0;
    for (std::size_t column = 0; !rows.empty() && column < rows[0].size(); ++column) {
        std::size_t pivot = rank;
        while (pivot < rows.size() && !rows[pivot][column]) ++pivot;
        if (pivot == rows.size()) continue;
        std::swap(rows[pivot], rows[rank]);
        for (std::size_t r = rank + 1; r < rows.size(); ++r) {
            if (!rows[r][column]) continue;
            for (std::size_t c = 0; c < rows[r].size(); ++c) rows[r][c] = rows[r][c] != rows[rank][c];
        }
        ++rank;
    }
    return rank;
}

TEST(Rank, OfMatricesWorkedOutByHand)
{
    EXPECT_EQ(rank_of({"000", "000"}), 0u);
    EXPECT_EQ(rank_of({"100", "010", "001"}), 3u);
    EXPECT_EQ(rank_of({"110", "011", "101"}),
              2u); // the third is the sum of the others: over the reals it is 3
    EXPECT_EQ(rank_of({"111", "111", "111"}), 1u);
    EXPECT_EQ(rank_of({"1100", "0011", "1111", "1010"}), 3u);
    EXPECT_EQ(rank_of({"1"}), 1u);
}

TEST(Rank, AgreesWithTheSchoolBookOnTablesByChance)
{
    std::mt19937_64 chance(1);
    for (const std::size_t bits : {1u, 5u, 64u, 65u, 130u})
        for (const std::size_t count : {1u, 4u, 60u, 128u, 200u})
            for (const unsigned per_mille : {10u, 130u, 500u}) {
                Words table;
                std::vector<std::vector<bool>> rows;
                for (std::size_t r = 0; r < count; ++r) {
                    Words row = row_by_chance(chance, bits, per_mille);
                    auto& plain = rows.emplace_back();
                    for (std::size_t i = 0; i < bits; ++i) plain.push_back(bit_of(row, i));
                    row.resize(words_of(bits) + 2); // rows of a table stand apart
                    table.insert(table.end(), row.begin(), row.end());
                }
                ASSERT_EQ(rank_over_gf2(table, words_of(bits) + 2, static_cast<std::uint32_t>(bits)),
                          plain_rank(rows))
                    << bits << " " << count << " " << per_mille;
            }
}

TEST(Rank, CountsWhatIsNoSumOfEarlierRows)
{
    RankOverGf2 rank(4, 10);
    EXPECT_TRUE(rank.add(row_from("1100")));
    EXPECT_FALSE(rank.add(row_from("1100")));
    EXPECT_FALSE(rank.add(row_from("0000")));
    EXPECT_TRUE(rank.add(row_from("0110")));
    EXPECT_FALSE(rank.add(row_from("1010")));
    EXPECT_TRUE(rank.add(row_from("0011")));
    EXPECT_FALSE(rank.is_full());
    EXPECT_TRUE(rank.add(row_from("0001")));
    EXPECT_TRUE(rank.is_full());
    EXPECT_FALSE(rank.add(row_from("1111")));
    EXPECT_EQ(rank.rank(), 4u);
}

// What the refusal rests on (the rank attack): few outputs of a table have full rank among
// themselves and leave most of the base open; with as many as the base has rank they span all of it.
TEST(Rank, OfDiffusedTablesIsTheSmallerOfOutputsAndBaseRank)
{
    constexpr std::uint32_t base = 128;
    std::mt19937_64 chance(2);
    Words table;
    for (int r = 0; r < 600; ++r) {
        const Words row = row_by_chance(chance, base, 130);
        table.insert(table.end(), row.begin(), row.end());
    }
    const std::size_t base_rank = rank_over_gf2(table, words_of(base), base);
    EXPECT_EQ(base_rank, base);
    for (const std::uint32_t outputs : {64u, 512u}) {
        const Diffusion diffusion(bytes_of("0123456789abcdef0123456789abcdef"), {base, outputs, 9});
        Words shown(table.size() / words_of(base) * words_of(outputs));
        for (std::size_t r = 0; r < 600; ++r)
            diffusion.apply(Row(table).subspan(r * words_of(base), words_of(base)),
                            RowToFill(shown).subspan(r * words_of(outputs), words_of(outputs)));
        EXPECT_EQ(rank_over_gf2(shown, words_of(outputs), outputs), std::min(outputs, base));
        EXPECT_EQ(is_recoverable(outputs, base_rank), outputs == 512);
    }
}

} // namespace
} // namespace gauze::keyed
