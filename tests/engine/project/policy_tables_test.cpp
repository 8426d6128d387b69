// Episodes in a policy: what may stand there, and each fault under its own code.
#include "bloom/base/error.hpp"
#include "engine/project/payload_columns.hpp"
#include "engine/project/policy_faults.hpp"
#include "tests/engine/project/made_parties.hpp"

#include <string>
#include <vector>

#include <gtest/gtest.h>

namespace gauze::project {
namespace {

const std::string visits = R"(
[source.nhs-a.table.visits]
reference = "ref"
[source.nhs-a.table.visits.columns]
ref = "control"
day = { use = "generalise", as = [{ rule = "quarter", column = "quarter" }] }
kind = { use = "payload", codes = ["home", "clinic"] }
words = "drop"

[source.charity]
)";

std::string with_visits(const std::string& section = visits)
{
    return test::governed_with("[source.charity]\n", section);
}

std::string replaced(std::string text, const std::string& old, const std::string& by)
{
    const std::size_t at = text.find(old);
    EXPECT_NE(at, std::string::npos) << old;
    return at == std::string::npos ? text : text.replace(at, old.size(), by);
}

std::vector<std::string> codes_of(const std::string& text)
{
    Faults faults;
    (void)read_policy_with_faults(text, "p.toml", faults);
    std::vector<std::string> codes;
    for (const Fault& fault : faults.all()) codes.push_back(fault.code);
    return codes;
}

TEST(PolicyTables, AreReadWithWhatOfThemTravels)
{
    const Policy policy = parse_policy(with_visits(), "p.toml");
    const EpisodeTable* table = policy.governance->source("nhs-a")->table("visits");
    ASSERT_NE(table, nullptr);
    EXPECT_EQ(table->reference, "ref");
    EXPECT_EQ(table->payload(), (std::vector<std::string>{"kind", "quarter"}));
    EXPECT_EQ(policy.governance->source("charity")->table("visits"), nullptr);
    EXPECT_EQ(policy.governance->source("nhs-a")->payload(),
              parse_policy(test::governed_text(), "p.toml").governance->source("nhs-a")->payload());
}

TEST(PolicyTables, ChangeWhatThePolicyMeans)
{
    const std::string plain = parse_policy(test::governed_text(), "p.toml").fingerprint();
    const std::string with = parse_policy(with_visits(), "p.toml").fingerprint();
    const std::string other =
        parse_policy(with_visits(replaced(visits, "\"clinic\"", "\"ward\"")), "p.toml").fingerprint();
    EXPECT_NE(plain, with);
    EXPECT_NE(with, other);
}

TEST(PolicyTables, GoToRecipientsWithoutAListOfPayloadAndToThoseThatNameThem)
{
    Recipient all, some, named;
    some.payload = {"sessions"};
    named.payload = {"sessions"}, named.tables = {"visits"};
    EXPECT_TRUE(receives_table(all, "visits"));
    EXPECT_FALSE(receives_table(some, "visits"));
    EXPECT_TRUE(receives_table(named, "visits"));
    EXPECT_FALSE(receives_table(named, "plans"));
}

TEST(PolicyTables, HaveTheirFaultsNamed)
{
    const auto codes = [](const std::string& old, const std::string& by) {
        return codes_of(with_visits(replaced(visits, old, by)));
    };
    using Codes = std::vector<std::string>;
    EXPECT_EQ(codes("\"home\"", "\"house\""), Codes());
    EXPECT_EQ(codes("reference = \"ref\"", "reference = \"other\""), Codes{"table-reference"});
    EXPECT_EQ(codes("ref = \"control\"", "ref = \"drop\""), Codes{"table-reference-use"});
    EXPECT_EQ(codes("words = \"drop\"", "words = \"link\""), Codes{"table-link"});
    EXPECT_EQ(codes("\"quarter\", column", "\"pseudonym\", column"), Codes{"table-rule"});
    EXPECT_EQ(codes("codes = [\"home\", \"clinic\"]", "kind = \"text\""), Codes{"column-text"});
    // A part of file names is in small letters.
    const auto refused = codes_of(with_visits(replaced(replaced(visits, "table.visits]", "table.Visits]"),
                                                       "table.visits.columns]", "table.Visits.columns]")));
    EXPECT_EQ(refused.size(), 1u);
    EXPECT_EQ(codes_of(replaced(with_visits(), "[[recipient]]\nname = \"evaluation\"\n",
                                "[[recipient]]\nname = \"evaluation\"\ntables = [\"visit\"]\n")),
              Codes{"recipient-table"});
}

} // namespace
} // namespace gauze::project
