// The contract of csv_reader.hpp, sentence by sentence. Character sets and gzip are in text_source_test.cpp,
// what `examine` tells in file_facts_test.cpp, the sliding window and the random tables in
// csv_records_test.cpp.
#include "tests/engine/custodian/sample_file.hpp"

#include <gtest/gtest.h>

using namespace gauze;
using namespace gauze::custodian;

namespace {

constexpr std::size_t mebibyte = 1u << 20;

TEST(CsvReader, HandsOutRowsWithTheirNumberAndLine)
{
    const std::vector<SeenRow> expected{{1, 2, {}, {"1", "Anna"}}, {2, 3, {}, {"2", "Bob"}}};
    EXPECT_EQ(rows_of("id,name\n1,Anna\n2,Bob\n"), expected);
}

TEST(CsvReader, ReadsWindowsLineEnds)
{
    EXPECT_EQ(cells_of("id,name\r\n1,Anna\r\n2,\"Bob\"\r\n"), (Table{{"1", "Anna"}, {"2", "Bob"}}));
}

TEST(CsvReader, ReadsALastLineWithoutALineEnd)
{
    for (const char* end : {"", "\n", "\r\n", "\r"}) {
        EXPECT_EQ(cells_of(fmt::format("id,name\n1,Anna\n2,Bob{}", end)),
                  (Table{{"1", "Anna"}, {"2", "Bob"}}));
        EXPECT_EQ(cells_of(fmt::format("id,name\n1,Anna\n2,\"Bob\"{}", end)),
                  (Table{{"1", "Anna"}, {"2", "Bob"}}));
        EXPECT_EQ(cells_of(fmt::format("id,name\n1,{}", end)), (Table{{"1", ""}}));
    }
}

TEST(CsvReader, KeepsALoneCarriageReturnInItsCell)
{
    EXPECT_EQ(cells_of("id,name,town\n1,An\rna,Leeds\n2,\"B\rob\r\",York\r\n"),
              (Table{{"1", "An\rna", "Leeds"}, {"2", "B\rob\r", "York"}}));
}

TEST(CsvReader, KeepsAQuotedNewlineInsideItsCell)
{
    const std::vector<SeenRow> expected{
        {1, 2, {}, {"1", "Flat 2\n5 High St\r\nLeeds"}}, {2, 5, {}, {"2", "\n"}}, {3, 7, {}, {"3", "x"}}};
    EXPECT_EQ(rows_of("id,address\n1,\"Flat 2\n5 High St\r\nLeeds\"\n2,\"\n\"\n3,x\n"), expected);
}

TEST(CsvReader, KeepsAQuotedDelimiterInsideItsCell)
{
    EXPECT_EQ(cells_of("id,name\n1,\"Smith, John\"\n2,\",\"\n"), (Table{{"1", "Smith, John"}, {"2", ","}}));
}

TEST(CsvReader, MakesEachDoubledQuoteOne)
{
    EXPECT_EQ(cells_of("id,name\n1,\"Anna \"\"Nan\"\" Lee\"\n2,\"\"\"\"\n3,\"\"\"\"\"\"\n4,\"\"\n"),
              (Table{{"1", "Anna \"Nan\" Lee"}, {"2", "\""}, {"3", "\"\""}, {"4", ""}}));
}

TEST(CsvReader, KeepsAQuoteThatDoesNotBeginItsCell)
{
    EXPECT_EQ(cells_of("id,name\n1,5'10\"\n2,Anna \"Nan\" Lee\n3, \"x\"\n4,a\"\"b\n"),
              (Table{{"1", "5'10\""}, {"2", "Anna \"Nan\" Lee"}, {"3", " \"x\""}, {"4", "a\"\"b"}}));
}

TEST(CsvReader, KeepsBlanksAroundACell)
{
    EXPECT_EQ(cells_of("id,name\n 1 ,\" Anna\"\n"), (Table{{" 1 ", " Anna"}}));
}

TEST(CsvReader, CountsBlankLinesAndSkipsThem)
{
    const SampleFile file("\n\r\nid,name\n\n1,Anna\n\r\n\n2,\"\n\n\"\n\r");
    CsvReader reader(file.path(), examine(file.path()));
    const std::vector<SeenRow> expected{{1, 5, {}, {"1", "Anna"}}, {2, 8, {}, {"2", "\n\n"}}};
    EXPECT_EQ(rows_of(reader), expected);
    EXPECT_EQ(reader.blank_lines(), 6u);
}

TEST(CsvReader, TakesARowOfEmptyCellsForARow)
{
    EXPECT_EQ(cells_of("id,name\n,\n\"\",\"\"\n"), (Table{{"", ""}, {"", ""}}));
    EXPECT_EQ(cells_of("id\n\"\"\nx\n"), (Table{{""}, {"x"}}));
}

TEST(CsvReader, RejectsARaggedRowAndOnlyThatRow)
{
    const std::vector<SeenRow> expected{{1, 2, {}, {"1", "Anna"}},
                                        {2, 3, RowFault::ragged, {}},
                                        {3, 4, RowFault::ragged, {}},
                                        {4, 5, RowFault::ragged, {}},
                                        {5, 7, {}, {"5", "Bob"}}};
    EXPECT_EQ(rows_of("id,name\n1,Anna\n2\n3,Cid,x\n4,\"Dee\nx\",\n5,Bob\n"), expected);
}

TEST(CsvReader, RejectsARowWithANulAndOnlyThatRow)
{
    using namespace std::string_view_literals;
    EXPECT_EQ(fate_of("id,name\n1,Anna\n2,B\0ob\n3,\"C\0id\nx\"\n4,Dee\n\0\n5,Eve\n"sv), ".nn.n.");
    EXPECT_EQ(fate_of("id,name\n1,A\0nna\n\0,Bob\n"sv), "nn");
}

TEST(CsvReader, RejectsACellAboveOneMebibyteAndOnlyItsRow)
{
    const std::string fits(mebibyte, 'x');
    for (const std::string quote : {"", "\""}) {
        const auto row = [&](int id, const std::string& cell) {
            return fmt::format("{},{}{}{}\n", id, quote, cell, quote);
        };
        const std::string file = "id,name\n" + row(1, fits) + row(2, fits + "x") + row(3, "Bob");
        EXPECT_EQ(fate_of(file), ".l.") << "quoted with: " << quote;
        EXPECT_EQ(cells_of(file).at(0).at(1), fits);
    }
}

TEST(CsvReader, MeasuresACellWithoutItsDoubledQuotes)
{
    std::string doubled;
    for (std::size_t i = 0; i < mebibyte; ++i) doubled += "\"\"";
    EXPECT_EQ(fate_of("id,name\n1,\"" + doubled + "\"\n2,\"" + doubled + "x\"\n3,x\n"), ".l.");
}

TEST(CsvReader, RejectsALineLongerThanTheWindowAndReadsOn)
{
    const std::string endless(9 * mebibyte, 'x');
    const std::vector<SeenRow> expected{
        {1, 2, RowFault::cell_too_long, {}}, {2, 3, RowFault::cell_too_long, {}}, {3, 4, {}, {"3", "Bob"}}};
    EXPECT_EQ(rows_of("id,name\n1," + endless + "\n2,\"" + endless + "\"\n3,Bob\n"), expected);
}

TEST(CsvReader, RejectsTextBehindAClosingQuoteAndOnlyItsRow)
{
    const std::vector<SeenRow> expected{{1, 2, RowFault::text_after_quote, {}},
                                        {2, 3, RowFault::text_after_quote, {}},
                                        {3, 4, RowFault::text_after_quote, {}},
                                        {4, 6, RowFault::text_after_quote, {}},
                                        {5, 7, {}, {"5", "Eve", "York"}}};
    EXPECT_EQ(rows_of("id,name,town\n"
                      "1,\"Anna\"x,York\n"
                      "2,\"Anna \"Nan\" Lee\",York\n"
                      "3,\"Cid\" ,\"New\nYork\"\n" // the row has two lines
                      "4,York,\"Dee\"\rx\n"
                      "5,Eve,York\n"),
              expected);
}

// The promise that matters most to a custodian: one lost quote does not swallow the rest of the file.
TEST(CsvReader, LosesOneLineToAnOpenQuoteInFilesOfAnyQuoting)
{
    const std::vector<std::string> neighbours{"{},Bob,York\n", "{},\"Bob\",York\n",
                                              "\"{}\",\"Bob\",\"York\"\n", "{},\"\",York\n",
                                              "{},\"New\nBob\",\"\"\"York\"\"\"\n"};
    const std::vector<std::string> broken{"3,\"Anna,York\n", "3,Anna,\"York\n", "\"3,Anna,York\n",
                                          "\"3\",\"Anna\",\"York\n", "3,\"Anna \"\"Nan,York\n"};
    for (const std::string& neighbour : neighbours)
        for (const std::string& line : broken) {
            const auto row = [&](int id) { return fmt::format(fmt::runtime(neighbour), id); };
            const std::string file = "id,name,town\n" + row(1) + row(2) + line + row(4) + row(5);
            EXPECT_EQ(fate_of(file), "..o..") << file;
        }
}

TEST(CsvReader, NamesTheLineOnWhichAnOpenQuoteStands)
{
    const std::vector<SeenRow> rows = rows_of("id,name\n1,Anna\n2,\"Bob\n3,\"Cid\"\n4,Dee\n");
    const std::vector<SeenRow> expected{{1, 2, {}, {"1", "Anna"}},
                                        {2, 3, RowFault::open_quote, {}},
                                        {3, 4, {}, {"3", "Cid"}},
                                        {4, 5, {}, {"4", "Dee"}}};
    EXPECT_EQ(rows, expected);
}

TEST(CsvReader, LosesOneLineToEachOfManyOpenQuotes)
{
    EXPECT_EQ(fate_of("id,name\n1,\"Anna\n2,\"Bob\n3,Cid\n4,\"Dee\n5,\"Eve"), "oo.oo");
}

TEST(CsvReader, FindsAnOpenQuoteBehindAQuotedNewline)
{
    EXPECT_EQ(fate_of("id,name,town\n1,\"An\nna\",\"York\n2,\"Bob\",York\n"), "o.");
}

TEST(CsvReader, ReadsOnAfterAnOpenQuoteFarFromTheEndOfTheFile)
{
    std::string file = "id,name\n1,Anna\n2,\"Bob\n";
    std::size_t rows = 2;
    while (file.size() < 6 * mebibyte) file += fmt::format("{},Cid Dee Eve Fay\n", ++rows);
    EXPECT_EQ(fate_of(file), ".o" + std::string(rows - 2, '.'));
}

TEST(CsvReader, SaysInAFewWordsWhatIsWrongWithARow)
{
    EXPECT_EQ(to_text(RowFault::ragged), "another number of cells than the header");
    EXPECT_EQ(to_text(RowFault::nul), "a NUL character");
    EXPECT_EQ(to_text(RowFault::open_quote), "a quote that is never closed");
    EXPECT_EQ(to_text(RowFault::text_after_quote), "text behind a closing quote");
    EXPECT_EQ(to_text(RowFault::cell_too_long), "a cell above 1 MiB");
}

std::vector<std::string> columns_of(std::string_view bytes)
{
    const SampleFile file(bytes);
    return CsvReader(file.path(), examine(file.path())).columns();
}

TEST(CsvHeader, GivesNamesTrimmedWithoutMarkOrQuotes)
{
    const std::vector<std::string> expected{"id", "first name", "la\"st", "dob"};
    EXPECT_EQ(columns_of("\xEF\xBB\xBFid, first name ,\" la\"\"st\",\tdob\r\n1,2,3,4\n"), expected);
    EXPECT_EQ(columns_of("\xEF\xBB\xBF\"id\",first name,\"la\"\"st\",dob"), expected);
}

TEST(CsvHeader, FindsAColumnByItsName)
{
    const SampleFile file("id,,name,\n1,2,3,4\n");
    const CsvReader reader(file.path(), examine(file.path()));
    EXPECT_EQ(reader.column("name"), 2u);
    EXPECT_EQ(reader.column("Name"), std::nullopt);
    EXPECT_EQ(reader.column(""), std::nullopt);
}

TEST(CsvHeader, AloneIsAFileWithoutRows)
{
    for (const char* bytes : {"id,name", "id,name\n", "id,name\r\n\r\n"}) EXPECT_EQ(fate_of(bytes), "");
}

TEST(CsvHeader, OfBlankLinesIsNone)
{
    const auto error = error_of([] { (void)rows_of("\n\r\n\n"); });
    ASSERT_TRUE(error);
    EXPECT_EQ(error->code(), Exit::bad_data);
}

TEST(CsvHeader, RefusesANameThatStandsTwiceByPositionNotByName)
{
    const auto error = error_of([] { (void)rows_of("Smith,York,Anna, York \n"); });
    ASSERT_TRUE(error);
    EXPECT_EQ(error->code(), Exit::bad_data);
    const std::string said = error->what() + error->hint();
    EXPECT_NE(said.find("columns 2 and 4"), said.npos) << said;
    EXPECT_EQ(said.find("York"), said.npos) << said;
}

TEST(CsvHeader, RefusesAStructuralFaultWithoutSayingTheCells)
{
    using namespace std::string_view_literals;
    for (const auto bytes :
         {"id,\"York\n1,x\n"sv, "id,Yo\0rk\n1,x\n"sv, "id,\"York\"x\n1,x\n"sv, "id,York\r1,x\r2,y\r"sv}) {
        const auto error = error_of([&] { (void)rows_of(bytes); });
        ASSERT_TRUE(error) << bytes;
        EXPECT_EQ(error->code(), Exit::bad_data);
        EXPECT_EQ(std::string(error->what()).find("Yo"), std::string::npos) << error->what();
    }
}

TEST(CsvHeader, MayHave65536ColumnsButNotMore)
{
    EXPECT_EQ(columns_of(std::string(65'535, ',') + "\n").size(), 65'536u);
    EXPECT_TRUE(error_of([] { (void)columns_of(std::string(65'536, ',') + "\n"); }));
    EXPECT_EQ(fate_of("id,name\n" + std::string(2 * mebibyte, ',') + "\n1,x\n"), "r.");
}

TEST(CsvReader, RefusesAMissingFileAndAFolder)
{
    for (const char* path : {"/nowhere/people.csv", "/"}) {
        const auto examined = error_of([&] { (void)examine(std::filesystem::path(path)); });
        const auto opened = error_of([&] { CsvReader reader(std::filesystem::path(path), FileFacts{}); });
        ASSERT_TRUE(examined && opened) << path;
        EXPECT_EQ(examined->code(), Exit::input_missing);
        EXPECT_EQ(opened->code(), Exit::input_missing);
    }
}

TEST(CsvReader, KnowsHowMuchOfTheFileItHasRead)
{
    const std::string bytes = "id,name\n1,Anna\n2,Bob\n";
    for (const std::string& stored : {bytes, gzipped(bytes)}) {
        const SampleFile file(stored);
        CsvReader reader(file.path(), examine(file.path()));
        ASSERT_EQ(rows_of(reader).size(), 2u);
        EXPECT_EQ(reader.bytes_read(), stored.size());
    }
}

TEST(CsvReader, CanBeMovedWhileItReads)
{
    const SampleFile file("id,name\n1,Anna\n2,Bob\n");
    CsvReader first(file.path(), examine(file.path()));
    Row row;
    ASSERT_TRUE(first.next(row));
    CsvReader second(std::move(first));
    ASSERT_TRUE(second.next(row));
    EXPECT_EQ(row.cells.at(1).reveal(), "Bob");
    EXPECT_FALSE(second.next(row));
    EXPECT_FALSE(second.next(row));
}

} // namespace
