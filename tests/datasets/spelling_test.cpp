#include "datasets/synth/spelling.hpp"
#include "tests/datasets/five/sample_town.hpp"

#include <gtest/gtest.h>

namespace gauze::synth {
namespace {

TEST(Spelling, DropsAccentsAndKeepsTheLetters)
{
    EXPECT_EQ(without_accents("Zoë Nguyễn-Łukasz O'Brien"), "Zoe Nguyen-Lukasz O'Brien");
    EXPECT_EQ(without_accents("Ştefan Ștefan Çelik"), "Stefan Stefan Celik");
    EXPECT_EQ(without_accents(""), "");
    EXPECT_EQ(without_accents("李"), "?");
}

TEST(Spelling, WritesCapitalsWithoutAccents) { EXPECT_EQ(in_capitals("Siân ap Rhys"), "SIAN AP RHYS"); }

TEST(Spelling, CutsTheKindOfAStreetShort)
{
    EXPECT_EQ(with_short_street("Flat 3, 14 Station Road"), "Flat 3, 14 Station Rd");
    EXPECT_EQ(with_short_street("9 Lane Close"), "9 Lane Cl");
    EXPECT_EQ(with_short_street("9 Mill Walk"), "9 Mill Walk");
    EXPECT_EQ(with_short_street(""), "");
}

TEST(CsvLine, QuotesWhatMustBeQuotedAndNothingElse)
{
    std::string text;
    CsvLine line(text);
    line.cell("plain")
        .cell("Flat 3, 14 Mill Lane")
        .cell("say \"so\"")
        .cell("")
        .cell("two\nlines")
        .end("\r\n");
    EXPECT_EQ(text, "plain,\"Flat 3, 14 Mill Lane\",\"say \"\"so\"\"\",,\"two\nlines\"\r\n");
}

TEST(CsvLine, IsReadBackCellByCell)
{
    const std::vector<std::string> cells{"", "a,b", "\"", "O'Brien", "c\r\nd", "é", ""};
    std::string text;
    CsvLine line(text);
    for (const std::string& cell : cells) line.cell(cell);
    line.end("\n");
    ASSERT_EQ(five::cells_of(text).size(), 1u);
    EXPECT_EQ(five::cells_of(text)[0], cells);
}

} // namespace
} // namespace gauze::synth
