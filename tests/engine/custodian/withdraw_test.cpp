#include "engine/custodian/withdraw.hpp"
#include "engine/custodian/withdrawal.hpp"
#include "engine/project/exchange.hpp"
#include "tests/engine/custodian/made_releases.hpp"

#include <map>
#include <set>

#include <sys/stat.h>

namespace gauze::custodian {
namespace {

class Withdrawal : public MadeReleases {
protected:
    WithdrawOptions asking(std::vector<fs::path> runs, std::vector<AskedFor> people)
    {
        WithdrawOptions options;
        options.runs = std::move(runs);
        options.statements = {place_ / "outbox"};
        options.people = std::move(people);
        options.list = place_ / "list.csv";
        options.out = place_ / "out";
        return options;
    }
    std::string refusal(const WithdrawOptions& options, const std::string& as = "nhs-a")
    {
        try {
            (void)withdraw(admitted(as), options);
        } catch (const Error& error) {
            EXPECT_FALSE(fs::exists(options.out)) << "something was left behind";
            return std::string(project::code_of(error.what()));
        }
        return "accepted";
    }
    std::string list() const { return test::read_file(place_ / "list.csv"); }
    // Row tokens and reasons of a withdrawal, as another program would read them.
    static std::map<std::string, std::string> tokens_in(const fs::path& file)
    {
        std::map<std::string, std::string> found;
        const project::TableFile table(file, "withdrawal");
        table.each_row([&](std::span<const std::string_view> cells) { found.emplace(cells[0], cells[1]); });
        return found;
    }
};

TEST_F(Withdrawal, TakesTheRowsOfAllRunsBackFromEveryoneWhoGotPayload)
{
    const fs::path one = run("one", {{5, 7, "R7"}, {1, 8, "R7"}, {2, 9, "R9"}}),
                   two = run("two", {{3, 1, "R7"}});
    state("payload", "nhs-a", "evaluation", std::string(64, 'e'), "2026-10-01T09:00:00Z");
    const auto outcome = withdraw(admitted("nhs-a"), asking({one, two}, {{"R7", {}, {}}, {"R99", {}, {}}}));
    EXPECT_EQ(outcome.asked, 2u);
    EXPECT_EQ(outcome.found, 1u);
    EXPECT_EQ(outcome.tokens, 3u);
    EXPECT_EQ(outcome.not_found, std::vector<std::size_t>{2});
    EXPECT_EQ(outcome.recipients.members, std::vector<std::string>{"evaluation"});
    EXPECT_EQ(tokens_in(outcome.table),
              (std::map<std::string, std::string>{
                  {made_token(1), "withdrawn"}, {made_token(3), "withdrawn"}, {made_token(5), "withdrawn"}}));
    struct stat facts {};
    ASSERT_EQ(::stat(outcome.table.c_str(), &facts), 0);
    EXPECT_EQ(facts.st_mode & 0777, 0600u);
}

TEST_F(Withdrawal, IsOpenedByItsRecipientAndByNobodyElse)
{
    const fs::path one = run("one", {{1, 7, "R7"}});
    state("payload", "nhs-a", "evaluation", std::string(64, 'e'), "2026-10-01T09:00:00Z");
    const auto outcome = withdraw(admitted("nhs-a"), asking({one}, {{"R7", {}, {}}}));
    const auto statement = project::open_file(admitted("evaluation"), outcome.sealed, {{"withdrawal"}},
                                              place_ / "opened.withdrawal");
    EXPECT_EQ(statement.kind, "withdrawal");
    EXPECT_EQ(statement.counts.number("tokens"), 1);
    EXPECT_EQ(test::read_file(place_ / "opened.withdrawal"), test::read_file(outcome.table));
    for (const char* other : {"specialist", "unit", "charity", "platform", "funder"})
        EXPECT_THROW(
            (void)project::open_file(admitted(other), outcome.sealed, {{"withdrawal"}}, place_ / "stolen"),
            Error)
            << other;
    // No reference travels, sealed or not.
    EXPECT_EQ(test::read_file(outcome.table).find("R7"), std::string::npos);
    EXPECT_EQ(test::read_file(fs::path(outcome.sealed) += ".dsse").find("R7"), std::string::npos);
}

TEST_F(Withdrawal, WithoutStatementsGoesToEveryoneWhoMayReceiveRows)
{
    const fs::path one = run("one", {{1, 7, "R7"}});
    const auto outcome = withdraw(admitted("nhs-a"), asking({one}, {{"R7", {}, {}}}));
    EXPECT_FALSE(outcome.recipients.by_statements);
    EXPECT_EQ(outcome.recipients.members, (std::vector<std::string>{"evaluation", "specialist"}));
}

TEST_F(Withdrawal, PutsThePeopleIntoTheListThatTheNextRunReads)
{
    const fs::path one = run("one", {{1, 7, "R7"}});
    test::write_file(place_ / "list.csv", "reference,service,date\nR1,,2026-01-01\nR7,dental,2026-01-02");
    auto options = asking({one}, {{"R7", {}, "2026-11-01"}, {"R1", {}, {}}, {"-8,\"x\"", {}, "2026-11-02"}});
    const auto outcome = withdraw(admitted("nhs-a"), options);
    EXPECT_EQ(outcome.listed, 2u); // R1 was there; R7 was there for one service only
    EXPECT_EQ(list(), "reference,service,date\nR1,,2026-01-01\nR7,dental,2026-01-02\nR7,,2026-11-01\n"
                      "\"-8,\"\"x\"\"\",,2026-11-02\n");
    // It is read back as it was written.
    EXPECT_EQ(read_references({place_ / "list.csv", UINT64_MAX})[3].reference, "-8,\"x\"");
}

TEST_F(Withdrawal, OfACorrectedRecordLeavesTheListAlone)
{
    const fs::path one = run("one", {{1, 7, "R7"}});
    auto options = asking({one}, {{"R7", {}, {}}});
    options.reason = "superseded";
    const auto outcome = withdraw(admitted("nhs-a"), options);
    EXPECT_EQ(tokens_in(outcome.table).at(made_token(1)), "superseded");
    EXPECT_FALSE(fs::exists(place_ / "list.csv"));
}

TEST_F(Withdrawal, OfNobodyMakesNothingAndStillKeepsThePersonOut)
{
    const fs::path one = run("one", {{1, 7, "R7"}});
    const auto outcome = withdraw(admitted("nhs-a"), asking({one}, {{"R99", {}, "2026-11-01"}}));
    EXPECT_EQ(outcome.tokens, 0u);
    EXPECT_TRUE(outcome.sealed.empty());
    EXPECT_FALSE(fs::exists(place_ / "out"));
    EXPECT_EQ(list(), "reference,service,date\nR99,,2026-11-01\n");
}

TEST_F(Withdrawal, IsRefusedForRecordsOfAnotherAndForServicesThatCannotBeTold)
{
    const fs::path mine = run("one", {{1, 7, "R7"}}), theirs = run("two", {{2, 7, "R7"}}, "charity");
    EXPECT_EQ(refusal(asking({theirs}, {{"R7", {}, {}}})), "wrong-party");
    EXPECT_EQ(refusal(asking({mine, theirs}, {{"R7", {}, {}}})), "wrong-party");
    EXPECT_EQ(refusal(asking({mine}, {{"R7", "dental", {}}})), "service-unknown");
    auto options = asking({mine}, {{"R7", {}, {}}});
    options.reason = "because";
    EXPECT_EQ(refusal(options), "unknown-reason");
    options = asking({mine}, {{"R7", {}, {}}});
    test::write_file(place_ / "list.csv", "who;when\nR1;2026-01-01\n");
    EXPECT_EQ(refusal(options), "list-form");
    Json other = about("nhs-a");
    other.set("project", "another");
    EXPECT_EQ(refusal(asking({run("three", {{1, 7, "R7"}}, "nhs-a", false, &other)}, {{"R7", {}, {}}})),
              "wrong-project");
}

// The intake's ledger has no references; its custodian knows whose row a number is.
TEST_F(Withdrawal, OfRowsThatAnIntakeEncodedIsMadeByTheirCustodian)
{
    const fs::path theirs = run("two", {{2, 7, ""}, {3, 8, ""}}, "charity");
    auto options = asking({theirs}, {{"7", {}, {}}});
    EXPECT_EQ(refusal(options, "charity"), "no-references");
    options.list.clear();
    EXPECT_EQ(refusal(options, "platform"), "wrong-party");
    const auto outcome = withdraw(admitted("charity"), options);
    EXPECT_EQ(tokens_in(outcome.table), (std::map<std::string, std::string>{{made_token(2), "withdrawn"}}));
}

TEST_F(Withdrawal, IsShownByTheLedgerWithItsReceipt)
{
    const fs::path one = run("one", {{1, 7, "R7"}, {2, 8, "R8"}});
    state("payload", "nhs-a", "evaluation", std::string(64, 'e'), "2026-10-01T09:00:00Z");
    const auto outcome = withdraw(admitted("nhs-a"), asking({one}, {{"R7", {}, {}}}));
    for (const fs::path& file : {outcome.table, outcome.sealed, fs::path(outcome.sealed) += ".dsse"})
        fs::copy(file, place_ / "outbox" / file.filename());
    LedgerReply reply = ask({one}, {"R7", "R8"});
    ASSERT_EQ(reply.answers[0].releases[0].withdrawals.size(), 1u);
    EXPECT_EQ(reply.answers[0].releases[0].withdrawals[0].recipient, "evaluation");
    EXPECT_EQ(reply.answers[0].releases[0].withdrawals[0].reason, "withdrawn");
    EXPECT_EQ(reply.answers[0].releases[0].withdrawals[0].receipt, "");
    EXPECT_TRUE(reply.answers[1].releases[0].withdrawals.empty());
    EXPECT_NE(in_words(reply).find("no receipt yet"), std::string::npos);

    state("receipt", "specialist", "nhs-a", to_hex(sha256(MappedFile(outcome.table).bytes())),
          "2026-11-29T09:00:00Z"); // of somebody else
    EXPECT_EQ(ask({one}, {"R7"}).answers[0].releases[0].withdrawals[0].receipt, "");
    state("receipt", "evaluation", "nhs-a", to_hex(sha256(MappedFile(outcome.table).bytes())),
          "2026-11-30T09:00:00Z");
    reply = ask({one}, {"R7"});
    EXPECT_EQ(reply.answers[0].releases[0].withdrawals[0].receipt, "2026-11-30T09:00:00Z");
    EXPECT_NE(in_words(reply).find("receipt 2026-11-30T09:00:00Z"), std::string::npos);
}

} // namespace
} // namespace gauze::custodian
