#include "tests/engine/project/policy_samples.hpp"

#include <algorithm>

namespace gauze::project {
namespace {

constexpr std::string_view three_strata = R"([[stratum]]
name = "age"
field = "dob"
bands = ["0-4", "5-17", "18+"]
at = "2025-09-01"

[[stratum]]
name = "area"
columns = { gp = "rural_flag" }
values = ["Urban", "Rural"]
missing = ["x"]

[[stratum]]
name = "origin"
column = "ethnic"
groups = { White = ["A", "WBRI"], Asian = ["J"] }

[payload])";

std::string with_strata(std::string_view old = "", std::string_view by = "")
{
    std::string text = with("[payload]", three_strata);
    if (old.empty()) return text;
    const std::size_t at = text.find(old);
    EXPECT_NE(at, std::string::npos) << old;
    return at == std::string::npos ? text : text.replace(at, old.size(), by);
}

TEST(Strata, AreReadAsBandsOfAgeListedValuesAndGroupsOfCodes)
{
    const Policy policy = parsed(with_strata());
    ASSERT_EQ(policy.strata.size(), 3u);
    const Stratum& age = policy.strata[0];
    EXPECT_TRUE(age.is_by_age());
    EXPECT_EQ(age.at, 20250901u);
    EXPECT_EQ(age.field, "dob");
    ASSERT_EQ(age.values.size(), 3u);
    EXPECT_EQ(age.values[1].name, "5-17");
    EXPECT_EQ(age.values[1].youngest, 5u);
    EXPECT_EQ(age.values[1].oldest, 17u);
    EXPECT_EQ(age.values[2].youngest, 18u);
    EXPECT_EQ(age.column_of("gp"), nullptr);
    const Stratum& area = policy.strata[1];
    EXPECT_EQ(area.values[0].codes, std::vector<std::string>{"urban"});
    EXPECT_EQ(*area.column_of("gp"), "rural_flag");
    EXPECT_EQ(area.column_of("hospital"), nullptr); // which does not hold it
    EXPECT_EQ(area.missing, std::vector<std::string>{"x"});
    const Stratum& origin = policy.strata[2]; // groups in the order of the alphabet: a table has no other
    EXPECT_EQ(origin.values[0].name, "Asian");
    EXPECT_EQ(origin.values[1].codes, (std::vector<std::string>{"a", "wbri"}));
    EXPECT_EQ(*origin.column_of("hospital"), "ethnic");
}

TEST(Strata, NameTheirBytesFromNotKnownAndOtherOn)
{
    const Policy policy = parsed(with_strata());
    EXPECT_EQ(policy.strata[1].bytes(), 4u);
    EXPECT_EQ(policy.strata[1].name_of(0), "not known");
    EXPECT_EQ(policy.strata[1].name_of(1), "other");
    EXPECT_EQ(policy.strata[1].name_of(2), "Urban");
    EXPECT_EQ(policy.strata[1].name_of(3), "Rural");
    EXPECT_EQ(policy.strata[1].name_of(4), "other"); // no file that was read has it
}

// Two custodians must not mean different things by a value, so a difference is named and gives other keys.
TEST(Strata, StandInTheSettingsWithAllThatDecidesAByte)
{
    const auto lines = [](const std::string& text) { return parsed(text).settings(); };
    const auto has = [&](std::string_view line) {
        const auto all = lines(with_strata());
        return std::ranges::find(all, line) != all.end();
    };
    EXPECT_TRUE(has(R"(stratum age: of dob age on 2025-09-01 "0-4" "5-17" "18+")"));
    EXPECT_TRUE(has(R"(stratum area: "Urban" = "urban" "Rural" = "rural" not known = "x")"));
    EXPECT_TRUE(has(R"(stratum origin: "Asian" = "j" "White" = "a" = "wbri")"));
    const Policy policy = parsed(with_strata());
    const auto changes = [&](std::string_view old, std::string_view by) {
        return parsed(with_strata(old, by)).specification() != policy.specification();
    };
    EXPECT_TRUE(changes("2025-09-01", "2025-09-02"));
    EXPECT_TRUE(changes("5-17", "5-16"));
    EXPECT_TRUE(changes("\"J\"", "\"J\", \"K\""));
    EXPECT_TRUE(changes("missing = [\"x\"]", "missing = [\"y\"]"));
    EXPECT_TRUE(changes("\"Urban\", \"Rural\"", "\"Rural\", \"Urban\""));
    // The column is a party's own matter: another agreement, and the same bits.
    const Policy moved = parsed(with_strata("\"ethnic\"", "\"eth\""));
    EXPECT_EQ(moved.specification(), policy.specification());
    EXPECT_NE(moved.fingerprint(), policy.fingerprint());
    EXPECT_NE(parsed(ward_study).specification(), policy.specification());
}

TEST(Strata, OfAPolicyMayNotBeWhatNobodyCanMean)
{
    const auto bad = [](std::string_view old, std::string_view by, std::string_view what) {
        const Error fault = refusal(with_strata(old, by));
        EXPECT_EQ(fault.code(), Exit::bad_data);
        EXPECT_NE(std::string(fault.what()).find(what), std::string::npos) << fault.what();
    };
    bad("\"5-17\"", "\"4-17\"", "do not ascend");
    bad("\"5-17\"", "\"17-5\"", "not a band");
    bad("\"5-17\"", "\"5 to 17\"", "not a band");
    bad("\"5-17\"", "\"5-1000\"", "not a band");
    bad("\"18+\"", "\"18+ \"", "not a band");
    bad("at = \"2025-09-01\"", "at = \"2025-13-01\"", "not a day");
    bad("at = \"2025-09-01\"\n", "", "at is missing");
    bad("field = \"dob\"", "field = \"given\"", "kind date");
    bad("field = \"dob\"", "field = \"don\"", "there is no field");
    bad("field = \"dob\"", "field = \"dob\"\ncolumn = \"d\"", "exclude each other");
    bad("field = \"dob\"", "column = \"d\"", "kind date");
    bad("bands = [\"0-4\", \"5-17\", \"18+\"]\nat = \"2025-09-01\"", "values = [\"1990\"]", "bands of age");
    bad("values = [\"Urban\", \"Rural\"]", "", "a stratum has values");
    bad("values = [\"Urban\", \"Rural\"]", "values = [\"Urban\"]\nbands = [\"0-4\"]", "a stratum has values");
    bad("\"Urban\"", "\"Other\"", "of every stratum");
    bad("\"Urban\"", "\" \"", "not a value");
    bad("\"Urban\"", "\"rural\"", "stands twice");
    bad("\"J\"", "\"wbri\"", "stands twice");
    bad("missing = [\"x\"]", "missing = [\"RURAL\"]", "is a value too");
    bad("name = \"area\"", "name = \"age\"", "stands twice");
    bad("{ gp = \"rural_flag\" }", "{ pg = \"rural_flag\" }", "there is no party");
    bad("name = \"area\"", "name = \"area\"\nat = \"2025-09-01\"", "only bands of age");
    bad("name = \"area\"", "name = \"area\"\nkind = \"code\"", "unknown key");
}

TEST(Strata, AreEightOfThirtyTwoValuesAtMost)
{
    std::string values = "\"v0\"", strata;
    for (int v = 1; v < 32; ++v) values += fmt::format(", \"v{}\"", v);
    for (int s = 0; s < 7; ++s) strata += fmt::format("[[stratum]]\nname = \"s{}\"\nvalues = [\"a\"]\n", s);
    const std::string widest = fmt::format("[[stratum]]\nname = \"wide\"\nvalues = [{}]\n", values);
    EXPECT_EQ(parsed(with("[payload]", strata + widest + "[payload]")).strata.size(), 8u);
    const std::string wider = fmt::format("[[stratum]]\nname = \"wide\"\nvalues = [{}, \"v32\"]\n", values);
    EXPECT_NE(std::string(refusal(with("[payload]", wider + "[payload]")).what()).find("more than 32"),
              std::string::npos);
    const std::string ninth = "[[stratum]]\nname = \"s9\"\nvalues = [\"a\"]\n";
    EXPECT_NE(std::string(refusal(with("[payload]", strata + widest + ninth + "[payload]")).what())
                  .find("more than 8 strata"),
              std::string::npos);
}

TEST(Rarity, IsAskedForFieldByFieldAndStandsInTheSettings)
{
    const std::string text = with("column = \"first_name\"", "column = \"first_name\"\nrarity = true");
    const Policy policy = parsed(text);
    EXPECT_TRUE(policy.fields[0].rarity);
    EXPECT_FALSE(policy.fields[1].rarity);
    EXPECT_EQ(policy.settings()[1], "field given: given-name, with rarity classes");
    EXPECT_NE(policy.specification(), parsed(ward_study).specification());
    EXPECT_NE(std::string(refusal(with("hashes = 30", "rarity = true")).what()).find("nobody shares"),
              std::string::npos);
}

} // namespace
} // namespace gauze::project
