// Who opened what, as the evidence tells it.
#include "engine/desk/usage.hpp"
#include "engine/desk/usage_verb.hpp"
#include "tests/engine/project/evidence/made_evidence.hpp"

#include <gtest/gtest.h>

namespace gauze::desk {
namespace {

using test::MadeEvidence;

Usage counted(const MadeEvidence& made) { return count_usage({.folders = made.folders(), .policies = {}}); }

std::uint64_t files(const Usage& usage, std::string_view party, std::string_view kind)
{
    std::uint64_t sum = 0;
    for (const Opening& one : usage.openings)
        if (one.party == party && one.kind == kind) sum += one.files;
    return sum;
}

TEST(Usage, CountsEveryFileThatWasOpenedByWhomAndOfWhatKind)
{
    const MadeEvidence made;
    const Usage usage = counted(made);
    EXPECT_TRUE(usage.whole()) << usage.in_words();
    EXPECT_EQ(files(usage, "unit", "submission"), 2u);
    EXPECT_EQ(files(usage, "evaluation", "payload"), 2u);
    EXPECT_EQ(files(usage, "evaluation", "link-map"), 1u);
    for (const Opening& one : usage.openings) {
        EXPECT_EQ(one.day, "2026-11-22");
        EXPECT_EQ(one.outcome, "done");
        if (one.kind == "link-map") {
            EXPECT_EQ(one.sender, "unit");
            EXPECT_EQ(one.role, "researcher");
        }
    }
}

TEST(Usage, TellsOfRolesThatOpenedNothingAndOfPartiesNobodyKnowsAnythingOf)
{
    const MadeEvidence made;
    const Usage usage = count_usage({.folders = {made.evidence("unit")}, .policies = {}});
    bool readers = false;
    for (const auto& role : usage.roles) {
        EXPECT_EQ(role.opened, role.role == "linkage-unit" ? 2u : 0u) << role.role;
        readers = readers || role.role == "reader";
    }
    EXPECT_TRUE(readers);
    EXPECT_EQ(std::ranges::count(usage.no_log, "evaluation"), 1);
    EXPECT_EQ(std::ranges::count(usage.no_log, "unit"), 0);
}

TEST(Usage, TellsRefusedOpeningsWithTheirCode)
{
    const MadeEvidence made;
    made.rewrite("unit", [](std::vector<project::LogLine>& lines) {
        lines.front().outcome = "check-differs";
        lines.front().counts.clear();
        lines.front().digests.clear();
    });
    const Usage usage = counted(made);
    EXPECT_EQ(files(usage, "unit", "submission"), 1u);
    EXPECT_EQ(files(usage, "unit", "unknown"), 1u);
    EXPECT_NE(usage.in_words().find("refused: check-differs"), std::string::npos);
    for (const auto& role : usage.roles)
        EXPECT_EQ(role.refused, role.role == "linkage-unit" ? 1u : 0u) << role.role;
}

// Somebody else's word about a party is not counted, and said.
TEST(Usage, CountsNoEntryThatItsPartyHasNotSigned)
{
    const MadeEvidence made;
    made.rewrite(
        "evaluation", [](std::vector<project::LogLine>&) {}, "unit");
    const Usage usage = counted(made);
    EXPECT_EQ(files(usage, "evaluation", "payload"), 0u);
    EXPECT_GT(usage.not_counted, 0u);
    EXPECT_FALSE(usage.whole());
    EXPECT_NE(usage.in_words().find("see gauze verify"), std::string::npos);
}

TEST(Usage, PrintsWordsOrJsonAndEndsWithOneWhereTheEvidenceIsDamaged)
{
    const MadeEvidence made;
    const auto run = [&](std::vector<std::string> words) {
        project::CommandLine program("gauze", "Links.");
        add_usage_verb(program);
        words.insert(words.begin(), {"gauze", "usage"});
        for (const auto& folder : made.folders()) words.push_back(folder.string());
        std::vector<const char*> argv;
        for (const auto& word : words) argv.push_back(word.c_str());
        testing::internal::CaptureStdout();
        const int exit = program.run(static_cast<int>(argv.size()), argv.data());
        return std::pair(exit, testing::internal::GetCapturedStdout());
    };
    EXPECT_NE(run({}).second.find("payload"), std::string::npos);
    const auto [exit, text] = run({"--json"});
    EXPECT_EQ(exit, 0);
    const Json json = Json::parse(text, "usage");
    EXPECT_EQ(json.objects("openings").size(), counted(made).openings.size());
    EXPECT_FALSE(json.texts("no_log_here").empty());
    test::write_file(made.log("unit"), "");
    EXPECT_EQ(run({}).first, 1);
}

} // namespace
} // namespace gauze::desk
