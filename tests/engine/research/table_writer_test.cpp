#include "engine/research/table_writer.hpp"
#include "tests/engine/research/exchange.hpp"

#include <array>

namespace gauze::research {
namespace {

class CsvWriterTest : public Exchange {
protected:
    // The one cell of a one-column table, as it stands in the file.
    std::string written(std::string_view cell)
    {
        fs::remove(path("t.csv"));
        CsvWriter writer(path("t.csv"), {"c"});
        writer.row(std::array<std::string_view, 1>{cell});
        writer.close();
        const std::string whole = text(path("t.csv"));
        EXPECT_TRUE(whole.starts_with("c\n") && whole.ends_with("\n"));
        return whole.substr(2, whole.size() - 3);
    }
};

TEST_F(CsvWriterTest, WritesLineFeedsAndNoQuotesWhereNoneAreNeeded)
{
    CsvWriter writer(path("t.csv"), {"a", "b"});
    writer.row(std::array<std::string_view, 2>{"1", "two words"});
    writer.row(std::array<std::string_view, 2>{"", ""});
    writer.close();
    EXPECT_EQ(text(path("t.csv")), "a,b\n1,two words\n,\n");
}

TEST_F(CsvWriterTest, QuotesWhatWouldEndACell)
{
    EXPECT_EQ(written("a,b"), "\"a,b\"");
    EXPECT_EQ(written("say \"x\""), "\"say \"\"x\"\"\"");
    EXPECT_EQ(written("two\nlines"), "\"two\nlines\"");
    EXPECT_EQ(written("two\r\nlines"), "\"two\r\nlines\"");
}

TEST_F(CsvWriterTest, PutsAnApostropheBeforeWhatASpreadsheetWouldRun)
{
    EXPECT_EQ(written("=SUM(A1)"), "'=SUM(A1)");
    EXPECT_EQ(written("+1-1"), "'+1-1");
    EXPECT_EQ(written("-1+1"), "'-1+1");
    EXPECT_EQ(written("@x"), "'@x");
    EXPECT_EQ(written("\tx"), "'\tx");
    EXPECT_EQ(written("\r=x"), "\"'\r=x\"");
    EXPECT_EQ(written("=a,b"), "\"'=a,b\"");
    EXPECT_EQ(written("-"), "'-");
}

TEST_F(CsvWriterTest, LeavesNumbersAndOrdinaryTextAlone)
{
    for (const char* cell : {"-3.5", "-3", "-1e5", "0", "a=b", "1-2", "x@y", " =x", "'=x", ""})
        EXPECT_EQ(written(cell), cell);
}

TEST_F(CsvWriterTest, GuardsTheNamesOfColumnsToo)
{
    CsvWriter(path("t.csv"), {"=a", "b,c"}).close();
    EXPECT_EQ(text(path("t.csv")), "'=a,\"b,c\"\n");
}

TEST_F(CsvWriterTest, LeavesNothingWhenItIsNotClosed)
{
    {
        CsvWriter writer(path("t.csv"), {"a"});
        writer.row(std::array<std::string_view, 1>{"x"});
    }
    EXPECT_FALSE(fs::exists(path("t.csv")));
}

} // namespace
} // namespace gauze::research
