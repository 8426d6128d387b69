#include "engine/custodian/release/age_window.hpp"
#include "engine/custodian/release/ethnicity.hpp"
#include "engine/custodian/release/generalise.hpp"
#include "tests/engine/custodian/release/made_release.hpp"

namespace gauze::custodian {
namespace {

struct Made {
    std::string text, why;
    bool operator==(const Made&) const = default;
};
void PrintTo(const Made& made, std::ostream* out) { *out << '"' << made.text << "\" " << made.why; }

Made make(const std::string& rule, std::string_view cell, std::vector<std::string> arguments = {},
          const Beside& beside = {}, Setting setting = {.at = 20260901})
{
    Generaliser generaliser({rule, "column", std::move(arguments)}, setting);
    std::string into = "what was there before";
    const std::string why(generaliser.make(cell, beside, into));
    return {into, why};
}
std::string refusal_of(const std::string& rule, std::vector<std::string> arguments)
{
    try {
        make(rule, "", std::move(arguments));
    } catch (const Error& error) {
        return std::string(project::code_of(error.what()));
    }
    return "";
}

TEST(Months, AreFullOnTheSameDayAndForThe29thOfFebruaryOnThe1stOfMarch)
{
    EXPECT_EQ(months_between(20200229, 20250228), 59);
    EXPECT_EQ(months_between(20200229, 20250301), 60);
    EXPECT_EQ(months_between(20200229, 20240229), 48);
    EXPECT_EQ(months_between(20260131, 20260228), 0);
    EXPECT_EQ(months_between(20260131, 20260301), 1);
    EXPECT_EQ(months_between(20251231, 20260101), 0);
    EXPECT_EQ(months_between(20260831, 20260901), 0);
    EXPECT_EQ(add_months(20260131, 1), 20260228u);
    EXPECT_EQ(add_months(20240131, 1), 20240229u);
    EXPECT_EQ(add_months(20260331, -9), 20250630u);
    EXPECT_EQ(add_months(20260115, -13), 20241215u);
    EXPECT_EQ(add_months(20261231, 12), 20271231u);
}

TEST(DayReader, ReadsWhatHasOneMeaningAndNothingElse)
{
    const DayReader reader;
    for (const char* cell : {"2026-03-04", "04/03/2026", " 4.3.2026 ", "20260304", "04032026", "4-Mar-2026",
                             "2026-03-04 09:30", "04 MARCH 2026"})
        EXPECT_EQ(reader.read(cell).day, 20260304u) << cell;
    for (const char* cell : {"2026-02-30", "31/04/2026", "04/03/26", "soon", "43831", "2026", "03/2026",
                             "12/31/2026", "0", "-"}) {
        EXPECT_EQ(reader.read(cell).day, 0u) << cell;
        EXPECT_FALSE(reader.read(cell).blank) << cell;
    }
    for (const char* cell : {"", "   ", "\t", "\xc2\xa0"}) EXPECT_TRUE(reader.read(cell).blank);
    EXPECT_EQ(DayReader(DateFormat::from("MM/DD/YYYY")).read("03/04/2026").day, 20260304u);
}

TEST(Generalise, CountsWholeYearsAndMonthsOnTheDayThatThePolicyNames)
{
    EXPECT_EQ(make("age", "2020-09-01", {"2026-09-01"}), (Made{"6", ""}));
    EXPECT_EQ(make("age", "2020-09-02", {"2026-09-01"}), (Made{"5", ""}));
    EXPECT_EQ(make("age", "02/09/2020", {"2026-09-02"}), (Made{"6", ""}));
    EXPECT_EQ(make("age-months", "2026-08-01", {"2026-09-01"}), (Made{"1", ""}));
    EXPECT_EQ(make("age", "", {"2026-09-01"}), (Made{"", ""}));
    EXPECT_EQ(make("age", "1 Januember 2020", {"2026-09-01"}), (Made{"", "not a date"}));
}

TEST(Generalise, PutsAgesIntoBandsAndTheUnbornIntoTheirOwn)
{
    const std::vector<std::string> bands{"2026-09-01", "0", "1-4", "5+"};
    EXPECT_EQ(make("age-band", "2026-08-31", bands), (Made{"0", ""}));
    EXPECT_EQ(make("age-band", "2025-09-01", bands), (Made{"1-4", ""}));
    EXPECT_EQ(make("age-band", "2021-09-02", bands), (Made{"1-4", ""}));
    EXPECT_EQ(make("age-band", "2021-09-01", bands), (Made{"5+", ""}));
    EXPECT_EQ(make("age-band", "1921-09-01", bands), (Made{"5+", ""}));
    EXPECT_EQ(make("age-band", "2026-09-02", bands), (Made{"unborn", ""}));
    EXPECT_EQ(make("age-band", "", bands, {"", "2026-12-24"}), (Made{"unborn", ""}));
    EXPECT_EQ(make("age-band", "", bands, {"", "2026-08-24"}), (Made{"0", ""})); // expected, and past
    EXPECT_EQ(make("age-band", "", bands, {"", "soon"}), (Made{"", "not a date"}));
    EXPECT_EQ(make("age-band", "2000-01-01", {"2026-09-01", "0-4"}), (Made{"", "outside the bands"}));
    EXPECT_EQ(make("age-months-band", "2026-03-01", {"2026-09-01", "0-5", "6-11"}), (Made{"6-11", ""}));
}

TEST(Generalise, CutsDatesToPeriods)
{
    EXPECT_EQ(make("month", "2019-04-30"), (Made{"2019-04", ""}));
    EXPECT_EQ(make("quarter", "2019-03-31"), (Made{"2019-Q1", ""}));
    EXPECT_EQ(make("quarter", "2019-12-01"), (Made{"2019-Q4", ""}));
    EXPECT_EQ(make("half-year", "2019-06-30"), (Made{"2019-H1", ""}));
    EXPECT_EQ(make("half-year", "2019-07-01"), (Made{"2019-H2", ""}));
    EXPECT_EQ(make("year", "01/07/2019"), (Made{"2019", ""}));
    for (const char* rule : {"month", "quarter", "half-year", "year"})
        EXPECT_EQ(make(rule, "2019-02-29"), (Made{"", "not a date"}));
}

TEST(Generalise, TellsTheExpectedMonthOfTheUnbornAlone)
{
    EXPECT_EQ(make("expected-month", "2026-11-30"), (Made{"2026-11", ""}));
    EXPECT_EQ(make("unborn", "2026-11-30"), (Made{"1", ""}));
    EXPECT_EQ(make("expected-month", "2026-11-30", {}, {"2026-08-30", ""}), (Made{"", ""}));
    EXPECT_EQ(make("unborn", "2026-11-30", {}, {"2026-08-30", ""}), (Made{"0", ""}));
    EXPECT_EQ(make("unborn", "", {}, {"2020-08-30", ""}), (Made{"0", ""}));
    EXPECT_EQ(make("unborn", ""), (Made{"", ""}));
    EXPECT_EQ(make("expected-month", "spring"), (Made{"", "not a date"}));
}

TEST(Generalise, CutsPostcodesToAreasAndNeverLetsAWholeOneThrough)
{
    EXPECT_EQ(make("sector", "e17 4ab"), (Made{"E17 4", ""}));
    EXPECT_EQ(make("sector", "SW1A1AA"), (Made{"SW1A 1", ""}));
    EXPECT_EQ(make("outward", "SW1A 1AA"), (Made{"SW1A", ""}));
    EXPECT_EQ(make("district", "SW1A 1AA"), (Made{"SW1", ""}));
    EXPECT_EQ(make("district", "M1 1AE"), (Made{"M1", ""}));
    for (const char* rule : {"sector", "outward", "district"})
        for (const char* cell : {"6167", "12 High Street", "ZZ99 3WZ", "E17", "SW1A 1AA London"})
            EXPECT_EQ(make(rule, cell), (Made{"", "not a UK postcode"})) << cell;
}

TEST(Generalise, PutsNumbersIntoBandsByTheirWholePart)
{
    const std::vector<std::string> bands{"0", "1-2", "3-5", "6-10", "11+"};
    for (const auto& [cell, band] : std::map<std::string, std::string>{{"0", "0"},
                                                                       {"0.9", "0"},
                                                                       {"1", "1-2"},
                                                                       {"2.99", "1-2"},
                                                                       {"5", "3-5"},
                                                                       {"10.5", "6-10"},
                                                                       {"1,200", "11+"},
                                                                       {"11", "11+"}})
        EXPECT_EQ(make("band", cell, bands), (Made{band, ""})) << cell;
    EXPECT_EQ(make("band", "-1", bands), (Made{"", "outside the bands"}));
    EXPECT_EQ(make("band", "a few", bands), (Made{"", "not a number"}));
    EXPECT_EQ(make("band", "7", {"0-5"}), (Made{"", "outside the bands"}));
}

TEST(Generalise, GroupsCodesAndFlags)
{
    EXPECT_EQ(make("groups", " B ", {"White=A B", "Other=S"}), (Made{"White", ""}));
    EXPECT_EQ(make("groups", "Smith", {"White=A B", "Other=S"}), (Made{"", "in no group"}));
    for (const char* yes : {"Y", "yes", "diabetes", "1", "A. Smith"})
        EXPECT_EQ(make("flag", yes), (Made{"1", ""}));
    for (const char* no : {"", " ", "N", "no", "0", "False", "NULL", "unknown", "n/a"})
        EXPECT_EQ(make("flag", no), (Made{"0", ""})) << no;
}

TEST(Generalise, KnowsTheEthnicGroupsOfTheCensusOfSchoolsAndOfTheNhs)
{
    const std::map<std::string, std::vector<std::string>> expected{
        {"white",
         {"1", "2", "3", "4", "WBRI", "WIRI", "WIRT", "WROM", "WOTH", "A", "B", "C", "White British",
          "gypsy or irish traveller", "English, Welsh, Scottish, Northern Irish or British"}},
        {"mixed",
         {"5", "6", "7", "8", "MWBC", "MWBA", "MWAS", "MOTH", "D", "G", "White and Black Caribbean",
          "White and Asian"}},
        {"asian",
         {"9", "10", "11", "12", "13", "AIND", "APKN", "ABAN", "AOTH", "CHNE", "H", "R", "Indian",
          "Bangladeshi", "Chinese"}},
        {"black", {"14", "15", "16", "BCRB", "BAFR", "BOTH", "M", "N", "P", "African", "Black Caribbean"}},
        {"other", {"17", "18", "OOTH", "S", "Arab", "Any other ethnic group"}},
        {"unknown", {"NOBT", "99", "not known"}},
        {"refused", {"REFU", "Z", "Prefer not to say", "Not stated"}}};
    for (const auto& [group, cells] : expected)
        for (const std::string& cell : cells) EXPECT_EQ(ethnic_group_of_five(cell), group) << cell;
    for (const char* cell : {"19", "0", "WBR", "W", "Smith", "A|B", "|", "1|2"})
        EXPECT_NE(ethnic_group_of_five(cell), "white") << cell;
    EXPECT_EQ(make("ethnicity-5", "born in Leeds of Irish parents"), (Made{"", "in no group"}));
}

TEST(Generalise, MakesPseudonymsThatTwoRecipientsDoNotShare)
{
    const auto of = [](std::string_view id, std::string_view recipient, std::string_view policy = "digest",
                       std::byte first = {}) {
        Secret own(32);
        own.fill()[0] = first;
        const Secret key = pseudonym_key(own.reveal(), policy, "camden", recipient);
        return make("pseudonym", id, {}, {}, {.at = 20260901, .pseudonym_key = key.reveal()}).text;
    };
    EXPECT_EQ(of("LA-17", "liia").size(), 26u); // 128 bits in base 32
    EXPECT_EQ(of(" LA-17 ", "liia"), of("LA-17", "liia"));
    EXPECT_NE(of("LA-17", "liia"), of("LA-18", "liia"));
    EXPECT_NE(of("LA-17", "liia"), of("LA-17", "outside"));
    EXPECT_NE(of("LA-17", "liia"), of("LA-17", "liia", "another digest"));
    EXPECT_NE(of("LA-17", "liia"), of("LA-17", "liia", "digest", std::byte{1}));
    EXPECT_EQ(of("", "liia"), "");
}

TEST(Generalise, RefusesRulesThatNobodyCanFollow)
{
    EXPECT_EQ(refusal_of("as-it-is", {}), "generalise-unknown");
    EXPECT_EQ(refusal_of("age", {}), "generalise-arguments");
    EXPECT_EQ(refusal_of("age-band", {"2026-09-01"}), "generalise-arguments");
    EXPECT_EQ(refusal_of("band", {"3-5", "0-2"}), "generalise-arguments");
    EXPECT_EQ(refusal_of("month", {"x"}), "generalise-arguments");
    EXPECT_EQ(refusal_of("ward", {}), "postcodes-missing");
}

// Whatever the rule, no cell that is an identifier comes out of it as it went in.
TEST(Generalise, LetsNoIdentifierThroughAnyRule)
{
    const std::vector<std::string> planted{"2019-04-30",  "30/04/2019",   "20190430", "9434765919",
                                           "SW1A 1AA",    "sw1a1aa",      "Zebedee",  "QQ123456C",
                                           "07700900123", "14 Elm Street"};
    for (const project::GeneraliserRule& rule : project::generaliser_rules()) {
        std::vector<std::string> arguments;
        using project::RuleArguments;
        if (rule.arguments == RuleArguments::day || rule.arguments == RuleArguments::day_and_bands)
            arguments = {"2026-09-01"};
        if (rule.arguments == RuleArguments::day_and_bands || rule.arguments == RuleArguments::bands)
            arguments.push_back("0+");
        if (rule.arguments == RuleArguments::groups) arguments = {"One=A"};
        test::TemporaryFolder folder;
        test::write_file(folder / "p.csv", "postcode,ward\nSW1A 1AA,St James\n");
        const PostcodeWards wards(folder / "p.csv");
        const Secret key(32);
        for (const std::string& cell : planted) {
            const Made made = make(std::string(rule.name), cell, arguments, {"", "2026-12-24"},
                                   {.at = 20260901, .wards = &wards, .pseudonym_key = key.reveal()});
            for (const std::string& other : planted)
                EXPECT_EQ(made.text.find(other), std::string::npos) << rule.name << " " << cell;
        }
    }
}

} // namespace
} // namespace gauze::custodian
