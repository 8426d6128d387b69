// Tables of persons, families and households, with the columns that a policy makes of their records.
#include "tests/engine/research/made_cohort.hpp"

namespace gauze::research {
namespace {

constexpr const char* families_and_persons = R"(
[cohort]
units = ["family", "person", "household"]
[[cohort.column]]
name = "visits"
take = "sum"
from = "sessions"
[[cohort.column]]
name = "visits_band"
take = "sum"
from = "sessions"
bands = [0, 1, 3]
[[cohort.column]]
name = "n_sources"
take = "sources"
[[cohort.column]]
name = "disabled"
take = "any"
where = { column = "disability", is = "Y" }
[[cohort.column]]
name = "age"
take = "most"
from = "age_band"
[[cohort.column]]
unit = "family"
name = "children"
take = "persons"
[[cohort.column]]
unit = "family"
name = "mean_visits"
take = "mean"
from = "sessions"
[[cohort.column]]
unit = "family"
name = "outcomes"
take = "values"
from = "outcome"
[[cohort.column]]
unit = "household"
name = "records"
take = "count"
sources = ["charity"]
)";

class UnitsTest : public GovernedExchange {
protected:
    // s1 and s2 are family f1, of two homes; s3 is f2 and has no home; s4 has no record.
    std::vector<fs::path> two_families()
    {
        agree(families_and_persons);
        map_of({{11, "s1", "f1", "h1"},
                {12, "s2", "f1", "h2"},
                {13, "s3", "f2", ""},
                {21, "s1", "f1", "h1"},
                {22, "s1", "f1", "h1"},
                {23, "s3", "f2", ""},
                {99, "s4", "f1", "h1"}});
        return {sent("nhs-a", {"age_band", "disability", "sessions"},
                     {{11, {"0-1", "N", "2"}}, {12, {"2-3", "Y", ""}}, {13, {"4+", "", "0.5"}}}),
                sent("charity", {"age_band", "outcome"},
                     {{21, {"0-1", "same"}}, {22, {"2-3", "better"}}, {23, {"", "same"}}, {24, {"", ""}}})};
    }
};

TEST_F(UnitsTest, GiveEachUnitATableOfItsOwn)
{
    const CohortSummary summary = cohort(options(two_families()));
    EXPECT_EQ(out("cohort.csv"), "study_id,family_id,household_id,sources,visits,visits_band,n_sources,"
                                 "disabled,age\n"
                                 "s1,f1,h1,nhs-a+charity,2,1-2,2,0,0-1\n" // 0-1 twice, 2-3 once
                                 "s2,f1,h2,nhs-a,,,1,1,2-3\n" // a record without a number: unknown, not 0
                                 "s3,f2,,nhs-a+charity,0.5,0,2,0,4+\n");
    EXPECT_EQ(out("families.csv"), "family_id,persons,children,mean_visits,outcomes\n"
                                   "f1,2,2,2,better; same\n"
                                   "f2,1,1,0.5,same\n");
    EXPECT_EQ(out("households.csv"), "household_id,persons,records\nh1,1,2\nh2,1,0\n");
    ASSERT_EQ(summary.tables.size(), 3u);
    EXPECT_EQ(summary.tables[0].rows, 3u);
    EXPECT_EQ(summary.tables[1].rows, 2u);
    EXPECT_EQ(summary.tables[2].rows, 2u);
    EXPECT_EQ(summary.tables[2].records_outside, 2u); // of s3, who has no home
    EXPECT_EQ(summary.persons, 3u);
}

TEST_F(UnitsTest, WithoutPersonsTellNoPersonsId)
{
    agree("[cohort]\nunits = [\"family\"]\n");
    map_of({{11, "person-one", "f1"}, {12, "person-two", "f1"}});
    CohortOptions wanted = options({sent("nhs-a", {"disability"}, {{11, {"N"}}, {12, {"Y"}}})});
    wanted.sqlite = true;
    const CohortSummary summary = cohort(wanted);
    EXPECT_EQ(out("families.csv"), "family_id,persons\nf1,2\n");
    EXPECT_FALSE(fs::exists(path("out/cohort.csv")));
    for (const auto& entry : fs::recursive_directory_iterator(path("out"))) {
        if (!entry.is_regular_file()) continue;
        EXPECT_EQ(text(entry.path()).find("person-"), std::string::npos) << entry.path();
    }
    EXPECT_EQ(summary.persons, 2u);
    EXPECT_TRUE(summary.columns.empty());
}

TEST_F(UnitsTest, OfAMapWithoutFamiliesAreRefused)
{
    map_of({{11, "s1"}});
    const fs::path without = path("map.table");
    agree("[cohort]\nunits = [\"family\"]\n");
    link_map::LinkMap map{policy_.id, policy_.fingerprint(), "evaluation", "1", {}};
    fs::remove(without);
    link_map::write(without, map);
    EXPECT_EQ(test::refusal_code([&] { cohort(options({sent("nhs-a", {}, {})})); }), "map-without-units");
}

TEST_F(UnitsTest, OfAPersonWithTwoFamiliesAreRefused)
{
    agree("[cohort]\nunits = [\"family\"]\n");
    map_of({{11, "s1", "f1"}, {12, "s1", "f2"}});
    EXPECT_EQ(refusal(options({sent("nhs-a", {}, {{11, {}}})})).code(), Exit::bad_data);
    map_of({{11, "s1", "f1"}, {12, "s1", ""}});
    EXPECT_EQ(refusal(options({path("nhs-a.payload")})).code(), Exit::bad_data);
}

TEST_F(UnitsTest, LeaveOutAColumnWhoseSourceTheRecipientDoesNotGet)
{
    // "elsewhere" gets age_band, ethnic_group, outcome and sessions; disability is not for it.
    agree(families_and_persons);
    map_of({{11, "s1", "f1", "h1"}}, "elsewhere");
    const CohortSummary summary =
        cohort(options({sent("nhs-a", {"age_band", "sessions"}, {{11, {"0-1", "3"}}}, "elsewhere")}));
    EXPECT_EQ(summary.columns_left_out, (std::vector<std::string>{"disabled"}));
    EXPECT_EQ(out("cohort.csv"), "study_id,family_id,household_id,sources,visits,visits_band,n_sources,age\n"
                                 "s1,f1,h1,nhs-a,3,3+,1,0-1\n");
}

TEST_F(UnitsTest, RefuseAMapForAnotherRecipientThanThePayload)
{
    map_of({{11, "s1"}}, "elsewhere");
    EXPECT_EQ(test::refusal_code([&] {
                  cohort(options({sent("nhs-a", {}, {{11, {}}})}));
              }),
              "payload-recipient");
    map_of({{11, "s1"}}, "nobody");
    EXPECT_EQ(test::refusal_code([&] { cohort(options({path("nhs-a.payload")})); }), "map-of-nobody");
}

TEST_F(UnitsTest, StandOnAllThatAPartySentAndWithoutWhatWasSuperseded)
{
    agree("[[cohort.column]]\nname = \"visits\"\ntake = \"sum\"\nfrom = \"sessions\"\n");
    map_of({{11, "s1"}, {12, "s2"}, {13, "s3"}, {14, "s1"}});
    const fs::path first =
        file("first.payload", "payload", "nhs-a", {"sessions"}, {{11, {"1"}}, {12, {"2"}}});
    // s3 came late; of s1 a corrected record takes the place of the first one.
    const fs::path late =
        file("late.payload", "payload", "nhs-a", {"sessions", "team"}, {{13, {"5", "A"}}, {14, {"7", "B"}}});
    CohortOptions wanted = options({late, first});
    cohort(wanted);
    EXPECT_EQ(out("cohort.csv"), "study_id,sources,visits\ns1,nhs-a,8\ns2,nhs-a,2\ns3,nhs-a,5\n");
    wanted.withdrawals = {withdrawn("nhs-a", {11}, "superseded")};
    wanted.existing = Existing::replace;
    const CohortSummary summary = cohort(wanted);
    EXPECT_EQ(out("cohort.csv"), "study_id,sources,visits\ns1,nhs-a,7\ns2,nhs-a,2\ns3,nhs-a,5\n");
    ASSERT_EQ(summary.payloads.size(), 2u);
    std::uint64_t withdrawn_rows = 0;
    for (const PayloadSummary& one : summary.payloads) {
        EXPECT_EQ(one.rows, one.joined + one.withdrawn + one.without_study_id) << one.file;
        withdrawn_rows += one.withdrawn;
    }
    EXPECT_EQ(withdrawn_rows, 1u);
    EXPECT_EQ(summary.persons_withdrawn, 0u); // s1 is still there
}

TEST_F(UnitsTest, AreTheSameForAnyOrderOfWaves)
{
    map_of({{11, "s1"}, {12, "s2"}, {13, "s1"}});
    const fs::path first = file("z.payload", "payload", "nhs-a", {"team"}, {{11, {"A"}}, {12, {"B"}}});
    const fs::path late = file("a.payload", "payload", "nhs-a", {"sessions"}, {{13, {"4"}}});
    cohort(options({first, late}));
    const std::string cohort_csv = out("cohort.csv");
    CohortOptions again = options({late, first});
    again.existing = Existing::replace;
    cohort(again);
    EXPECT_EQ(out("cohort.csv"), cohort_csv);
    EXPECT_EQ(cohort_csv.substr(cohort_csv.find('\n')), "\ns1,nhs-a,2,4,A\ns2,nhs-a,1,,B\n");
}

TEST_F(UnitsTest, RefuseATokenThatStandsInTwoWaves)
{
    map_of({{11, "s1"}});
    const fs::path first = file("1.payload", "payload", "nhs-a", {"team"}, {{11, {"A"}}});
    const fs::path late = file("2.payload", "payload", "nhs-a", {"team"}, {{11, {"B"}}});
    EXPECT_EQ(refusal(options({first, late})).code(), Exit::bad_data);
}

} // namespace
} // namespace gauze::research
