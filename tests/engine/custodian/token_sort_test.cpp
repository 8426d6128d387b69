#include "bloom/base/error.hpp"
#include "engine/custodian/token_sort.hpp"
#include "tests/temporary_folder.hpp"

#include <algorithm>
#include <cstring>
#include <random>

#include <fmt/format.h>
#include <gtest/gtest.h>

namespace gauze::custodian {
namespace {

using test::read_file;
using test::TemporaryFolder;

constexpr std::size_t fixed_bytes = 24;
constexpr std::string_view mark = "Quibblewick";

struct MadeRow {
    RowToken token;
    std::uint64_t number = 0;
    std::array<std::byte, fixed_bytes> fixed{};
    std::vector<std::string> cells;
    bool operator==(const MadeRow&) const = default;
};

std::vector<MadeRow> made_rows(std::size_t count, std::uint64_t seed = 1)
{
    std::mt19937_64 random(seed);
    std::vector<MadeRow> rows(count);
    for (std::size_t r = 0; r < count; ++r) {
        for (std::byte& byte : rows[r].token.bytes) byte = static_cast<std::byte>(random());
        for (std::byte& byte : rows[r].fixed) byte = static_cast<std::byte>(random());
        rows[r].number = r + 1;
        rows[r].cells = {fmt::format("reference-{}", r), std::string(random() % 40, 'c'),
                         fmt::format("{}{}", mark, r)};
    }
    return rows;
}

void add(const MadeRow& row, TokenSort& to)
{
    const std::vector<std::string_view> cells(row.cells.begin(), row.cells.end());
    to.add(row.token, row.number, row.fixed.data(), cells);
}

std::vector<MadeRow> drained(TokenSort& from)
{
    std::vector<MadeRow> rows;
    for (SortedRows sorted; from.next(sorted);)
        for (std::size_t i = 0; i < sorted.size(); ++i) {
            MadeRow& row = rows.emplace_back();
            row.token = sorted.token(i);
            row.number = sorted.number(i);
            std::memcpy(row.fixed.data(), sorted.fixed(i), fixed_bytes);
            std::vector<std::string_view> cells{sorted.cell(i, 0)};
            sorted.cells_from(i, 1, cells);
            EXPECT_EQ(sorted.cell(i, cells.size() - 1), cells.back());
            row.cells.assign(cells.begin(), cells.end());
        }
    return rows;
}

std::vector<MadeRow> in_token_order(std::vector<MadeRow> rows)
{
    std::ranges::sort(rows, {}, &MadeRow::token);
    return rows;
}

TEST(TokenSort, GivesAllRowsBackInTheOrderOfTheirTokensWhateverTheMemory)
{
    const TemporaryFolder folder;
    auto rows = made_rows(3000);
    rows[5].cells = {"", "", ""};
    rows[6].cells[1] = std::string(1 << 20, 'w'); // larger than any buffer begins
    const auto expected = in_token_order(rows);
    for (const std::uint64_t bytes : {std::uint64_t{0}, std::uint64_t{100} << 20, UINT64_MAX})
        for (const std::size_t memory : {std::size_t{0}, std::size_t{1} << 15, TokenSort::default_memory}) {
            TokenSort sort(folder.path(), fixed_bytes, 3, bytes, memory);
            for (const MadeRow& row : rows) add(row, sort);
            EXPECT_EQ(sort.rows(), rows.size());
            EXPECT_TRUE(drained(sort) == expected) << bytes << " bytes, memory " << memory;
            SortedRows none;
            EXPECT_FALSE(sort.next(none));
            EXPECT_EQ(folder.entries(), 0u);
        }
}

TEST(TokenSort, HoldsNoRowAtAllAndRowsWithoutCells)
{
    const TemporaryFolder folder;
    TokenSort empty(folder.path(), fixed_bytes, 3, 0);
    EXPECT_TRUE(drained(empty).empty());
    TokenSort bare(folder.path(), 0, 0, 0, 0);
    const auto rows = in_token_order(made_rows(1000));
    for (const MadeRow& row : rows) bare.add(row.token, row.number, nullptr, {});
    SortedRows sorted;
    ASSERT_TRUE(bare.next(sorted));
    ASSERT_EQ(sorted.size(), rows.size());
    std::vector<std::string_view> cells;
    for (std::size_t i = 0; i < rows.size(); ++i) {
        EXPECT_EQ(sorted.token(i), rows[i].token);
        sorted.cells_from(i, 0, cells);
    }
    EXPECT_TRUE(cells.empty());
}

// What lies on the disk on the way is unreadable, the owner's alone, and gone at the end.
TEST(TokenSort, SpillsIntoFilesThatOnlyThisProcessCanRead)
{
    const TemporaryFolder folder;
    const auto rows = made_rows(5000);
    TokenSort sort(folder.path(), fixed_bytes, 3, std::uint64_t{200} << 20, 0);
    for (const MadeRow& row : rows) add(row, sort);
    std::size_t spilled = 0;
    for (const auto& file : std::filesystem::directory_iterator(folder.path())) {
        EXPECT_EQ(file.status().permissions(), std::filesystem::perms{0600}) << file.path();
        const std::string bytes = read_file(file.path());
        spilled += bytes.size();
        EXPECT_EQ(bytes.find(mark), std::string::npos);
        // Words of ten letters: one of three stands in every sixtieth run of so many random bytes by chance.
        EXPECT_EQ(bytes.find("reference-"), std::string::npos);
        EXPECT_EQ(bytes.find("cccccccccc"), std::string::npos);
        const std::string_view token(reinterpret_cast<const char*>(rows[0].token.bytes.data()), 16);
        EXPECT_EQ(bytes.find(token), std::string::npos);
    }
    EXPECT_GT(folder.entries(), 5u);
    EXPECT_GT(spilled, 100'000u);
    EXPECT_TRUE(drained(sort) == in_token_order(rows));
    EXPECT_EQ(folder.entries(), 0u);
}

TEST(TokenSort, EncryptsEachRunsFilesUnderAKeyOfItsOwn)
{
    const TemporaryFolder one, other;
    const auto rows = made_rows(2000);
    TokenSort a(one.path(), fixed_bytes, 3, 0, 0), b(other.path(), fixed_bytes, 3, 0, 0);
    for (const MadeRow& row : rows) add(row, a), add(row, b);
    const std::string first = read_file(one / ".sort-0"), second = read_file(other / ".sort-0");
    ASSERT_EQ(first.size(), second.size());
    ASSERT_GT(first.size(), 1000u);
    EXPECT_NE(first, second);
}

// Equal rows one behind the other must not show as equal bytes.
TEST(TokenSort, UsesNoPieceOfItsKeystreamTwice)
{
    const TemporaryFolder folder;
    TokenSort sort(folder.path(), fixed_bytes, 3, 0, 0);
    auto rows = made_rows(4000);
    for (MadeRow& row : rows) row.fixed = {}, row.cells = {"same", "same", "same"};
    for (const MadeRow& row : rows) add(row, sort);
    const std::string bytes = read_file(folder / ".sort-0");
    std::vector<std::string> blocks;
    for (std::size_t at = 0; at + 16 <= bytes.size(); at += 16) blocks.push_back(bytes.substr(at, 16));
    std::ranges::sort(blocks);
    EXPECT_GT(blocks.size(), 1000u);
    EXPECT_EQ(std::ranges::adjacent_find(blocks), blocks.end());
}

TEST(TokenSort, RemovesItsFilesWhenItEndsEarly)
{
    const TemporaryFolder folder;
    {
        TokenSort sort(folder.path(), fixed_bytes, 3, std::uint64_t{100} << 20, 0);
        for (const MadeRow& row : made_rows(3000)) add(row, sort);
        SortedRows first;
        ASSERT_TRUE(sort.next(first)); // in the middle of reading back
        EXPECT_GT(folder.entries(), 0u);
    }
    EXPECT_EQ(folder.entries(), 0u);
}

TEST(TokenSort, SaysWhereItCannotWrite)
{
    const TemporaryFolder folder;
    TokenSort sort(folder / "gone", fixed_bytes, 3, 0, 0);
    try {
        for (const MadeRow& row : made_rows(3000)) add(row, sort);
        FAIL();
    } catch (const Error& error) {
        EXPECT_EQ(error.code(), Exit::cannot_write);
        EXPECT_EQ(std::string(error.what()).find(mark), std::string::npos);
    }
}

TEST(TokenSort, RefusesATokenThatStandsTwiceWithBothRows)
{
    const TemporaryFolder folder;
    for (const std::size_t memory : {std::size_t{0}, TokenSort::default_memory}) {
        auto rows = made_rows(2500);
        rows[2400].token = rows[16].token;
        TokenSort sort(folder.path(), fixed_bytes, 3, std::uint64_t{100} << 20, memory);
        for (const MadeRow& row : rows) add(row, sort);
        try {
            (void)drained(sort);
            FAIL();
        } catch (const Error& error) {
            EXPECT_EQ(error.code(), Exit::bad_data);
            EXPECT_NE(std::string(error.what()).find("rows 17 and 2401"), std::string::npos) << error.what();
        }
    }
    EXPECT_EQ(folder.entries(), 0u);
}

} // namespace
} // namespace gauze::custodian
