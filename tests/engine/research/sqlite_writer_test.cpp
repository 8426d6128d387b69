#include "engine/research/sqlite_writer.hpp"
#include "tests/engine/research/exchange.hpp"

#include <array>

#include <sqlite3.h>

namespace gauze::research {
namespace {

using Table = std::vector<std::vector<std::string>>;

// The answer to a query; NULL is "(null)".
Table ask(const fs::path& path, const std::string& query)
{
    sqlite3* database = nullptr;
    EXPECT_EQ(sqlite3_open_v2(path.c_str(), &database, SQLITE_OPEN_READONLY, nullptr), SQLITE_OK);
    Table rows;
    const auto take = [](void* into, int count, char** cells, char**) {
        auto& row = static_cast<Table*>(into)->emplace_back();
        for (int i = 0; i < count; ++i) row.emplace_back(cells[i] == nullptr ? "(null)" : cells[i]);
        return 0;
    };
    EXPECT_EQ(sqlite3_exec(database, query.c_str(), take, &rows, nullptr), SQLITE_OK)
        << sqlite3_errmsg(database);
    sqlite3_close(database);
    return rows;
}

class SqliteWriterTest : public Exchange {
protected:
    fs::path file() const { return path("t.sqlite"); }
    void write_two_tables() const
    {
        SqliteWriter writer(file());
        writer.begin_table("one", {{"name"}, {"n", SqliteColumn::Holds::number}});
        writer.row(std::array<std::string_view, 2>{"=1+1", "7"});
        writer.row(std::array<std::string_view, 2>{"007", {}});
        writer.begin_table("two \"quoted\"", {{"a \"b\""}});
        writer.row(std::array<std::string_view, 1>{"x'; DROP TABLE one; --"});
        writer.close();
    }
};

TEST_F(SqliteWriterTest, KeepsTextAsItIsAndMakesNumbersNumbers)
{
    write_two_tables();
    EXPECT_EQ(ask(file(), "SELECT name, typeof(name), n, typeof(n) FROM one ORDER BY rowid"),
              (Table{{"=1+1", "text", "7", "integer"}, {"007", "text", "(null)", "null"}}));
    EXPECT_EQ(ask(file(), "SELECT \"a \"\"b\"\"\" FROM \"two \"\"quoted\"\"\""),
              (Table{{"x'; DROP TABLE one; --"}}));
    EXPECT_EQ(ask(file(), "PRAGMA integrity_check"), (Table{{"ok"}}));
}

TEST_F(SqliteWriterTest, WritesTheSameBytesForTheSameCalls)
{
    write_two_tables();
    const std::string first = text(file());
    fs::remove(file());
    write_two_tables();
    EXPECT_EQ(text(file()), first);
}

TEST_F(SqliteWriterTest, LeavesNothingWhenItIsNotClosed)
{
    const auto before = listing();
    {
        SqliteWriter writer(file());
        writer.begin_table("one", {{"name"}});
        for (int i = 0; i < 100'000; ++i)
            writer.row(std::array<std::string_view, 1>{"enough to fill every cache"});
    }
    EXPECT_EQ(listing(), before);
}

TEST_F(SqliteWriterTest, RefusesMoreColumnsThanSqliteTakesInWords)
{
    SqliteWriter writer(file());
    try {
        writer.begin_table("wide", std::vector<SqliteColumn>(40'000, SqliteColumn{"c"}));
        FAIL() << "a table of 40,000 columns was accepted";
    } catch (const Error& error) {
        EXPECT_EQ(error.code(), Exit::configuration);
        EXPECT_FALSE(error.hint().empty());
    }
}

TEST_F(SqliteWriterTest, SaysThatAFileCannotBeWritten)
{
    EXPECT_THROW(SqliteWriter(path("nowhere/t.sqlite")), Error);
}

class CohortInSqliteTest : public Exchange {};

TEST_F(CohortInSqliteTest, SaysTheSameAsTheCsv)
{
    map({{1, "s1"}, {2, "s2"}, {3, "s3"}, {4, "s4"}, {5, "s5"}, {11, "s1"}});
    CohortOptions wanted =
        options({payload("gp", {"age_band", "note"},
                         {{1, {"0-4", "=x"}}, {2, {"5-9", ""}}, {3, {"", ""}}, {4, {"", ""}}, {5, {"", ""}}}),
                 payload("hospital", {"code"}, {{11, {"A"}}, {12, {"B"}}})});
    wanted.sqlite = true;
    cohort(wanted);
    const fs::path database = path("out/cohort.sqlite");
    EXPECT_EQ(
        ask(database, "SELECT * FROM cohort LIMIT 2"),
        (Table{{"s1", "gp+hospital", "1", "0-4", "=x", "1", "A"}, {"s2", "gp", "1", "5-9", "", "0", ""}}));
    EXPECT_TRUE(out("cohort.csv").find("s1,gp+hospital,1,0-4,'=x,1,A\ns2,gp,1,5-9,,0,\n") !=
                std::string::npos);
    EXPECT_EQ(ask(database, "SELECT sum(gp_records), typeof(max(gp_records)) FROM cohort"),
              (Table{{"5", "integer"}}));
    EXPECT_EQ(ask(database, "SELECT value FROM about WHERE name = 'persons'"), (Table{{"5"}}));
    EXPECT_EQ(ask(database, "SELECT value FROM about WHERE name = 'hospital without study id'"),
              (Table{{"1"}}));
}

TEST_F(CohortInSqliteTest, HasNoNumberForAWithheldCount)
{
    map({{1, "s1"}, {2, "s2"}, {3, "s3"}, {4, "s4"}, {11, "s1"}});
    CohortOptions wanted = options(
        {payload("gp", {}, {{1, {}}, {2, {}}, {3, {}}, {4, {}}}), payload("hospital", {}, {{11, {}}})});
    wanted.sqlite = true;
    cohort(wanted);
    EXPECT_EQ(ask(path("out/cohort.sqlite"), "SELECT sources, persons, reason <> '' FROM counts"),
              (Table{{"gp", "(null)", "1"}, {"gp+hospital", "(null)", "1"}}));
}

} // namespace
} // namespace gauze::research
