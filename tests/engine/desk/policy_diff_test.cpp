// What a new version of a policy widens is called so, whatever else it does; what it narrows is not.
#include "engine/desk/policy_diff.hpp"
#include "engine/desk/policy_explain.hpp"
#include "tests/engine/project/made_parties.hpp"

#include <string>
#include <vector>

#include <fmt/format.h>
#include <gtest/gtest.h>

namespace gauze::desk {
namespace {

struct Edit {
    const char *old, *by, *words;
};

std::vector<Change> changes(const char* old, const char* by)
{
    const std::string text = test::governed_with(old, by);
    EXPECT_FALSE(text.empty()) << old;
    return changes_between(test::governed_policy(), project::parse_policy(text, "new.toml"));
}

bool has(const std::vector<Change>& all, Weight weight, std::string_view words)
{
    for (const Change& one : all)
        if (one.weight == weight && one.what.find(words) != std::string::npos) return true;
    return false;
}

// clang-format off
const std::vector<Edit> widening{
    {"2027-03-31", "2028-03-31", "the review date is 2028-03-31"}, {"[\"UK\", \"IE\"]", "[\"UK\", \"IE\", \"FR\"]", "\"FR\""},
    {"purpose = \"evaluation\"", "purpose = \"planning\"", "the purpose is"}, {"[\"direct-care\"]", "[\"direct-care\", \"nursery\"]", "\"nursery\""},
    {"profile = \"standard\"", "profile = \"tolerant\"\ntolerant = true", "the profile is tolerant"}, {"profile = \"standard\"", "profile = \"plain\"", "the profile is plain"},
    {"smallest_count = 10", "smallest_count = 5", "the smallest count"}, {"notes = \"drop\"", "notes = { use = \"payload\", kind = \"code\" }", "column notes of nhs-a is payload"},
    {"notes = \"drop\"", "notes = \"drop\"\nextra = { use = \"payload\", kind = \"code\" }", "column extra of nhs-a is new"}, {"notes = \"drop\"", "notes = \"link\"", "column notes of nhs-a is link"},
    {"rule = \"sector\", column = \"sector\"", "rule = \"ward\", column = \"sector\"", "what is made of column child_postcode"}, {"codes = [\"N\", \"Y\", \"U\"]", "codes = [\"N\", \"Y\", \"U\", \"X\"]", "\"X\""},
    {"special = true }\ndisability", "special = false }\ndisability", "does not count as special"}, {"criminal = true", "criminal = false", "does not count as criminal"},
    {"consent = { mode = \"objection\" }", "consent = { mode = \"none\" }", "is by none, and was by objection"}, {"yes = [\"Y\", \"yes\"]", "yes = [\"Y\", \"yes\", \"ok\"]", "\"ok\""},
    {"forms = [\"F2\", \"F3\"]", "forms = [\"F1\", \"F2\", \"F3\"]", "\"F1\""}, {"valid_months = 24", "valid_months = 36", "holds 36 months"}, {"valid_months = 24, ", "", "holds 0 months"},
    {"exemptions = [\"CPP\"]", "exemptions = [\"CPP\", \"CIN\"]", "\"CIN\""}, {"most_days = 7", "most_days = 30", "the most days of the opt-out list"},
    {"{ column = \"nhs_number\", most_days = 7 }", "{ reason = \"anonymised\" }", "the column for the National Data Opt-out"},
    {"\"Coldharbour\", \"Stockwell\"", "\"Coldharbour\", \"Stockwell\", \"Vassall\"", "\"Vassall\""}, {"postcode = \"child_postcode\", wards = [\"Coldharbour\", \"Stockwell\"], ", "", "the wards"},
    {"months_below = 48", "months_below = 60", "the end of age"}, {"longitudinal = true\n\n[[recipient]]\nname = \"elsewhere\"", "longitudinal = true\n\n[[recipient]]\nname = \"elsewhere\"\nlongitudinal = true", "keeps the same study ids"},
    {"\"outcome\", \"sessions\"]", "\"outcome\", \"sessions\", \"team\"]", "\"team\""}, {"payload = [\"age_band\", \"ethnic_group\", \"outcome\", \"sessions\"]\n", "", "gets every payload column"},
    {"consent = { column = \"consent_specialist\", yes = [\"Y\"], form = \"form_version\", forms = [\"F3\"] }\n", "", "the column of consent to recipient elsewhere"},
    {"[[retention]]\nname = \"programme\"", "[[recipient]]\nname = \"more\"\nmember = \"evaluation\"\n[[retention]]\nname = \"programme\"", "recipient more"},
    {"years = 6", "years = 7", "the years of retention programme"}, {"cap_years = 25\n", "", "the most years of retention programme"}, {"2028-12-31", "2029-12-31", "the earliest end of retention study"},
    {"name = \"nhs-a\"\nrole = \"custodian\"\nnhs = true", "name = \"nhs-a\"\nrole = \"custodian\"", "is not of the NHS"},
};
const std::vector<Edit> narrowing{
    {"2027-03-31", "2027-01-31", "the review date"}, {"smallest_count = 10", "smallest_count = 20", "the smallest count"}, {"team = { use = \"payload\", kind = \"code\" }", "team = \"drop\"", "column team of nhs-a is drop"},
    {"forms = [\"F2\", \"F3\"]", "forms = [\"F3\"]", "\"F2\""}, {"valid_months = 24", "valid_months = 12", "holds 12 months"}, {"years = 6", "years = 5", "the years of"},
    {"\"outcome\", \"sessions\"]", "\"outcome\"]", "\"sessions\""}, {"months_below = 48", "months_below = 36", "the end of age"}, {"most_days = 7", "most_days = 3", "the most days"},
    {"\n[[recipient]]\nname = \"fund-tables\"\nmember = \"funder\"\n", "", "recipient fund-tables"}, {"rehearsal = true", "rehearsal = false", "no rehearsal"}, {"longitudinal = true", "longitudinal = false", "new study ids"},
};
// clang-format on

TEST(PolicyDiff, OneMoreWhoMaySignReleasesIsWider)
{
    const std::string text = fmt::format(
        "{}\n[[checker]]\nname = \"a-okafor\"\nmember = \"evaluation\"\nsigning = \"{}\"\n",
        test::governed_text(), project::signing_text(test::made_key("a-okafor").signing.public_key()));
    const auto old = test::governed_policy(), now = project::parse_policy(text, "new.toml");
    EXPECT_TRUE(
        has(changes_between(old, now), Weight::widened, "checker a-okafor (for evaluation) may sign"));
    EXPECT_TRUE(has(changes_between(now, old), Weight::narrowed, "checker a-okafor signs no releases"));
    EXPECT_FALSE(is_widened(changes_between(now, old)));
}

constexpr const char* visits = "[[cohort.column]]\nname = \"visits\"\ntake = \"sum\"\nfrom = \"sessions\"\n";

std::vector<Change> cohort_changes(const std::string& old, const std::string& now)
{
    const std::string text = test::governed_text() + "\n[cohort]\n";
    return changes_between(project::parse_policy(text + old, "old.toml"),
                           project::parse_policy(text + now, "new.toml"));
}

TEST(PolicyDiff, TellsWhatTheResearchersTablesHoldNow)
{
    const std::string mean = std::string(visits).replace(std::string(visits).find("sum"), 3, "mean");
    const std::string both = "units = [\"person\", \"family\"]\n";
    EXPECT_TRUE(has(cohort_changes("", both), Weight::widened, "\"family\""));
    EXPECT_TRUE(has(cohort_changes(both, ""), Weight::narrowed, "\"family\""));
    EXPECT_TRUE(
        has(cohort_changes("", visits), Weight::widened, "the column visits of each person is new: sum of"));
    EXPECT_TRUE(has(cohort_changes("", visits), Weight::narrowed, "no longer what each source sends"));
    EXPECT_TRUE(
        has(cohort_changes(visits, ""), Weight::narrowed, "the column visits of each person is not made"));
    EXPECT_TRUE(has(cohort_changes(visits, ""), Weight::widened, "what each source sends, as it is"));
    EXPECT_TRUE(has(cohort_changes(visits, mean), Weight::changed,
                    "is \"mean of sessions\", and was \"sum of sessions\""));
    EXPECT_TRUE(cohort_changes(visits, visits).empty());
}

TEST(PolicyExplain, SaysWhatTheResearchersTablesHold)
{
    const std::string plain = explain(test::governed_policy());
    EXPECT_NE(plain.find("One row for each person"), std::string::npos) << plain;
    EXPECT_NE(plain.find("The columns of persons are what each source sends, as it is."), std::string::npos);
    const std::string families = explain(project::parse_policy(
        test::governed_text() +
            "\n[cohort]\nunits = [\"family\"]\n[[cohort.column]]\nunit = \"family\"\nname = "
            "\"children\"\ntake = \"persons\"\n",
        "p.toml"));
    EXPECT_NE(families.find("No person's id is in any of them."), std::string::npos) << families;
    EXPECT_NE(families.find("children (of a family): of how many persons there are records."),
              std::string::npos);
    EXPECT_EQ(families.find("The columns of persons"), std::string::npos);
}

TEST(PolicyDiff, CallsWideningByItsName)
{
    for (const Edit& one : widening) {
        const auto found = changes(one.old, one.by);
        EXPECT_TRUE(has(found, Weight::widened, one.words)) << one.by << "\n" << in_words(found);
        EXPECT_TRUE(is_widened(found));
        EXPECT_EQ(found.front().weight, Weight::widened) << "the widened stand first";
    }
}

TEST(PolicyDiff, CallsNarrowingNoWidening)
{
    for (const Edit& one : narrowing) {
        const auto found = changes(one.old, one.by);
        EXPECT_TRUE(has(found, Weight::narrowed, one.words)) << one.by << "\n" << in_words(found);
        EXPECT_FALSE(is_widened(found)) << one.by << "\n" << in_words(found);
    }
}

TEST(PolicyDiff, IsEmptyOnlyForTheSameMeaning)
{
    EXPECT_TRUE(changes("[agreement]", "# remark\n[agreement]").empty());
    EXPECT_TRUE(has(changes("dpo@", "office@"), Weight::changed, "the contact"));
    EXPECT_TRUE(has(changes("formats = [\"YYYY-MM-DD\"]\n", ""), Weight::changed, "not listed here"));
    EXPECT_EQ(in_words({}), "The two mean the same.\n");
}

TEST(PolicyDiff, SeesARotatedKeyAndAsksWhoseItIs)
{
    const auto found = changes(test::made_key("nhs-a").public_lines().c_str(),
                               test::made_key("nhs-b").public_lines().c_str());
    EXPECT_TRUE(has(found, Weight::changed, "party nhs-a has another key"));
    EXPECT_FALSE(is_widened(found));
}

TEST(PolicyDiff, CallsTheEndOfTheAgreementAWidening)
{
    const auto lab = project::read_policy(std::filesystem::path(GAUZE_SOURCE) / "datasets/demo.policy.toml");
    EXPECT_TRUE(has(changes_between(test::governed_policy(), lab), Weight::widened, "no agreement any more"));
    EXPECT_TRUE(
        has(changes_between(lab, test::governed_policy()), Weight::narrowed, "there is an agreement"));
}

TEST(PolicyDiff, SeesEpisodesComeGoAndChange)
{
    const auto with = [](std::string_view kinds) {
        return fmt::format(
            "[source.nhs-a.table.visits]\nreference = \"ref\"\n[source.nhs-a.table.visits.columns]\n"
            "ref = \"control\"\nkind = {{ use = \"payload\", codes = [{}] }}\n\n[source.charity]\n",
            kinds);
    };
    const auto policy = [&](const std::string& section) {
        return project::parse_policy(test::governed_with("[source.charity]\n", section), "p.toml");
    };
    const auto none = test::governed_policy(), some = policy(with("\"home\"")),
               more = policy(with("\"home\", \"clinic\""));
    EXPECT_TRUE(has(changes_between(none, some), Weight::widened, "the episodes visits of nhs-a are new"));
    EXPECT_TRUE(has(changes_between(some, none), Weight::narrowed, "visits of nhs-a are sent no more"));
    EXPECT_TRUE(has(changes_between(some, more), Weight::widened, "have \"clinic\", and had not"));
    EXPECT_FALSE(is_widened(changes_between(more, some)));
}

} // namespace
} // namespace gauze::desk
