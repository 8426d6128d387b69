#include "engine/custodian/row_block.hpp"
#include "tests/engine/custodian/sample_file.hpp"

#include <algorithm>
#include <string>
#include <vector>

#include <gtest/gtest.h>

namespace gauze::custodian {
namespace {

TEST(RowBlock, KeepsCellsWhereTheyAreUntilItIsCleared)
{
    RowBlock block(2);
    std::vector<std::string_view> first;
    for (std::uint64_t r = 0; r < RowBlock::most_rows; ++r) {
        EXPECT_EQ(block.full(), false);
        const std::string a(r * 3, 'a'), b = fmt::format("b{}", r); // more than one arena's worth in all
        block.begin_row(r + 1, 2 * r, a.size() + b.size());
        block.add_cell(a);
        block.add_cell(b);
        first.push_back(block.cell(r, 1).reveal());
    }
    EXPECT_TRUE(block.full());
    for (std::uint64_t r = 0; r < RowBlock::most_rows; ++r) {
        EXPECT_EQ(block.number(r), r + 1);
        EXPECT_EQ(block.line(r), 2 * r);
        EXPECT_EQ(block.cell(r, 0).reveal().size(), r * 3);
        EXPECT_EQ(block.cell(r, 1).reveal(), fmt::format("b{}", r));
        EXPECT_EQ(first[r].data(), block.cell(r, 1).reveal().data());
    }
}

TEST(RowBlock, TakesACellLargerThanItsUsualMemory)
{
    RowBlock block(1);
    for (const std::size_t size : {1u << 20, 0u, 5u}) {
        block.begin_row(1, 1, size);
        block.add_cell(std::string(size, 'x'));
    }
    EXPECT_EQ(block.cell(0, 0).reveal(), std::string(1u << 20, 'x'));
    EXPECT_EQ(block.cell(1, 0).reveal(), "");
    EXPECT_EQ(block.cell(2, 0).reveal(), "xxxxx");
}

TEST(RowBlock, UndoublesQuotes)
{
    RowBlock block(3);
    block.begin_row(1, 1, 30);
    block.add_quoted_cell(R"(Ann ""Nan"" Smith)");
    block.add_quoted_cell(R"("""")");
    block.add_quoted_cell("");
    EXPECT_EQ(block.cell(0, 0).reveal(), R"(Ann "Nan" Smith)");
    EXPECT_EQ(block.cell(0, 1).reveal(), R"("")");
    EXPECT_EQ(block.cell(0, 2).reveal(), "");
}

TEST(RowBlock, WipesWhatItHeldWhenItIsCleared)
{
    RowBlock block(1);
    block.begin_row(1, 1, 8);
    block.add_cell("Marigold");
    const char* at = block.cell(0, 0).reveal().data();
    block.clear();
    EXPECT_EQ(std::string_view(at, 8), std::string_view("\0\0\0\0\0\0\0\0", 8)); // the arena is kept
    EXPECT_EQ(block.size(), 0u);
    block.begin_row(2, 2, 3);
    block.add_cell("Ben");
    EXPECT_EQ(block.cell(0, 0).reveal(), "Ben");
    EXPECT_EQ(block.cell(0, 0).reveal().data(), at);
}

TEST(RowBlock, LeavesRoomBeyondItsLimitForDecoys)
{
    RowBlock block(1, 3);
    for (std::uint64_t r = 1; r <= 3; ++r) {
        EXPECT_FALSE(block.full());
        block.begin_row(r, r, 1);
        block.add_cell("x");
    }
    EXPECT_TRUE(block.full());
    block.begin_row(0, 0, 1);
    block.add_cell("x");
    EXPECT_EQ(block.size(), 4u);
}

// The reader's two ways of handing rows over are one: cell by cell into Plaintext, or straight into blocks.
TEST(RowBlock, IsFilledByTheReaderAsItsRowsAre)
{
    std::string text = "a,b,c\n";
    for (int i = 0; i < 1300; ++i) {
        if (i % 7 == 0) text += fmt::format("\"x \"\"{}\"\"\",,\"two\nlines\"\n", i);
        if (i % 11 == 0) text += "too,few\n";
        if (i % 13 == 0) text += "1,\"open,3\n";
        if (i % 17 == 0) text += std::string("n,u\0l,l\n", 8);
        if (i % 19 == 0) text += "\n";
        text += fmt::format("{},{},{}\n", i, i * i, std::string(static_cast<std::size_t>(i % 50), 'z'));
    }
    const SampleFile file(text);
    const FileFacts facts = examine(file.path());
    CsvReader slow(file.path(), facts), fast(file.path(), facts);
    const std::vector<SeenRow> expected = rows_of(slow);
    std::vector<SeenRow> seen;
    RowBlock block(3, 100);
    for (bool more = true; more;) {
        block.clear();
        std::optional<FaultyRow> faulty;
        more = fast.next(block, faulty);
        for (std::size_t r = 0; r < block.size(); ++r) {
            seen.push_back({block.number(r), block.line(r), {}, {}});
            for (std::size_t c = 0; c < 3; ++c) seen.back().cells.emplace_back(block.cell(r, c).reveal());
        }
        if (faulty) seen.push_back({faulty->number, faulty->line, faulty->fault, {}});
    }
    EXPECT_TRUE(seen == expected);
    EXPECT_GT(std::ranges::count_if(seen, [](const SeenRow& row) { return row.fault.has_value(); }), 200);
    EXPECT_EQ(fast.blank_lines(), slow.blank_lines());
}

} // namespace
} // namespace gauze::custodian
