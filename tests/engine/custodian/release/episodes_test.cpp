// Episodes go out with the records they are about, and with no others.
#include "bloom/base/error.hpp"
#include "tests/engine/custodian/release/made_release.hpp"

namespace gauze::custodian {
namespace {

constexpr std::string_view people = "ref,given,family,dob\n"
                                    "R1,Anna,Smith,2020-02-03\n"
                                    "R2,Ben,Jones,2021-03-04\n"
                                    "R3,Cy,Ash,2019-05-06\n"
                                    "R1,Ann,Smith,2020-02-03\n"; // a second record of R1

constexpr std::string_view plans = "child,start,kind,notes\n"
                                   "R2,2026-02-03,CP,Quatermass\n"
                                   "R1,2025-12-31,CIN,\n"
                                   " R1 ,04/05/2026,CP,\n"
                                   "R3,2026-01-01,CP,Zebedee\n"
                                   "R9,2026-01-01,CP,\n"
                                   ",2026-01-01,CP,\n"
                                   "R2,soon,XX,\n"
                                   "ragged\n";

class Episodes : public ReleaseRun {
protected:
    void SetUp() override
    {
        ReleaseRun::SetUp();
        project::EpisodeTable table;
        table.name = "plans";
        table.reference = "child";
        table.columns = {used("child", {ColumnUse::control}), sent("kind", PayloadKind::codes, {"CP", "CIN"}),
                         used("notes", {ColumnUse::drop}),
                         made("start", {{"quarter", "quarter", {}}}, {ColumnUse::generalise})};
        source().tables = {table};
        source().consent.mode = project::Consent::Mode::objection;
        files_.objections = list("objections.csv", "ref,date\nR3,2026-01-01\n");
        files_.episodes = {{"plans", list("plans.csv", plans)}};
    }
    // Cells of the rows sent to a recipient, behind the number of the record in the main file.
    std::vector<std::string> sent_to(const std::string& recipient) const
    {
        const auto rows = ledger();
        std::vector<std::string> found;
        std::string last;
        const project::TableFile table(folder_ / fmt::format("out/to-{}/camden.plans.episodes", recipient),
                                       "episodes");
        EXPECT_EQ(table.columns(), (std::vector<std::string>{"row_token", "kind", "quarter"}));
        EXPECT_EQ(table.about().text("table"), "plans");
        table.each_row([&](std::span<const std::string_view> cells) {
            EXPECT_LE(last, cells[0]);
            last = cells[0];
            found.push_back(fmt::format("{} {} {}", rows.at(last), cells[1], cells[2]));
        });
        std::ranges::sort(found);
        return found;
    }
};

TEST_F(Episodes, GoWithTheFirstOfTheirRecordsAndStayWhereTheRecordStays)
{
    const EncodeSummary summary = run(people);
    const std::vector<std::string> expected{"1 CIN 2025-Q4", "1 CP 2026-Q2", "2  ", "2 CP 2026-Q1"};
    EXPECT_EQ(sent_to("analysis"), expected);
    EXPECT_EQ(sent_to("outside"), expected);
    ASSERT_EQ(summary.episodes.size(), 1u);
    const EpisodeSummary& plan = summary.episodes.front();
    EXPECT_EQ(plan.read, 8u);
    EXPECT_EQ(plan.sent, 4u);
    EXPECT_EQ(plan.excluded, 3u); // who objected, who is unknown, and nobody
    EXPECT_EQ(plan.rejected, 1u);
    EXPECT_EQ(plan.emptied, 2u);
    EXPECT_FALSE(std::filesystem::exists(folder_ / "out/to-funder"));
    EXPECT_EQ(out("stays-here/rejects-plans.csv"),
              "file,row,line,column,reason,consequence\n"
              "plans.csv,7,8,kind,not a listed code,left out of the payload\n"
              "plans.csv,7,8,quarter,not a date,left out of the payload\n"
              "plans.csv,8,9,,another number of cells than the header,row rejected\n");
}

TEST_F(Episodes, LeaveNothingBehindThatThePolicyDrops)
{
    run(people);
    for (const auto& entry : std::filesystem::recursive_directory_iterator(folder_ / "out")) {
        if (!entry.is_regular_file()) continue;
        const std::string content = test::read_file(entry.path());
        for (const char* planted : {"Quatermass", "Zebedee", "2025-12-31", "04/05/2026"})
            EXPECT_EQ(content.find(planted), std::string::npos) << entry.path() << " " << planted;
    }
}

TEST_F(Episodes, AreForRecipientsThatMayHaveThem)
{
    policy_.governance->recipients[1].payload = {"nothing-else"};
    run(people);
    EXPECT_TRUE(std::filesystem::exists(folder_ / "out/to-analysis/camden.plans.episodes"));
    EXPECT_FALSE(std::filesystem::exists(folder_ / "out/to-outside"));
    policy_.governance->recipients[1].tables = {"plans"};
    run(people);
    EXPECT_TRUE(std::filesystem::exists(folder_ / "out/to-outside/camden.plans.episodes"));
}

TEST_F(Episodes, AreRefusedWithAColumnThatIsNotAgreedOrWithoutOneThatIs)
{
    list("plans.csv", "child,start,kind,notes,more\nR1,2026-01-01,CP,,x\n");
    EXPECT_EQ(refusal(people), "column-not-agreed");
    EXPECT_FALSE(std::filesystem::exists(folder_ / "out"));
    list("plans.csv", "child,start,notes\nR1,2026-01-01,x\n");
    EXPECT_EQ(refusal(people), "column-missing");
    list("plans.csv", "child,start,kind\nR1,2026-01-01,CP\n"); // what is dropped may be away
    EXPECT_EQ(refusal(people), "");
}

TEST_F(Episodes, AreAllNamedOrTheRunIsRefused)
{
    files_.episodes.clear();
    EXPECT_THROW(run(people), Error);
    files_.episodes = {{"plans", folder_ / "plans.csv"}, {"plans", folder_ / "plans.csv"}};
    EXPECT_THROW(run(people), Error);
    files_.episodes = {{"plans", folder_ / "plans.csv"}, {"visits", folder_ / "plans.csv"}};
    EXPECT_THROW(run(people), Error);
}

TEST_F(Episodes, OfRunsWithOneSeedAreTheSameBytes)
{
    const std::string once(people.substr(0, people.rfind("R1"))); // with a seed a reference stands once
    const auto bytes = [&] {
        EncodeOptions options;
        options.party = "camden", options.input = list("people.csv", once), options.out = folder_ / "out";
        options.existing = Existing::replace, options.test_seed = "7", options.files = files_;
        encode(policy_, ProjectKey::for_tests("early-years", "1"), options);
        return out("to-analysis/camden.plans.episodes");
    };
    EXPECT_EQ(bytes(), bytes());
}

TEST_F(ReleaseRun, AStatedAgeStandsInWhereNoBirthDateIs)
{
    column("dob").uses = {ColumnUse::link, ColumnUse::control};
    column("age").uses = {ColumnUse::control};
    auto& window = source().eligibility;
    window.birth_column = "dob", window.age_column = "age", window.at = 20260901, window.months_below = 48;
    const auto summary = run("ref,given,family,dob,age\n"
                             "R1,Anna,Smith,2024-02-03,\n" // 2
                             "R2,Ben,Jones,,3\n"           // 36 to 47 months
                             "R3,Cy,Ash,, 0 \n"
                             "R4,Di,Ash,,4\n"
                             "R5,Ed,Ash,,\n"
                             "R6,Flo,Ash,,three\n"
                             "R7,Gus,Ash,2020-01-01,1\n"); // a birth date goes before
    EXPECT_EQ(rows_in(), (std::set<std::uint64_t>{1, 2, 3}));
    EXPECT_EQ(count(summary, Reason::too_old), 2u);
    EXPECT_EQ(count(summary, Reason::no_birth_date), 1u);
    EXPECT_EQ(count(summary, Reason::bad_birth_date), 1u);
    window.months_below = 42; // of somebody of three it is not known whether
    EXPECT_EQ(
        count(run("ref,given,family,dob,age\nR1,Anna,Smith,2024-02-03,\nR2,Ben,Jones,,3\n"), Reason::too_old),
        1u);
}

} // namespace
} // namespace gauze::custodian
