// What a new version of a policy widens is called so, whatever else it does; what it narrows is not.
#include "engine/desk/policy_diff.hpp"
#include "tests/engine/project/made_parties.hpp"

#include <string>
#include <vector>

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

} // namespace
} // namespace gauze::desk
