// The gate lets through whom the policy names, in a role that may, while the agreement holds - and nobody
// else. Every verb is tried with every role.
#include "bloom/base/clock.hpp"
#include "bloom/base/error.hpp"
#include "engine/project/gate.hpp"
#include "tests/engine/project/expect_code.hpp"
#include "tests/engine/project/made_parties.hpp"
#include "tests/engine/project/policy_samples.hpp"

#include <algorithm>
#include <set>
#include <string>

#include <gtest/gtest.h>

namespace gauze::project {
namespace {

class GateTest : public testing::Test {
protected:
    std::string admitted(std::string_view verb, std::string_view name, bool seeded = false)
    {
        return test::refusal_code(
            [&] { (void)admit(verb, folder_ / "policy.toml", test::as_party(folder_, name), seeded); });
    }
    void write(std::string_view text) { test::write_file(folder_ / "policy.toml", text); }

    test::TemporaryFolder folder_;
};

TEST_F(GateTest, LetsEachRoleDoWhatIsItsOwnAndNothingElse)
{
    test::write_signed_policy(folder_);
    const Policy policy = test::governed_policy();
    std::size_t refused = 0;
    for (const std::string_view verb : gated_verbs()) {
        const auto roles = roles_of(verb);
        for (const Member& member : policy.governance->members) {
            const bool may = std::ranges::find(roles, member.role) != roles.end();
            EXPECT_EQ(admitted(verb, member.name), may ? "accepted" : "wrong-role")
                << verb << ' ' << member.name;
            refused += may ? 0 : 1;
        }
    }
    EXPECT_GT(refused, 100u);
}

// The table once more, from the description of the parts rather than from the code.
TEST_F(GateTest, GivesNoVerbToTwoSidesOfTheWall)
{
    using Roles = std::set<Role>;
    const auto of = [](std::string_view verb) {
        const auto roles = roles_of(verb);
        return Roles(roles.begin(), roles.end());
    };
    for (const char* verb : {"encode", "encode-explain", "quality", "ledger", "withdraw", "policy suggest"})
        EXPECT_EQ(of(verb), Roles{Role::custodian}) << verb;
    for (const char* verb : {"key join", "key check", "audit", "seal"})
        EXPECT_EQ(of(verb), (Roles{Role::custodian, Role::intake})) << verb;
    EXPECT_EQ(of("intake"), Roles{Role::intake});
    for (const char* verb :
         {"accept", "check", "plan", "score", "merge", "link", "issue", "report", "identity new"})
        EXPECT_EQ(of(verb), Roles{Role::linkage_unit}) << verb;
    EXPECT_EQ(of("cohort"), Roles{Role::researcher});
    EXPECT_EQ(of("open"), (Roles{Role::researcher, Role::reader}));
    EXPECT_EQ(of("key new"), Roles{}) << "no one chooses the secret";
    for (const std::string_view verb : gated_verbs())
        if (verb != "retain" && verb != "close") {
            EXPECT_FALSE(of(verb).contains(Role::linkage_unit) && of(verb).size() > 1) << verb;
        }
}

TEST_F(GateTest, AsksForAKeyOfTheParty)
{
    const auto policy = test::write_signed_policy(folder_);
    EXPECT_EQ(test::refusal_code([&] { (void)admit("encode", policy, {}); }), "key-missing");
    EXPECT_EQ(admitted("encode", "stranger"), "unknown-party");
    Governed options;
    options.party_key = folder_ / "none.party";
    EXPECT_THROW((void)admit("encode", policy, options), Error);

    PartyKey renamed = test::made_key("nhs-a");
    renamed.name = "charity";
    renamed.write(folder_ / "renamed.party");
    options.party_key = folder_ / "renamed.party";
    EXPECT_EQ(test::refusal_code([&] { (void)admit("encode", policy, options); }), "wrong-party");
    PartyKey half = test::made_key("nhs-a");
    half.encryption = ExchangeKey::generate();
    half.write(folder_ / "half.party");
    options.party_key = folder_ / "half.party";
    EXPECT_EQ(test::refusal_code([&] { (void)admit("encode", policy, options); }), "wrong-party");
}

TEST_F(GateTest, SaysWhoIsThere)
{
    const auto policy = test::write_signed_policy(folder_);
    const Admitted admitted = admit("link", policy, test::as_party(folder_, "unit"));
    ASSERT_TRUE(admitted.governed());
    EXPECT_EQ(admitted.me->name, "unit");
    EXPECT_EQ(admitted.me, admitted.policy.governance->member("unit")) << "points into the policy beside it";
    const Admitted moved = [&] { return admit("encode", policy, test::as_party(folder_, "charity")); }();
    EXPECT_EQ(moved.me, moved.policy.governance->member("charity"));
}

TEST_F(GateTest, IsClosedWithoutTheSignatureOfEveryCustodian)
{
    write(test::governed_text());
    EXPECT_EQ(admitted("encode", "nhs-a"), "policy-unsigned");
    const auto file = PolicyFile::read(folder_ / "policy.toml");
    (void)sign_policy(file, test::made_key("nhs-a"));
    EXPECT_EQ(admitted("encode", "nhs-a"), "policy-unsigned") << "one of two";
    (void)sign_policy(file, test::made_key("charity"));
    EXPECT_EQ(admitted("encode", "nhs-a"), "accepted");
    write(test::governed_with("smallest_count = 10", "smallest_count = 5"));
    for (const std::string_view verb : gated_verbs())
        EXPECT_EQ(admitted(verb, "nhs-a"), "policy-signature") << verb << ": another policy";
}

TEST_F(GateTest, ClosesOnTheDayAfterTheReviewDate)
{
    const auto policy = test::write_signed_policy(folder_);
    Governed options = test::as_party(folder_, "nhs-a");
    options.today = "2027-03-31";
    EXPECT_EQ(test::refusal_code([&] { (void)admit("encode", policy, options); }), "accepted");
    options.today = "2027-04-01";
    for (const std::string_view verb : gated_verbs())
        EXPECT_EQ(test::refusal_code([&] { (void)admit(verb, policy, options); }), "agreement-expired")
            << verb;
    set_clock("2026-11-22");
}

TEST_F(GateTest, LetsRehearsalsAloneSetTheClockOrASeed)
{
    test::write_signed_policy(folder_);
    EXPECT_EQ(admitted("encode", "nhs-a", true), "accepted");
    std::filesystem::remove(folder_ / "policy.toml.dsse");
    const auto policy = test::write_signed_policy(folder_, test::governed_with("rehearsal = true\n", ""));
    EXPECT_EQ(admitted("encode", "nhs-a"), "accepted");
    EXPECT_EQ(admitted("encode", "nhs-a", true), "seed-refused");
    Governed options = test::as_party(folder_, "nhs-a");
    options.today = "2026-12-01";
    EXPECT_EQ(test::refusal_code([&] { (void)admit("encode", policy, options); }), "clock-set");
}

TEST_F(GateTest, LetsEverybodyThroughInTheLaboratory)
{
    write(ward_study);
    for (const std::string_view verb : gated_verbs()) {
        const Admitted admitted = admit(verb, folder_ / "policy.toml", {}, true);
        EXPECT_FALSE(admitted.governed());
        EXPECT_FALSE(admitted.key);
    }
}

TEST_F(GateTest, TakesAnUnknownVerbForAFaultOfTheProgram)
{
    test::write_signed_policy(folder_);
    EXPECT_DEATH((void)admit("enocde", folder_ / "policy.toml", {}), "");
}

} // namespace
} // namespace gauze::project
