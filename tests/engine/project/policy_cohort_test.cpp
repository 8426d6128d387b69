// [cohort] and [[cohort.column]]: what is read, what is refused under which code, and what they mean.
#include "engine/project/cohort_words.hpp"
#include "engine/project/policy.hpp"
#include "engine/project/policy_faults.hpp"
#include "tests/engine/project/made_parties.hpp"

#include <algorithm>
#include <map>
#include <string>
#include <vector>

#include <gtest/gtest.h>

namespace gauze::project {
namespace {

using Take = CohortColumn::Take;

constexpr std::string_view cohort = R"(
[cohort]
units = ["household", "person"]
[[cohort.column]]
name = "visits"
take = "sum"
from = "sessions"
sources = ["nhs-a"]
where = { column = "disability", is = ["Y", "U"] }
bands = [0, 0.5, 3]
[[cohort.column]]
unit = "household"
name = "children"
take = "persons"
)";

std::string with_cohort(std::string_view old = "", std::string_view by = "")
{
    std::string text(cohort);
    const std::size_t at = text.find(old);
    EXPECT_NE(at, std::string::npos) << old;
    if (!old.empty() && at != std::string::npos) text.replace(at, old.size(), by);
    return test::governed_text() + text;
}

std::string digest_of(const std::string& text) { return parse_policy(text, "p.toml").fingerprint(); }

TEST(PolicyCohort, SaysWhatTheTablesHold)
{
    const Policy policy = parse_policy(with_cohort(), "p.toml");
    const Cohort& read = policy.governance->cohort;
    EXPECT_EQ(read.units, (std::vector<Unit>{Unit::person, Unit::household}));
    ASSERT_EQ(read.columns.size(), 2u);
    const CohortColumn& visits = read.columns[0];
    EXPECT_EQ(visits.unit, Unit::person);
    EXPECT_EQ(visits.take, Take::sum);
    EXPECT_EQ(visits.from, "sessions");
    EXPECT_EQ(visits.sources, (std::vector<std::string>{"nhs-a"}));
    EXPECT_EQ(visits.where_column, "disability");
    EXPECT_EQ(visits.where_is, (std::vector<std::string>{"Y", "U"}));
    EXPECT_EQ(visits.bands, (std::vector<double>{0, 0.5, 3}));
    EXPECT_EQ(read.columns[1].unit, Unit::household);
    EXPECT_EQ(in_words(visits),
              "sum of sessions, of nhs-a, where disability is Y or U, in bands from 0, 0.5, 3");
}

TEST(PolicyCohort, IsOfPersonsWithWhatSourcesSendWhereNothingIsSaid)
{
    const Cohort read = test::governed_policy().governance->cohort;
    EXPECT_EQ(read.units, std::vector<Unit>{Unit::person});
    EXPECT_TRUE(read.columns.empty());
    EXPECT_EQ(digest_of(test::governed_text()), digest_of(test::governed_text() + "[cohort]\n"));
    EXPECT_EQ(digest_of(test::governed_text()),
              digest_of(test::governed_text() + "[cohort]\nunits = [\"person\"]\n"));
}

TEST(PolicyCohort, KnowsEveryTakeByItsWord)
{
    const std::vector<std::string> names = take_names();
    EXPECT_EQ(names.size(), 12u);
    for (const std::string& name : names) {
        ASSERT_TRUE(take_from(name)) << name;
        EXPECT_EQ(to_text(*take_from(name)), name);
    }
    EXPECT_FALSE(take_from("median"));
}

struct Planted {
    const char *old, *by, *code;
};

TEST(PolicyCohort, IsRefusedForEachFaultUnderItsOwnCode)
{
    const std::vector<Planted> planted{
        {"[\"household\", \"person\"]", "[\"household\", \"child\"]", "cohort-unit"},
        {"unit = \"household\"", "unit = \"street\"", "cohort-unit"},
        {"unit = \"household\"", "unit = \"family\"", "cohort-unit-absent"},
        {"take = \"sum\"", "take = \"total\"", "cohort-take"},
        {"take = \"sum\"\n", "", "cohort-take"},
        {"from = \"sessions\"", "from = \"notes\"", "cohort-from"},   // dropped: nobody sends it
        {"from = \"sessions\"", "from = \"outcome\"", "cohort-from"}, // sent, by another source
        {"from = \"sessions\"\n", "", "cohort-from-missing"},
        {"take = \"persons\"", "take = \"persons\"\nfrom = \"sessions\"", "cohort-from-unused"},
        {"from = \"sessions\"", "from = \"age_band\"", "cohort-number"},
        {"from = \"sessions\"", "from = \"sessions\"\nminus = \"team\"", "cohort-number"},
        {"from = \"sessions\"", "from = \"sessions\"\nminus = \"outcome\"", "cohort-from"},
        {"take = \"sum\"\nfrom = \"sessions\"", "take = \"first\"\nfrom = \"team\"\nminus = \"sessions\"",
         "cohort-minus"},
        {"[\"nhs-a\"]", "[\"nhs\"]", "cohort-source"},
        {"sources = [\"nhs-a\"]", "table = \"cin\"", "cohort-table"},
        {"column = \"disability\"", "column = \"service_code\"", "cohort-from"}, // of use control
        {"[\"Y\", \"U\"]", "[\"Y\", \"maybe\"]", "cohort-where-code"},
        {"[0, 0.5, 3]", "[0, 3, 3]", "cohort-bands"},
        {"[0, 0.5, 3]", "[3, 0]", "cohort-bands"},
        {"take = \"sum\"", "take = \"values\"", "cohort-bands-unused"},
        {"name = \"visits\"", "name = \"Study_Id\"", "cohort-name"},
        {"unit = \"household\"\nname = \"children\"", "name = \"VISITS\"", "cohort-twice"},
        {"[0, 0.5, 3]", "[\"0\"]", ""},
        {"[0, 0.5, 3]", "[0, inf]", ""},
        {"take = \"sum\"", "taken = \"sum\"", ""},
    };
    for (const Planted& one : planted) {
        Faults faults;
        (void)read_policy_with_faults(with_cohort(one.old, one.by), "p.toml", faults);
        const bool found =
            std::ranges::any_of(faults.all(), [&](const Fault& fault) { return fault.code == one.code; });
        EXPECT_TRUE(found) << one.old << " -> " << one.by << " has " << faults.all().size() << " faults, "
                           << (faults.all().empty() ? "" : faults.all().front().code);
        for (const Fault& fault : faults.all()) EXPECT_TRUE(fault.what.starts_with("p.toml:")) << fault.what;
    }
}

TEST(PolicyCohort, HasADigestForEachMeaning)
{
    const std::vector<Planted> meanings{
        {"[\"household\", \"person\"]", "[\"household\", \"person\", \"family\"]", ""},
        {"name = \"visits\"", "name = \"contacts\"", ""},
        {"take = \"sum\"", "take = \"mean\"", ""},
        {"sources = [\"nhs-a\"]\n", "", ""},
        {"[\"Y\", \"U\"]", "[\"Y\"]", ""},
        {"where = { column = \"disability\", is = [\"Y\", \"U\"] }\n", "", ""},
        {"[0, 0.5, 3]", "[0, 0.5, 4]", ""},
        {"bands = [0, 0.5, 3]\n", "", ""},
        {"unit = \"household\"\n", "", ""},
        {"take = \"persons\"", "take = \"sources\"", ""},
    };
    std::map<std::string, std::string> seen{{digest_of(with_cohort()), "as it stands"},
                                            {digest_of(test::governed_text()), "without a cohort"}};
    for (const Planted& one : meanings)
        EXPECT_TRUE(seen.emplace(digest_of(with_cohort(one.old, one.by)), one.by).second) << one.by;
    EXPECT_EQ(digest_of(with_cohort("[\"household\", \"person\"]", "[\"person\", \"household\"]")),
              digest_of(with_cohort()));
    EXPECT_EQ(digest_of(with_cohort("[\"Y\", \"U\"]", "[\"U\", \"Y\"]")), digest_of(with_cohort()));
}

} // namespace
} // namespace gauze::project
