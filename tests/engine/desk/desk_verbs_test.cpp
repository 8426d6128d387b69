// The front desk's verbs as their users type them: what they print, what they leave, how they end.
#include "bloom/base/clock.hpp"
#include "bloom/base/json.hpp"
#include "engine/desk/party_verbs.hpp"
#include "engine/desk/policy_verbs.hpp"
#include "tests/engine/project/made_parties.hpp"

#include <string>
#include <vector>

#include <gtest/gtest.h>
#include <unistd.h>

namespace gauze::desk {
namespace {

class DeskVerbs : public testing::Test {
protected:
    void SetUp() override { test::write_file(folder_ / "policy.toml", test::governed_text()); }
    int run(std::vector<std::string> words, const std::string& passphrase = {})
    {
        project::CommandLine program("gauze", "Links.");
        add_party_verbs(program);
        add_policy_verbs(program);
        words.insert(words.begin(), "gauze");
        std::vector<const char*> argv;
        for (const auto& word : words) argv.push_back(word.c_str());
        int ends[2];
        EXPECT_EQ(::pipe(ends), 0);
        EXPECT_EQ(::write(ends[1], passphrase.data(), passphrase.size()), std::ssize(passphrase));
        ::close(ends[1]);
        ::dup2(ends[0], 9);
        ::close(ends[0]);
        testing::internal::CaptureStdout();
        testing::internal::CaptureStderr();
        const int exit = program.run(static_cast<int>(argv.size()), argv.data());
        out_ = testing::internal::GetCapturedStdout();
        err_ = testing::internal::GetCapturedStderr();
        ::close(9);
        return exit;
    }
    std::string at(const char* name) const { return (folder_ / name).string(); }
    std::string key(const char* name) { return test::write_made_key(folder_, name).string(); }
    bool says(std::string_view text) const { return (out_ + err_).find(text) != std::string::npos; }

    test::TemporaryFolder folder_;
    std::string out_, err_;
};

TEST_F(DeskVerbs, MakeAPartysKeyAndPrintWhatThePolicyNeeds)
{
    ASSERT_EQ(run({"party", "new", "--name", "nhs-b", "--out", at("b.party")}), 0) << err_;
    const auto key = project::PartyKey::read(folder_ / "b.party");
    EXPECT_EQ(key.name, "nhs-b");
    EXPECT_TRUE(says(key.public_lines()));
    EXPECT_FALSE(says(to_hex(key.signing.reveal())));
    EXPECT_FALSE(says(to_hex(key.encryption.reveal())));
    EXPECT_EQ(run({"party", "new", "--name", "nhs-b", "--out", at("b.party")}), 74) << "never replaced";
    EXPECT_EQ(run({"party", "new", "--name", "nhs b", "--out", at("c.party")}), 2);
}

TEST_F(DeskVerbs, PutAKeyUnderAPassphrase)
{
    ASSERT_EQ(run({"party", "new", "--name", "x", "--out", at("x"), "--passphrase-fd", "9", "--json"},
                  "four taken by chance\n"),
              0)
        << err_;
    EXPECT_TRUE(Json::parse(out_, "stdout").flag("passphrase"));
    EXPECT_THROW((void)project::PartyKey::read(folder_ / "x"), Error);
    EXPECT_EQ(run({"party", "new", "--name", "x", "--out", at("y"), "--passphrase-fd", "9"}, "short\n"), 2);
    EXPECT_FALSE(std::filesystem::exists(folder_ / "y"));
}

TEST_F(DeskVerbs, CheckTellsDigestSignaturesAndDaysLeft)
{
    ASSERT_EQ(run({"policy", "check", at("policy.toml"), "--json"}), 0) << err_;
    const Json before = Json::parse(out_, "stdout");
    EXPECT_EQ(before.text("policy"), test::governed_policy().fingerprint());
    EXPECT_EQ(before.object("signatures").texts("missing"), (std::vector<std::string>{"nhs-a", "charity"}));
    EXPECT_EQ(before.number("days_left"), days_from_civil(20270331) - days_from_civil(today()));
    test::write_signed_policy(folder_);
    ASSERT_EQ(run({"policy", "check", at("policy.toml")}), 0);
    EXPECT_TRUE(says("Signed by:  nhs-a, charity"));
    test::write_file(folder_ / "policy.toml", test::governed_with("years = 6", "years = 7"));
    ASSERT_EQ(run({"policy", "check", at("policy.toml")}), 0);
    EXPECT_TRUE(says("Signatures: policy-signature: ")) << out_;
}

TEST_F(DeskVerbs, CheckTellsAllFaultsAtOnce)
{
    std::string text = test::governed_with("dpia = \"DPIA-2026-07\"\n", "");
    text.replace(text.find("\"9(2)(h)\""), 9, "\"9(2)(x)\"");
    test::write_file(folder_ / "policy.toml", text);
    EXPECT_EQ(run({"policy", "check", at("policy.toml")}), 65);
    EXPECT_TRUE(says("2 things are wrong"));
    EXPECT_TRUE(says("dpia is missing"));
    EXPECT_TRUE(says("is no code of art9"));
    EXPECT_EQ(run({"policy", "check", at("none.toml")}), 66);
}

TEST_F(DeskVerbs, CheckWarnsWhenWordsAndCodeDisagree)
{
    test::write_file(folder_ / "policy.toml",
                     test::governed_with("words = \"public task\"", "words = \"legitimate interest\""));
    EXPECT_EQ(run({"policy", "check", at("policy.toml")}), 0);
    EXPECT_TRUE(says("speak of 6(1)(f) (legitimate interests), the code is 6(1)(e) (public task)")) << out_;
    test::write_file(folder_ / "policy.toml", test::governed_with("notes = \"drop\"", "notes = \"link\""));
    EXPECT_EQ(run({"policy", "check", at("policy.toml")}), 0);
    EXPECT_TRUE(says("column notes is kept and nothing reads it"));
}

TEST_F(DeskVerbs, DiffEndsWithOneWhenAnythingIsWidened)
{
    test::write_file(folder_ / "new.toml", test::governed_with("years = 6", "years = 16"));
    EXPECT_EQ(run({"policy", "diff", at("policy.toml"), at("new.toml")}), 1);
    EXPECT_TRUE(says("WIDENED   the years of retention programme is 16, and was 6")) << out_;
    EXPECT_EQ(run({"policy", "diff", at("new.toml"), at("policy.toml")}), 0);
    EXPECT_EQ(run({"policy", "diff", at("policy.toml"), at("policy.toml")}), 0);
    EXPECT_TRUE(says("The two mean the same."));
    EXPECT_EQ(run({"policy", "diff", at("policy.toml"), at("new.toml"), "--json"}), 1);
    EXPECT_TRUE(Json::parse(out_, "stdout").flag("widened"));
}

TEST_F(DeskVerbs, SignShowsWhatIsSignedAndSaysWhoIsMissing)
{
    ASSERT_EQ(run({"policy", "sign", "--as", key("nhs-a"), at("policy.toml")}), 0) << err_;
    EXPECT_TRUE(says("ISA-2026-014"));
    EXPECT_TRUE(says(test::governed_policy().fingerprint().substr(8, 8)));
    EXPECT_TRUE(says("Not yet: charity"));
    ASSERT_EQ(run({"policy", "sign", "--as", key("charity"), at("policy.toml"), "--json"}), 0) << err_;
    EXPECT_TRUE(Json::parse(out_, "stdout").texts("missing").empty());
    EXPECT_EQ(run({"policy", "sign", "--as", key("unit"), at("policy.toml")}), 77);
    EXPECT_TRUE(says("wrong-role"));
    test::write_file(folder_ / "policy.toml", test::governed_with("years = 6", "years = 7"));
    EXPECT_EQ(run({"policy", "sign", "--as", key("nhs-a"), at("policy.toml")}), 77);
    EXPECT_TRUE(says("policy-signature"));
    EXPECT_TRUE(says("to start anew move"));
}

TEST_F(DeskVerbs, ExplainSaysWhoSendsWhatToWhomAndWhatNeverLeaves)
{
    ASSERT_EQ(run({"policy", "explain", at("policy.toml")}), 0) << err_;
    for (const char* words :
         {"for the", "\"evaluation\" alone", "2027-03-31", "nhs-a (St Example NHS Trust, NHS)", "public task",
          "explicit yes", "a blank is no yes", "which encodes it on receipt", "Never leaves: notes (dropped)",
          "fund-tables (funder, Example Fund, UK) gets tables", "6 years from receipt",
          "Nothing\n  flows back to a custodian", "Free text never travels"})
        EXPECT_TRUE(says(words)) << words << "\n" << out_;
    for (std::size_t start = 0, end; (end = out_.find('\n', start)) != std::string::npos; start = end + 1)
        EXPECT_LE(end - start, 100u);
}

TEST_F(DeskVerbs, RecordIsMadeOfThePolicyAndEscapesIt)
{
    test::write_file(folder_ / "policy.toml",
                     test::governed_with("Early Years Partnership (made up)", "<b>A|B</b> [x](http://y)"));
    ASSERT_EQ(run({"policy", "record", at("policy.toml")}), 0) << err_;
    EXPECT_TRUE(says("# Record of processing: Early years services and what comes of them"));
    EXPECT_TRUE(says("\\<b\\>A\\|B\\</b\\> \\[x\\](http://y)")) << out_;
    for (const char* words :
         {"| Special categories | disability and ethnicity |", "| Criminal matters | offence |",
          "## Source charity", "| unit (Example Linkage Unit) | linkage-unit |", "## Erasure"})
        EXPECT_TRUE(says(words)) << words << "\n" << out_;
}

TEST_F(DeskVerbs, SayNothingOfAPolicyWithoutAnAgreement)
{
    std::filesystem::copy_file(std::filesystem::path(GAUZE_SOURCE) / "datasets/demo.policy.toml",
                               folder_ / "lab.toml");
    EXPECT_EQ(run({"policy", "check", at("lab.toml")}), 0);
    EXPECT_TRUE(says("none; it is a laboratory's policy"));
    EXPECT_EQ(run({"policy", "explain", at("lab.toml")}), 2);
    EXPECT_EQ(run({"policy", "record", at("lab.toml")}), 2);
    EXPECT_EQ(run({"policy", "sign", "--as", key("nhs-a"), at("lab.toml")}), 2);
}

} // namespace
} // namespace gauze::desk
