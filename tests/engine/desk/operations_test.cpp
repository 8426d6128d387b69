// The mishaps of docs/operations.md, rehearsed: what the operator sees, and that what the document tells him
// to do ends well.
#include "bloom/base/clock.hpp"
#include "engine/desk/policy_diff.hpp"
#include "tests/engine/project/expect_code.hpp"
#include "tests/engine/project/made_parties.hpp"

#include <string>

#include <gtest/gtest.h>

namespace gauze::desk {
namespace {

using project::Governed;
using project::PolicyFile;

class Operations : public testing::Test {
protected:
    void TearDown() override
    {
        if (clock_is_set()) set_clock("2026-11-22");
    }
    std::string trying(std::string_view verb, std::string_view party, const std::string& today = {})
    {
        Governed options = test::as_party(folder_, party);
        options.today = today;
        return test::refusal_code([&] { (void)project::admit(verb, path_, options); });
    }
    Governed keyed(const char* file) const
    {
        Governed options;
        options.party_key = folder_ / file;
        return options;
    }
    void sign_anew(const std::string& text)
    {
        std::filesystem::remove(project::signatures_path(path_));
        test::write_signed_policy(folder_, text);
    }

    test::TemporaryFolder folder_;
    const std::filesystem::path path_ = folder_ / "policy.toml";
};

// Signed by a machine whose clock is right, while this one is behind by years. First, because a clock that
// was set for a rehearsal is not judged.
TEST_F(Operations, AClockThatIsBehindIsNoticedByTheSignatures)
{
    if (clock_is_set()) GTEST_SKIP() << "an earlier test has set the clock of this process";
    test::write_signed_policy(folder_);
    const auto envelope = project::read_envelope(project::signatures_path(path_));
    auto statement = project::statement_in(envelope, "dsse");
    statement.time = "2099-01-01T12:00:00Z";
    auto later = project::make_envelope(statement, test::made_key("nhs-a").signing);
    later.sign(test::made_key("charity").signing);
    project::write_envelope(project::signatures_path(path_), later, Existing::replace);
    EXPECT_EQ(trying("encode", "nhs-a"), "clock-behind");
}

TEST_F(Operations, AClockThatIsAheadEndsTheWorkUntilItIsSetRight)
{
    test::write_signed_policy(folder_);
    EXPECT_EQ(trying("encode", "nhs-a", "2031-01-01"), "agreement-expired");
    EXPECT_EQ(trying("encode", "nhs-a", "2026-12-01"), "accepted") << "set right, it goes on";
}

TEST_F(Operations, NobodySetsTheClockUnderAnAgreementAboutRealPeople)
{
    test::write_signed_policy(folder_, test::governed_with("rehearsal = true\n", ""));
    EXPECT_EQ(trying("encode", "nhs-a", "2026-12-01"), "clock-set");
}

TEST_F(Operations, AnExpiredAgreementIsReviewedSignedAnewAndWorksAgain)
{
    test::write_signed_policy(folder_);
    for (const char* verb : {"encode", "audit", "seal", "ledger", "key join"})
        EXPECT_EQ(trying(verb, "nhs-a", "2027-04-01"), "agreement-expired") << verb;
    EXPECT_EQ(trying("link", "unit", "2027-04-01"), "agreement-expired");
    EXPECT_EQ(trying("cohort", "evaluation", "2027-04-01"), "agreement-expired");
    const std::string reviewed = test::governed_with("2027-03-31", "2028-03-31");
    test::write_file(path_, reviewed);
    EXPECT_EQ(trying("encode", "nhs-a", "2027-04-01"), "policy-signature")
        << "the old signatures do not cover it";
    sign_anew(reviewed);
    EXPECT_EQ(trying("encode", "nhs-a", "2027-04-01"), "accepted");
}

TEST_F(Operations, AWidenedPolicyIsShownBeforeAndRefusedUntilAllHaveSigned)
{
    test::write_signed_policy(folder_);
    const std::string widened =
        test::governed_with("notes = \"drop\"", "notes = { use = \"payload\", kind = \"code\" }");
    const auto changes = changes_between(test::governed_policy(), project::parse_policy(widened, "new"));
    ASSERT_TRUE(is_widened(changes));
    EXPECT_NE(in_words(changes).find("WIDENED   column notes of nhs-a is payload, and was drop"),
              std::string::npos);
    test::write_file(path_, widened);
    EXPECT_EQ(trying("encode", "nhs-a"), "policy-signature");
    std::filesystem::remove(project::signatures_path(path_));
    EXPECT_EQ(trying("encode", "nhs-a"), "policy-unsigned");
    (void)project::sign_policy(PolicyFile::read(path_), test::made_key("nhs-a"));
    EXPECT_EQ(trying("encode", "nhs-a"), "policy-unsigned") << "one custodian alone widens nothing";
    (void)project::sign_policy(PolicyFile::read(path_), test::made_key("charity"));
    EXPECT_EQ(trying("encode", "nhs-a"), "accepted");
}

TEST_F(Operations, ALostKeyIsReplacedByANewOneUnderANewPolicy)
{
    test::write_signed_policy(folder_);
    const Governed lost = keyed("lost.party");
    EXPECT_THROW((void)project::admit("encode", path_, lost), Error) << "the file is gone";
    // A key of the same name is a stranger's until the policy has it.
    auto fresh = project::PartyKey::generate("nhs-a");
    fresh.write(folder_ / "fresh.party");
    const Governed options = keyed("fresh.party");
    EXPECT_EQ(test::refusal_code([&] { (void)project::admit("encode", path_, options); }), "unknown-party");

    std::string text = test::governed_text();
    const std::string lines = test::made_key("nhs-a").public_lines();
    text.replace(text.find(lines), lines.size(), fresh.public_lines());
    std::filesystem::remove(project::signatures_path(path_));
    test::write_file(path_, text);
    (void)project::sign_policy(PolicyFile::read(path_), fresh);
    (void)project::sign_policy(PolicyFile::read(path_), test::made_key("charity"));
    EXPECT_EQ(test::refusal_code([&] { (void)project::admit("encode", path_, options); }), "accepted");
}

TEST_F(Operations, ARotatedKeyOpensNothingUnderTheNewPolicyAndSignsNothing)
{
    std::string text = test::governed_text();
    const std::string old_lines = test::made_key("unit").public_lines();
    auto rotated = test::made_key("unit, rotated");
    rotated.name = "unit";
    text.replace(text.find(old_lines), old_lines.size(), rotated.public_lines());
    test::write_signed_policy(folder_, text);
    EXPECT_EQ(trying("link", "unit"), "unknown-party") << "the old key";
    rotated.write(folder_ / "rotated.party");
    const Governed options = keyed("rotated.party");
    EXPECT_EQ(test::refusal_code([&] { (void)project::admit("link", path_, options); }), "accepted");
    EXPECT_NE(project::read_policy(path_).fingerprint(), test::governed_policy().fingerprint())
        << "files sealed to the old key carry another policy, and are refused";
}

} // namespace
} // namespace gauze::desk
