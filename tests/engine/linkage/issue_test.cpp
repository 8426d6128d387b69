// Study ids of families and households beside those of persons: which a link map carries, under whose keys,
// and what is refused.
#include "engine/linkage/issue.hpp"
#include "engine/linkage/kin_file.hpp"
#include "engine/project/link_map.hpp"
#include "engine/project/table_file.hpp"
#include "tests/engine/project/expect_code.hpp"
#include "tests/engine/project/made_parties.hpp"
#include "tests/temporary_folder.hpp"

#include <map>
#include <set>
#include <string>
#include <vector>

#include <fmt/format.h>
#include <gtest/gtest.h>

namespace gauze::linkage {
namespace {

class IssueTest : public testing::Test {
protected:
    IssueTest()
    {
        Identity::for_tests("unit").write(folder_ / "identity.key");
        agree("[cohort]\nunits = [\"person\", \"family\", \"household\"]\n");
        // Persons 1 (two rows), 2 and 3; 1 and 2 are family 7; 3 has no home.
        table("persons", "person",
              {{"charity", 21, 1}, {"nhs-a", 11, 1}, {"nhs-a", 12, 2}, {"nhs-a", 13, 3}});
        table("families", "family",
              {{"charity", 21, 7}, {"nhs-a", 11, 7}, {"nhs-a", 12, 7}, {"nhs-a", 13, 8}});
        table("households", "household", {{"charity", 21, 5}, {"nhs-a", 11, 5}, {"nhs-a", 12, 6}});
    }

    void agree(const std::string& cohort)
    {
        test::write_file(folder_ / "policy.toml", test::governed_text() + "\n" + cohort);
        policy_ = project::read_policy(folder_ / "policy.toml");
    }

    struct Row {
        std::string party;
        unsigned token, of;
    };
    void table(const std::string& kind, const std::string& column, const std::vector<Row>& rows,
               const std::string& fingerprint = "")
    {
        const std::filesystem::path path = folder_ / (kind + ".table");
        std::filesystem::remove(path);
        const Json about = Json()
                               .set("project", policy_.id)
                               .set("policy", fingerprint.empty() ? policy_.fingerprint() : fingerprint);
        project::TableWriter writer(path, kind, {"party", "row_token", column}, about, FileMode::owner_only);
        for (const Row& row : rows) {
            const std::string token = fmt::format("{:032x}", row.token), of = fmt::format("{:032x}", row.of);
            writer.row(std::vector<std::string_view>{row.party, token, of});
        }
        writer.close();
    }

    link_map::LinkMap map(const std::string& recipient = "evaluation", const std::string& release = "1")
    {
        const std::filesystem::path out = folder_ / "out.map";
        std::filesystem::remove(out);
        issue({.policy = folder_ / "policy.toml",
               .identity = folder_ / "identity.key",
               .persons = folder_ / "persons.table",
               .recipient = recipient,
               .release = release,
               .out = out});
        return link_map::read(out);
    }

    test::TemporaryFolder folder_;
    project::Policy policy_;
};

TEST_F(IssueTest, GivesEveryRowItsPersonsFamilyAndHousehold)
{
    const link_map::LinkMap all = map();
    ASSERT_EQ(all.entries.size(), 4u); // by token: 11, 12, 13, 21
    EXPECT_EQ(all.entries[0].study_id, all.entries[3].study_id);
    EXPECT_EQ(all.entries[0].family_id, all.entries[1].family_id);
    EXPECT_EQ(all.entries[0].family_id, all.entries[3].family_id);
    EXPECT_NE(all.entries[0].family_id, all.entries[2].family_id);
    EXPECT_EQ(all.entries[0].household_id, all.entries[3].household_id);
    EXPECT_NE(all.entries[0].household_id, all.entries[1].household_id);
    EXPECT_EQ(all.entries[2].household_id, "");
    EXPECT_EQ(all.entries[0].family_id.size(), 26u);
}

TEST_F(IssueTest, SharesNoIdBetweenRecipientsReleasesAndUnits)
{
    std::set<std::string> ids;
    std::size_t given = 0;
    for (const auto& [recipient, release] :
         {std::pair{"evaluation", "1"}, {"evaluation", "2"}, {"elsewhere", "1"}}) {
        std::set<std::string> of_map;
        for (const link_map::Entry& entry : map(recipient, release).entries)
            of_map.insert({entry.study_id, entry.family_id, entry.household_id});
        of_map.erase("");
        given += of_map.size();
        ids.merge(of_map);
    }
    EXPECT_EQ(given, 3u * (3 + 2 + 2));
    EXPECT_EQ(ids.size(), given);
}

TEST_F(IssueTest, CarriesOnlyTheUnitsThatThePolicyAsksFor)
{
    std::filesystem::remove(folder_ / "households.table");
    EXPECT_EQ(test::refusal_code([&] { map(); }), "kin-missing");
    agree("[cohort]\nunits = [\"family\"]\n");
    table("persons", "person", {{"nhs-a", 11, 1}});
    table("families", "family", {{"nhs-a", 11, 7}});
    const link_map::LinkMap families = map();
    EXPECT_TRUE(families.families);
    EXPECT_FALSE(families.households);
    EXPECT_FALSE(families.entries[0].study_id.empty()) << "records of one person must be told";
    agree("");
    table("persons", "person", {{"nhs-a", 11, 1}});
    EXPECT_FALSE(map().families) << "and nothing is read that nobody asked for";
}

TEST_F(IssueTest, RefusesFamiliesOfAnotherPolicyOrRun)
{
    table("families", "family", {{"nhs-a", 11, 7}}, std::string(64, 'a'));
    EXPECT_EQ(test::refusal_code([&] { map(); }), "kin-of-another");
    table("families", "family", {{"nhs-a", 11, 7}}); // none of the others
    EXPECT_THROW(map(), Error);
    table("families", "family", {{"charity", 21, 8}, {"nhs-a", 11, 7}, {"nhs-a", 12, 7}, {"nhs-a", 13, 8}});
    EXPECT_THROW(map(), Error) << "one person in two families";
    EXPECT_FALSE(std::filesystem::exists(folder_ / "out.map"));
}

} // namespace
} // namespace gauze::linkage
