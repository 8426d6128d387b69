// The quality sheet and the dictionary say how the columns are, and no value of anybody.
#include "tests/engine/research/made_cohort.hpp"

namespace gauze::research {
namespace {

class QualityTest : public GovernedExchange {
protected:
    // Forty persons of nhs-a, each with one record, but the first twelve with two that contradict each other.
    // Twenty-five records say nothing of disability, eleven are N and the others Y.
    fs::path forty()
    {
        std::vector<Entry> entries;
        std::vector<Row> rows;
        for (unsigned i = 0; i < 40; ++i) {
            const std::string id = fmt::format("s{:02}", i);
            entries.push_back({100 + i, id});
            const std::string disability = i < 15 ? "" : i < 26 ? "N" : "Y";
            rows.push_back({100 + i, {disability, fmt::format("{}", 70 + i), i < 4 ? "T" : ""}});
            if (i >= 12) continue;
            entries.push_back({200 + i, id});
            rows.push_back({200 + i, {i < 10 ? "" : "Y", "1", ""}});
        }
        map_of(entries);
        return sent("nhs-a", {"disability", "sessions", "team"}, rows);
    }
};

TEST_F(QualityTest, IsCountedForEachSourceAndColumn)
{
    cohort(options({forty()}));
    // smallest_count is 10. Of 52 rows 25 are blank in disability, none in sessions, 48 in team: four teams
    // are too few to be told by their complement.
    EXPECT_EQ(out("quality.csv"), "table,source,column,rows,blank,codes_used,conflicting\n"
                                  "payload,nhs-a,disability,52,25,2,0\n"
                                  "payload,nhs-a,sessions,52,0,,12\n"
                                  "payload,nhs-a,team,52,withheld,,0\n");
}

TEST_F(QualityTest, WithholdsSmallNumbers)
{
    map_of({{1, "a"}, {2, "b"}, {3, "b"}});
    cohort(options({sent("nhs-a", {"team"}, {{1, {"T"}}, {2, {""}}, {3, {"U"}}})}));
    EXPECT_EQ(out("quality.csv"), "table,source,column,rows,blank,codes_used,conflicting\n"
                                  "payload,nhs-a,team,<10,<10,,withheld\n");
}

TEST_F(QualityTest, AndTheDictionaryShowNoValueButThePolicysCodes)
{
    CohortOptions wanted = options({forty()});
    cohort(wanted);
    const std::string told = out("dictionary.csv") + out("quality.csv");
    for (const char* value : {"s00", "s39", ",70", ",109", ",T,", "-T"})
        EXPECT_EQ(told.find(value), std::string::npos) << value;
    EXPECT_NE(told.find("N Y U"), std::string::npos);
}

TEST_F(QualityTest, GivesEachColumnOfEachTableALineInTheDictionary)
{
    agree("[[cohort.column]]\nname = \"age\"\ntake = \"most\"\nfrom = \"age_band\"\n"
          "[[cohort.column]]\nname = \"visits\"\ntake = \"sum\"\nfrom = \"sessions\"\nwhere = { column = "
          "\"disability\", is = \"Y\" }\n");
    map_of({{1, "a"}});
    cohort(options({sent("nhs-a", {"age_band", "sessions", "disability"}, {{1, {"0-1", "2", "Y"}}})}));
    const std::string told = out("dictionary.csv");
    EXPECT_TRUE(
        told.starts_with("table,column,unit,meaning,sources,source_columns,coarsening,codes,"
                         "legal_basis,notice\n"
                         "cohort,study_id,person,\"pseudonym of the person, for this recipient\",,,,,,\n"
                         "cohort,sources,person,"))
        << told;
    EXPECT_NE(
        told.find("cohort,age,person,most frequent value of age_band,nhs-a+charity,child_dob,\"age-band: "
                  "band of the years of age on a day (2026-09-01, 0-1, 2-3, 4+)\",,"),
        std::string::npos)
        << told;
    EXPECT_NE(told.find("cohort,visits,person,\"sum of sessions, where disability is Y\",nhs-a,sessions and "
                        "disability,,N Y U,"),
              std::string::npos)
        << told;
}

} // namespace
} // namespace gauze::research
