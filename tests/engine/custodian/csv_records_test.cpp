// The sliding window, and random tables: what an RFC 4180 writer wrote comes back cell by cell, and whatever
// is broken costs its own row only.
#include "engine/custodian/csv_records.hpp"
#include "tests/engine/custodian/sample_file.hpp"

#include <algorithm>
#include <random>

#include <gtest/gtest.h>

using namespace gauze;
using namespace gauze::custodian;

namespace {

// Records as the window gives them, with the header, in a form that can be compared.
std::vector<SeenRow> records_of(std::string_view bytes, WindowSize window, FileFacts facts = {})
{
    const SampleFile file(bytes);
    CsvRecords records(file.path(), facts, window);
    std::vector<SeenRow> seen;
    for (CsvRecord record; records.next(record);) {
        SeenRow& row = seen.emplace_back(SeenRow{seen.size(), record.line, record.fault, {}});
        for (const RawCell& cell : record.cells) row.cells.push_back(text_of(cell));
    }
    return seen;
}

constexpr std::string_view every_trouble = "id,name,town\r\n"
                                           "1,\"Smith, \"\"Jo\"\"hn\",\"New\r\n\nYork\"\r\n"
                                           "\n\r\n"
                                           "2,\"\"\"\",\"\"\n"
                                           "3,\"Anna\"x,York\n"
                                           "4,\"Bob,York\n"
                                           "5,\"Cid\",\"York\"\r\n"
                                           "6,D\ree,5'10\"\r\n"
                                           ",,\n"
                                           "7,\"\r\n\",\"a\r\"\r\n"
                                           "8,Eve,\"York";

TEST(CsvRecords, AreTheSameThroughWindowsOfAllSizes)
{
    const std::vector<SeenRow> expected{
        {0, 1, {}, {"id", "name", "town"}},    {1, 2, {}, {"1", "Smith, \"Jo\"hn", "New\r\n\nYork"}},
        {2, 7, {}, {"2", "\"", ""}},           {3, 8, RowFault::text_after_quote, {}},
        {4, 9, RowFault::open_quote, {}},      {5, 10, {}, {"5", "Cid", "York"}},
        {6, 11, {}, {"6", "D\ree", "5'10\""}}, {7, 12, {}, {"", "", ""}},
        {8, 13, {}, {"7", "\r\n", "a\r"}},     {9, 15, RowFault::open_quote, {}}};
    for (std::size_t first = 1; first <= every_trouble.size() + 1; ++first)
        ASSERT_EQ(records_of(every_trouble, {first, 1024}), expected) << "first window of " << first;
}

TEST(CsvRecords, StopAtAnEndThatFallsAnywhereInTheFile)
{
    for (std::size_t size = 0; size <= every_trouble.size(); ++size) {
        const auto part = every_trouble.substr(0, size);
        ASSERT_EQ(records_of(part, {1, 1024}), records_of(part, {})) << "first " << size << " bytes";
    }
}

TEST(CsvRecords, TakeAQuoteWithoutAnotherInTheLargestWindowForOpen)
{
    const std::string far(100, 'x');
    const std::string text = "\"a\n" + far + "\nb\"\nc\n"; // the second quote is byte 105
    const std::vector<SeenRow> open{
        {0, 1, RowFault::open_quote, {}}, {1, 2, {}, {far}}, {2, 3, {}, {"b\""}}, {3, 4, {}, {"c"}}};
    EXPECT_EQ(records_of(text, {8, 101}), open);
    const std::vector<SeenRow> closed{{0, 1, {}, {"a\n" + far + "\nb"}}, {1, 4, {}, {"c"}}};
    EXPECT_EQ(records_of(text, {8, 256}), closed);
}

TEST(CsvRecords, SkipALineLongerThanTheLargestWindowToItsEnd)
{
    const std::string far(1000, 'x');
    for (const std::string& line : {far, "a," + far, "\"" + far + "\"", "\"a\",\"" + far, "\"a\nb\",c" + far})
        for (const char* end : {"\n", "\r\n"}) {
            const auto seen = records_of(line + end + "b,\"c\"" + end, {8, 64});
            ASSERT_EQ(seen.size(), 2u) << line;
            EXPECT_EQ(seen[0].fault, RowFault::cell_too_long);
            EXPECT_EQ(seen[1].line, 2u + static_cast<std::size_t>(std::ranges::count(line, '\n')));
            EXPECT_EQ(seen[1].cells, (std::vector<std::string>{"b", "c"}));
        }
    EXPECT_EQ(records_of(far, {8, 64}).size(), 1u);
}

TEST(CsvRecords, ReadAFileManyTimesLargerThanTheWindow)
{
    std::string file;
    Table expected;
    for (int row = 0; file.size() < 1u << 20; ++row) {
        expected.push_back({std::to_string(row), "Smith, John"});
        file += fmt::format("{},\"Smith, John\"\r\n", row);
    }
    const auto seen = records_of(file, {100, 400});
    ASSERT_EQ(seen.size(), expected.size());
    for (std::size_t row = 0; row < seen.size(); ++row) ASSERT_EQ(seen[row].cells, expected[row]) << row;
}

// A source of tables. Seeds are fixed, so a failure names the file that failed.
class Dice {
public:
    explicit Dice(unsigned seed) : random_(seed) {}
    std::size_t below(std::size_t sides) { return static_cast<std::size_t>(random_() % sides); }
    bool one_in(std::size_t sides) { return below(sides) == 0; }

private:
    std::mt19937 random_;
};

using WideTable = std::vector<std::vector<std::u32string>>;

// The delimiters, quotes and line ends that a reader stumbles over, and letters in between.
std::u32string random_cell(Dice& dice, Charset charset)
{
    static const std::vector<std::u32string> pieces{
        U"a",    U"B",  U"7",    U" ",  U"\u00E9", U",",    U";", U"\t",     U"|",      U"\"",
        U"\"\"", U"\n", U"\r\n", U"\r", U"'",      U"\n\n", U"_", U"\u00FC", U"\u4E2D", U"\U0001F600"};
    std::u32string cell;
    const std::size_t known = charset == Charset::windows_1252 ? pieces.size() - 2 : pieces.size();
    for (std::size_t length = dice.below(9); length > 0; --length) cell += pieces[dice.below(known)];
    return cell;
}

WideTable random_table(Dice& dice, Charset charset)
{
    const std::size_t columns = 1 + dice.below(6);
    WideTable table(1);
    for (std::size_t column = 0; column < columns; ++column)
        table[0].push_back(U"pr\u00E9nom" + std::u32string(column, U'x'));
    table.resize(1 + dice.below(30));
    for (std::size_t row = 1; row < table.size(); ++row)
        for (std::size_t column = 0; column < columns; ++column)
            table[row].push_back(random_cell(dice, charset));
    return table;
}

struct Manner {
    char32_t delimiter = U',';
    std::u32string line_end = U"\n";
    bool quote_all = false;
    bool end_last_line = true;
};

// RFC 4180, and one rule more: the only cell of its row is quoted when empty, since a blank line is no row.
std::u32string written(const WideTable& table, const Manner& manner)
{
    const std::u32string special = std::u32string(U"\"\r\n") + manner.delimiter;
    std::u32string text;
    for (std::size_t row = 0; row < table.size(); ++row) {
        if (row > 0) text += manner.line_end;
        for (std::size_t column = 0; column < table[row].size(); ++column) {
            const std::u32string& cell = table[row][column];
            if (column > 0) text += manner.delimiter;
            const bool would_be_blank = cell.empty() && table[row].size() == 1;
            if (!manner.quote_all && !would_be_blank && cell.find_first_of(special) == cell.npos) {
                text += cell;
                continue;
            }
            text += U'"';
            for (const char32_t c : cell) text += c == U'"' ? U"\"\"" : std::u32string(1, c);
            text += U'"';
        }
    }
    return manner.end_last_line ? text + manner.line_end : text;
}

TEST(CsvReader, ReadsBackWhatAnRfc4180WriterWrote)
{
    for (unsigned seed = 0; seed < 4000; ++seed) {
        Dice dice(seed);
        const auto charset = static_cast<Charset>(seed % 4);
        const WideTable table = random_table(dice, charset);
        Manner manner;
        // The delimiter of one column cannot be told, and is taken for a comma.
        if (table[0].size() > 1) manner.delimiter = U",;\t|"[dice.below(4)];
        if (dice.one_in(2)) manner.line_end = U"\r\n";
        manner.quote_all = dice.one_in(3);
        manner.end_last_line = table.size() == 1 || dice.one_in(2);
        std::u32string text = written(table, manner);
        if (charset != Charset::windows_1252 && dice.one_in(3)) text.insert(0, U"\uFEFF");
        std::string bytes = encoded(text, charset);
        if (dice.one_in(4)) bytes = gzipped(bytes);

        const SampleFile file(bytes);
        const FileFacts facts = examine(file.path());
        ASSERT_EQ(facts.charset, charset) << "seed " << seed;
        CsvReader reader(file.path(), facts);
        ASSERT_EQ(reader.columns().size(), table[0].size()) << "seed " << seed;
        const std::vector<SeenRow> seen = rows_of(reader);
        ASSERT_EQ(seen.size(), table.size() - 1) << "seed " << seed;
        for (std::size_t row = 1; row < table.size(); ++row) {
            ASSERT_EQ(seen[row - 1].fault, std::nullopt) << "seed " << seed << " row " << row;
            for (std::size_t column = 0; column < table[row].size(); ++column)
                ASSERT_EQ(seen[row - 1].cells[column], utf8(table[row][column]))
                    << "seed " << seed << " row " << row;
        }
        ASSERT_EQ(reader.blank_lines(), 0u);
    }
}

// A file with broken rows among good ones, and how each row must fare (see fate_of).
struct BrokenFile {
    std::string text = "id,name,town,notes\n";
    std::string fate;
    std::vector<std::uint64_t> lines;
};

// Starts with a letter, as nearly all cells do: behind a quote that was never closed, only a cell that starts
// with a delimiter or a line end could pass for the end of the quoted text.
std::string random_word(Dice& dice)
{
    static const std::vector<std::string> words{"Anna",
                                                "\"Smith, John\"",
                                                "\"New\nYork\"",
                                                "O'Neill",
                                                "\"a \"\"b\"\" c\"",
                                                "5'10\" tall",
                                                "\"x\r\n\ny\"",
                                                "z"};
    return words[dice.below(words.size())];
}

// One row of one fate, without its line end.
std::string random_row(Dice& dice, char fate)
{
    std::vector<std::string> cells(4);
    for (std::string& cell : cells) cell = random_word(dice);
    const std::size_t where = dice.below(4);
    if (fate == 'r' && dice.one_in(2))
        cells.resize(1 + dice.below(3));
    else if (fate == 'r')
        cells.resize(5 + dice.below(3));
    else if (fate == 'n')
        cells[where] = std::string("a\0b", 3);
    else if (fate == 't')
        cells[where] = "\"Ann\"a";
    else if (fate == 'o') {
        cells[where] = "\"Anna";
        std::fill(cells.begin() + static_cast<std::ptrdiff_t>(where) + 1, cells.end(), "York");
    }
    return fmt::format("{}", fmt::join(cells, ","));
}

BrokenFile random_broken_file(unsigned seed)
{
    Dice dice(seed);
    BrokenFile file;
    for (std::size_t rows = dice.below(40); rows > 0; --rows) {
        const char fate = dice.one_in(3) ? "rnot"[dice.below(4)] : '.';
        file.lines.push_back(1 + static_cast<std::uint64_t>(std::ranges::count(file.text, '\n')));
        file.fate += fate;
        file.text += random_row(dice, fate) + (dice.one_in(2) ? "\n" : "\r\n");
        if (dice.one_in(8)) file.text += "\n";
    }
    return file;
}

TEST(CsvReader, HandsOutOrCountsEveryRowOfBrokenFiles)
{
    for (unsigned seed = 0; seed < 3000; ++seed) {
        const BrokenFile file = random_broken_file(seed);
        const std::vector<SeenRow> rows = rows_of(file.text);
        ASSERT_EQ(fate_of(rows), file.fate) << "seed " << seed << "\n" << file.text;
        for (std::size_t row = 0; row < rows.size(); ++row) {
            ASSERT_EQ(rows[row].number, row + 1) << "seed " << seed;
            ASSERT_EQ(rows[row].line, file.lines[row]) << "seed " << seed;
            ASSERT_EQ(rows[row].cells.size(), rows[row].fault ? 0u : 4u) << "seed " << seed;
        }
    }
}

TEST(CsvRecords, AreTheSameThroughWindowsOfAllSizesInBrokenFiles)
{
    for (unsigned seed = 0; seed < 500; ++seed) {
        const BrokenFile file = random_broken_file(seed);
        const auto expected = records_of(file.text, {});
        for (const std::size_t first : {1u, 3u, 17u, 256u})
            ASSERT_EQ(records_of(file.text, {first, 4u << 20}), expected)
                << "seed " << seed << " window " << first;
    }
}

} // namespace
