// On which day each row is due: in the ledger, and nowhere else.
#include "tests/engine/custodian/release/made_release.hpp"

#include <utility>

namespace gauze::custodian {
namespace {

class Retained : public ReleaseRun {
protected:
    void SetUp() override
    {
        ReleaseRun::SetUp();
        for (const char* name : {"family_ref", "worker", "last_used"})
            column(name).uses = {ColumnUse::control};
    }
    project::RetentionRule& rule(const std::string& name, const std::string& from, std::uint32_t years,
                                 const std::string& date = "")
    {
        project::RetentionRule made;
        made.name = name, made.sources = "camden", made.from = from, made.years = years, made.column = date;
        policy_.governance->retention.push_back(made);
        return policy_.governance->retention.back();
    }
    static std::string people(std::initializer_list<std::string_view> rows)
    {
        std::string text = "ref,given,family,dob,family_ref,worker,last_used\n";
        for (const std::string_view row : rows) (text += row) += '\n';
        return text;
    }
    // Day and rule by the row's number.
    std::map<std::uint64_t, std::pair<std::string, std::string>> kept() const
    {
        std::map<std::uint64_t, std::pair<std::string, std::string>> rows;
        const project::TableFile table(folder_ / "out/stays-here/ledger.table", "ledger");
        EXPECT_EQ(table.about().text("receipt"), day_text(today()));
        table.each_row([&](std::span<const std::string_view> cells) {
            rows[std::stoull(std::string(cells[table.column("row")]))] = {
                std::string(cells[table.column("due")]), std::string(cells[table.column("rule")])};
        });
        return rows;
    }
    using Kept = std::pair<std::string, std::string>;
};

TEST_F(Retained, HasTheFifthBirthdayInTheLedgerOrThe25thWithAFamilyWorker)
{
    rule("five", "birth", 5, "dob");
    project::RetentionRule& worker = rule("worker", "birth", 25, "dob");
    worker.flag_column = "worker", worker.flag_value = "Y";
    run(people({"R1,Anna,Smith,2024-02-29,F1,N,", "R2,Ben,Jones,2024-02-29,F2, y ,", "R3,Cy,Ash,,F3,,",
                "R4,Di,Elm,31-31-2024,F4,,"}));
    const auto rows = kept();
    EXPECT_EQ(rows.at(1), Kept("2029-03-01", "five"));
    EXPECT_EQ(rows.at(2), Kept("2049-03-01", "worker"));
    EXPECT_EQ(rows.at(3), Kept("", "five")); // no birth date, no due day
    EXPECT_EQ(rows.at(4), Kept("", "five"));
}

TEST_F(Retained, IsDueWithTheLatestOfItsFamilyAndOfNoOther)
{
    rule("five", "birth", 5, "dob").together_column = "family_ref";
    run(people({"R1,Anna,Smith,1990-05-05,F1,,", "R2,Ben,Smith,2022-03-04,F1,,",
                "R3,Cy,Smith,2024-03-04, F1,,", "R4,Di,Elm,1991-01-01,F2,,", "R5,Ed,Oak,1992-02-02,,,",
                "R6,Flo,Yew,1993-03-03,,,"}));
    const auto rows = kept();
    for (const std::uint64_t row : {1u, 2u, 3u}) EXPECT_EQ(rows.at(row).first, "2029-03-04") << row;
    EXPECT_EQ(rows.at(4).first, "1996-01-01");
    EXPECT_EQ(rows.at(5).first, "1997-02-02"); // without a reference each by itself
    EXPECT_EQ(rows.at(6).first, "1998-03-03");
}

TEST_F(Retained, ReadsALastUseAsPeopleWriteItAndLeavesOpenWhatGoesOn)
{
    rule("used", "last-use", 6, "last_used");
    run(people({"R1,Anna,Smith,2020-01-01,,,31/03/2026", "R2,Ben,Jones,2020-01-01,,,2026-03-31",
                "R3,Cy,Ash,2020-01-01,,,", "R4,Di,Elm,2020-01-01,,,03/31/2026"}));
    const auto rows = kept();
    EXPECT_EQ(rows.at(1).first, "2032-03-31");
    EXPECT_EQ(rows.at(2).first, "2032-03-31");
    EXPECT_EQ(rows.at(3).first, "");
    EXPECT_EQ(rows.at(4).first, ""); // the month is never first
}

TEST_F(Retained, TellsNobodyElseTheDay)
{
    rule("five", "birth", 5, "dob");
    source().columns.push_back(sent("visits", PayloadKind::number));
    run("ref,given,family,dob,family_ref,worker,last_used,visits\nR1,Anna,Smith,2023-07-19,F1,,,3\n");
    EXPECT_EQ(kept().at(1).first, "2028-07-19");
    for (const auto& entry : std::filesystem::recursive_directory_iterator(folder_ / "out")) {
        if (!entry.is_regular_file() || entry.path().filename() == "ledger.table") continue;
        const std::string text = test::read_file(entry.path());
        for (const char* day : {"2028-07-19", "20280719", "2023-07-19"})
            EXPECT_EQ(text.find(day), std::string::npos) << entry.path() << " has " << day;
    }
}

} // namespace
} // namespace gauze::custodian
