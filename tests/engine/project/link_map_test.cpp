#include "bloom/base/error.hpp"
#include "engine/project/link_map.hpp"
#include "engine/project/table_file.hpp"

#include <array>
#include <filesystem>

#include <gtest/gtest.h>

namespace gauze::link_map {
namespace {

namespace fs = std::filesystem;

class LinkMapTest : public testing::Test {
protected:
    LinkMapTest()
    {
        std::string name = (fs::path(testing::TempDir()) / "gauze-map-XXXXXX").string();
        folder_ = ::mkdtemp(name.data());
    }
    ~LinkMapTest() override { fs::remove_all(folder_); }

    fs::path path() const { return folder_ / "map.table"; }

    static RowToken token(unsigned char last)
    {
        RowToken token;
        token.bytes.back() = std::byte{last};
        return token;
    }

    // A link map as gauze would not write it: the rows stand as they are given.
    void put(const std::vector<std::array<std::string_view, 2>>& rows,
             const std::vector<std::string>& columns = {"row_token", "study_id"},
             const Json& about = whole_about())
    {
        fs::remove(path());
        project::TableWriter writer(path(), "link-map", columns, about, FileMode::owner_only);
        for (const auto& row : rows) writer.row(row);
        writer.close();
    }

    static Json whole_about()
    {
        return Json().set("project", "p").set("policy", "f").set("recipient", "r").set("release", "1");
    }

    std::string complaint() const
    {
        try {
            read(path());
        } catch (const Error& error) {
            EXPECT_EQ(error.code(), Exit::bad_data);
            return error.what();
        }
        return "";
    }

    fs::path folder_;
};

constexpr std::string_view t1 = "00000000000000000000000000000001";
constexpr std::string_view t2 = "00000000000000000000000000000002";

TEST_F(LinkMapTest, IsReadAsItWasWrittenAndSortedByToken)
{
    write(path(), {"early-years",
                   "f00d",
                   "university",
                   "2026-1",
                   {{token(9), "s2"}, {token(3), "s1"}, {token(7), "s2"}}});
    const LinkMap map = read(path());
    EXPECT_EQ(map.project, "early-years");
    EXPECT_EQ(map.policy, "f00d");
    EXPECT_EQ(map.recipient, "university");
    EXPECT_EQ(map.release, "2026-1");
    ASSERT_EQ(map.entries.size(), 3u);
    EXPECT_EQ(map.entries[0].token, token(3));
    EXPECT_EQ(map.entries[1].token, token(7));
    EXPECT_EQ(map.entries[2].token, token(9));
    EXPECT_EQ(map.entries[0].study_id, "s1");
    EXPECT_EQ(map.entries[2].study_id, "s2");
}

TEST_F(LinkMapTest, MayBeEmpty)
{
    write(path(), {"p", "f", "r", "1", {}});
    EXPECT_TRUE(read(path()).entries.empty());
}

TEST_F(LinkMapTest, IsForItsOwnerAlone)
{
    write(path(), {"p", "f", "r", "1", {}});
    EXPECT_EQ(fs::status(path()).permissions(), fs::perms::owner_read | fs::perms::owner_write);
}

TEST_F(LinkMapTest, IsATableOfItsKindAndColumns)
{
    write(path(), {"p", "f", "r", "1", {{token(1), "s"}}});
    const project::TableFile file(path(), "link-map");
    EXPECT_EQ(file.columns(), (std::vector<std::string>{"row_token", "study_id"}));
    std::vector<std::string> cells;
    file.each_row([&](auto row) { cells.assign(row.begin(), row.end()); });
    EXPECT_EQ(cells, (std::vector<std::string>{std::string(t1), "s"}));
}

TEST_F(LinkMapTest, AcceptsWhatTheNextTestsSpoil)
{
    put({{t1, "s1"}, {t2, "s2"}});
    EXPECT_EQ(complaint(), "");
}

TEST_F(LinkMapTest, IsRefusedUnsortedAndTheRowIsNamed)
{
    put({{t2, "s2"}, {t1, "s1"}});
    EXPECT_NE(complaint().find("row 2: the row tokens are not sorted"), std::string::npos) << complaint();
}

TEST_F(LinkMapTest, IsRefusedWhenATokenStandsTwice)
{
    put({{t1, "s1"}, {t1, "s2"}});
    EXPECT_NE(complaint().find("row 2: the row token stands twice"), std::string::npos) << complaint();
}

TEST_F(LinkMapTest, IsRefusedWithSomethingElseForATokenAndDoesNotRepeatIt)
{
    put({{"Jane Doe", "s1"}});
    EXPECT_NE(complaint().find("row 1: not a row token"), std::string::npos) << complaint();
    EXPECT_EQ(complaint().find("Jane"), std::string::npos) << complaint();
}

TEST_F(LinkMapTest, IsRefusedWithoutAStudyId)
{
    put({{t1, ""}});
    EXPECT_NE(complaint().find("row 1: no study id"), std::string::npos) << complaint();
}

TEST_F(LinkMapTest, IsRefusedWithOtherColumns)
{
    put({}, {"study_id", "row_token"});
    EXPECT_NE(complaint().find("other columns"), std::string::npos) << complaint();
}

TEST_F(LinkMapTest, IsRefusedWhenItDoesNotSayWhoseItIs)
{
    put({}, {"row_token", "study_id"}, Json().set("project", "p").set("policy", "f").set("recipient", "r"));
    EXPECT_NE(complaint().find("release"), std::string::npos) << complaint();
}

TEST_F(LinkMapTest, IsTheSameBytesForWhoSealsItAsInAFile)
{
    const LinkMap map{"p", "f", "r", "1", {{token(9), "b"}, {token(2), "a"}}};
    std::string bytes;
    write([&](std::string_view text) { bytes += text; }, map);
    write(path(), map);
    const MappedFile file(path());
    EXPECT_EQ(bytes,
              std::string_view(reinterpret_cast<const char*>(file.bytes().data()), file.bytes().size()));
}

TEST_F(LinkMapTest, TellsFamiliesAndHouseholdsWhereItHasThem)
{
    const LinkMap map{"p",  "f", "r", "1", {{token(9), "b", "f1", ""}, {token(2), "a", "f2", "h1"}},
                      true, true};
    write(path(), map);
    const LinkMap again = read(path());
    EXPECT_TRUE(again.families && again.households);
    ASSERT_EQ(again.entries.size(), 2u);
    EXPECT_EQ(again.entries[0].study_id + again.entries[0].family_id + again.entries[0].household_id,
              "af2h1");
    EXPECT_EQ(again.entries[1].study_id + again.entries[1].family_id + again.entries[1].household_id, "bf1");
    std::size_t rows = 0;
    const LinkMap head = read(path(), [&](const Row& row) { rows += row.family_id.size() == 2; });
    EXPECT_EQ(rows, 2u);
    EXPECT_TRUE(head.entries.empty());
}

TEST_F(LinkMapTest, MayHaveHouseholdsAlone)
{
    write(path(), LinkMap{"p", "f", "r", "1", {{token(9), "b", "", "h"}}, false, true});
    const LinkMap again = read(path());
    EXPECT_FALSE(again.families);
    EXPECT_EQ(again.entries[0].household_id, "h");
    EXPECT_EQ(again.entries[0].family_id, "");
}

TEST_F(LinkMapTest, OfAnEarlierVersionIsReadAsBefore)
{
    put({{"00000000000000000000000000000001", "a"}});
    const LinkMap map = read(path());
    EXPECT_FALSE(map.families || map.households);
    EXPECT_EQ(map.entries[0].study_id, "a");
}

} // namespace
} // namespace gauze::link_map
