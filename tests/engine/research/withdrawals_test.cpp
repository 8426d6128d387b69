#include "engine/project/refusal.hpp"
#include "engine/project/statement.hpp"
#include "engine/research/receipts.hpp"
#include "engine/research/withdrawals.hpp"
#include "tests/engine/research/exchange.hpp"

#include <gtest/gtest.h>

namespace gauze::research {
namespace {

// Two sources, and persons A (in both), B (gp alone), C (hospital alone, twice).
class WithdrawnRows : public Exchange {
protected:
    WithdrawnRows()
    {
        fs::create_directory(path("in"));
        fs::create_directory(path("back"));
        gp_ = payload("gp", {"age_band", "note"}, {{1, {"0-4", "x"}}, {2, {"5-9", "y"}}, {9, {"5-9", "z"}}});
        hospital_ = payload("hospital", {"code"}, {{3, {"h1"}}, {4, {"h2"}}, {5, {"h3"}}});
        (void)map({{1, "A"}, {2, "B"}, {3, "A"}, {4, "C"}, {5, "C"}});
    }
    fs::path withdrawal(const std::string& party, std::vector<unsigned> tokens, const std::string& name,
                        const std::string& project = "early-years")
    {
        const fs::path file = path("back") / name;
        fs::remove(file);
        project::TableWriter writer(file, "withdrawal", {"row_token", "reason"},
                                    Json().set("project", project).set("party", party).set("time", "now"),
                                    FileMode::owner_only);
        for (const unsigned token : tokens) {
            const std::string text = token_text(token);
            const std::string_view cells[] = {text, "withdrawn"};
            writer.row(cells);
        }
        writer.close();
        return file;
    }
    CohortOptions without(std::vector<fs::path> withdrawals, Existing existing = Existing::replace)
    {
        CohortOptions wanted = options({gp_, hospital_});
        wanted.withdrawals = std::move(withdrawals);
        wanted.existing = existing;
        return wanted;
    }
    std::string code(const CohortOptions& wanted) const
    {
        return std::string(project::code_of(refusal(wanted).what()));
    }
    fs::path gp_, hospital_;
};

TEST_F(WithdrawnRows, LeaveTheCohortAndThePersonStaysThroughAnotherSource)
{
    (void)cohort(without({}));
    EXPECT_EQ(out("cohort.csv"),
              "study_id,sources,gp_records,gp_age_band,gp_note,hospital_records,hospital_code\n"
              "A,gp+hospital,1,0-4,x,1,h1\nB,gp,1,5-9,y,0,\nC,hospital,0,,,2,h2; h3\n")
        << "the test's own picture of a cohort is wrong";
    const CohortSummary summary = cohort(without({withdrawal("gp", {1, 2}, "w")}));
    EXPECT_EQ(out("cohort.csv"),
              "study_id,sources,gp_records,gp_age_band,gp_note,hospital_records,hospital_code\n"
              "A,hospital,0,,,1,h1\nC,hospital,0,,,2,h2; h3\n");
    EXPECT_EQ(summary.persons, 2u);
    EXPECT_EQ(summary.persons_withdrawn, 1u); // B; A is still here
    EXPECT_EQ(summary.payloads[0].rows, 3u);
    EXPECT_EQ(summary.payloads[0].joined, 0u);
    EXPECT_EQ(summary.payloads[0].withdrawn, 2u);
    EXPECT_EQ(summary.payloads[0].without_study_id, 1u);
    EXPECT_EQ(summary.map_entries_without_row, 0u);
}

TEST_F(WithdrawnRows, TakeOneOfTwoRecordsOfAPerson)
{
    const CohortSummary summary = cohort(without({withdrawal("hospital", {4}, "w")}));
    EXPECT_NE(out("cohort.csv").find("C,hospital,0,,,1,h3\n"), std::string::npos);
    EXPECT_EQ(summary.persons, 3u);
    EXPECT_EQ(summary.persons_withdrawn, 0u);
}

TEST_F(WithdrawnRows, AreThoseOfThePartyThatTakesThemBack)
{
    const CohortSummary summary = cohort(without({withdrawal("hospital", {1, 2}, "w")}));
    EXPECT_EQ(summary.persons, 3u);
    EXPECT_EQ(summary.payloads[0].withdrawn, 0u);
}

TEST_F(WithdrawnRows, WithoutAStudyIdAreCountedAsWithdrawn)
{
    const CohortSummary summary = cohort(without({withdrawal("gp", {9}, "w")}));
    EXPECT_EQ(summary.payloads[0].withdrawn, 1u);
    EXPECT_EQ(summary.payloads[0].without_study_id, 0u);
    EXPECT_EQ(summary.persons_withdrawn, 0u);
}

TEST_F(WithdrawnRows, AddUpOverAFolderOfWithdrawals)
{
    (void)withdrawal("gp", {1}, "first");
    (void)withdrawal("hospital", {3}, "second");
    std::ofstream(path("back") / "notes.txt") << "no withdrawal";
    const CohortSummary summary = cohort(without({path("back")}));
    EXPECT_EQ(summary.withdrawals, 2u);
    EXPECT_EQ(summary.persons_withdrawn, 1u); // A, of whom each source has taken back its row
    EXPECT_EQ(out("cohort.csv").find("\nA,"), std::string::npos);
}

TEST_F(WithdrawnRows, AreNeverForgotten)
{
    const fs::path first = withdrawal("gp", {1}, "first");
    const fs::path second = withdrawal("hospital", {3}, "second");
    (void)cohort(without({first}));
    EXPECT_EQ(code(without({})), "withdrawal-forgotten");
    EXPECT_EQ(code(without({second})), "withdrawal-forgotten");
    EXPECT_EQ(cohort(without({first, second})).withdrawals, 2u);
    EXPECT_EQ(code(without({first})), "withdrawal-forgotten");
    // Nor are those that lie beside the payload, whatever their name.
    fs::remove_all(path("out"));
    fs::copy(first, path("data.bin"));
    EXPECT_EQ(code(without({})), "withdrawal-forgotten");
    EXPECT_EQ(cohort(without({first})).withdrawals, 1u); // the same, under another name
}

TEST_F(WithdrawnRows, OfAnotherProjectOrDamagedAreRefused)
{
    EXPECT_EQ(code(without({withdrawal("gp", {1}, "w", "other")})), "wrong-project");
    EXPECT_EQ(refusal(without({withdrawal("gp", {2, 1}, "w")})).code(), Exit::bad_data); // not in order
    EXPECT_EQ(refusal(without({path("nowhere")})).code(), Exit::input_missing);
    const fs::path file = withdrawal("gp", {1, 2}, "w");
    std::string bytes = text(file);
    bytes[bytes.size() / 2] ^= 1;
    std::ofstream(file, std::ios::binary) << bytes;
    EXPECT_EQ(refusal(without({file})).code(), Exit::bad_data);
}

// A governed researcher answers each withdrawal with a receipt.
class Receipts : public WithdrawnRows {
protected:
    Receipts() : key_(project::PartyKey::generate("university"))
    {
        policy_.governance.emplace();
        for (const char* name : {"gp", "hospital", "university"}) {
            project::Member one;
            one.name = name;
            one.role = *name == 'u' ? project::Role::researcher : project::Role::custodian;
            one.signing = key_.signing.public_key();
            policy_.governance->members.push_back(one);
        }
        project::Recipient recipient;
        recipient.name = "university";
        recipient.member = "university";
        policy_.governance->recipients.push_back(recipient);
    }
    project::Admitted researcher() const
    {
        project::Admitted me{policy_,
                             project::PartyKey{"university", SigningKey(Secret(key_.signing.reveal())),
                                               ExchangeKey(Secret(key_.encryption.reveal()))},
                             nullptr};
        me.me = &me.policy.governance->members.back();
        return me;
    }
    project::PartyKey key_;
};

TEST_F(Receipts, SayWhatWasTakenOutAndNothingOfWhoWasLinked)
{
    const fs::path one = withdrawal("gp", {1, 2, 77}, "one");
    const fs::path two = withdrawal("hospital", {3}, "two");
    const project::Admitted me = researcher();
    CohortOptions wanted = without({one, two});
    wanted.me = &me;
    (void)cohort(wanted);
    std::vector<project::Statement> receipts;
    for (const auto& entry : fs::directory_iterator(path("out") / "receipts")) {
        const project::Envelope envelope = project::read_envelope(entry.path());
        EXPECT_TRUE(envelope.is_signed_by(key_.signing.public_key()));
        receipts.push_back(project::statement_in(envelope, "test"));
    }
    std::ranges::sort(receipts, {}, &project::Statement::recipient);
    ASSERT_EQ(receipts.size(), 2u);
    const project::Statement& gp = receipts[0];
    EXPECT_EQ(gp.kind, "receipt");
    EXPECT_EQ(gp.recipient, "gp");
    EXPECT_EQ(gp.content_digest, to_hex(sha256(bytes_of(text(one)))));
    EXPECT_EQ(gp.counts.number("tokens"), 3);
    EXPECT_EQ(gp.counts.number("rows"), 2);
    EXPECT_EQ(gp.figures.text("cohort"), cohort_digest(path("out")));
    // Neither the person who is gone nor the one who stays is told of: that is who was linked.
    EXPECT_EQ(gp.counts.keys(), (std::vector<std::string>{"tokens", "rows"}));
    EXPECT_EQ(gp.figures.keys(), std::vector<std::string>{"cohort"});
    EXPECT_EQ(receipts[1].recipient, "hospital");
}

TEST_F(Receipts, AreTheSameWhetherOrNotTheRowWasLinked)
{
    const project::Admitted me = researcher();
    CohortOptions wanted = without({withdrawal("gp", {1}, "linked")});
    wanted.me = &me;
    (void)cohort(wanted);
    const auto receipt = [&] {
        const auto first = fs::directory_iterator(path("out") / "receipts")->path();
        return project::statement_in(project::read_envelope(first), "test");
    };
    const project::Statement linked = receipt();
    fs::remove_all(path("out"));
    wanted.withdrawals = {withdrawal("gp", {9}, "linked")};
    (void)cohort(wanted);
    const project::Statement alone = receipt();
    EXPECT_EQ(linked.counts.line(), alone.counts.line());
}

} // namespace
} // namespace gauze::research
