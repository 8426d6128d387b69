#include "engine/research/cohort.hpp"
#include "tests/engine/research/exchange.hpp"

#include <array>
#include <map>
#include <random>

#include <fmt/ranges.h>

namespace gauze::research {
namespace {

class CohortTest : public Exchange {
protected:
    // Four persons: s1 at gp and hospital (two records), s2 at the gp, s3 at hospital and school, s4 met by
    // no row. One gp row and two school rows have no study id.
    std::vector<fs::path> four_persons()
    {
        map({{11, "s1"}, {21, "s1"}, {22, "s1"}, {12, "s2"}, {23, "s3"}, {31, "s3"}, {99, "s4"}});
        return {payload("gp", {"age_band", "note"},
                        {{11, {"0-4", "a, \"b\""}}, {12, {"5-9", ""}}, {13, {"5-9", "x"}}}),
                payload("hospital", {"code"}, {{21, {"J45"}}, {22, {"A09"}}, {23, {"Z00"}}}),
                payload("school", {}, {{31, {}}, {32, {}}, {33, {}}})};
    }
};

TEST_F(CohortTest, HasOneRowAPersonInOrderOfStudyId)
{
    cohort(options(four_persons()));
    EXPECT_EQ(
        out("cohort.csv"),
        "study_id,sources,gp_records,gp_age_band,gp_note,hospital_records,hospital_code,school_records\n"
        "s1,gp+hospital,1,0-4,\"a, \"\"b\"\"\",2,A09; J45,0\n"
        "s2,gp,1,5-9,,0,,0\n"
        "s3,hospital+school,0,,,1,Z00,1\n");
}

TEST_F(CohortTest, LosesNoRowAndNoMapEntryInSilence)
{
    const CohortSummary summary = cohort(options(four_persons()));
    EXPECT_EQ(summary.persons, 3u);
    EXPECT_EQ(summary.study_ids_without_row, 1u);
    EXPECT_EQ(summary.map_entries, 7u);
    EXPECT_EQ(summary.map_entries_without_row, 1u);
    ASSERT_EQ(summary.payloads.size(), 3u);
    std::uint64_t joined = 0;
    for (const PayloadSummary& payload : summary.payloads) {
        EXPECT_EQ(payload.rows, 3u);
        EXPECT_EQ(payload.rows, payload.joined + payload.without_study_id) << payload.party;
        joined += payload.joined;
    }
    EXPECT_EQ(summary.payloads[0].without_study_id, 1u);
    EXPECT_EQ(summary.payloads[1].without_study_id, 0u);
    EXPECT_EQ(summary.payloads[2].without_study_id, 2u);
    EXPECT_EQ(summary.map_entries, joined + summary.map_entries_without_row);
}

TEST_F(CohortTest, LetsNoRowTokenOut)
{
    CohortOptions wanted = options(four_persons());
    wanted.sqlite = true;
    cohort(wanted);
    for (const char* name : {"cohort.csv", "counts.csv", "cohort.sqlite", "about.json"})
        for (const unsigned token : {11u, 12u, 13u, 21u, 22u, 23u, 31u, 32u, 33u, 99u})
            EXPECT_EQ(out(name).find(token_text(token)), std::string::npos) << name;
}

TEST_F(CohortTest, WritesTheSameBytesForAnyOrderOfItsPayloads)
{
    std::vector<fs::path> payloads = four_persons();
    std::ranges::sort(payloads);
    std::vector<std::array<std::string, 3>> seen;
    do {
        CohortOptions wanted = options(payloads);
        wanted.sqlite = true;
        wanted.existing = Existing::replace;
        cohort(wanted);
        seen.push_back({out("cohort.csv"), out("counts.csv"), out("cohort.sqlite")});
        EXPECT_EQ(seen.back(), seen.front());
    } while (std::ranges::next_permutation(payloads).found);
    EXPECT_EQ(seen.size(), 6u);
}

TEST_F(CohortTest, WritesTheSameBytesForAnyOrderOfTheColumnsInAPayload)
{
    map({{11, "s1"}});
    CohortOptions wanted = options({payload("gp", {"age_band", "note"}, {{11, {"0-4", "x"}}})});
    cohort(wanted);
    const std::string first = out("cohort.csv");
    payload("gp", {"note", "age_band"}, {{11, {"x", "0-4"}}});
    wanted.existing = Existing::replace;
    cohort(wanted);
    EXPECT_EQ(out("cohort.csv"), first);
    EXPECT_EQ(first, "study_id,sources,gp_records,gp_age_band,gp_note\ns1,gp,1,0-4,x\n");
}

TEST_F(CohortTest, JoinsTheDistinctValuesOfSeveralRecords)
{
    map({{1, "s"}, {2, "s"}, {3, "s"}, {4, "s"}, {5, "t"}, {6, "t"}});
    cohort(options({payload("hospital", {"code"},
                            {{1, {"B"}}, {2, {"A"}}, {3, {"B"}}, {4, {""}}, {5, {""}}, {6, {""}}})}));
    EXPECT_EQ(out("cohort.csv"),
              "study_id,sources,hospital_records,hospital_code\ns,hospital,4,A; B\nt,hospital,2,\n");
}

TEST_F(CohortTest, MakesNoFormulaOfACell)
{
    map({{1, "s1"}, {2, "s2"}, {3, "s3"}, {4, "s4"}, {5, "s5"}, {6, "s6"}});
    cohort(options({payload(
        "hospital", {"code"},
        {{1, {"=1+1"}}, {2, {"-3.5"}}, {3, {"@cmd"}}, {4, {"+44"}}, {5, {"-2+3"}}, {6, {"\t=1"}}})}));
    EXPECT_EQ(out("cohort.csv"),
              "study_id,sources,hospital_records,hospital_code\ns1,hospital,1,'=1+1\ns2,hospital,1,-3.5\n"
              "s3,hospital,1,'@cmd\ns4,hospital,1,'+44\ns5,hospital,1,'-2+3\ns6,hospital,1,'\t=1\n");
}

TEST_F(CohortTest, StaysUtf8WhenACellIsNot)
{
    map({{1, "s1"}, {2, "s2"}});
    const CohortSummary summary =
        cohort(options({payload("hospital", {"code"}, {{1, {"caf\xe9!"}}, {2, {"caf\xc3\xa9"}}})}));
    EXPECT_EQ(summary.payloads[0].repaired_cells, 1u);
    EXPECT_EQ(out("cohort.csv"), "study_id,sources,hospital_records,hospital_code\n"
                                 "s1,hospital,1,caf\xef\xbf\xbd!\ns2,hospital,1,caf\xc3\xa9\n");
}

TEST_F(CohortTest, WithholdsSmallCounts)
{
    std::vector<std::pair<unsigned, std::string>> entries;
    std::vector<Row> gp, hospital;
    for (unsigned i = 0; i < 30; ++i) { // 20 at the gp alone, 8 at both, 2 at the hospital alone
        const std::string study_id = fmt::format("s{:02}", i);
        if (i < 28) entries.emplace_back(100 + i, study_id), gp.push_back({100 + i, {"0-4", ""}});
        if (i >= 20) entries.emplace_back(200 + i, study_id), hospital.push_back({200 + i, {"A"}});
    }
    map(entries);
    const CohortSummary summary =
        cohort(options({payload("gp", {"age_band", "note"}, gp), payload("hospital", {"code"}, hospital)}));
    EXPECT_EQ(out("counts.csv"),
              "sources,persons,reason\n"
              "gp,20,\n"
              "gp+hospital,withheld,withheld so that a smaller count cannot be worked out from the total\n"
              "hospital,<3,fewer than 3 persons\n");
    EXPECT_EQ(summary.combinations, 3u);
    EXPECT_EQ(summary.combinations_withheld, 2u);
    EXPECT_TRUE(summary.counts_hold);
}

TEST_F(CohortTest, SaysWhatMadeIt)
{
    const std::vector<fs::path> payloads = four_persons();
    cohort(options(payloads));
    const Json about = Json::parse(out("about.json"), "about.json");
    EXPECT_EQ(about.text("policy"), policy_.fingerprint());
    EXPECT_EQ(about.text("project"), "early-years");
    EXPECT_EQ(about.text("recipient"), "university");
    EXPECT_EQ(about.text("release"), "1");
    EXPECT_EQ(about.number("persons"), 3);
    EXPECT_GT(about.number("peak_memory_bytes"), 0);
    EXPECT_GE(about.object("seconds").real("reading"), 0.0);
    const auto inputs = about.objects("inputs");
    ASSERT_EQ(inputs.size(), 5u);
    EXPECT_EQ(inputs[0].text("file"), "policy.toml");
    EXPECT_EQ(inputs[4].text("file"), "school.payload");
    for (const Json& input : inputs)
        EXPECT_EQ(input.text("sha256"), to_hex(sha256(bytes_of(text(path(input.text("file")))))));
    EXPECT_EQ(about.objects("payloads")[0].number("without_study_id"), 1);
    EXPECT_EQ(about.texts("columns").size(), 8u);
}

TEST_F(CohortTest, IsForItsOwnerAlone)
{
    CohortOptions wanted = options(four_persons());
    wanted.sqlite = true;
    cohort(wanted);
    for (const char* name : {"cohort.csv", "counts.csv", "cohort.sqlite", "about.json"})
        EXPECT_EQ(fs::status(path("out") / name).permissions(),
                  fs::perms::owner_read | fs::perms::owner_write)
            << name;
}

TEST_F(CohortTest, WritesOnlyTheFormatsThatAreAskedFor)
{
    CohortOptions wanted = options(four_persons());
    cohort(wanted);
    EXPECT_FALSE(fs::exists(path("out/cohort.sqlite")));
    wanted.existing = Existing::replace;
    wanted.csv = false;
    wanted.sqlite = true;
    cohort(wanted);
    EXPECT_TRUE(fs::exists(path("out/cohort.sqlite")));
    EXPECT_FALSE(fs::exists(path("out/cohort.csv")));
    EXPECT_FALSE(fs::exists(path("out/counts.csv")));
    EXPECT_TRUE(fs::exists(path("out/about.json")));
}

TEST_F(CohortTest, MayBeEmpty)
{
    map({});
    const CohortSummary summary = cohort(options({payload("gp", {"age_band", "note"}, {{1, {"0-4", ""}}})}));
    EXPECT_EQ(summary.persons, 0u);
    EXPECT_EQ(summary.payloads[0].without_study_id, 1u);
    EXPECT_EQ(out("cohort.csv"), "study_id,sources,gp_records,gp_age_band,gp_note\n");
    EXPECT_EQ(out("counts.csv"), "sources,persons,reason\n");
}

TEST_F(CohortTest, RefusesAPayloadOfAnotherEncodeRun)
{
    map({{1, "s"}});
    EXPECT_THROW(cohort(options({payload("gp", {"age_band", "note"}, {{2, {"0-4", ""}}})})), Error);
}

TEST_F(CohortTest, TellsWhichAgreedColumnAPayloadLacks)
{
    map({{1, "s"}});
    const CohortSummary summary = cohort(options({payload("gp", {"age_band"}, {{1, {"0-4"}}})}));
    EXPECT_EQ(summary.payloads[0].missing, (std::vector<std::string>{"note"}));
    EXPECT_EQ(out("cohort.csv"), "study_id,sources,gp_records,gp_age_band\ns,gp,1,0-4\n");
}

TEST_F(CohortTest, AgreesWithACountOnPaperForRandomExchanges)
{
    std::mt19937 random(3);
    std::map<std::string, std::array<std::vector<std::string>, 2>>
        truth; // study id -> values at gp, hospital
    std::vector<std::pair<unsigned, std::string>> entries;
    std::array<std::vector<Row>, 2> rows;
    for (unsigned token = 0; token < 2000; ++token) {
        const unsigned party = random() % 2;
        const std::string value = fmt::format("v{}", random() % 9);
        rows[party].push_back(
            {token * 7919 % 100003, party == 0 ? std::vector<std::string>{value, "x"} : std::vector{value}});
        if (random() % 10 == 0) continue; // no study id
        const std::string study_id = fmt::format("s{}", random() % 700);
        entries.emplace_back(rows[party].back().token, study_id);
        truth[study_id][party].push_back(value);
    }
    map(entries);
    cohort(options({payload("gp", {"age_band", "note"}, rows[0]), payload("hospital", {"code"}, rows[1])}));
    const auto joined = [](std::vector<std::string> values) {
        std::ranges::sort(values);
        values.erase(std::unique(values.begin(), values.end()), values.end());
        return fmt::format("{}", fmt::join(values, "; "));
    };
    std::string expected = "study_id,sources,gp_records,gp_age_band,gp_note,hospital_records,hospital_code\n";
    for (const auto& [study_id, at] : truth)
        expected +=
            fmt::format("{},{},{},{},{},{},{}\n", study_id,
                        at[1].empty()   ? "gp"
                        : at[0].empty() ? "hospital"
                                        : "gp+hospital",
                        at[0].size(), joined(at[0]), at[0].empty() ? "" : "x", at[1].size(), joined(at[1]));
    EXPECT_TRUE(out("cohort.csv") == expected);
}

using CohortRefusesTest = CohortTest;

TEST_F(CohortRefusesTest, AMapOfAnotherPolicy)
{
    const auto payloads = four_persons();
    map({{1, "s"}}, std::string(64, 'a'));
    const Error error = refusal(options(payloads));
    EXPECT_EQ(error.code(), Exit::refused);
    EXPECT_NE(std::string(error.what()).find("aaaaaaaaaaaa,"), std::string::npos) << error.what();
    EXPECT_FALSE(error.hint().empty());
}

TEST_F(CohortRefusesTest, APayloadOfAnotherPolicy)
{
    map({{1, "s"}});
    const Error error = refusal(options({payload_as_given("gp", {"age_band"}, {}, std::string(64, 'b'))}));
    EXPECT_EQ(error.code(), Exit::refused);
    EXPECT_NE(std::string(error.what()).find("gp.payload"), std::string::npos) << error.what();
    EXPECT_FALSE(error.hint().empty());
}

TEST_F(CohortRefusesTest, FilesOfAPolicyThatHasChangedSince)
{
    const auto payloads = four_persons();
    std::string other = policy_text;
    other.replace(other.find("smallest_count = 3"), 18, "smallest_count = 2");
    std::ofstream(path("policy.toml")) << other;
    EXPECT_EQ(refusal(options(payloads)).code(), Exit::refused);
}

TEST_F(CohortRefusesTest, AFingerprintThatIsNoneWithoutRepeatingIt)
{
    map({{1, "s"}});
    const Error error = refusal(options({payload_as_given("gp", {"age_band"}, {}, "\033[2Jsecret")}));
    EXPECT_EQ(error.code(), Exit::refused);
    EXPECT_EQ(std::string(error.what()).find("secret"), std::string::npos) << error.what();
}

TEST_F(CohortRefusesTest, OnePayloadGivenTwice)
{
    map({{1, "s"}});
    const Error error =
        refusal(options({payload("gp", {"age_band"}, {}), payload("gp", {"age_band"}, {}, "again.payload")}));
    EXPECT_EQ(error.code(), Exit::bad_data);
    EXPECT_NE(std::string(error.what()).find("one payload, given twice"), std::string::npos) << error.what();
}

TEST_F(CohortRefusesTest, APartyThatIsNotInThePolicy)
{
    map({{1, "s"}});
    const Error error = refusal(options({payload("police", {}, {})}));
    EXPECT_EQ(error.code(), Exit::refused);
    EXPECT_NE(error.hint().find("gp, hospital, school"), std::string::npos) << error.hint();
}

TEST_F(CohortRefusesTest, AColumnThatThePolicyDoesNotLetThePartySend)
{
    map({{1, "s"}});
    const Error known_elsewhere = refusal(options({payload("hospital", {"code", "age_band"}, {})}));
    EXPECT_EQ(known_elsewhere.code(), Exit::refused);
    EXPECT_NE(std::string(known_elsewhere.what()).find("column 2"), std::string::npos)
        << known_elsewhere.what();
    EXPECT_FALSE(known_elsewhere.hint().empty());
    EXPECT_EQ(refusal(options({payload("school", {"surname"}, {})})).code(), Exit::refused);
}

TEST_F(CohortRefusesTest, APayloadThatContradictsItself)
{
    map({{1, "s"}});
    const std::string fingerprint = policy_.fingerprint();
    const auto code = [&](const fs::path& file) { return refusal(options({file})).code(); };
    EXPECT_EQ(code(payload_as_given("gp", {"age_band"}, {{1, {"x"}}}, fingerprint, "", 2)), Exit::bad_data);
    EXPECT_EQ(code(payload_as_given("gp", {"age_band"}, {{2, {"x"}}, {1, {"x"}}}, fingerprint)),
              Exit::bad_data);
    EXPECT_EQ(code(payload_as_given("gp", {"age_band"}, {{1, {"x"}}, {1, {"y"}}}, fingerprint)),
              Exit::bad_data);
}

TEST_F(CohortRefusesTest, ARowTokenThatTwoPartiesHave)
{
    map({{1, "s"}});
    const Error error = refusal(
        options({payload("gp", {"age_band"}, {{1, {"x"}}}), payload("hospital", {"code"}, {{1, {"A"}}})}));
    EXPECT_EQ(error.code(), Exit::bad_data);
    EXPECT_NE(std::string(error.what()).find("hospital.payload, row 1"), std::string::npos) << error.what();
}

TEST_F(CohortRefusesTest, ATableOfAnotherKind)
{
    map({{1, "s"}});
    const Error swapped = refusal(options({path("map.table")}));
    EXPECT_EQ(swapped.code(), Exit::bad_data);
    EXPECT_NE(std::string(swapped.what()).find("'link-map'"), std::string::npos) << swapped.what();
}

TEST_F(CohortRefusesTest, ColumnsThatSqliteWouldTakeForOne)
{
    sign(R"(
[project]
id = "p"
profile = "plain"
[[party]]
name = "a"
[[party]]
name = "A"
[[field]]
name = "surname"
kind = "family-name"
[payload]
a = ["x"]
A = ["x"]
)");
    map({{1, "s"}});
    const Error error = refusal(options({payload("a", {"x"}, {}), payload("A", {"x"}, {})}));
    EXPECT_EQ(error.code(), Exit::configuration);
}

TEST_F(CohortRefusesTest, AFolderThatExistsUnlessForced)
{
    CohortOptions wanted = options(four_persons());
    cohort(wanted);
    const std::string first = out("cohort.csv");
    payload("gp", {"age_band", "note"}, {{11, {"changed", ""}}});
    EXPECT_EQ(refusal(wanted).code(), Exit::cannot_write);
    EXPECT_EQ(out("cohort.csv"), first);
    wanted.existing = Existing::replace;
    cohort(wanted);
    EXPECT_NE(out("cohort.csv").find("changed"), std::string::npos);
}

TEST_F(CohortRefusesTest, ToReplaceAFolderThatHoldsItsInputs)
{
    CohortOptions wanted = options(four_persons());
    wanted.out = folder_;
    wanted.existing = Existing::replace;
    EXPECT_EQ(refusal(wanted).code(), Exit::usage);
    wanted.out = folder_ / "x" / "..";
    EXPECT_EQ(refusal(wanted).code(), Exit::usage);
}

TEST_F(CohortRefusesTest, AndKeepsTheOldFolderWhenAForcedRunFails)
{
    CohortOptions wanted = options(four_persons());
    cohort(wanted);
    wanted.existing = Existing::replace;
    map({{1, "s"}}, std::string(64, 'a'));
    const std::string first = out("cohort.csv");
    EXPECT_EQ(refusal(wanted).code(), Exit::refused);
    EXPECT_EQ(out("cohort.csv"), first);
}

TEST_F(CohortRefusesTest, InputsThatAreNotThere)
{
    const auto payloads = four_persons();
    EXPECT_EQ(refusal(options({path("nowhere.payload")})).code(), Exit::input_missing);
    CohortOptions wanted = options(payloads);
    wanted.policy = path("nowhere.toml");
    EXPECT_EQ(refusal(wanted).code(), Exit::input_missing);
    wanted = options(payloads);
    wanted.map = folder_;
    EXPECT_EQ(refusal(wanted).code(), Exit::input_missing);
}

} // namespace
} // namespace gauze::research
