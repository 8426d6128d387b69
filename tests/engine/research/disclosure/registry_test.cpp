#include "bloom/base/files.hpp"
#include "engine/research/disclosure/protect.hpp"
#include "engine/research/disclosure/registry.hpp"
#include "tests/engine/research/disclosure/tables.hpp"

#include <cstdlib>
#include <filesystem>

#include <gtest/gtest.h>
#include <sqlite3.h>
#include <unistd.h>

namespace gauze::research::disclosure {

namespace {

// A registry of two releases in a folder of its own; 70211 and 90533 are withheld counts.
class RegistryOfTwo : public testing::Test {
protected:
    void SetUp() override
    {
        folder_ = std::filesystem::temp_directory_path() / fmt::format("gauze-registry-{}", ::getpid());
        std::filesystem::remove_all(folder_);
        std::filesystem::create_directory(folder_);
        path_ = folder_ / "releases.sqlite";
        CountTable one = table("first", {axis("a", 3), axis("b", 2)}, {3, 70211, 90533, 4, 20, 27});
        one.shape.axes[1].sensitive = true;
        one.shape.where = {{"sex", {"F"}}};
        first_ = protect(one, profile_named("dfe"), {});
        second_ = protect(table("second", {{"c", {"x", "y"}, {{"p", "q"}, {"r"}}}}, {30, 41}),
                          profile_named("hes"), {});
        Registry registry(path_, Registry::Open::make);
        EXPECT_EQ(registry.head(), std::string(64, '0'));
        EXPECT_EQ(registry.append({0, 20261123, "abc", "directors", {"a-okafor", "b-lee"}, {first_}}), 1U);
        EXPECT_EQ(registry.append({0, 20261124, "abc", "directors", {"b-lee", "a-okafor"}, {second_}}), 2U);
    }
    void TearDown() override { std::filesystem::remove_all(folder_); }
    void run(const char* sql) const
    {
        sqlite3* database = nullptr;
        ASSERT_EQ(sqlite3_open(path_.c_str(), &database), SQLITE_OK);
        EXPECT_EQ(sqlite3_exec(database, sql, nullptr, nullptr, nullptr), SQLITE_OK);
        sqlite3_close(database);
    }
    std::string opened() const
    {
        return refusal([&] { Registry(path_, Registry::Open::existing); });
    }

    std::filesystem::path folder_, path_;
    Protected first_, second_;
};

TEST_F(RegistryOfTwo, SaysWhatWasReleasedWhenToWhomAndSignedByWhom)
{
    const Registry registry(path_, Registry::Open::existing);
    ASSERT_EQ(registry.releases().size(), 2U);
    const Release& release = registry.releases()[0];
    EXPECT_EQ(release.number, 1U);
    EXPECT_EQ(release.day, 20261123U);
    EXPECT_EQ(release.reader, "directors");
    EXPECT_EQ(release.signers, (std::vector<std::string>{"a-okafor", "b-lee"}));
    ASSERT_EQ(registry.tables().size(), 2U);
    EXPECT_EQ(to_json(registry.tables()[0]).line(), to_json(first_).line());
    EXPECT_EQ(to_json(registry.tables()[1]).line(), to_json(second_).line());
    EXPECT_EQ(texts(registry.tables()[0]), texts(first_));
    EXPECT_EQ(known_alone(registry.tables()[0], 0), Interval{});
}

TEST_F(RegistryOfTwo, HoldsNoWithheldValue)
{
    const std::string bytes = read_small_file(path_);
    EXPECT_EQ(first_.cells[1].text, "c"); // planted: withheld, as the next
    EXPECT_EQ(first_.cells[3].text, "c");
    EXPECT_EQ(bytes.find("70211"), std::string::npos);
    EXPECT_EQ(bytes.find("90533"), std::string::npos);
    EXPECT_NE(bytes.find("directors"), std::string::npos);
}

TEST_F(RegistryOfTwo, IsForItsOwnerAlone)
{
    EXPECT_EQ(std::filesystem::status(path_).permissions(),
              std::filesystem::perms::owner_read | std::filesystem::perms::owner_write);
}

TEST_F(RegistryOfTwo, IsDamagedWhenARowIsChangedOrDropped)
{
    EXPECT_EQ(opened(), "");
    for (const char* column : {"day", "policy", "reader", "signers", "tables", "digest", "previous"}) {
        const std::filesystem::path whole = folder_ / "copy";
        std::filesystem::copy_file(path_, whole, std::filesystem::copy_options::overwrite_existing);
        run(fmt::format("UPDATE releases SET {0} = {0} || '1' WHERE number = 1", column).c_str());
        EXPECT_EQ(opened(), "registry-damaged") << column;
        std::filesystem::copy_file(whole, path_, std::filesystem::copy_options::overwrite_existing);
        EXPECT_EQ(opened(), "");
    }
    run("DELETE FROM releases WHERE number = 1");
    EXPECT_EQ(opened(), "registry-damaged");
    run("UPDATE releases SET number = 1");
    EXPECT_EQ(opened(), "registry-damaged");
}

TEST_F(RegistryOfTwo, WithoutItsLastRowHasAnotherHead)
{
    const std::string head = Registry(path_, Registry::Open::existing).head();
    run("DELETE FROM releases WHERE number = 2");
    EXPECT_NE(Registry(path_, Registry::Open::existing).head(), head);
}

TEST_F(RegistryOfTwo, TakesNothingThatWasNotCheckedAgainstItsLastRow)
{
    Registry one(path_, Registry::Open::existing), other(path_, Registry::Open::existing);
    EXPECT_EQ(other.append({0, 20261125, "abc", "directors", {"a", "b"}, {second_}}), 3U);
    EXPECT_EQ(refusal([&] {
                  one.append({0, 20261125, "abc", "directors", {"a", "b"}, {second_}});
              }),
              "registry-moved");
    EXPECT_EQ(Registry(path_, Registry::Open::existing).releases().size(), 3U);
}

TEST_F(RegistryOfTwo, ShowsReadersNoReason)
{
    const std::string text = published_json(first_).line();
    EXPECT_EQ(text.find("small"), std::string::npos);
    EXPECT_EQ(text.find("secondary"), std::string::npos);
    EXPECT_NE(to_json(first_).line().find("small"), std::string::npos);
}

TEST_F(RegistryOfTwo, ThatIsNoneIsSaidSo)
{
    EXPECT_THROW(Registry(folder_ / "absent", Registry::Open::existing), Error);
    write_whole_file(folder_ / "text",
                     "no database, but long enough to be looked at as one by whoever opens it\n",
                     FileMode::owner_only, Existing::refuse);
    EXPECT_EQ(refusal([&] { Registry(folder_ / "text", Registry::Open::existing); }), "registry-damaged");
}

TEST(ReleasedTable, IsReadBackOnlyIfProtectCouldHaveWrittenIt)
{
    const Protected one = protect(table("t", {axis("a", 3)}, {3, 20, 27}), profile_named("dfe"), {});
    const std::string good = to_json(one).line();
    EXPECT_NO_THROW(from_json(Json::parse(good, "test"), "test"));
    for (const auto& [from, to] : std::vector<std::pair<std::string, std::string>>{
             {"\"27\"", "\"27x\""},
             {"\"27\"", "\"-7\""},
             {"\"27\",", ""},
             {"\"c\"", "\"3\""},
             {"\"small\"", "\"tiny\""},
             {"\"dfe\"", "\"none\""},
             {"[\"a0\",\"a1\",\"a2\"]", "[\"a0\",\"a1\"]"},
         }) {
        std::string bad = good;
        const std::size_t at = bad.find(from);
        ASSERT_NE(at, std::string::npos) << from << " in " << good;
        bad.replace(at, from.size(), to);
        EXPECT_THROW(from_json(Json::parse(bad, "test"), "test"), Error) << from;
    }
}

} // namespace

} // namespace gauze::research::disclosure
