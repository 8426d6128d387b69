// What a governed policy says, as the example of the documents says it.
#include "bloom/base/error.hpp"
#include "engine/project/governance.hpp"
#include "engine/project/legal_basis.hpp"
#include "tests/engine/project/made_parties.hpp"
#include "tests/engine/project/policy_samples.hpp"

#include <string>
#include <vector>

#include <gtest/gtest.h>

namespace gauze::project {
namespace {

using Names = std::vector<std::string>;

TEST(Governance, HoldsWhatTheFileSays)
{
    const Policy policy = test::governed_policy();
    ASSERT_TRUE(policy.governance);
    const Governance& all = *policy.governance;
    EXPECT_EQ(all.agreement, "ISA-2026-014");
    EXPECT_EQ(all.purpose, "evaluation");
    EXPECT_EQ(all.review_by, 20270331u);
    EXPECT_TRUE(all.rehearsal);
    EXPECT_EQ(all.territories, (Names{"UK", "IE"}));
    EXPECT_EQ(all.disclosure, "tre10");
    EXPECT_EQ(all.members.size(), 7u);
    EXPECT_EQ(all.members_of(Role::linkage_unit).size(), 1u);
    EXPECT_EQ(all.member("charity")->intake, "platform");
    EXPECT_TRUE(all.member("nhs-a")->nhs);
    EXPECT_EQ(all.member("nobody"), nullptr);
    EXPECT_EQ(all.recipients.size(), 3u);
    EXPECT_TRUE(all.recipient("evaluation")->longitudinal);
    EXPECT_EQ(all.recipient("elsewhere")->member, "specialist");
    EXPECT_EQ(all.retention.size(), 3u);
}

TEST(Governance, MakesPartiesOfTheCustodiansAlone)
{
    const Policy policy = test::governed_policy();
    ASSERT_EQ(policy.parties.size(), 2u);
    EXPECT_EQ(policy.parties[0].name, "nhs-a");
    EXPECT_EQ(policy.parties[1].name, "charity");
    EXPECT_FALSE(policy.parties[1].clean);
}

TEST(Governance, DerivesThePayloadFromTheColumns)
{
    const Policy policy = test::governed_policy();
    EXPECT_EQ(policy.party("nhs-a").payload,
              (Names{"age_band", "birth_month", "child_ref", "disability", "ethnic_group", "expected_month",
                     "referred", "sector", "sessions", "team"}));
    EXPECT_EQ(policy.party("charity").payload,
              (Names{"age_band", "ethnic_group", "offence", "outcome", "sector", "visits_band"}));
}

TEST(Governance, KnowsAPartyByItsKey)
{
    const Policy policy = test::governed_policy();
    for (const Member& one : policy.governance->members) {
        const PartyKey key = test::made_key(one.name);
        EXPECT_EQ(policy.governance->member_with(key.signing.public_key()), &one);
        EXPECT_EQ(key.encryption.public_key(), one.encryption);
    }
    EXPECT_EQ(policy.governance->member_with(test::made_key("x").signing.public_key()), nullptr);
}

TEST(PayloadColumns, HoldWhatTheySayAndNothingElse)
{
    ColumnRule rule;
    const auto holds = [&](PayloadKind kind, std::string_view cell) {
        rule.kind = kind;
        return rule.may_hold(cell);
    };
    rule.codes = {"A", "B1"};
    EXPECT_TRUE(holds(PayloadKind::codes, "B1"));
    EXPECT_FALSE(holds(PayloadKind::codes, "b1"));
    EXPECT_TRUE(holds(PayloadKind::number, "-12.50"));
    EXPECT_TRUE(holds(PayloadKind::number, "123456789"));
    EXPECT_FALSE(holds(PayloadKind::number, "9434765919")) << "an NHS number";
    for (const std::string_view cell : {".5", "5.", "1.2.3", "1e5", "--1", "-", "12 ", "0x10", "01/02/2020"})
        EXPECT_FALSE(holds(PayloadKind::number, cell)) << cell;
    EXPECT_TRUE(holds(PayloadKind::flag, "Yes"));
    EXPECT_FALSE(holds(PayloadKind::flag, "maybe"));
    EXPECT_TRUE(holds(PayloadKind::code, "F32.1/x_y-z"));
    EXPECT_FALSE(holds(PayloadKind::code, "seen twice"));
    EXPECT_FALSE(holds(PayloadKind::code, "thirteen-long"));
    for (const PayloadKind kind :
         {PayloadKind::codes, PayloadKind::number, PayloadKind::flag, PayloadKind::code})
        EXPECT_TRUE(holds(kind, "")) << "a blank cell says nothing";
    EXPECT_FALSE(holds(PayloadKind::none, "A"));
}

TEST(LegalCodes, MeanWhatTheLawSays)
{
    EXPECT_EQ(article_6_codes().size(), 6u);
    EXPECT_EQ(article_9_codes().size(), 10u);
    EXPECT_EQ(meaning_of("6(1)(e)"), "public task");
    EXPECT_EQ(meaning_of("9(2)(g)"), "substantial public interest");
    EXPECT_EQ(meaning_of("2.18"), "safeguarding of children and of individuals at risk");
    EXPECT_EQ(meaning_of("6(1)(g)"), "");
    EXPECT_EQ(condition_for("9(2)(j)"), "1.4");
    EXPECT_EQ(condition_for("9(2)(a)"), "");
    EXPECT_EQ(code_in_words("Legitimate interests"), "6(1)(f)");
    EXPECT_EQ(code_in_words("our statutes"), "");
    EXPECT_EQ(code_in_words("consent or public task"), "") << "two at once";
}

TEST(Governance, IsNothingInAPolicyWithoutAnAgreement)
{
    EXPECT_FALSE(parsed(ward_study).governance);
    expect_bad(with("name = \"hospital\"", "name = \"hospital\"\nrole = \"custodian\""), "8:8",
               "without an [agreement]");
    expect_bad(std::string(ward_study) + "[disclosure]\nprofile = \"dfe\"\n", "39:1",
               "without an [agreement]");
}

} // namespace
} // namespace gauze::project
