// One fault a file: the complete example with one thing wrong in it, each under its own code or its own
// words. What is refused here is never signed by anybody.
#include "bloom/base/error.hpp"
#include "engine/project/policy_faults.hpp"
#include "tests/engine/project/made_parties.hpp"

#include <map>
#include <set>
#include <string>
#include <vector>

#include <gtest/gtest.h>

namespace gauze::project {
namespace {

struct Planted {
    const char *old, *by, *code, *words;
};
// clang-format off
const std::vector<Planted> planted{
    // the agreement
    {"id = \"ISA-2026-014\"\n", "", "missing", "id is missing"},
    {"purpose = \"evaluation\"\n", "", "", "purpose is missing"},
    {"purpose = \"evaluation\"", "purpose = \"find out things\"", "", "purpose is not a plain name"},
    {"other_purposes = [\"direct-care\"]", "other_purposes = [\"direct-care\", \"evaluation\"]", "purpose-twice", "none of the others"},
    {"review_by = \"2027-03-31\"\n", "", "missing", "review_by is missing"},
    {"2027-03-31", "2027-02-29", "day", "review_by is not a day"},
    {"2027-03-31", "31.03.2027", "day", "review_by is not a day"},
    {"\"Early Years Partnership (made up)\"", "\"  \"", "says-nothing", "controller is empty"},
    {"registration = \"ZA000000\"\n", "", "missing", "registration is missing"},
    {"contact = \"dpo@early-years.example\"\n", "", "missing", "contact is missing"},
    {"complaints = ", "complain = ", "", "unknown key \"complain\""},
    {"dpia = \"DPIA-2026-07\"\n", "", "missing", "dpia is missing"},
    {"territories = [\"UK\", \"IE\"]\n", "", "territory-missing", "territories is missing"},
    {"[\"UK\", \"IE\"]", "[\"UK\", \"IE\", \"US\"]", "territory-unknown", "\"US\" is not the UK"},
    {"rehearsal = true", "rehearsal = \"yes\"", "", "rehearsal is not true or false"},
    // members
    {"role = \"custodian\"\nnhs", "nhs", "role-missing", "\"nhs-a\" has no role"},
    {"role = \"linkage-unit\"", "role = \"linkage\"", "role-unknown", "role cannot be \"linkage\""},
    {"name = \"unit\"\nrole = \"linkage-unit\"", "name = \"unit\"\nrole = \"researcher\"", "linkage-unit-count", "0 parties have the role"},
    {"name = \"evaluation\"\nrole = \"researcher\"", "name = \"evaluation\"\nrole = \"linkage-unit\"", "linkage-unit-count", "2 parties have the role"},
    {"body = \"Example Linkage Unit\"", "body = \"Example University\"", "linkage-unit-apart", "one body"},
    {"name = \"funder\"\nrole", "name = \"evaluation\"\nrole", "name-twice", "\"evaluation\" stands twice"},
    {"body = \"Example Fund\"\nterritory = \"UK\"", "body = \"Example Fund\"\nterritory = \"DE\"", "territory", "\"DE\" is none of the agreement's"},
    {"body = \"Example Fund\"\nterritory = \"UK\"", "body = \"Example Fund\"", "missing", "territory is missing"},
    {"intake = \"platform\"", "intake = \"unit\"", "intake-unknown", "\"unit\" is no party with the role intake"},
    {"nhs = true", "nhs = true\nintake = \"platform\"", "nhs-at-source", "of the NHS and has an intake"},
    {"role = \"intake\"", "role = \"intake\"\nid = \"ref\"", "role-key", "only a custodian has \"id\""},
    {"role = \"intake\"", "role = \"intake\"\nclean = true", "role-key", "only a custodian has \"clean\""},
    {"role = \"reader\"", "role = \"reader\"\nnhs = true", "role-key", "only a custodian has \"nhs\""},
    {"signing = \"gauze-sign-", "signing = \"", "signing-key", "not a public signing key"},
    {"encryption = \"age1", "encryption = \"age1q", "age-recipient", "not the public key"},
    // sources
    {"[source.nhs-a]", "[source.nhs]", "source-unknown", "no custodian \"nhs\""},
    {"art6 = \"6(1)(e)\", ", "", "basis-article-6", "art6 is missing"},
    {"\"6(1)(e)\"", "\"6(1)(g)\"", "basis-code", "\"6(1)(g)\" is no code of art6"},
    {"\"9(2)(h)\"", "\"9.2.h\"", "basis-code", "\"9.2.h\" is no code of art9"},
    {"schedule1 = \"1.2\"", "schedule1 = \"1.9\"", "basis-code", "\"1.9\" is no code of schedule1"},
    {"schedule1 = \"1.2\"", "schedule1 = \"1.3\"", "basis-condition", "needs the condition 1.2"},
    {"art9 = \"9(2)(h)\", schedule1 = \"1.2\"", "art9 = \"9(2)(g)\", schedule1 = \"1.2\"", "basis-condition", "a condition in Part 2"},
    {"\"10-s10(5)\"", "\"s10\"", "basis-code", "\"s10\" is no code of art10"},
    {"schedule1 = [\"2.18\", \"3.29\"], ", "", "basis-criminal", "section 10(5) needs"},
    {", art10 = \"10-s10(5)\"", "", "column-criminal", "\"offence\" is of criminal matters"},
    {"art9 = \"9(2)(h)\", schedule1 = \"1.2\"", "schedule1 = \"1.2\"", "column-special", "is of a special category"},
    {"consent = { mode = \"opt-in\"", "consent = { mode = \"opt-on\"", "consent-mode", "mode cannot be \"opt-on\""},
    {"consent = { mode = \"objection\" }\nopt_out", "consent = {}\nopt_out", "consent-mode", "mode is missing"},
    {"consent = { mode = \"objection\" }", "consent = { mode = \"objection\", yes = [\"Y\"] }", "consent-key", "\"yes\" is for the mode opt-in"},
    {"basis = { art6 = \"6(1)(e)\"", "basis = { art6 = \"6(1)(a)\"", "basis-consent", "rests on consent and does not ask"},
    {"column = \"consent\", date = \"consent_date\", ", "column = \"consent\", ", "consent-column", "opt-in needs the columns"},
    {"column = \"consent\", date", "column = \"consnt\", date", "control-unnamed", "names no column \"consnt\""},
    {"column = \"consent\", date", "column = \"outcome\", date", "control-use", "\"outcome\" of charity decides"},
    {"form = \"form_version\", yes", "yes", "consent-form", "versions of the form"},
    {", exemptions = [\"CPP\"]", "", "consent-exemption", "exemptions need the column"},
    {"opt_out = { column = \"nhs_number\", most_days = 7 }\n", "", "opt-out-missing", "says nothing of the National Data Opt-out"},
    {"most_days = 7 }", "most_days = 7, reason = \"anonymised\" }", "opt-out-both", "applies, or there is a reason"},
    {"column = \"nhs_number\", most_days = 7", "column = \"nhs_number\"", "opt-out-age", "how old the list may be"},
    {"most_days = 7", "most_days = 0", "", "most_days is not a whole number"},
    {"postcode = \"child_postcode\", wards", "wards", "ward-column", "wards and the postcode column"},
    {"birth = \"child_dob\", ", "", "window-column", "needs the birth column"},
    {"months_below = 48", "months_from = 48, months_below = 48", "window-empty", "nobody is within"},
    {", months_below = 48", "", "window-open", "which has no end"},
    {", unborn_months = 9", "", "window-unborn", "the unborn need"},
    {"at = \"2026-09-01\"", "at = \"2026-09-31\"", "day", "at is not a day"},
    {"notice = { name = \"How", "note = { name = \"How", "", "unknown key \"note\""},
    {"notice = { name = \"Joining Toys and Talk\", version = \"2026\", date = \"2026-04-06\" }\n", "", "notice-missing", "has no notice"},
    {"version = \"3\", ", "", "missing", "version is missing"},
    {"schema = \"groups-4\"\n", "", "missing", "schema is missing"},
    {"purpose = \"direct-care\"", "purpose = \"nursery-safety\"", "purpose", "collected for \"nursery-safety\""},
    {"service = \"service_code\"", "service = \"services\"", "control-unnamed", "names no column \"services\""},
    // columns
    {"notes = \"drop\"", "notes = \"payload\"", "column-short", "does not say as what"},
    {"notes = \"drop\"", "notes = \"keep\"", "column-use", "cannot be used as \"keep\""},
    {"notes = \"drop\"", "notes = { kind = \"flag\" }", "column-use-missing", "\"notes\" has no use"},
    {"notes = \"drop\"", "notes = [\"drop\", \"control\"]", "column-drop", "dropped and used at once"},
    {"notes = \"drop\"", "notes = { use = \"payload\", kind = \"text\" }", "column-text", "free text never travels"},
    {"notes = \"drop\"", "notes = { use = \"payload\", kind = \"date\" }", "column-text", "a date never travels"},
    {"notes = \"drop\"", "notes = { use = \"payload\" }", "column-open", "does not say what it may hold"},
    {"notes = \"drop\"", "notes = { use = [\"link\", \"payload\"], kind = \"code\" }", "column-link-payload", "says who somebody is"},
    {"notes = \"drop\"", "notes = { use = [\"control\", \"payload\"], kind = \"code\" }", "column-control-payload", "decides about inclusion"},
    {"notes = \"drop\"", "notes = { use = \"drop\", kind = \"flag\" }", "column-kind-unused", "its kind says nothing"},
    {"kind = \"number\" }", "kind = \"number\", codes = [\"1\"] }", "column-kind-twice", "codes and another kind"},
    {"rule = \"pseudonym\"", "rule = \"pseudonim\"", "rule-unknown", "no rule \"pseudonim\""},
    {"arguments = [\"2026-09-01\", \"0-1\"", "arguments = [\"0-1\"", "rule-arguments", "its first argument is the day"},
    {"\"0-1\", \"2-3\", \"4+\"]", "\"0-1\", \"1-3\", \"4+\"]", "rule-arguments", "does not lie behind"},
    {"\"0-1\", \"2-3\", \"4+\"]", "\"0-1\", \"toddlers\"]", "rule-arguments", "is not a band"},
    {"\"White=A B C\"", "\"White\"", "rule-arguments", "is not a group"},
    {"\"White=A B C\"", "\"White=A B H\"", "rule-arguments", "stands in two groups"},
    {"{ rule = \"sector\", column = \"sector\" }", "{ rule = \"sector\", column = \"sector\", arguments = [\"1\"] }", "rule-arguments", "takes no arguments"},
    {"column = \"child_ref\" }", "column = \"team\" }", "column-name-taken", "\"team\" of a generalised column"},
    {"use = \"generalise\", as = [{ rule = \"ethnicity-5\", column = \"ethnic_group\" }], special", "use = \"generalise\", special", "column-as-missing", "but not into what"},
    {"use = \"generalise\", as = [{ rule = \"band\"", "use = \"control\", as = [{ rule = \"band\"", "column-as-unused", "not that it is generalised"},
    {"child_family = \"link\"\n", "", "column-unnamed", "field \"family\" reads the column \"child_family\""},
    {"child_family = \"link\"\n", "child_family = \"drop\"\n", "column-dropped", "which is dropped"},
    {"child_family = \"link\"\n", "child_family = \"control\"\n", "column-not-link", "has not the use \"link\""},
    {"service_ref = \"control\"", "service_ref = { use = \"payload\", kind = \"code\" }", "column-id-payload", "its own reference"},
    {"notes = \"drop\"", "\" notes\" = \"drop\"", "", "not the name of a column"},
    // recipients, retention, disclosure
    {"member = \"specialist\"", "member = \"unit\"", "recipient-member", "no party with the role researcher or reader"},
    {"member = \"specialist\"\nterritory = \"IE\"", "member = \"specialist\"\nterritory = \"FR\"", "recipient-territory", "\"FR\" is none"},
    {"\"outcome\", \"sessions\"]", "\"outcome\", \"session\"]", "recipient-payload", "no source has the payload column \"session\""},
    {"consent = { column = \"consent_specialist\"", "consent = { column = \"consent_specialists\"", "recipient-consent", "no source has a column"},
    {"consent = { column = \"consent_specialist\", ", "consent = { ", "recipient-consent-column", "column is missing"},
    {"yes = [\"Y\"], form = \"form_version\", ", "yes = [\"Y\"], ", "recipient-form", "versions of the form"},
    {"member = \"funder\"", "member = \"funder\"\nlongitudinal = true", "reader-payload", "a reader, who gets tables"},
    {"name = \"fund-tables\"", "name = \"evaluation\"", "recipient-twice", "\"evaluation\" stands twice"},
    {"from = \"receipt\"", "from = \"reciept\"", "retention-from", "from cannot be \"reciept\""},
    {"years = 6\n", "", "retention-years", "years is missing"},
    {"not_before = \"2028-12-31\"", "", "retention-end", "the end of the study is not said"},
    {"name = \"programme\"", "name = \"study\"", "retention-twice", "\"study\" stands twice"},
    {"sources = \"charity\"\nfrom", "sources = \"charities\"\nfrom", "retention-source", "no source \"charities\""},
    {"column = \"family_worker\"", "column = \"worker\"", "retention-column", "no such source has the column \"worker\""},
    {"column = \"child_dob\"\nyears", "years", "retention-no-column", "which column the birth stands in is not said"},
    {"column = \"child_dob\"\nyears", "column = \"phone\"\nyears", "retention-date", "control or generalise: charity"},
    {"column = \"child_dob\"\nyears", "column = \"birthday\"\nyears", "retention-date", "is \"birthday\" a column"},
    {"from = \"receipt\"\nyears", "from = \"receipt\"\ncolumn = \"child_dob\"\nyears", "retention-no-date", "from receipt counts from no column"},
    {"column = \"child_dob\"\nyears", "column = \"child_dob\"\ntogether = \"family_ref\"\nyears", "retention-together", "no such source has the column \"family_ref\""},
    {"from = \"receipt\"\nyears", "from = \"receipt\"\ntogether = \"service_ref\"\nyears", "retention-together", "due together anyway"},
    {"name = \"programme\"\n", "name = \"programme\"\nsources = \"nhs-a\"\n", "retention-missing", "all rows of \"charity\""},
    {"profile = \"tre10\"", "profile = \"tre\"", "disclosure-profile", "profile cannot be \"tre\""},
    {"[disclosure]", "[disclosures]", "", "unknown key \"disclosures\""},
};
// clang-format on

std::vector<Fault> faults_of(const std::string& text)
{
    Faults faults;
    try {
        (void)read_policy_with_faults(text, "p.toml", faults);
    } catch (const Error& fault) {
        return {{"", fault.what(), fault.hint()}};
    }
    return faults.all();
}

bool among(const std::vector<Fault>& faults, const Planted& one)
{
    for (const Fault& fault : faults)
        if (fault.code == one.code && fault.what.find(one.words) != std::string::npos) return true;
    return false;
}

TEST(PolicyFaults, AreEachFoundAndNamed)
{
    std::set<std::string> different;
    for (const Planted& one : planted) {
        const std::string text = test::governed_with(one.old, one.by);
        ASSERT_FALSE(text.empty()) << one.old;
        const std::vector<Fault> found = faults_of(text);
        EXPECT_TRUE(among(found, one)) << one.old << " -> " << one.by << "\n"
                                       << (found.empty() ? "accepted" : found[0].code + "| " + found[0].what);
        if (!found.empty()) {
            EXPECT_TRUE(found[0].what.starts_with("p.toml:")) << found[0].what;
        }
        EXPECT_THROW((void)parse_policy(text, "p.toml"), Error) << one.old;
        different.insert(std::string(one.code) + one.words);
    }
    EXPECT_GE(different.size(), 90u);
}

TEST(PolicyFaults, OfKeysThatTwoPartiesShareAreFoundWhateverTheUse)
{
    const std::string text = test::governed_text();
    const auto line = [&](std::string_view party, std::string_view key) {
        const std::size_t at = text.find(key, text.find(fmt::format("name = \"{}\"", party)));
        return text.substr(at, text.find('\n', at) - at);
    };
    const auto swapped = [&](const std::string& old, const std::string& by) {
        std::string touched = text;
        return touched.replace(touched.find(old), old.size(), by);
    };
    const Planted shared{"", "", "shared-key", "share a key"};
    EXPECT_TRUE(among(faults_of(swapped(line("unit", "signing"), line("nhs-a", "signing"))), shared));
    EXPECT_TRUE(among(faults_of(swapped(line("unit", "encryption"), line("nhs-a", "encryption"))), shared));
    std::string hosted = swapped(line("evaluation", "signing"), line("charity", "signing"));
    hosted.replace(hosted.find("Example University"), 18, "Toys and Talk");
    EXPECT_TRUE(among(faults_of(hosted), shared)) << "two roles of one body as well";
    const std::string crossed =
        "signing = \"" + signing_text(test::made_key("nhs-a").encryption.public_key()) + "\"";
    EXPECT_TRUE(among(faults_of(swapped(line("unit", "signing"), crossed)), shared))
        << "one signs with what another opens with";
    EXPECT_TRUE(
        among(faults_of(swapped(line("nhs-a", "signing"), crossed)), {"", "", "one-key", "with one key"}));
}

TEST(PolicyFaults, OfKeysThatProtectNothingAreFound)
{
    const std::string text = test::governed_text();
    const std::size_t at = text.find("gauze-sign-");
    for (const char* small : {"00", "01", "ec"}) {
        std::string touched = text;
        std::string hex = std::string(small) + std::string(60, small[0] == 'e' ? 'f' : '0') +
                          (small[0] == 'e' ? "7f" : "00");
        touched.replace(at + 11, 64, hex);
        EXPECT_TRUE(among(faults_of(touched), {"", "", "weak-key", "anybody can sign"})) << hex;
    }
}

TEST(PolicyFaults, AreAllToldAtOnce)
{
    std::string text = test::governed_with("dpia = \"DPIA-2026-07\"\n", "");
    text.replace(text.find("\"6(1)(e)\""), 9, "\"6(1)(x)\"");
    text.replace(text.find("years = 6"), 9, "months = 6");
    const auto faults = faults_of(text);
    EXPECT_EQ(faults.size(), 4u) << "the rule that was not read leaves rows without one";
    try {
        (void)parse_policy(text, "p.toml");
        FAIL();
    } catch (const Error& fault) {
        EXPECT_TRUE(std::string_view(fault.what()).starts_with("missing: p.toml:")) << fault.what();
        EXPECT_NE(fault.hint().find("3 more"), std::string::npos) << fault.hint();
        EXPECT_EQ(fault.code(), Exit::bad_data);
    }
}

TEST(PolicyFaults, APayloadListBesideColumnsIsOne)
{
    EXPECT_TRUE(among(faults_of(test::governed_text() + "[payload]\nnhs-a = [\"team\"]\n"),
                      {"", "", "payload-derived", "is what [source.NAME.columns] says"}));
    EXPECT_TRUE(among(faults_of(test::governed_text() + "[source.unit]\nschema = \"x\"\n"),
                      {"", "", "source-unknown", "no custodian \"unit\""}));
}

} // namespace
} // namespace gauze::project
