#include "bloom/base/error.hpp"
#include "engine/project/table_file.hpp"

#include <array>
#include <filesystem>
#include <fstream>
#include <random>

#include <gtest/gtest.h>

namespace gauze::project {
namespace {

namespace fs = std::filesystem;

using Rows = std::vector<std::vector<std::string>>;

class Table : public testing::Test {
protected:
    Table()
    {
        std::string name = (fs::path(testing::TempDir()) / "gauze-table-XXXXXX").string();
        folder_ = ::mkdtemp(name.data());
    }
    ~Table() override { fs::remove_all(folder_); }

    fs::path path() const { return folder_ / "t.table"; }

    void write(const Rows& rows, const std::vector<std::string>& columns = {"a", "b"})
    {
        TableWriter writer(path(), "payload", columns, Json().set("party", "gp"), FileMode::owner_only);
        for (const auto& row : rows) {
            const std::vector<std::string_view> cells(row.begin(), row.end());
            writer.row(cells);
        }
        writer.close();
    }

    Rows read(std::string_view kind = "payload") const
    {
        Rows rows;
        TableFile(path(), kind).each_row([&](auto cells) { rows.emplace_back(cells.begin(), cells.end()); });
        return rows;
    }

    std::string bytes() const
    {
        std::ifstream file(path(), std::ios::binary);
        return {std::istreambuf_iterator<char>(file), {}};
    }

    void put(std::string_view text) const
    {
        std::ofstream(path(), std::ios::binary).write(text.data(), static_cast<std::streamsize>(text.size()));
    }

    // Puts a right end line behind a text that gauze would not write.
    void put_sealed(const std::string& text) const
    {
        const auto rows = std::count(text.begin(), text.end(), '\n') - 2;
        put(text + "end " + std::to_string(rows) + " " + to_hex(sha256(bytes_of(text))) + "\n");
    }

    // What a reader says to the file as it stands; "" if it accepts.
    std::string complaint(std::string_view kind = "payload") const
    {
        try {
            TableFile file(path(), kind);
        } catch (const Error& error) {
            EXPECT_EQ(error.code(), Exit::bad_data);
            EXPECT_FALSE(error.hint().empty());
            return error.what();
        }
        return "";
    }

    fs::path folder_;
};

constexpr const char* head = "gauze-table 1\n{\"kind\":\"payload\",\"columns\":[\"a\",\"b\"],\"about\":{}}\n";

using TableFileTest = Table;
using TableWriterTest = Table;

TEST_F(TableFileTest, GivesBackEveryByteThatCanStandInACell)
{
    std::string every;
    for (int i = 0; i < 256; ++i) every += static_cast<char>(i);
    const Rows rows{
        {every, ""}, {"", every + every}, {"\\t", "\\\\n\\0"}, {"", ""}, {"end 0 x", "gauze-table 1"}};
    write(rows);
    EXPECT_EQ(read(), rows);
}

TEST_F(TableFileTest, GivesBackRandomCellsOfRandomLengths)
{
    std::mt19937 random(7);
    const std::string hard("\\\t\n\r\0tnr0 a", 11);
    Rows rows;
    for (int i = 0; i < 500; ++i) {
        std::vector<std::string> row(3);
        for (std::string& cell : row)
            for (auto left = random() % 40; left > 0; --left) cell += hard[random() % hard.size()];
        rows.push_back(row);
    }
    write(rows, {"x", "y", "z"});
    EXPECT_EQ(read(), rows);
}

TEST_F(TableFileTest, KeepsARowOfOneEmptyCell)
{
    write({{""}, {""}}, {"only"});
    EXPECT_EQ(read(), (Rows{{""}, {""}}));
}

TEST_F(TableFileTest, TellsItsColumnsRowsAndWhatItIsAbout)
{
    write({{"1", "2"}, {"3", "4"}});
    const TableFile file(path(), "payload");
    EXPECT_EQ(file.columns(), (std::vector<std::string>{"a", "b"}));
    EXPECT_EQ(file.rows(), 2u);
    EXPECT_EQ(file.about().text("party"), "gp");
    EXPECT_EQ(file.column("b"), 1u);
    EXPECT_THROW(file.column("c"), Error);
}

TEST_F(TableFileTest, ReadsATableWithoutRows)
{
    write({});
    EXPECT_EQ(TableFile(path(), "payload").rows(), 0u);
    EXPECT_TRUE(read().empty());
}

TEST_F(TableFileTest, IsWrittenAsItsHeaderDescribes)
{
    write({{"tab\there", "x"}});
    const std::string before_end =
        "gauze-table "
        "1\n{\"kind\":\"payload\",\"columns\":[\"a\",\"b\"],\"about\":{\"party\":\"gp\"}}\ntab\\there\tx\n";
    EXPECT_EQ(bytes(), before_end + "end 1 " + to_hex(sha256(bytes_of(before_end))) + "\n");
}

TEST_F(TableFileTest, RefusesEveryTruncation)
{
    write({{"1", "two"}, {"", "4\n"}, {"end 3 ", "6"}});
    const std::string whole = bytes();
    for (std::size_t length = 0; length < whole.size(); ++length) {
        put(whole.substr(0, length));
        EXPECT_NE(complaint(), "") << "the first " << length << " of " << whole.size()
                                   << " bytes were accepted";
    }
}

TEST_F(TableFileTest, RefusesEveryFlippedBit)
{
    write({{"1", "two"}, {"", "4\n"}, {"end", "6"}});
    const std::string whole = bytes();
    for (std::size_t bit = 0; bit < whole.size() * 8; ++bit) {
        std::string flipped = whole;
        flipped[bit / 8] = static_cast<char>(static_cast<unsigned char>(flipped[bit / 8]) ^ 1u << bit % 8);
        put(flipped);
        EXPECT_NE(complaint(), "") << "bit " << bit << " of " << whole.size() * 8 << " may change unseen";
    }
}

TEST_F(TableFileTest, RefusesBytesBehindTheEndLine)
{
    write({{"1", "2"}});
    const std::string whole = bytes();
    for (const char* more : {"\n", " ", "x\n", "1\t2\n"}) {
        put(whole + more);
        EXPECT_NE(complaint(), "") << "accepted with more behind it: " << more;
    }
    put(whole + whole);
    EXPECT_NE(complaint(), "");
}

TEST_F(TableFileTest, RefusesANewerVersionInThoseWords)
{
    for (const char* version : {"2", "17", "99999999999999999999"}) {
        put(std::string("gauze-table ") + version + "\nwhatever comes then");
        EXPECT_NE(complaint().find("newer version"), std::string::npos) << version << ": " << complaint();
    }
}

TEST_F(TableFileTest, RefusesWhatIsNoGauzeTable)
{
    for (const char* text :
         {"id,name\n1,x\n", "gauze-table\n", "gauze-table 0\n", "gauze-table 1x\n", "gauze-table -1\n"}) {
        put(text);
        EXPECT_NE(complaint().find("not a gauze table"), std::string::npos) << text;
    }
    put("");
    EXPECT_NE(complaint().find("empty"), std::string::npos);
}

TEST_F(TableFileTest, RefusesAnotherKindAndNamesBoth)
{
    write({});
    const std::string said = complaint("link-map");
    EXPECT_NE(said.find("'payload'"), std::string::npos) << said;
    EXPECT_NE(said.find("'link-map'"), std::string::npos) << said;
}

TEST_F(TableFileTest, DoesNotRepeatAKindThatIsNoName)
{
    put_sealed("gauze-table 1\n{\"kind\":\"\\u001b[2J a secret\",\"columns\":[\"a\"],\"about\":{}}\n");
    EXPECT_EQ(complaint().find("secret"), std::string::npos) << complaint();
}

TEST_F(TableFileTest, RefusesARowWithAnotherNumberOfCellsAndNamesTheRow)
{
    for (const char* row : {"1\n", "1\t2\t3\n", "\n"}) {
        put_sealed(std::string(head) + "1\t2\n" + row);
        EXPECT_NE(complaint().find("bad row 2"), std::string::npos) << row;
    }
    put_sealed(std::string(head) + "1\t2\n3\t4\n");
    EXPECT_EQ(complaint(), "");
}

TEST_F(TableFileTest, RefusesEscapesThatDoNotExist)
{
    const std::string carriage_return = "1\t2\r\n";
    const std::string nul("1\t\0\n", 4);
    for (const std::string& row : {std::string("1\t\\x\n"), std::string("1\t2\\\n"), carriage_return, nul}) {
        put_sealed(head + row);
        EXPECT_NE(complaint().find("bad row 1"), std::string::npos);
    }
}

TEST_F(TableFileTest, RefusesAHeaderThatIsNotWhole)
{
    for (const char* header :
         {"", "{}", "[]", "{\"kind\":\"payload\"}", "{\"kind\":\"payload\",\"columns\":[],\"about\":{}}",
          "{\"kind\":\"payload\",\"columns\":[\"a\",\"a\"],\"about\":{}}",
          "{\"kind\":\"payload\",\"columns\":[1],\"about\":{}}", "{\"kind\":\"payload\",\"columns\":[\"a\"]}",
          "{\"kind\":7,\"columns\":[\"a\"],\"about\":{}}"}) {
        put_sealed(std::string("gauze-table 1\n") + header + "\n");
        EXPECT_THROW(TableFile(path(), "payload"), Error) << header;
    }
}

TEST_F(TableFileTest, SaysThatAFileIsMissingOrAFolder)
{
    try {
        TableFile file(path(), "payload");
        FAIL() << "a missing file was read";
    } catch (const Error& error) {
        EXPECT_EQ(error.code(), Exit::input_missing);
    }
    EXPECT_THROW(TableFile(folder_, "payload"), Error);
}

TEST_F(TableWriterTest, LeavesNothingWhenItIsNotClosed)
{
    {
        TableWriter writer(path(), "payload", {"a"}, Json(), FileMode::owner_only);
        const std::string large(3u << 20, 'x'); // more than any buffer
        writer.row(std::array<std::string_view, 1>{large});
        EXPECT_TRUE(fs::exists(path()));
    }
    EXPECT_TRUE(fs::is_empty(folder_));
}

TEST_F(TableWriterTest, WritesForItsOwnerAloneWhenToldSo)
{
    write({});
    EXPECT_EQ(fs::status(path()).permissions(), fs::perms::owner_read | fs::perms::owner_write);
}

TEST_F(TableWriterTest, WritesTheSameBytesForTheSameContent)
{
    write({{"1", "2"}});
    const std::string first = bytes();
    fs::remove(path());
    write({{"1", "2"}});
    EXPECT_EQ(bytes(), first);
}

} // namespace
} // namespace gauze::project
