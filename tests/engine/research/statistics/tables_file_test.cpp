// What a researcher may write into tables.toml, and what is said of what they may not.
#include "bloom/base/error.hpp"
#include "engine/research/statistics/tables_file.hpp"

#include <gtest/gtest.h>

namespace gauze::research::statistics {
namespace {

std::string fault_of(const std::string& toml)
{
    try {
        (void)parse_tables(toml, "tables.toml");
    } catch (const Error& fault) {
        return fault.what();
    }
    return "read";
}

TEST(TablesFile, SaysWhereItsFaultIs)
{
    struct Case {
        const char *toml, *place, *what;
    };
    for (const Case& one : std::vector<Case>{
             {"area = \"x\"\n", "tables.toml:1:1", "asks for no table"},
             {"[[table]]\nname = \"t\"\nkind = \"count\"\nrows = [\"a\"]\n", "tables.toml:3:8",
              "no such kind"},
             {"[[table]]\nname = \"t\"\nkind = \"rates\"\nrows = [\"a\"]\n", "tables.toml:1:1",
              "outcome is missing"},
             {"[[table]]\nname = \"t\"\nkind = \"counts\"\n", "tables.toml:1:1", "rows is missing"},
             {"[[table]]\nname = \"t\"\nkind = \"counts\"\nrows = [\"a\"]\ncolumns = [\"a\"]\n",
              "tables.toml:1:1", "stands twice"},
             {"[[table]]\nname = \"t\"\nkind = \"counts\"\nrows = [\"a\"]\nmeasure = \"b\"\n",
              "tables.toml:5:", "has no measure"},
             {"[[table]]\nname = \"t\"\nkind = \"counts\"\nrows = [\"a\"]\nrow = [\"b\"]\n",
              "tables.toml:5:1", "unknown key"},
             {"[[table]]\nname = \"t\"\nkind = \"counts\"\nrows = [\"a\"]\nwhere = { column = \"a\", is = "
              "[\"1\"] }\n",
              "tables.toml:5:", "crossed by"},
             {"[[table]]\nname = \"../t\"\nkind = \"counts\"\nrows = [\"a\"]\n", "tables.toml:2:", ""},
             {"[[table]]\nname = \"t\"\nkind = \"counts\"\nrows = [\"a\"]\n[[table]]\nname = \"t\"\nkind = "
              "\"counts\"\nrows = [\"a\"]\n",
              "tables.toml:6:", "stands twice"},
             {"[[table]]\nname = \"t\"\nkind = \"counts\"\nunit = \"street\"\nrows = [\"a\"]\n",
              "tables.toml:4:", "no such unit"}}) {
        const std::string said = fault_of(one.toml);
        EXPECT_NE(said.find(one.place), std::string::npos) << said;
        EXPECT_NE(said.find(one.what), std::string::npos) << said;
    }
}

TEST(TablesFile, HoldsWhatItSays)
{
    const TablesFile file =
        parse_tables("area = \"la\"\n[[table]]\nname = \"t\"\nkind = \"odds\"\nunit = \"family\"\n"
                     "exposure = \"e\"\nreference = \"r\"\nby = \"la\"\noutcome = { column = "
                     "\"o\", is = \"1\" }\nwhere = [{ column = \"w\", is = [\"b\", \"a\"] }]\n",
                     "t");
    ASSERT_EQ(file.tables.size(), 1u);
    const TableRequest& one = file.tables.front();
    EXPECT_EQ(file.area, "la");
    EXPECT_EQ(one.kind, Kind::odds);
    EXPECT_EQ(one.unit, project::Unit::family);
    EXPECT_EQ(one.outcome->is, std::vector<std::string>{"1"});
    EXPECT_EQ(one.where.front().is, (std::vector<std::string>{"a", "b"}));
    EXPECT_EQ(one.reads(), (std::vector<std::string>{"e", "la", "o", "w"}));
}

} // namespace
} // namespace gauze::research::statistics
