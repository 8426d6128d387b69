// Block tokens as they leave the custodian: what an encoded file shows of them, how they are spread, and what
// `encode` says of their buckets. That each is what docs/encoding.md says is tested with the encoder.
#include "bloom/encoded_file.hpp"
#include "engine/custodian/encode.hpp"
#include "engine/project/progress.hpp"
#include "tests/engine/custodian/encoded_blocks.hpp"
#include "tests/temporary_folder.hpp"

#include <cmath>
#include <map>

#include <gtest/gtest.h>

namespace gauze::custodian {
namespace {

constexpr std::string_view people = R"([project]
id = "study"
profile = "standard"
most_repeats = "1"
[[party]]
name = "hospital"
id = "ref"
[[field]]
name = "given"
kind = "given-name"
[[field]]
name = "family"
kind = "family-name"
[[field]]
name = "dob"
kind = "date"
formats = ["YYYY-MM-DD"]
[[field]]
name = "sex"
kind = "sex"
)";
// 8 bits; 1 bit; 8 bits of what the first has.
constexpr std::string_view blocks = R"([[block]]
name = "whole"
parts = ["given", "family", "dob"]
records = 16384
bucket = 64
[[block]]
name = "sexes"
parts = ["sex"]
records = 200
bucket = 100
[[block]]
name = "again"
parts = ["given", "family", "dob"]
records = 16384
bucket = 64
)";

class Blocks : public testing::Test {
protected:
    void SetUp() override { project::be_quiet(true); }
    EncodeSummary run(const std::string& rows, std::string_view of = blocks, const std::string& out = "out")
    {
        policy_ = project::parse_policy(fmt::format("{}{}", people, of), "policy.toml");
        test::write_file(folder_ / "rows.csv", "ref,given,family,dob,sex\n" + rows);
        return encode(policy_, ProjectKey::for_tests("study", "1"),
                      {.party = "hospital",
                       .input = folder_ / "rows.csv",
                       .out = folder_ / out,
                       .existing = Existing::refuse,
                       .most_rejected = {},
                       .test_seed = "7"});
    }
    bloom::EncodedFile encoded(const std::string& out = "out") const
    {
        return bloom::EncodedFile(folder_ / out / "to-linkage-unit/hospital.gauze");
    }
    // No two alike; of every fourth the date is not known, of all the sex.
    static std::string strangers(int n)
    {
        std::string rows;
        Random random(5);
        for (int i = 0; i < n; ++i)
            rows += fmt::format(
                "R{},{}{},{},{},{}\n", i, made_name(random, 3), "abcdefghij"[i % 10], made_name(random, 4),
                i % 4 == 3 ? "" : made_cell(project::FieldKind::date, random), i % 2 == 0 ? "F" : "M");
        return rows;
    }
    test::TemporaryFolder folder_;
    project::Policy policy_;
};

double chi_square(const std::map<std::uint32_t, int>& counts, double values, double expected)
{
    double sum = (values - static_cast<double>(counts.size())) * expected;
    for (const auto& [token, count] : counts) sum += (count - expected) * (count - expected) / expected;
    return sum;
}

TEST_F(Blocks, AreNamedWithTheirBitsInTheHeader)
{
    run(strangers(40));
    EXPECT_EQ(encoded().header().blocks,
              (std::vector<bloom::BlockShape>{{"whole", 8}, {"sexes", 1}, {"again", 8}}));
    EXPECT_EQ(encoded().header().measured.size(), policy_.views.size() + policy_.keys.size());
}

TEST_F(Blocks, HaveTokensSpreadEvenlyOverAllThatTheirBitsAllow)
{
    run(strangers(16'000));
    const bloom::EncodedFile file = encoded();
    std::map<std::uint32_t, int> with, without;
    for (std::size_t r = 0; r < file.rows(); ++r)
        ++(file.has_block(0, r) ? with : without)[file.blocks()[r * 3]];
    // Of 255 degrees of freedom: mean 255, standard deviation 22.6; beyond five deviations once in a million.
    EXPECT_NEAR(chi_square(with, 256, 12'000.0 / 256), 255, 5 * 22.6);
    EXPECT_NEAR(chi_square(without, 256, 4'000.0 / 256), 255, 5 * 22.6) << "an absent token is as any other";
}

TEST_F(Blocks, OfTheSamePartsUnderOtherNamesAreUnrelated)
{
    run(strangers(16'000));
    const bloom::EncodedFile file = encoded();
    int equal = 0;
    for (std::size_t r = 0; r < file.rows(); ++r) equal += file.blocks()[r * 3] == file.blocks()[r * 3 + 2];
    EXPECT_NEAR(equal, 16'000.0 / 256, 5 * std::sqrt(16'000.0 / 256));
}

TEST_F(Blocks, AreTheSameForThoseWhoShareTheirParts)
{
    run("1,Anna,Smith,1990-02-03,F\n2,ANNA,smith,1990-02-03,M\n3,Anna,Smith,1990-02-04,F\n");
    const bloom::EncodedFile file = encoded();
    std::map<std::uint32_t, int> whole, sexes;
    for (std::size_t r = 0; r < 3; ++r) ++whole[file.blocks()[r * 3]], ++sexes[file.blocks()[r * 3 + 1]];
    EXPECT_EQ(whole.size(), 2u) << "another day may share a token by chance, once in 256";
    EXPECT_LE(sexes.size(), 2u);
    for (std::size_t r = 0; r < 3; ++r) EXPECT_TRUE(file.has_block(0, r));
}

TEST_F(Blocks, AreMeasuredWithWhatThePolicyExpectsBesideWhatTheFileShows)
{
    const EncodeSummary summary = run(strangers(1000));
    ASSERT_EQ(summary.blocks.size(), 3u);
    const MeasuredBlock& whole = summary.blocks[0];
    EXPECT_EQ(whole.name, "whole");
    EXPECT_EQ(whole.bits, 8u);
    EXPECT_EQ(whole.expected, 64) << "16,384 records, 256 tokens";
    EXPECT_EQ(whole.evenly, 750.0 / 256) << "three of four have a date";
    EXPECT_DOUBLE_EQ(whole.missing, .25);
    const bloom::EncodedFile file = encoded();
    std::map<std::uint32_t, std::uint64_t> counts;
    for (std::size_t r = 0; r < file.rows(); ++r)
        if (file.has_block(0, r)) ++counts[file.blocks()[r * 3]];
    std::uint64_t largest = 0;
    for (const auto& [token, count] : counts) largest = std::max(largest, count);
    EXPECT_EQ(whole.found.largest, largest);
    EXPECT_DOUBLE_EQ(whole.found.mean, 750.0 / static_cast<double>(counts.size()));
    EXPECT_EQ(summary.blocks[1].missing, 0);
    EXPECT_GE(summary.blocks[1].found.largest, 500u) << "two sexes, two buckets or one";
}

TEST_F(Blocks, AreInTheSummaryForProgramsOneByOne)
{
    const Json json = Json::parse(run(strangers(100)).to_json().line(), "summary");
    const std::vector<Json> told = json.objects("blocks");
    ASSERT_EQ(told.size(), 3u);
    EXPECT_EQ(told[1].text("name"), "sexes");
    EXPECT_EQ(told[1].number("bits"), 1);
    EXPECT_EQ(told[1].real("expected"), 100);
    EXPECT_EQ(told[1].real("evenly"), 50);
    EXPECT_GE(told[1].number("largest"), 50);
    EXPECT_TRUE(run(strangers(100), "", "none").blocks.empty());
}

// Its token would make candidates of it, and nothing could be said of any.
TEST_F(Blocks, DoNotKeepARecordThatHasNothingElse)
{
    const EncodeSummary summary = run(strangers(20) + "lost,,,,F\n");
    EXPECT_EQ(summary.counts.excluded, 1u);
    EXPECT_EQ(encoded().rows(), 20u);
}

TEST_F(Blocks, ChangeEveryBitOfAFileAsAnyOtherSettingDoes)
{
    run(strangers(30));
    run(strangers(30), "", "none");
    const bloom::EncodedFile with = encoded(), without = encoded("none");
    EXPECT_NE(with.header().specification, without.header().specification);
    EXPECT_NE(with.header().check, without.header().check);
    EXPECT_FALSE(std::ranges::equal(with.keys(), without.keys()));
    EXPECT_EQ(test::read_file(with.path())[8], 3);
    EXPECT_EQ(test::read_file(without.path())[8], 2) << "as every program since version 2 reads it";
}

} // namespace
} // namespace gauze::custodian
