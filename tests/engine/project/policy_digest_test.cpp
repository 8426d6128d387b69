// The digest of a governed policy is that of its meaning: every single setting changes it, and no way of
// writing does.
#include "engine/project/policy.hpp"
#include "tests/engine/project/made_parties.hpp"

#include <map>
#include <string>
#include <vector>

#include <gtest/gtest.h>

namespace gauze::project {
namespace {

struct Edit {
    const char *old, *by;
};

std::string digest_of(const std::string& text) { return parse_policy(text, "p.toml").fingerprint(); }

// clang-format off
const std::vector<Edit> other_meaning{
    {"ISA-2026-014", "ISA-2026-015"}, {"purpose = \"evaluation\"", "purpose = \"research\""},
    {"[\"direct-care\"]", "[\"direct-care\", \"planning\"]"}, {"2027-03-31", "2027-04-01"},
    {"Partnership (made up)", "Partnership"}, {"ZA000000", "ZA000001"}, {"dpo@", "dpo2@"}, {"make-a-complaint", "complain"},
    {"DPIA-2026-07", "DPIA-2026-08"}, {"[\"UK\", \"IE\"]", "[\"UK\", \"IE\", \"FR\"]"}, {"rehearsal = true", "rehearsal = false"},
    {"id = \"early-years\"", "id = \"early-years-2\""}, {"and what comes of them", "and their outcomes"},
    {"profile = \"standard\"", "profile = \"plain\""}, {"smallest_count = 10", "smallest_count = 5"},
    {"nhs = true\n", ""}, {"body = \"St Example NHS Trust\"", "body = \"St Other NHS Trust\""},
    {"body = \"Toys and Talk\"\nterritory = \"UK\"", "body = \"Toys and Talk\"\nterritory = \"IE\""},
    {"id = \"service_ref\"\nclean", "clean"}, {"clean = false", "clean = true"}, {"intake = \"platform\"\n", ""},
    {"name = \"specialist\"\nrole = \"researcher\"\nbody = \"Institute of Elsewhere\"", "name = \"specialist\"\nrole = \"researcher\""},
    {"kind = \"sex\"", "kind = \"code\""}, {"formats = [\"YYYY-MM-DD\"]\n", ""},
    {"art6 = \"6(1)(e)\"", "art6 = \"6(1)(c)\""}, {"\"9(2)(h)\", schedule1 = \"1.2\"", "\"9(2)(i)\", schedule1 = \"1.3\""},
    {"schedule1 = \"1.2\"", "schedule1 = [\"1.2\", \"1.3\"]"}, {"[\"2.18\", \"3.29\"]", "[\"2.18\"]"}, {"\"10-s10(5)\"", "\"10-official\""},
    {"words = \"public task\"", "words = \"task\""}, {"your child's health record", "your child's record"},
    {"version = \"3\"", "version = \"4\""}, {"2026-01-31", "2026-01-30"}, {"hv-2026-1", "hv-2026-2"},
    {"purpose = \"direct-care\"\n", ""}, {"service = \"service_code\"\n", ""},
    {"consent = { mode = \"objection\" }", "consent = { mode = \"none\" }"}, {"most_days = 7", "most_days = 8"},
    {"{ column = \"nhs_number\", most_days = 7 }", "{ reason = \"explicit consent is asked\" }"},
    {"\"Coldharbour\", \"Stockwell\"", "\"Coldharbour\", \"Vassall\""}, {"birth = \"child_dob\"", "birth = \"edd\""},
    {"at = \"2026-09-01\"", "at = \"2026-09-02\""}, {"months_below = 48", "months_below = 60"},
    {"months_below = 48", "months_from = 1, months_below = 48"}, {"unborn_months = 9", "unborn_months = 8"},
    {"service_ref = { use = [\"control\"", "service_ref = { use = [\"link\""}, {"column = \"child_ref\"", "column = \"ref\""},
    {"rule = \"month\", column = \"birth_month\"", "rule = \"quarter\", column = \"birth_month\""},
    {"\"0-1\", \"2-3\", \"4+\"", "\"0-2\", \"3\", \"4+\""}, {"codes = [\"N\", \"Y\", \"U\"]", "codes = [\"N\", \"Y\"]"},
    {"codes = [\"N\", \"Y\", \"U\"], special = true", "codes = [\"N\", \"Y\", \"U\"]"}, {"kind = \"number\"", "kind = \"code\""},
    {"notes = \"drop\"", "notes = \"control\""}, {"notes = \"drop\"\n", ""}, {"notes = \"drop\"", "remarks = \"drop\""},
    {"nhs_number = \"link\"", "nhs_number = [\"link\", \"control\"]"},
    {"yes = [\"Y\", \"yes\"]", "yes = [\"Y\"]"}, {"forms = [\"F2\", \"F3\"]", "forms = [\"F3\"]"}, {"valid_months = 24", "valid_months = 12"},
    {"valid_months = 24, ", ""}, {"exemptions = [\"CPP\"]", "exemptions = [\"CPP\", \"CIN\"]"}, {"exemption = \"duty\"", "exemption = \"family_worker\""},
    {"date = \"consent_date\"", "date = \"form_version\""}, {"White=A B C", "White=A B"}, {"White=A", "white=A"},
    {"\"3-10\", \"11+\"", "\"3-11\", \"12+\""}, {"criminal = true", "criminal = false"},
    {"longitudinal = true\n", ""}, {"\"outcome\", \"sessions\"]", "\"outcome\"]"}, {"consent = { column = \"consent_specialist\", yes", "consent = { column = \"duty\", yes"},
    {"yes = [\"Y\"], form", "yes = [\"Y\", \"J\"], form"}, {"forms = [\"F3\"]", "forms = [\"F2\"]"}, {"name = \"elsewhere\"", "name = \"abroad\""},
    {"member = \"specialist\"\nterritory = \"IE\"", "member = \"specialist\"\nterritory = \"UK\""},
    {"\n[[recipient]]\nname = \"fund-tables\"\nmember = \"funder\"\n", ""},
    {"years = 6", "years = 7"}, {"cap_years = 25\n", ""}, {"from = \"receipt\"", "from = \"last-use\"\ncolumn = \"service_ref\""}, {"column = \"child_dob\"\nyears", "column = \"consent_date\"\nyears"}, {"column = \"child_dob\"\nyears", "column = \"child_dob\"\ntogether = \"service_ref\"\nyears"}, {"name = \"programme\"", "name = \"program\""},
    {"sources = \"charity\"", "sources = \"*\""}, {"is = \"Y\"", "is = \"N\""}, {"2028-12-31", "2028-12-30"},
    {"where = { column = \"family_worker\", is = \"Y\" }\n", ""}, {"profile = \"tre10\"", "profile = \"dfe\""},
};
const std::vector<Edit> same_meaning{
    {"[agreement]", "# a remark\n[agreement]"}, {"territories = [\"UK\", \"IE\"]", "territories = ['IE', 'UK']"},
    {"\"Coldharbour\", \"Stockwell\"", "\"Stockwell\", \"Coldharbour\""}, {"codes = [\"N\", \"Y\", \"U\"]", "codes = [\"Y\", \"N\", \"U\"], kind = \"codes\""},
    {"notes = \"drop\"", "notes = { use = [\"drop\"] }"}, {"nhs_number = \"link\"", "nhs_number = { use = \"link\", special = false }"},
    {"yes = [\"Y\", \"yes\"]", "yes = [\" YES\", \"y\"]"}, {"use = [\"link\", \"generalise\"]", "use = [\"generalise\", \"link\"]"},
    {"schedule1 = \"1.2\"", "schedule1 = [\"1.2\"]"}, {"[\"2.18\", \"3.29\"]", "[\"3.29\", \"2.18\"]"},
    {"[disclosure]\nprofile = \"tre10\"\n", ""}, {"name = \"evaluation\"\nlongitudinal = true", "longitudinal = true\nmember = \"evaluation\"\nterritory = \"UK\"\nname = \"evaluation\""},
    {"name = \"programme\"\n", "sources = \"*\"\nname = \"programme\"\n"}, {"schema = \"groups-4\"", "schema = \"groups-4\"\npurpose = \"evaluation\""},
    {"payload = [\"age_band\", \"ethnic_group\"", "payload = [\"ethnic_group\", \"age_band\""},
};
// clang-format on

TEST(GovernedDigest, IsAnotherForEverySingleSetting)
{
    std::map<std::string, std::string> seen{{digest_of(test::governed_text()), "the example"}};
    ASSERT_GE(other_meaning.size(), 60u);
    for (const Edit& edit : other_meaning) {
        const std::string text = test::governed_with(edit.old, edit.by);
        ASSERT_FALSE(text.empty()) << edit.old;
        std::string digest;
        ASSERT_NO_THROW(digest = digest_of(text)) << edit.old << " -> " << edit.by;
        const auto [before, is_new] = seen.emplace(digest, edit.by);
        EXPECT_TRUE(is_new) << edit.by << " has the digest of " << before->second;
    }
}

TEST(GovernedDigest, IsTheSameForEveryWayOfWriting)
{
    const std::string digest = digest_of(test::governed_text());
    for (const Edit& edit : same_meaning) {
        const std::string text = test::governed_with(edit.old, edit.by);
        ASSERT_FALSE(text.empty()) << edit.old;
        EXPECT_EQ(digest_of(text), digest) << edit.old << " -> " << edit.by;
    }
}

TEST(GovernedDigest, IsAnotherForEveryPublicKey)
{
    const std::string text = test::governed_text();
    std::map<std::string, int> seen{{digest_of(text), 1}};
    const Policy policy = test::governed_policy();
    for (const Member& one : policy.governance->members) {
        const PartyKey other = test::made_key(one.name + "-rotated");
        const std::string lines = test::made_key(one.name).public_lines();
        std::string rotated = text;
        ASSERT_NE(text.find(lines), std::string::npos);
        rotated.replace(text.find(lines), lines.size(), other.public_lines());
        EXPECT_TRUE(seen.emplace(digest_of(rotated), 1).second) << one.name;
    }
}

} // namespace
} // namespace gauze::project
