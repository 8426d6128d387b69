// The run as the custodian sees it: headers, faults, warnings, what is left behind.
#include "bloom/base/error.hpp"
#include "bloom/base/parallel.hpp"
#include "engine/custodian/anonlink/encode_anonlink.hpp"
#include "tests/engine/custodian/anonlink_sample.hpp"
#include "tests/temporary_folder.hpp"

#include <filesystem>

namespace gauze::custodian {
namespace {

using namespace anonlink;

constexpr std::string_view two_columns =
    R"({"version": 3, "clkConfig": {"l": 64, "kdf": {"type": "HKDF"}}, "features": [
        {"identifier": "id", "ignored": true},
        {"identifier": "name", "format": {"type": "string", "maxLength": 12},
         "hashing": {"comparison": {"type": "ngram", "n": 2}, "strategy": {"bitsPerToken": 3}}}]})";

class AnonlinkRun : public testing::Test {
protected:
    AnonlinkRun() { set_threads(0); }
    ~AnonlinkRun() override { set_threads(0); }
    EncodeAnonlinkOptions files(std::string_view csv, HeaderRow header = HeaderRow::check)
    {
        test::write_file(folder_ / "schema.json", two_columns);
        test::write_file(folder_ / "secret", "s");
        std::filesystem::permissions(folder_ / "secret", std::filesystem::perms(0600));
        test::write_file(folder_ / "input.csv", csv);
        return {.schema = folder_ / "schema.json",
                .secret = folder_ / "secret",
                .input = folder_ / "input.csv",
                .out = folder_ / "clks.json",
                .header = header};
    }
    // The text of the output, or the complaint; then nothing may be left of it.
    std::string run(const EncodeAnonlinkOptions& options)
    {
        try {
            (void)encode_anonlink(options);
            const std::string text = test::read_file(options.out);
            std::filesystem::remove(options.out);
            return text;
        } catch (const Error& error) {
            EXPECT_EQ(folder_.entries(), 3u);
            return error.what();
        }
    }
    std::string run(std::string_view csv, HeaderRow header = HeaderRow::check)
    {
        return run(files(csv, header));
    }
    test::TemporaryFolder folder_;
};

// CLK of "anna" under the second column's key: from the encoder, since here only the run is in question.
std::string clk_of(std::string_view name)
{
    const Schema schema = parse_schema(two_columns, "schema.json");
    return sample::encoded(schema, {"1", name});
}

TEST_F(AnonlinkRun, WritesOneClkForEachRowInOrder)
{
    EXPECT_EQ(run("id,name\n1,anna\n2,\"an\"\"na\"\r\n3,\n"),
              fmt::format(R"({{"clks": ["{}", "{}", "AAAAAAAAAAA="]}})", clk_of("anna"), clk_of("an\"na")));
    EXPECT_EQ(run("id,name\n"), R"({"clks": []})");
    EXPECT_EQ(run("id,name\n1,anna"), fmt::format(R"({{"clks": ["{}"]}})", clk_of("anna")));
}

TEST_F(AnonlinkRun, ComparesTheHeaderWithTheSchema)
{
    EXPECT_NE(run("id,name,x\n1,anna,2\n").find("the header has 3 entries when 2 are expected"),
              std::string::npos);
    EXPECT_NE(run("id\n1\n").find("the header has 1 entry when 2 are expected"), std::string::npos);
    EXPECT_NE(run("id,Name\n1,anna\n").find("column 2 of the header is not \"name\""), std::string::npos);
    EXPECT_NE(run("id, name\n1,anna\n").find("column 2 of the header is not \"name\""), std::string::npos);
    EXPECT_NE(run("\nid,name\n1,anna\n").find("the header has 0 entries"), std::string::npos);
    EXPECT_NE(run("\xEF\xBB\xBFid,name\n1,anna\n").find("byte-order mark"), std::string::npos);
    EXPECT_NE(run("").find("is empty"), std::string::npos);
}

TEST_F(AnonlinkRun, NeverRepeatsAHeaderThatMayBeARecord)
{
    EXPECT_EQ(run("943 476 5919,Perkins\n").find("Perkins"), std::string::npos);
}

TEST_F(AnonlinkRun, GoesWithoutAHeaderOrPassesOverIt)
{
    const std::string one = fmt::format(R"({{"clks": ["{}"]}})", clk_of("anna"));
    EXPECT_EQ(run("1,anna\n", HeaderRow::none), one);
    EXPECT_EQ(run("", HeaderRow::none), R"({"clks": []})");
    EXPECT_NE(run("\xEF\xBB\xBF"
                  "1,anna\n",
                  HeaderRow::none)
                  .find("byte-order mark"),
              std::string::npos);
    EXPECT_EQ(run("something\n1,anna\n", HeaderRow::skip), one);
    EXPECT_EQ(run("\n1,anna\n", HeaderRow::skip), one);
    EXPECT_EQ(run("\xEF\xBB\xBFx,y\n1,anna\n", HeaderRow::skip), one);
    EXPECT_EQ(run("\n\n1,anna\n", HeaderRow::skip),
              "row 0 has 0 entries when 2 are expected: it is a blank line");
    EXPECT_NE(run("", HeaderRow::skip).find("is empty"), std::string::npos);
}

TEST_F(AnonlinkRun, CountsABlankLineAsARowWithoutCells)
{
    EXPECT_EQ(run("id,name\n1,anna\n\n2,anna\n"),
              "row 1 has 0 entries when 2 are expected: it is a blank line");
    EXPECT_EQ(run("id,name\n1,anna\n\n"), "row 1 has 0 entries when 2 are expected: it is a blank line");
    EXPECT_EQ(run("id,name\n\n"), "row 0 has 0 entries when 2 are expected: it is a blank line");
}

TEST_F(AnonlinkRun, StopsAtTheFirstFaultAndNamesItsPlaceButNotItsValue)
{
    EXPECT_EQ(run("id,name\n1,anna\n2\n"), "row 1 has 1 entry when 2 are expected");
    EXPECT_EQ(run("id,name\n1,Bartholomew Perkins\n"),
              "row 0, column \"name\": the cell is longer than maxLength");
    EXPECT_EQ(run("id,name\n1,anna\n\xff,anna\n"), "row 1, column \"id\": the cell is not valid UTF-8");
    EXPECT_EQ(run("id,name\n1,\"an\"na\n"), fmt::format("row 0 has {}", to_text(RowFault::text_after_quote)));
    // The cell comes first in the file, the short row second.
    EXPECT_EQ(run("id,name\n1,Bartholomew Perkins\n2\n"),
              "row 0, column \"name\": the cell is longer than maxLength");
}

TEST_F(AnonlinkRun, NamesTheTrueRowFarDownTheFileForAnyNumberOfThreads)
{
    std::string csv = "id,name\n";
    for (int i = 0; i < 80'000; ++i)
        csv += i == 74'999 || i == 79'000 ? "1,Bartholomew Perkins\n" : "1,anna\n";
    for (const unsigned count : {1u, 4u}) {
        set_threads(count);
        EXPECT_EQ(run(csv), "row 74999, column \"name\": the cell is longer than maxLength");
    }
}

TEST_F(AnonlinkRun, WritesTheSameBytesForAnyNumberOfThreads)
{
    std::string csv = "id,name\n";
    for (int i = 0; i < 70'000; ++i) csv += fmt::format("{},n{}\n", i, i * 7919 % 20'011);
    set_threads(1);
    const std::string alone = run(csv);
    set_threads(5);
    EXPECT_EQ(run(csv), alone);
    EXPECT_EQ(std::ranges::count(alone, '"'), 2 * 70'000 + 2);
}

TEST_F(AnonlinkRun, UsesTheBytesOfTheSecretAsTheyAre)
{
    auto options = files("id,name\n1,anna\n");
    const std::string plain = run(options);
    test::write_file(folder_ / "secret", "s\n");
    EXPECT_NE(run(options), plain);
    test::write_file(folder_ / "secret", "");
    EXPECT_EQ(run(options).size(), plain.size());
}

TEST_F(AnonlinkRun, WarnsOfASecretThatOthersMayRead)
{
    auto options = files("id,name\n1,anna\n");
    EXPECT_TRUE(encode_anonlink(options).warnings.empty());
    std::filesystem::permissions(options.secret, std::filesystem::perms(0644));
    options.existing = Existing::replace;
    const auto summary = encode_anonlink(options);
    ASSERT_EQ(summary.warnings.size(), 1u);
    EXPECT_NE(summary.warnings[0].find("chmod 600"), std::string::npos);
    EXPECT_EQ(summary.rows, 1u);
    EXPECT_EQ(summary.bits, 64u);
    EXPECT_EQ(summary.to_json().number("rows"), 1);
}

TEST_F(AnonlinkRun, ReplacesNothingUnlessToldSo)
{
    auto options = files("id,name\n1,anna\n");
    test::write_file(options.out, "mine");
    EXPECT_THROW((void)encode_anonlink(options), Error);
    EXPECT_EQ(test::read_file(options.out), "mine");
    options.existing = Existing::replace;
    (void)encode_anonlink(options);
    EXPECT_TRUE(test::read_file(options.out).starts_with("{\"clks\": ["));
}

TEST_F(AnonlinkRun, EncodesTextsAsTheyAreWithValidationOff)
{
    auto options = files("id,name\n1,Bartholomew Perkins\n");
    options.validate = false;
    EXPECT_TRUE(run(options).starts_with("{\"clks\": ["));
}

} // namespace
} // namespace gauze::custodian
