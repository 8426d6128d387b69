// The whole way, against what clkhash 0.18.3 wrote: files in, a file out.
#include "bloom/base/error.hpp"
#include "bloom/base/parallel.hpp"
#include "bloom/clk_json.hpp"
#include "engine/custodian/anonlink/encode_anonlink.hpp"
#include "tests/engine/custodian/anonlink_sample.hpp"
#include "tests/temporary_folder.hpp"

#include <cstdlib>
#include <filesystem>

#include <gtest/gtest.h>

namespace gauze::custodian {
namespace {

using namespace anonlink;

std::filesystem::path vectors()
{
    const char* given = std::getenv("GAUZE_VECTORS");
    const std::filesystem::path folder = given != nullptr ? given : GAUZE_SOURCE "/../shared/vectors";
    return folder / "clkhash" / "encode";
}

class Vector : public testing::TestWithParam<const char*> {
protected:
    void SetUp() override
    {
        if (!std::filesystem::exists(vectors())) GTEST_SKIP() << "the vectors are not here";
    }
    std::filesystem::path file(const char* name) const { return vectors() / GetParam() / name; }
};

std::vector<std::string> filters_of(const bloom::FilterRows& rows)
{
    std::vector<std::string> filters;
    for (std::size_t r = 0; r < rows.size(); ++r)
        filters.emplace_back(reinterpret_cast<const char*>(rows.row(r)), rows.shape().words() * 8);
    return filters;
}

TEST_P(Vector, IsMetBitForBitByTheWholeRun)
{
    const test::TemporaryFolder folder;
    const EncodeAnonlinkSummary summary = encode_anonlink({.schema = file("schema.json"),
                                                           .secret = file("secret.txt"),
                                                           .input = file("input.csv"),
                                                           .out = folder / "clks.json"});
    const auto expected = bloom::read_clk_json(file("clks.json"));
    const auto written = bloom::read_clk_json(folder / "clks.json");
    EXPECT_EQ(written.rows().shape(), expected.rows().shape());
    EXPECT_EQ(filters_of(written.rows()), filters_of(expected.rows()));
    EXPECT_EQ(summary.rows, expected.rows().size());
    EXPECT_EQ(folder.entries(), 1u);
}

TEST_P(Vector, IsMetBitForBitByTheWayThatRemembersAndByThePlainOne)
{
    const Schema schema = read_schema(file("schema.json"));
    const MappedFile secret(file("secret.txt"));
    const ClkEncoder encoder(schema, secret.bytes(), true);
    const std::string expected = test::read_file(file("clks.json"));
    for (const Way way : {Way::remembering, Way::afresh}) {
        ClkEncoder::Scratch scratch(encoder);
        for (int round = 0; round < 2; ++round) { // the second time from memory
            ClkCsv csv(file("input.csv"), identifiers_of(schema), HeaderRow::check);
            std::size_t at = 0;
            encode_rows(csv, encoder, scratch, way, [&](Bytes clk) {
                std::string text;
                bloom::append_clk_text(clk, text);
                at = expected.find(text, at);
                ASSERT_NE(at, expected.npos);
            });
        }
    }
}

INSTANTIATE_TEST_SUITE_P(Anonlink, Vector,
                         testing::Values("s1_double_default_like", "s2_blake_bitsperfeature_missing",
                                         "s3_mixed_xor_folds_numeric"),
                         [](const auto& vector) { return std::string(vector.param).substr(0, 2); });

} // namespace
} // namespace gauze::custodian
