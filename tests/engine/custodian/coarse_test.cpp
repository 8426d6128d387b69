// Strata and rarity classes from a custodian's cells to the encoded file.
#include "bloom/base/error.hpp"
#include "bloom/base/parallel.hpp"
#include "engine/custodian/encode.hpp"
#include "engine/custodian/explain.hpp"
#include "engine/custodian/value_counts.hpp"
#include "engine/linkage/check.hpp"
#include "engine/linkage/receive.hpp"
#include "engine/project/progress.hpp"
#include "engine/project/table_file.hpp"
#include "tests/temporary_folder.hpp"

#include <algorithm>
#include <map>
#include <sstream>

#include <fmt/format.h>
#include <gtest/gtest.h>

namespace gauze::custodian {
namespace {

constexpr std::string_view plain_policy = R"([project]
id = "study"
profile = "plain"
smallest_count = 10
[[party]]
name = "hospital"
id = "ref"
[[party]]
name = "school"
id = "ref"
[[field]]
name = "given"
kind = "given-name"
[[field]]
name = "dob"
kind = "date"
formats = ["YYYY-MM-DD"]
)";
constexpr std::string_view strata = R"([[stratum]]
name = "age"
field = "dob"
bands = ["0-4", "5-17"]
at = "2025-09-01"
[[stratum]]
name = "area"
columns = { hospital = "area" }
values = ["Urban", "Rural", "Island"]
)";

class Coarse : public testing::Test {
protected:
    void SetUp() override { project::be_quiet(true); }
    void TearDown() override { set_threads(0); }
    static project::Policy policy(bool with_strata, bool with_rarity)
    {
        std::string text(plain_policy);
        if (with_rarity) text.replace(text.find("kind = \"given-name\""), 0, "rarity = true\n");
        if (with_strata) text += strata;
        return project::parse_policy(text, "policy.toml");
    }
    // 100 children born in 2022, 60 in 2015, 5 grown up, 20 without a day; 150 in towns, 30 outside, 3 on
    // islands, two cells that mean nothing. ANNA 120 times, BEN 60 times, five names of one child each.
    static std::string rows()
    {
        std::string text = "ref,given,dob,area\n";
        for (int i = 0; i < 185; ++i) {
            const std::string_view born = i < 100   ? "2022-01-01"
                                          : i < 160 ? "2015-01-01"
                                          : i < 165 ? "1980-01-01"
                                                    : "";
            const std::string_view area = i < 150   ? (i % 2 == 0 ? "URBAN" : " urban ")
                                          : i < 180 ? "Rural"
                                          : i < 183 ? "Island"
                                                    : "?";
            const std::string given =
                i < 120   ? (i % 2 == 0 ? "Anna" : "ANNA ")
                : i < 180 ? "Ben"
                          : fmt::format("Zo{}", std::string(3, static_cast<char>('a' + i - 180)));
            text += fmt::format("R{:03},{},{},{}\n", i, given, born, area);
        }
        return text;
    }
    EncodeSummary run(const project::Policy& policy, const std::string& content,
                      const std::string& party = "hospital")
    {
        test::write_file(folder_ / "rows.csv", content);
        return encode(policy, ProjectKey::for_tests("study", "1"),
                      {.party = party,
                       .input = folder_ / "rows.csv",
                       .out = folder_ / party,
                       .existing = Existing::replace,
                       .most_rejected = {},
                       .test_seed = "7"});
    }
    std::filesystem::path made(const std::string& party = "hospital") const
    {
        return folder_ / party / "to-linkage-unit" / fmt::format("{}.gauze", party);
    }
    static std::map<int, int> counted(const bloom::EncodedFile& file, auto value)
    {
        std::map<int, int> counts;
        for (std::size_t r = 0; r < file.rows(); ++r) ++counts[value(r)];
        return counts;
    }
    using Counts = std::map<int, int>;
    test::TemporaryFolder folder_;
};

TEST_F(Coarse, StrataAreSentWithEachRecordAndRareValuesAsOther)
{
    const EncodeSummary summary = run(policy(true, false), rows());
    const bloom::EncodedFile file(made());
    EXPECT_EQ(file.header().strata, (std::vector<bloom::StratumShape>{{"age", 4}, {"area", 5}}));
    // The five who are grown up are "other", and so are, that they may not stand alone, the twenty.
    EXPECT_EQ(counted(file, [&](std::size_t r) { return file.stratum(0, r); }),
              (Counts{{1, 25}, {2, 100}, {3, 60}}));
    // Three on islands and two that mean nothing are five, so the thirty go with them.
    EXPECT_EQ(counted(file, [&](std::size_t r) { return file.stratum(1, r); }), (Counts{{1, 35}, {2, 150}}));
    ASSERT_EQ(summary.coarse.size(), 2u);
    EXPECT_EQ(summary.coarse[0].values, (std::vector<std::string>{"not known", "other", "0-4", "5-17"}));
    EXPECT_EQ(summary.coarse[0].records, (std::vector<std::uint64_t>{0, 25, 100, 60}));
    EXPECT_EQ(summary.coarse[0].folded, 20u);
    EXPECT_EQ(summary.coarse[1].folded, 33u);
    EXPECT_EQ(summary.to_json().objects("strata")[1].text("name"), "area");
}

TEST_F(Coarse, StandsBesideTheRecordThatItIsOf)
{
    (void)run(policy(true, true), rows());
    const bloom::EncodedFile file(made());
    const project::TableFile ledger(folder_ / "hospital/stays-here/ledger.table", "ledger");
    std::map<std::string, int> number; // by token
    ledger.each_row([&](std::span<const std::string_view> cells) {
        number[std::string(cells[0])] = std::stoi(std::string(cells[2].substr(1)));
    });
    for (std::size_t r = 0; r < file.rows(); ++r) {
        const int i = number.at(to_text(file.tokens()[r]));
        EXPECT_EQ(file.stratum(0, r), i < 100 ? 2 : i < 160 ? 3 : 1);
        EXPECT_EQ(file.stratum(1, r), i < 150 ? 2 : 1);
        // 64 to 127 are class 7, 32 to 63 class 6; five names of one child each are too few for class 1, and
        // go with the next class that anybody has.
        EXPECT_EQ(file.rarity(0, r), i < 120 ? 7 : 6);
    }
}

TEST_F(Coarse, RarityIsThatOfTheNormalFormInTheCustodiansOwnFile)
{
    std::string text = rows();
    for (int i = 0; i < 20; ++i)
        text += fmt::format("S{},Q{}{},2022-01-01,\n", i, char('a' + i), char('b' + i));
    text += "T,,2022-01-01,\n"; // no name
    const EncodeSummary summary = run(policy(false, true), text);
    const bloom::EncodedFile file(made());
    EXPECT_EQ(file.header().rarity, std::vector<std::string>{"given"});
    EXPECT_EQ(counted(file, [&](std::size_t r) { return file.rarity(0, r); }),
              (Counts{{0, 1}, {1, 25}, {6, 60}, {7, 120}}));
    EXPECT_EQ(summary.coarse[0].values[7], "64 to 127");
    EXPECT_EQ(summary.coarse[0].values[12], "2048 and more");
    EXPECT_EQ(summary.coarse[0].records[7], 120u);
}

TEST_F(Coarse, OfAPartyThatDoesNotHoldAStratumIsNotKnown)
{
    std::string text = rows();
    text.replace(text.find("area"), 4, "town");
    (void)run(policy(true, false), text, "school");
    const bloom::EncodedFile file(made("school"));
    EXPECT_EQ(counted(file, [&](std::size_t r) { return file.stratum(1, r); }), (Counts{{0, 185}}));
}

TEST_F(Coarse, IsTheSameForAnyNumberOfThreads)
{
    std::string bytes;
    for (const unsigned threads : {1u, 2u, 5u}) {
        set_threads(threads);
        (void)run(policy(true, true), rows());
        const std::string now = test::read_file(made());
        EXPECT_TRUE(bytes.empty() || now == bytes);
        bytes = now;
    }
}

TEST_F(Coarse, IsGivenToDecoysAndNotCountedOfThem)
{
    std::string text(plain_policy);
    text.replace(text.find("\"plain\""), 7, "\"custom\"\ndecoys = \"0.25\"");
    text += strata;
    const EncodeSummary summary = run(project::parse_policy(text, "p.toml"), rows());
    EXPECT_GT(summary.decoys, 0u);
    const bloom::EncodedFile file(made());
    EXPECT_EQ(file.rows(), 185 + summary.decoys);
    const auto sent = counted(file, [&](std::size_t r) { return file.stratum(0, r); });
    EXPECT_EQ(sent.size(), 3u); // a decoy has no value that people have not
    EXPECT_EQ(summary.coarse[0].records, (std::vector<std::uint64_t>{0, 25, 100, 60}));
}

TEST_F(Coarse, IsExplainedBeforeRareValuesAreFolded)
{
    test::write_file(folder_ / "rows.csv", rows());
    const auto told = [&](bool json) {
        std::ostringstream out;
        explain(policy(true, true),
                {.party = "hospital",
                 .input = folder_ / "rows.csv",
                 .rows = {{181, 181}},
                 .json = json,
                 .to_terminal_only = false},
                out);
        return out.str();
    };
    EXPECT_NE(told(true).find(R"("strata":{"age":"not known","area":"Island"})"), std::string::npos)
        << told(true);
    EXPECT_NE(told(false).find("stratum area: Island, or other if fewer than 10"), std::string::npos)
        << told(false);
    EXPECT_NE(told(false).find("class of how common it is"), std::string::npos);
}

// What one custodian does otherwise than the other is named, and no file is compared in silence.
TEST_F(Coarse, IsRefusedUnderAnotherPolicyWithTheLineThatDiffers)
{
    (void)run(policy(true, false), rows());
    (void)run(policy(true, false), rows(), "school");
    std::string text = std::string(plain_policy) + std::string(strata);
    text.replace(text.find("5-17"), 4, "5-16");
    try {
        (void)linkage::receive({made(), made("school")}, project::parse_policy(text, "p.toml"), false);
        FAIL();
    } catch (const Error& error) {
        EXPECT_EQ(error.code(), Exit::refused);
        EXPECT_NE(std::string(error.what()).find("5-17"), std::string::npos) << error.what();
        EXPECT_NE(std::string(error.what()).find("5-16"), std::string::npos) << error.what();
    }
}

TEST_F(Coarse, IsToldByCheck)
{
    const std::string text = std::string(plain_policy) + std::string(strata);
    test::write_file(folder_ / "policy.toml", text);
    (void)run(policy(true, false), rows());
    const linkage::CheckSummary summary = linkage::check(folder_ / "policy.toml", {made()});
    EXPECT_NE(summary.words.find("stratum age, hospital: 0-4 100; 5-17 60; other 25"), std::string::npos)
        << summary.words;
    EXPECT_EQ(summary.json.objects("strata")[0].object("records").number("0-4"), 100);
}

} // namespace
} // namespace gauze::custodian
