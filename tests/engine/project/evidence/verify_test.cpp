#include "engine/project/evidence/verify.hpp"
#include "tests/engine/project/evidence/made_evidence.hpp"

#include <algorithm>
#include <random>
#include <set>

#include <gtest/gtest.h>

namespace gauze::project {
namespace {

namespace fs = std::filesystem;
using test::made_key;
using test::MadeEvidence;
using test::read_file;
using test::write_file;

Verification verified(const MadeEvidence& made, bool with_files = false)
{
    return verify(
        {.folders = made.folders(), .policies = {}, .artefacts = with_files ? made.files() : fs::path()});
}

std::set<std::string> codes(const Verification& result)
{
    std::set<std::string> all;
    for (const EvidenceFault& fault : result.faults) all.insert(fault.code);
    return all;
}

TEST(Verify, FindsAGoodExchangeWellAndSaysHowMuchItLookedAt)
{
    const MadeEvidence made;
    const Verification result = verified(made, true);
    EXPECT_TRUE(result.well()) << result.in_words();
    EXPECT_EQ(result.count("policies"), 1u);
    EXPECT_EQ(result.count("policy_signatures"), 8u); // two custodians', in each of four folders
    EXPECT_EQ(result.count("log_entries"), 3u + 3 + 4 + 1);
    EXPECT_EQ(result.count("statements"), 2u + 2 + 3 + 3);
    EXPECT_EQ(result.count("received"), 2u + 3);
    EXPECT_EQ(result.count("counts-read"), 2u);
    EXPECT_EQ(result.count("counts-stated"), 2u);
    EXPECT_EQ(result.count("counts-accepted"), 2u);
    EXPECT_EQ(result.count("counts-linked"), 1u);
    EXPECT_EQ(result.count("artefacts"), 7u); // two submissions sealed and not, two payloads and a map sealed
    ASSERT_EQ(result.ends.size(), 4u);
    EXPECT_EQ(result.ends[0].digest, log_digest(made.lines("nhs-a").back()));
}

// One party alone: its own part holds, and what the others would have to say is not asked.
TEST(Verify, FindsOnePartysFolderWell)
{
    const MadeEvidence made;
    for (const fs::path& folder : made.folders()) {
        const Verification result = verify({.folders = {folder}, .policies = {}, .artefacts = {}});
        EXPECT_TRUE(result.well()) << result.in_words();
    }
}

TEST(Verify, GoesByThePolicyThatItIsGiven)
{
    const MadeEvidence made;
    EXPECT_TRUE(
        verify({.folders = made.folders(), .policies = {made.policy_file()}, .artefacts = {}}).well());
    // Another policy of the same people, signed by nobody.
    const fs::path other = made.folder() / "other.toml";
    write_file(other, test::governed_with("smallest_count = 10", "smallest_count = 11"));
    const auto result = verify({.folders = made.folders(), .policies = {other}, .artefacts = {}});
    EXPECT_TRUE(codes(result).contains("statement-missing"));
    EXPECT_TRUE(codes(result).contains("unknown-policy"));
    EXPECT_THROW(verify({.folders = {made.folder() / "none"}, .policies = {}, .artefacts = {}}), Error);
    EXPECT_THROW(verify({.folders = made.folders(), .policies = {made.folder() / "none"}, .artefacts = {}}),
                 Error);
}

TEST(Verify, SaysWhatIsWrongInWordsAndInJson)
{
    const MadeEvidence made;
    write_file(made.log("unit"), "");
    const Verification result = verified(made);
    EXPECT_FALSE(result.well());
    EXPECT_NE(result.in_words().find("wrong: log-empty in "), std::string::npos);
    const Json json = Json::parse(result.to_json().line(), "result");
    EXPECT_FALSE(json.flag("well"));
    EXPECT_EQ(json.objects("faults").size(), result.faults.size());
    EXPECT_EQ(json.object("checked").number("policies"), 1);
    EXPECT_EQ(json.objects("logs").size(), 4u);
}

TEST(Verify, FindsAFileThatIsNotTheStatedOne)
{
    const MadeEvidence made;
    write_file(made.files() / "nhs-a.gauze.age", "another content");
    EXPECT_EQ(codes(verified(made, true)), std::set<std::string>{"file-digest"});
}

// A quarter of a thousand for each party: a byte of any of its files is one of the 255 others.
class FlippedBytes : public testing::TestWithParam<std::string> {};

TEST_P(FlippedBytes, AreAllFound)
{
    const MadeEvidence made;
    const std::vector<fs::path> folder{made.evidence(GetParam())};
    std::vector<fs::path> files;
    for (const auto& entry : fs::recursive_directory_iterator(folder[0]))
        if (entry.is_regular_file()) files.push_back(entry.path());
    std::ranges::sort(files);
    ASSERT_GE(files.size(), 5u); // log, policy, signatures, statements
    ASSERT_TRUE(verify({.folders = folder, .policies = {}, .artefacts = {}}).well());
    std::mt19937 chance(static_cast<unsigned>(GetParam().size()));
    for (std::size_t i = 0; i < 250; ++i) {
        const fs::path& file = files[i % files.size()];
        const std::string good = read_file(file);
        std::string bad = good;
        const std::size_t at = chance() % bad.size();
        bad[at] = static_cast<char>(static_cast<unsigned char>(bad[at]) ^ (1 + chance() % 255));
        write_file(file, bad);
        EXPECT_FALSE(verify({.folders = folder, .policies = {}, .artefacts = {}}).well())
            << file << " at " << at;
        write_file(file, good);
    }
}

INSTANTIATE_TEST_SUITE_P(OfEveryParty, FlippedBytes,
                         testing::Values("nhs-a", "platform", "unit", "evaluation"),
                         [](const auto& party) { return party.param == "nhs-a" ? "nhs" : party.param; });

} // namespace
} // namespace gauze::project
