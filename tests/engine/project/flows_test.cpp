// Who may send what to whom, held against the table as it was agreed, for every kind and every two parties of
// the example policy.
#include "engine/project/flows.hpp"
#include "tests/engine/project/made_parties.hpp"

#include <set>

#include <gtest/gtest.h>

namespace gauze::project {
namespace {

constexpr std::array kinds{"submission", "payload",      "plaintext", "link-map", "withdrawal", "receipt",
                           "commitment", "contribution", "audit",     "policy",   "cohort",     ""};

// nhs-a and charity are custodians, and platform encodes for charity; unit links; evaluation and specialist
// are researchers and recipients; funder reads.
const std::set<std::string> agreed{
    "nhs-a submission unit",          "charity submission unit",        "platform submission unit",
    "nhs-a payload evaluation",       "nhs-a payload specialist",       "charity payload evaluation",
    "charity payload specialist",     "platform payload evaluation",    "platform payload specialist",
    "charity plaintext platform",     "unit link-map evaluation",       "unit link-map specialist",
    "nhs-a withdrawal evaluation",    "nhs-a withdrawal specialist",    "nhs-a withdrawal unit",
    "charity withdrawal evaluation",  "charity withdrawal specialist",  "charity withdrawal unit",
    "platform withdrawal evaluation", "platform withdrawal specialist", "platform withdrawal unit",
    "evaluation receipt nhs-a",       "evaluation receipt charity",     "specialist receipt nhs-a",
    "specialist receipt charity",
};

bool among_custodians_and_intakes(std::string_view kind)
{
    return kind == "commitment" || kind == "contribution" || kind == "audit";
}

TEST(Flows, AreThoseThatWereAgreedAndNoOthers)
{
    const Policy policy = test::governed_policy();
    const Governance& all = *policy.governance;
    ASSERT_EQ(all.members.size(), 7u);
    for (const char* kind : kinds)
        for (const Member& from : all.members)
            for (const Member& to : all.members) {
                const bool both_encode = (from.role == Role::custodian || from.role == Role::intake) &&
                                         (to.role == Role::custodian || to.role == Role::intake);
                const auto way = fmt::format("{} {} {}", from.name, kind, to.name);
                EXPECT_EQ(may_send(all, kind, from, to),
                          among_custodians_and_intakes(kind) ? both_encode : agreed.contains(way))
                    << way;
            }
}

TEST(Flows, FromARoleExistWhereAnyLeadsAnywhere)
{
    const Policy policy = test::governed_policy();
    const Governance& all = *policy.governance;
    EXPECT_TRUE(may_send(all, "submission", *all.member("platform")));
    EXPECT_FALSE(may_send(all, "plaintext", *all.member("platform")));
    EXPECT_FALSE(may_send(all, "submission", *all.member("unit")));
    for (const char* kind : kinds) EXPECT_FALSE(may_send(all, kind, *all.member("funder"))) << kind;
}

TEST(Flows, OfAnIntakeNeedACustodianThatItEncodesFor)
{
    Policy policy = test::governed_policy();
    Governance& all = *policy.governance;
    for (Member& member : all.members) member.intake.clear();
    EXPECT_FALSE(may_send(all, "submission", *all.member("platform"), *all.member("unit")));
    EXPECT_FALSE(may_send(all, "contribution", *all.member("nhs-a"), *all.member("platform")));
    EXPECT_FALSE(may_send(all, "plaintext", *all.member("charity"), *all.member("platform")));
}

TEST(Flows, ToAResearcherWhoIsNoRecipientCarryNoPayloadAndNoMap)
{
    Policy policy = test::governed_policy();
    Governance& all = *policy.governance;
    std::erase_if(all.recipients, [](const Recipient& one) { return one.member == "specialist"; });
    EXPECT_FALSE(may_send(all, "payload", *all.member("nhs-a"), *all.member("specialist")));
    EXPECT_FALSE(may_send(all, "link-map", *all.member("unit"), *all.member("specialist")));
    EXPECT_TRUE(may_send(all, "withdrawal", *all.member("nhs-a"), *all.member("specialist")));
}

TEST(Flows, SpeakOfRowsForWhichTheirSenderMaySpeak)
{
    const Policy policy = test::governed_policy();
    const Governance& all = *policy.governance;
    const auto may = [&](std::string_view from, std::string_view source, std::string_view kind) {
        return may_speak_for(all, *all.member(from), source, kind);
    };
    EXPECT_TRUE(may("nhs-a", "nhs-a", "submission"));
    EXPECT_FALSE(may("nhs-a", "charity", "submission"));
    EXPECT_FALSE(may("nhs-a", "", "submission"));
    EXPECT_TRUE(may("nhs-a", "", "commitment"));
    EXPECT_TRUE(may("platform", "charity", "payload"));
    EXPECT_FALSE(may("platform", "nhs-a", "payload"));
    EXPECT_FALSE(may("platform", "platform", "payload"));
    EXPECT_TRUE(may("evaluation", "charity", "receipt"));
    EXPECT_FALSE(may("evaluation", "unit", "receipt"));
    EXPECT_FALSE(may("unit", "nobody", "link-map"));
}

// The members of the European Economic Area, as EFTA lists them: 27 of the Union, and three.
TEST(Territories, StandForTheirCountries)
{
    const std::vector<std::string> area{"EEA"}, union_only{"EU"}, kingdom{"UK"}, two{"UK", "IE"};
    for (const char* place : {"IE", "FR", "DE", "GR", "EL", "NO", "IS", "LI", "EEA", "EU", "MT", "HR"})
        EXPECT_TRUE(is_within(area, place)) << place;
    for (const char* place : {"UK", "GB", "US", "CH", "RS", "", "ee", "EEAX"})
        EXPECT_FALSE(is_within(area, place)) << place;
    for (const char* place : {"NO", "IS", "LI", "EEA", "UK"})
        EXPECT_FALSE(is_within(union_only, place)) << place;
    for (const char* place : {"EU", "SE", "EL"}) EXPECT_TRUE(is_within(union_only, place)) << place;
    EXPECT_TRUE(is_within(kingdom, "GB"));
    EXPECT_FALSE(is_within(kingdom, "IE"));
    EXPECT_TRUE(is_within(two, "IE"));
    EXPECT_FALSE(is_within(two, "EEA"));
    EXPECT_FALSE(is_within(std::vector<std::string>{}, "UK"));
}

} // namespace
} // namespace gauze::project
