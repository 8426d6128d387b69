// Episodes under study ids, and columns that are made of them. The policy's episode tables are put into it by
// hand: how they are read is the business of tests/engine/project.
#include "engine/research/cohort_tables.hpp"
#include "engine/research/join.hpp"
#include "tests/engine/research/made_cohort.hpp"

#include <array>

namespace gauze::research {
namespace {

std::string text_of(const OutTable& table)
{
    std::string text;
    for (const OutColumn& column : table.columns) text += column.name + ",";
    text.back() = '\n';
    table.each_row([&](Cells cells) {
        for (const std::string_view cell : cells) text += std::string(cell) + ",";
        text.back() = '\n';
    });
    return text;
}

class EpisodesTest : public GovernedExchange {
protected:
    // Both custodians have a table of plans; the charity's tells no need.
    void agree_on_plans(std::vector<project::Unit> units)
    {
        agree("");
        project::Governance& all = *policy_.governance;
        using project::ColumnUse;
        using project::PayloadKind;
        const project::ColumnRule start{.name = "start_year",
                                        .uses = {ColumnUse::payload},
                                        .generalised = {},
                                        .codes = {},
                                        .kind = PayloadKind::number};
        const project::ColumnRule need{.name = "need",
                                       .uses = {ColumnUse::payload},
                                       .generalised = {},
                                       .codes = {"N1", "N2"},
                                       .kind = PayloadKind::codes};
        all.sources[0].tables = {{"plan", "service_ref", {need, start}}};
        all.sources[1].tables = {{"plan", "service_ref", {start}}};
        all.cohort.units = std::move(units);
    }
    // Made of plans.
    project::CohortColumn& add_column(const std::string& name, project::CohortColumn::Take take)
    {
        project::CohortColumn& column = policy_.governance->cohort.columns.emplace_back();
        column.name = name;
        column.take = take;
        column.table = "plan";
        return column;
    }

    struct Result {
        std::map<std::string, std::string> tables;
        CohortSummary summary;
    };
    Result made(const std::vector<fs::path>& files, const std::vector<fs::path>& withdrawals = {})
    {
        Result result;
        link_map::LinkMap head;
        const People people(path("map.table"), head);
        const auto opened = open_payloads(files, policy_);
        result.summary.smallest_count = policy_.smallest_count;
        const Joined joined{policy_, head.recipient, people,
                            join(opened, people, Withdrawals(withdrawals, policy_.id), result.summary)};
        const CohortTables tables(joined, result.summary);
        for (const OutTable& table : tables.all()) result.tables[table.name] = text_of(table);
        return result;
    }

    std::vector<fs::path> plans()
    {
        return {
            sent("nhs-a", {"disability"}, {{11, {"N"}}, {12, {"Y"}}, {13, {"N"}}}),
            file("nhs-a.plan.episodes", "episodes", "nhs-a", {"need", "start_year"},
                 {{11, {"N2", "2024"}}, {11, {"N1", "2023"}}, {12, {"N1", "2025"}}, {14, {"N1", "2022"}}},
                 "plan"),
            file("charity.plan.episodes", "episodes", "charity", {"start_year"}, {{21, {"2020"}}}, "plan")};
    }
    void three_persons() { map_of({{11, "s1", "f1"}, {12, "s2", "f1"}, {13, "s3", "f2"}, {21, "s2", "f1"}}); }
};

TEST_F(EpisodesTest, StandUnderStudyIdsAndEveryRowIsCounted)
{
    agree_on_plans({project::Unit::person});
    three_persons();
    const Result result = made(plans());
    EXPECT_EQ(result.tables.at("episodes-plan"), "study_id,source,need,start_year\n"
                                                 "s1,nhs-a,N2,2024\ns1,nhs-a,N1,2023\n"
                                                 "s2,nhs-a,N1,2025\ns2,charity,,2020\n");
    ASSERT_EQ(result.summary.payloads.size(), 3u);
    const PayloadSummary& nhs = result.summary.payloads[1]; // payload, then plans by party
    EXPECT_EQ(nhs.table, "plan");
    EXPECT_EQ(nhs.rows, 4u);
    EXPECT_EQ(nhs.joined, 3u);
    EXPECT_EQ(nhs.without_study_id, 1u);
    EXPECT_EQ(result.summary.map_entries_without_row, 0u) << "the charity's record is known by its episode";
    EXPECT_NE(result.tables.at("cohort").find("s2,nhs-a+charity,"), std::string::npos);
}

TEST_F(EpisodesTest, AreCountedByColumnsOfPersonsAndFamilies)
{
    using Take = project::CohortColumn::Take;
    agree_on_plans({project::Unit::person, project::Unit::family});
    add_column("plans", Take::count);
    project::CohortColumn& n1 = add_column("n1", Take::any);
    n1.where_column = "need";
    n1.where_is = {"N1"};
    add_column("last", Take::max).from = "start_year";
    add_column("with_plan", Take::persons).unit = project::Unit::family;
    three_persons();
    const Result result = made(plans());
    EXPECT_EQ(result.tables.at("cohort"), "study_id,family_id,sources,plans,n1,last\n"
                                          "s1,f1,nhs-a,2,1,2024\ns2,f1,nhs-a+charity,2,1,2025\n"
                                          "s3,f2,nhs-a,0,0,\n");
    EXPECT_EQ(result.tables.at("families"), "family_id,persons,with_plan\nf1,2,2\nf2,1,0\n");
}

TEST_F(EpisodesTest, GoWithTheRecordThatIsTakenBack)
{
    agree_on_plans({project::Unit::person});
    three_persons();
    const auto files = plans();
    const Result result = made(files, {withdrawn("nhs-a", {11})});
    EXPECT_EQ(result.tables.at("episodes-plan"),
              "study_id,source,need,start_year\ns2,nhs-a,N1,2025\ns2,charity,,2020\n");
    EXPECT_EQ(result.summary.payloads[1].withdrawn, 2u);
    for (const PayloadSummary& one : result.summary.payloads)
        EXPECT_EQ(one.rows, one.joined + one.withdrawn + one.without_study_id) << one.file;
    EXPECT_EQ(result.summary.persons_withdrawn, 1u);
    const Result other = made(files, {withdrawn("charity", {21})});
    EXPECT_EQ(other.summary.payloads[2].withdrawn, 1u);
}

TEST_F(EpisodesTest, OfFamiliesTellNobodyWhichAreOnePersons)
{
    agree_on_plans({project::Unit::family});
    // By person the rows would stand 2024, 2021 and then 2023.
    map_of({{11, "s2", "f1"}, {12, "s1", "f1"}, {13, "s3", "f2"}});
    const Result result = made({file("nhs-a.plan.episodes", "episodes", "nhs-a", {"start_year"},
                                     {{11, {"2023"}}, {12, {"2024"}}, {12, {"2021"}}}, "plan")});
    EXPECT_EQ(result.tables.at("episodes-plan"),
              "family_id,source,start_year\nf1,nhs-a,2021\nf1,nhs-a,2023\nf1,nhs-a,2024\n");
    EXPECT_FALSE(result.tables.contains("cohort"));
}

TEST_F(EpisodesTest, ThatNobodyAgreedToAreRefused)
{
    agree_on_plans({project::Unit::person});
    three_persons();
    const auto code = [&](const fs::path& episodes) {
        return test::refusal_code([&] { (void)open_payloads({episodes}, policy_); });
    };
    EXPECT_EQ(code(file("a.episodes", "episodes", "nhs-a", {}, {}, "visits")), "episodes-not-agreed");
    EXPECT_EQ(code(file("b.episodes", "episodes", "nhs-a", {}, {})), "episodes-not-agreed");
    EXPECT_EQ(code(file("c.episodes", "episodes", "nhs-a", {}, {}, "plan", "elsewhere")),
              "episodes-not-agreed"); // its payload is listed, and no table
    EXPECT_EQ(code(file("d.episodes", "episodes", "nhs-a", {}, {}, "plan", "fund-tables")),
              "payload-recipient");
    EXPECT_THROW(
        (void)open_payloads({file("e.episodes", "episodes", "charity", {"need"}, {}, "plan")}, policy_),
        Error);
    policy_.governance->recipients[1].tables = {"plan"};
    EXPECT_NO_THROW((void)open_payloads(
        {file("f.episodes", "episodes", "nhs-a", {"need"}, {}, "plan", "elsewhere")}, policy_));
}

TEST_F(EpisodesTest, OutOfOrderAreRefused)
{
    agree_on_plans({project::Unit::person});
    three_persons();
    Json about;
    about.set("project", policy_.id).set("policy", policy_.fingerprint()).set("party", "nhs-a");
    about.set("recipient", "evaluation").set("table", "plan");
    project::TableWriter writer(path("x.episodes"), "episodes", {"row_token", "need"}, about,
                                FileMode::owner_only);
    for (const unsigned token : {12u, 11u}) {
        const std::string text = token_text(token);
        writer.row(std::array<std::string_view, 2>{text, "N1"});
    }
    writer.close();
    EXPECT_THROW(made({path("x.episodes")}), Error);
}

TEST_F(EpisodesTest, AreInTheDictionaryWithWhatTheyWereMadeOf)
{
    agree_on_plans({project::Unit::person});
    three_persons();
    const Result result = made(plans());
    const std::string& told = result.tables.at("dictionary");
    EXPECT_NE(told.find("episodes-plan,need,episode,as the source sends it,nhs-a,need,,N1 N2,"
                        "6(1)(e), 9(2)(h), Schedule 1 1.2,How we use your child's health record, version 3 "
                        "of 2026-01-31\n"),
              std::string::npos)
        << told;
    EXPECT_NE(told.find("episodes-plan,start_year,episode,as the source sends it,nhs-a+charity,start_year,,,"
                        "nhs-a: 6(1)(e), 9(2)(h), Schedule 1 1.2; charity: 6(1)(a), 9(2)(a), 10-s10(5), "
                        "Schedule 1 2.18 3.29,"),
              std::string::npos)
        << told;
}

} // namespace
} // namespace gauze::research
