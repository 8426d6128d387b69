// What a policy may say of blocks, and how many bits follow from it.
#include "bloom/base/error.hpp"
#include "tests/engine/project/policy_samples.hpp"

#include <algorithm>
#include <random>

namespace gauze::project {
namespace {

std::string with_block(std::string_view lines)
{
    return fmt::format("{}\n[[block]]\n{}\n", ward_study, lines);
}

constexpr std::string_view usual =
    "name = \"near\"\nparts = [\"dob:year\", \"given:sound\"]\nrecords = 300000\nbucket = 50";

TEST(TokenBlocks, AreReadWithTheirPartsInTheOrderOfTheFields)
{
    const Policy policy = parsed(with_block(usual));
    ASSERT_EQ(policy.blocks.size(), 1u);
    const TokenBlock& block = policy.blocks[0];
    EXPECT_EQ(block.name, "near");
    EXPECT_EQ(block.parts,
              (std::vector<MatchKey::Part>{{"given", PartLevel::sound}, {"dob", PartLevel::year}}));
    EXPECT_EQ(block.bits(), 12u) << "4,096 buckets of 73; 8,192 would be of 36";
    EXPECT_EQ(block.expected(), 300000.0 / 4096);
}

TEST(TokenBlocks, HaveTheMostBitsThatLeaveTheBucketItsRecords)
{
    const auto bits = [](std::uint32_t records, std::uint32_t bucket) {
        return TokenBlock{.name = "b", .parts = {}, .records = records, .bucket = bucket}.bits();
    };
    EXPECT_EQ(bits(100, 50), 1u);
    EXPECT_EQ(bits(199, 50), 1u);
    EXPECT_EQ(bits(200, 50), 2u) << "four buckets of exactly 50";
    EXPECT_EQ(bits(204799, 50), 11u);
    EXPECT_EQ(bits(204800, 50), 12u) << "4,096 buckets of exactly 50";
    EXPECT_EQ(bits(4294967295u, 1024), 21u);
    EXPECT_EQ(bits(4294967295u, 1), 31u);
    std::mt19937 random(1);
    for (int i = 0; i < 10'000; ++i) {
        const auto bucket = static_cast<std::uint32_t>(1 + random() % 1000);
        const auto records = static_cast<std::uint32_t>(2 * bucket + random() % 100'000'000);
        const std::uint64_t b = bits(records, bucket);
        EXPECT_LE(std::uint64_t{bucket} << b, records);
        EXPECT_GT(std::uint64_t{bucket} << (b + 1), records);
        const double expected = TokenBlock{"b", {}, records, bucket}.expected();
        EXPECT_TRUE(expected >= bucket && expected < 2.0 * bucket) << records << " " << bucket;
    }
}

TEST(TokenBlocks, AreInNoProfileAndMayBeAddedToAny)
{
    for (const std::string_view profile :
         {"profile = \"plain\"", "profile = \"standard\"", "profile = \"tolerant\"\ntolerant = true",
          "profile = \"strict\"\nwave = \"w\"", "profile = \"custom\""}) {
        std::string text = with("profile = \"plain\"", profile);
        for (const std::string_view line : {"bits = 512\n", "hashes = { given = 15 }\n"})
            text.erase(text.find(line), line.size());
        EXPECT_TRUE(parsed(text).blocks.empty()) << profile;
        EXPECT_EQ(parsed(fmt::format("{}\n[[block]]\n{}\n", text, usual)).blocks.size(), 1u) << profile;
    }
}

TEST(TokenBlocks, ChangeNothingOfAPolicyThatHasNone)
{
    const Policy policy = parsed(ward_study);
    for (const std::string& line : policy.settings()) EXPECT_FALSE(line.starts_with("block ")) << line;
}

TEST(TokenBlocks, StandInTheSettingsWithAllThatDecidesTheirTokens)
{
    const std::vector<std::string> lines = parsed(with_block(usual)).settings();
    EXPECT_EQ(
        std::ranges::count(lines, "block near: given:sound dob:year, 12 bits for buckets of 50 among 300000"),
        1);
}

TEST(TokenBlocks, MakeAnotherSpecificationWithEachOtherNumberNameAndPart)
{
    const Policy one = parsed(with_block(usual));
    EXPECT_NE(one.specification(), parsed(ward_study).specification());
    for (const auto& [from, to] : {std::pair{"near", "far"},
                                   {"dob:year", "dob:year-month"},
                                   {"given:sound", "given"},
                                   {"300000", "300001"},
                                   {"bucket = 50", "bucket = 51"}}) {
        std::string changed(usual);
        changed.replace(changed.find(from), std::string_view(from).size(), to);
        const Policy other = parsed(with_block(changed));
        EXPECT_NE(one.specification(), other.specification()) << to;
        EXPECT_NE(one.fingerprint(), other.fingerprint()) << to;
    }
    std::string turned(usual);
    turned.replace(turned.find("[\"dob:year\", \"given:sound\"]"), 27, "[\"given:sound\", \"dob:year\"]");
    EXPECT_EQ(one.fingerprint(), parsed(with_block(turned)).fingerprint());
}

TEST(TokenBlocks, SayTheSizeOfTheRegisterAndOfABucket)
{
    expect_bad(with_block("name = \"b\"\nparts = [\"dob\"]\nrecords = 1000"), "40:1", "its bucket",
               "records =");
    expect_bad(with_block("name = \"b\"\nparts = [\"dob\"]\nbucket = 50"), "40:1", "its records");
    expect_bad(with_block("name = \"b\"\nparts = [\"dob\"]\nrecords = 1000\nbucket = 0"), "44:10", "bucket");
    expect_bad(with_block("name = \"b\"\nparts = [\"dob\"]\nrecords = 1000\nbucket = \"50\""), "44:10",
               "bucket");
    expect_bad(with_block("name = \"b\"\nparts = [\"dob\"]\nrecords = 99\nbucket = 50"), "44:10",
               "one bucket");
    expect_bad(with_block("name = \"b\"\nparts = [\"dob\"]\nrecords = 8388608\nbucket = 1"), "44:10",
               "23 bits", "larger bucket");
    EXPECT_EQ(
        parsed(with_block("name = \"b\"\nparts = [\"dob\"]\nrecords = 8388607\nbucket = 1")).blocks[0].bits(),
        22u);
}

TEST(TokenBlocks, AreRefusedWithoutPartsTwiceUnderOneNameAndByTheSeventeenth)
{
    expect_bad(with_block("name = \"b\"\nrecords = 1000\nbucket = 50"), "40:1", "a block has parts");
    expect_bad(with_block("name = \"b\"\nparts = [\"dob:sound\"]\nrecords = 1000\nbucket = 50"), "42:10",
               "no level \"sound\"");
    expect_bad(with_block("name = \"b\"\nparts = [\"dob\"]\nrecords = 1000\nbucket = 50\nbits = 3"), "45:1",
               "unknown key \"bits\"");
    const std::string twice = fmt::format("{}\n[[block]]\n{}", usual, usual);
    expect_bad(with_block(twice), "46:8", "stands twice");
    std::string many;
    for (int i = 0; i < 17; ++i)
        many += fmt::format("{}name = \"b{}\"\nparts = [\"dob\"]\nrecords = 100\nbucket = 5\n",
                            i == 0 ? "" : "[[block]]\n", i);
    expect_bad(with_block(many), "120:1", "more than 16 blocks");
}

TEST(TokenBlocks, AreNoneThatAFamilyShares)
{
    constexpr std::string_view fields = R"(
[[field]]
name = "family"
kind = "family-name"
column = "surname"
[[field]]
name = "home"
kind = "postcode"
column = "pc"
[[field]]
name = "street"
kind = "address-line"
column = "street"
[[block]]
name = "b"
records = 100000
bucket = 64
parts = )";
    std::string text(ward_study);
    text.replace(text.find("profile = \"plain\""), 17, "profile = \"custom\"");
    for (const std::string_view shared : {"[\"family\", \"home\"]", "[\"family:sound\", \"home:outward\"]",
                                          "[\"home:sector\", \"street:bigram\"]"}) {
        const Error fault = refusal(fmt::format("{}{}{}\n", text, fields, shared));
        EXPECT_EQ(fault.code(), Exit::refused) << shared;
        EXPECT_NE(std::string_view(fault.what()).find("a family shares the whole block \"b\""),
                  std::string::npos)
            << fault.what();
    }
    EXPECT_EQ(parsed(fmt::format("{}{}[\"family:sound\", \"home:outward\", \"dob:year\"]\n", text, fields))
                  .blocks.size(),
              1u);
}

TEST(TokenBlocks, AreNothingToCompareARecordBy)
{
    // A code is in no family and no home, but of a sex alone no profile makes a view or a key.
    const Error fault = refusal("[project]\nid = \"p\"\nprofile = \"standard\"\n[[party]]\nname = \"a\"\n"
                                "[[field]]\nname = \"sex\"\nkind = \"sex\"\n"
                                "[[block]]\nname = \"b\"\nparts = [\"sex\"]\nrecords = 100\nbucket = 50\n");
    EXPECT_NE(std::string_view(fault.what()).find("no view and no key"), std::string::npos) << fault.what();
}

} // namespace
} // namespace gauze::project
