#include "tests/engine/custodian/made_releases.hpp"

#include <algorithm>

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

namespace gauze::custodian {
namespace {

using Names = std::vector<std::string>;
using Rows = std::vector<std::uint64_t>;

class Ledger : public MadeReleases {};

TEST_F(Ledger, AnswersWhatWasReleasedWhenToWhomAndUnderWhichPolicy)
{
    const fs::path folder = run("one", {{1, 7, "R7"}, {2, 3, "R3"}, {3, 0, ""}});
    const std::string to_all =
        payload(folder, "evaluation", {"sessions", "team"}, {{1, {"4", "x"}}, {2, {"9", "y"}}});
    const std::string to_few = payload(folder, "elsewhere", {"sessions"}, {{2, {"9"}}});
    state("payload", "nhs-a", "evaluation", to_all, "2026-10-01T09:00:00Z");
    state("payload", "nhs-a", "specialist", to_few, "2026-10-02T09:00:00Z");
    state("submission", "nhs-a", "unit", std::string(64, 'd'), "2026-10-01T08:00:00Z");

    const LedgerReply reply = ask({folder}, {"R7", "R3", "R99"});
    ASSERT_EQ(reply.answers.size(), 3u);
    ASSERT_EQ(reply.answers[0].releases.size(), 1u);
    const ReleasedRun& seven = reply.answers[0].releases[0];
    EXPECT_EQ(seven.party, "nhs-a");
    EXPECT_EQ(seven.policy, policy_.fingerprint());
    EXPECT_EQ(seven.notice, "How we use your child's health record");
    EXPECT_EQ(seven.notice_version, "3");
    EXPECT_EQ(seven.rows, Rows{7});
    EXPECT_EQ(seven.encodings_sent, "2026-10-01T08:00:00Z");
    ASSERT_EQ(seven.sent.size(), 1u) << "R7 did not consent to the specialist, and is not in that payload";
    EXPECT_EQ(seven.sent[0].recipient, "evaluation");
    EXPECT_EQ(seven.sent[0].time, "2026-10-01T09:00:00Z");
    EXPECT_EQ(seven.sent[0].columns, (Names{"sessions", "team"}));
    EXPECT_EQ(seven.sent[0].basis, Sent::Basis::file);
    EXPECT_TRUE(seven.sent[0].values.empty()) << "values were not asked for";
    ASSERT_EQ(reply.answers[1].releases[0].sent.size(), 2u);
    EXPECT_EQ(reply.answers[1].releases[0].sent[1].recipient, "specialist");
    EXPECT_TRUE(reply.answers[2].releases.empty());
}

TEST_F(Ledger, FindsEveryRowOfAReferenceInEveryRun)
{
    const fs::path one = run("one", {{1, 7, "R7"}, {2, 8, " R7 "}, {3, 9, "R70"}});
    const fs::path two = run("two", {{11, 1, "R7"}});
    const LedgerReply reply = ask({one, two / "stays-here", two / "stays-here/ledger.table"}, {"R7"});
    ASSERT_EQ(reply.answers[0].releases.size(), 3u); // the same run named twice is answered twice
    EXPECT_EQ(reply.answers[0].releases[0].rows, (Rows{7, 8}));
    EXPECT_EQ(reply.answers[0].releases[1].rows, Rows{1});
    EXPECT_NE(in_words(reply).find("the reference stands more than once"), std::string::npos);
}

TEST_F(Ledger, NeverTakesADecoyForAPerson)
{
    const fs::path folder = run("one", {{1, 0, "R7"}, {2, 0, ""}});
    EXPECT_TRUE(ask({folder}, {"R7"}).answers[0].releases.empty());
}

TEST_F(Ledger, OfAnIntakeIsAskedByTheNumberOfTheRow)
{
    const fs::path folder = run("one", {{1, 7, ""}, {2, 8, ""}, {3, 0, ""}}, "charity");
    const LedgerReply reply = ask({folder}, {"8", "0"});
    ASSERT_EQ(reply.answers[0].releases.size(), 1u);
    EXPECT_EQ(reply.answers[0].releases[0].rows, Rows{8});
    EXPECT_TRUE(reply.answers[1].releases.empty()); // a decoy
}

TEST_F(Ledger, SaysWhatThePolicyLetPayloadHoldThatIsGone)
{
    const fs::path folder = run("one", {{1, 7, "R7"}});
    state("payload", "nhs-a", "specialist", std::string(64, 'e'), "2026-10-02T09:00:00Z");
    const LedgerReply reply = ask({folder}, {"R7"});
    const ReleasedRun& release = reply.answers[0].releases[0];
    ASSERT_EQ(release.sent.size(), 1u);
    EXPECT_EQ(release.sent[0].basis, Sent::Basis::policy);
    Names columns = release.sent[0].columns; // of [[recipient]] elsewhere, those that nhs-a has
    std::ranges::sort(columns);
    EXPECT_EQ(columns, (Names{"age_band", "ethnic_group", "sessions"}));
}

TEST_F(Ledger, TellsTheSealedPayloadOfOneRunFromThatOfAnother)
{
    const fs::path one = run("one", {{1, 7, "R7"}}), two = run("two", {{2, 7, "R7"}});
    const std::string first = payload(one, "evaluation", {"sessions"}, {{1, {"1"}}});
    const std::string second = payload(two, "evaluation", {"sessions"}, {{2, {"2"}}});
    state("payload", "nhs-a", "evaluation", first, "2026-10-01T09:00:00Z");
    state("payload", "nhs-a", "evaluation", second, "2026-11-01T09:00:00Z");
    const LedgerReply reply = ask({one, two}, {"R7"}, true);
    for (const std::size_t i : {0u, 1u}) {
        const ReleasedRun& release = reply.answers[0].releases[i];
        ASSERT_EQ(release.sent.size(), 1u);
        EXPECT_EQ(release.sent[0].time, i == 0 ? "2026-10-01T09:00:00Z" : "2026-11-01T09:00:00Z");
        EXPECT_EQ(release.sent[0].values[0][0],
                  (std::pair<std::string, std::string>("sessions", i == 0 ? "1" : "2")));
    }
}

TEST_F(Ledger, SaysWhenNothingShowsThatAPayloadWasSealed)
{
    const fs::path folder = run("one", {{1, 7, "R7"}});
    (void)payload(folder, "evaluation", {"sessions"}, {{1, {"4"}}});
    const LedgerReply reply = ask({folder}, {"R7"});
    EXPECT_EQ(reply.answers[0].releases[0].sent[0].recipient, "");
    EXPECT_NE(in_words(reply).find("no statement says that this was sealed"), std::string::npos);
}

TEST_F(Ledger, PassesOverStatementsThatNoPartySignedOrThatAreOfAnotherProject)
{
    const fs::path folder = run("one", {{1, 7, "R7"}});
    const std::string digest = payload(folder, "evaluation", {"sessions"}, {{1, {"4"}}});
    state("payload", "nhs-a", "evaluation", digest, "2026-10-01T09:00:00Z", "charity"); // not its signature
    state("payload", "stranger", "evaluation", digest, "2026-10-01T09:00:00Z");
    state("payload", "nhs-a", "evaluation", digest, "2026-10-01T09:00:00Z", "", "another-project");
    const LedgerReply reply = ask({folder}, {"R7"});
    EXPECT_EQ(reply.answers[0].releases[0].sent[0].recipient, "");
    EXPECT_EQ(reply.statements.unsigned_or_foreign, 2u);
    EXPECT_EQ(reply.statements.of_other_projects, 1u);
}

TEST_F(Ledger, ShowsNeitherReferenceNorValueNorTokenOnTheScreen)
{
    const fs::path folder = run("one", {{0xabcdef, 7, "REF-SECRET"}});
    (void)payload(folder, "evaluation", {"team"}, {{0xabcdef, {"VALUE-SECRET"}}});
    const LedgerReply reply = ask({folder}, {"REF-SECRET"}, true);
    for (const std::string& text : {in_words(reply), to_json(reply).pretty()}) {
        EXPECT_EQ(text.find("SECRET"), std::string::npos);
        EXPECT_EQ(text.find("abcdef"), std::string::npos);
    }
}

TEST_F(Ledger, GivesWhatIsHeldOfAPersonInOpenForms)
{
    const fs::path folder = run("one", {{0xabcdef, 7, "R7"}, {0xabcff0, 8, "R8"}});
    const std::string digest = payload(folder, "evaluation", {"sessions", "team"},
                                       {{0xabcdef, {"4", "a, b"}}, {0xabcff0, {"5", "c"}}});
    state("payload", "nhs-a", "evaluation", digest, "2026-10-01T09:00:00Z");
    const LedgerReply reply = ask({folder}, {"R7"}, true);
    const std::string policy = policy_.fingerprint();
    const std::string line = fmt::format(
        "1,R7,nhs-a,{},How we use your child's health record,3,evaluation,2026-10-01T09:00:00Z,", policy);
    EXPECT_EQ(portable_csv(reply, {}),
              "person,reference,party,policy,notice,notice_version,recipient,time,column,value\n" + line +
                  "sessions,4\n" + line + "team,\"a, b\"\n");
    EXPECT_NE(portable_csv(reply, {.tokens = true}).find(made_token(0xabcdef)), std::string::npos);
    const Json json = Json::parse(portable_json(reply, {}), "test");
    const Json person = json.objects("people").at(0);
    EXPECT_EQ(person.text("reference"), "R7");
    const Json sent = person.objects("releases").at(0).objects("sent").at(0);
    EXPECT_EQ(sent.objects("values").at(0).text("team"), "a, b");
    EXPECT_EQ(portable_json(reply, {}).find("abcdef"), std::string::npos);
    EXPECT_NE(portable_json(reply, {.tokens = true}).find("abcdef"), std::string::npos);
    EXPECT_EQ(portable_json(reply, {.tokens = true}).find("abcff0"), std::string::npos) << "another person's";
}

TEST_F(Ledger, TellsServicesApartWhereItKnowsThem)
{
    const fs::path folder = run("one", {{1, 7, "R7", "dental"}, {2, 8, "R7", "speech"}}, "nhs-a", true);
    LedgerQuestion question;
    question.runs = {folder};
    question.people = {{"R7", "speech", {}}, {"R7", {}, {}}};
    const LedgerReply reply = ask_ledgers(question, policy_);
    EXPECT_EQ(reply.answers[0].releases[0].rows, Rows{8});
    EXPECT_EQ(reply.answers[1].releases[0].rows, (Rows{7, 8}));
}

TEST_F(Ledger, OfAnotherProjectIsRefused)
{
    Json other = about("nhs-a");
    other.set("project", "another");
    const fs::path folder = run("one", {{1, 7, "R7"}}, "nhs-a", false, &other);
    try {
        (void)ask({folder}, {"R7"});
        FAIL();
    } catch (const Error& error) {
        EXPECT_EQ(project::code_of(error.what()), "wrong-project");
    }
    EXPECT_THROW((void)ask({place_ / "outbox"}, {"R7"}), Error);
}

class References : public testing::Test {
protected:
    std::vector<AskedFor> read(const std::string& csv)
    {
        test::write_file(place_ / "list.csv", csv);
        return read_references({place_ / "list.csv", UINT64_MAX});
    }
    test::TemporaryFolder place_;
};

TEST_F(References, ComeFromAListWithServicesAndDates)
{
    const auto list = read("date,reference,service\n2026-10-01, R7 ,dental\n,\"R,8\",\n");
    ASSERT_EQ(list.size(), 2u);
    EXPECT_EQ(list[0].reference, "R7");
    EXPECT_EQ(list[0].service, "dental");
    EXPECT_EQ(list[0].date, "2026-10-01");
    EXPECT_EQ(list[1].reference, "R,8");
}

TEST_F(References, ComeFromADescriptorOneALine)
{
    test::write_file(place_ / "lines", "R7\r\n\n  R8 \nR9");
    const int descriptor = ::open((place_ / "lines").c_str(), O_RDONLY | O_CLOEXEC);
    const auto list = read_references({{}, static_cast<std::uint64_t>(descriptor)});
    ::close(descriptor);
    ASSERT_EQ(list.size(), 3u);
    EXPECT_EQ(list[1].reference, "R8");
    EXPECT_EQ(list[2].reference, "R9");
}

TEST_F(References, ThatAreNoneAreRefusedByTheirRowAndNeverQuoted)
{
    for (const char* csv : {"id\nSECRET7\n", "reference,date\nSECRET7,31/12/2026\n",
                            "reference\nSECRET7\n\"\"\n", "reference,date\nSECRET7\n", "reference\n"}) {
        try {
            (void)read(csv);
            ADD_FAILURE() << csv;
        } catch (const Error& error) {
            EXPECT_EQ(std::string(error.what()).find("SECRET"), std::string::npos);
            EXPECT_NE(error.hint(), "");
        }
    }
    EXPECT_THROW((void)read_references({place_ / "list.csv", 3}), Error); // both ways at once
}

} // namespace
} // namespace gauze::custodian
