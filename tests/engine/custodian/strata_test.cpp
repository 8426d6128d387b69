#include "bloom/encoded_file.hpp"
#include "engine/custodian/strata.hpp"
#include "tests/engine/project/policy_samples.hpp"

#include <numeric>
#include <random>

namespace gauze::custodian {
namespace {

project::Policy policy_of(std::string_view stratum)
{
    return project::parsed(project::with("[payload]", fmt::format("{}\n[payload]", stratum)));
}

TEST(StratumReader, TakesCellsTrimmedAndWithoutCase)
{
    const auto policy =
        policy_of("[[stratum]]\nname = \"origin\"\ncolumn = \"e\"\n"
                  "groups = { White = [\"A\", \"WBRI\"], Asian = [\"J\"] }\nmissing = [\"Z\"]");
    const StratumReader reader(policy.strata[0], nullptr);
    EXPECT_EQ(reader.of("J"), 2);
    EXPECT_EQ(reader.of("a"), 3);
    EXPECT_EQ(reader.of("  wbri\t"), 3);
    EXPECT_EQ(reader.of("White"), 1); // the name of a group is no code
    EXPECT_EQ(reader.of("Q\xff"), 1);
    EXPECT_EQ(reader.of(" "), 0);
    EXPECT_EQ(reader.of(""), 0);
    EXPECT_EQ(reader.of("z "), 0);
}

// Ages on 1 September 2025, counted by hand.
TEST(StratumReader, CountsWholeYearsToTheDay)
{
    const auto policy = policy_of("[[stratum]]\nname = \"age\"\nfield = \"dob\"\n"
                                  "bands = [\"0-4\", \"5-17\", \"20+\"]\nat = \"2025-09-01\"");
    const StratumReader reader(policy.strata[0], &policy.field("dob"));
    EXPECT_EQ(reader.of("20250901"), 2); // born on the day
    EXPECT_EQ(reader.of("20250902"), 1); // not yet born
    EXPECT_EQ(reader.of("20200902"), 2); // five tomorrow
    EXPECT_EQ(reader.of("20200901"), 3); // five today
    EXPECT_EQ(reader.of("20070902"), 3);
    EXPECT_EQ(reader.of("20070901"), 1); // eighteen, which no band has
    EXPECT_EQ(reader.of("20050901"), 4);
    EXPECT_EQ(reader.of("19000101"), 4);
    EXPECT_EQ(reader.of("18000101"), 0); // not plausible
    EXPECT_EQ(reader.of("1990????"), 0);
    EXPECT_EQ(reader.of("1990"), 0);
    EXPECT_EQ(reader.of(""), 0);
}

std::vector<std::uint8_t> sent(const std::vector<std::uint64_t>& counts, std::uint32_t smallest)
{
    StratumCounts counted(static_cast<std::uint32_t>(counts.size()));
    for (std::size_t byte = 0; byte < counts.size(); ++byte)
        for (std::uint64_t i = 0; i < counts[byte]; ++i) counted.add(static_cast<std::uint8_t>(byte));
    return counted.sent(smallest);
}

using Bytes = std::vector<std::uint8_t>;

TEST(StratumCounts, SendWhatFewRecordsHaveAsOther)
{
    EXPECT_EQ(sent({50, 0, 30, 9, 8}, 10), (Bytes{0, 1, 2, 1, 1})); // 17 together
    EXPECT_EQ(sent({50, 0, 30, 20}, 10), (Bytes{0, 1, 2, 3}));      // nothing is rare
    EXPECT_EQ(sent({50, 4, 30, 20}, 10), (Bytes{0, 1, 2, 1}));      // four would be alone
    EXPECT_EQ(sent({3, 0, 30, 20}, 10), (Bytes{1, 1, 2, 1}));       // blanks single out, too
    EXPECT_EQ(sent({0, 0, 30, 2}, 10), (Bytes{1, 1, 1, 1}));        // nobody else to stand with
    EXPECT_EQ(sent({3, 1, 2, 1}, 10), (Bytes{1, 1, 1, 1}));         // too small a file
    EXPECT_EQ(sent({1, 1, 2, 1}, 1), (Bytes{0, 1, 2, 3}));          // a policy that withholds nothing
}

TEST(StratumCounts, NeverSendAValueForFewerRecordsThanThePolicySays)
{
    std::mt19937_64 random(3);
    for (int turn = 0; turn < 2000; ++turn) {
        std::vector<std::uint64_t> counts(3 + random() % 8);
        for (auto& count : counts) count = random() % 4 == 0 ? 0 : random() % 40;
        const auto smallest = static_cast<std::uint32_t>(1 + random() % 20);
        const Bytes to = sent(counts, smallest);
        std::vector<std::uint64_t> after(counts.size());
        for (std::size_t byte = 0; byte < counts.size(); ++byte) {
            EXPECT_TRUE(to[byte] == byte || to[byte] == bloom::stratum_other);
            after[to[byte]] += counts[byte];
        }
        const auto all = std::accumulate(counts.begin(), counts.end(), std::uint64_t{0});
        for (const std::uint64_t count : after)
            EXPECT_TRUE(count == 0 || count >= smallest || count == all) << count << " of " << all;
    }
}

} // namespace
} // namespace gauze::custodian
