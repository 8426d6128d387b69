// What a policy says before anybody encodes is kept to: a file that shows more than it allows is refused, and
// nothing of it is written.
#include "bloom/base/error.hpp"
#include "engine/custodian/encode.hpp"
#include "engine/project/progress.hpp"
#include "tests/engine/custodian/made_records.hpp"
#include "tests/temporary_folder.hpp"

#include <gtest/gtest.h>

namespace gauze::custodian {
namespace {

class Refusals : public testing::Test {
protected:
    void SetUp() override { project::be_quiet(true); }

    static project::Policy policy(std::string_view project, std::string_view rest)
    {
        return project::parse_policy(
            fmt::format("[project]\nid = \"study\"\nprofile = \"custom\"\n{}\n[[party]]\nname = "
                        "\"hospital\"\n[[field]]\nname = \"given\"\nkind = \"given-name\"\n[[field]]\nname = "
                        "\"dob\"\nkind = \"date\"\nformats = [\"YYYY-MM-DD\"]\n{}\n",
                        project, rest),
            "policy.toml");
    }
    // What the run is refused with; "" if it is not. Of one that is, nothing must remain.
    std::string refusal(const project::Policy& policy, const std::vector<MadeCells>& records)
    {
        std::string text = "given,dob\n";
        for (const MadeCells& cells : records) text += fmt::format("{},{}\n", cells[0], cells[1]);
        test::write_file(folder_ / "births.csv", text);
        std::filesystem::remove_all(folder_ / "out");
        try {
            encode(policy, ProjectKey::for_tests("study", "1"),
                   {.party = "hospital",
                    .input = folder_ / "births.csv",
                    .out = folder_ / "out",
                    .existing = Existing::refuse,
                    .most_rejected = {},
                    .test_seed = {}});
        } catch (const Error& error) {
            EXPECT_EQ(error.code(), Exit::refused);
            EXPECT_EQ(folder_.entries(), 1u) << "something was written";
            EXPECT_FALSE(error.hint().empty());
            return error.what();
        }
        EXPECT_EQ(folder_.entries(), 2u);
        return {};
    }
    static bool says(const std::string& text, std::string_view what)
    {
        return text.find(what) != std::string::npos;
    }
    // 1,000 records of which the last `alike` pairs are twins.
    static std::vector<MadeCells> with_twins(const project::Policy& policy, std::size_t pairs)
    {
        auto records = made_records(policy, 1000, 1);
        for (std::size_t i = 0; i < records.size(); ++i) records[i][0] += static_cast<char>('a' + i % 26);
        for (std::size_t p = 0; p < pairs; ++p) records[999 - 2 * p] = records[998 - 2 * p];
        return records;
    }
    test::TemporaryFolder folder_;
};

TEST_F(Refusals, OfAKeyThatTooManyRecordsShare)
{
    const auto strict = policy("most_repeats = \"0.02\"", "[[view]]\nname = \"v\"\n[[key]]\nname = \"both\"\n"
                                                          "parts = [\"given\", \"dob\"]\n");
    EXPECT_EQ(refusal(strict, with_twins(strict, 10)), ""); // 20 of 1,000
    const std::string said = refusal(strict, with_twins(strict, 15));
    EXPECT_TRUE(says(said, "view v: 3.0 %") || says(said, "key both: 3.0 %")) << said;
    EXPECT_TRUE(says(said, "allows 2.0 %")) << said;
    const auto lax = policy("most_repeats = \"0.05\"", "[[view]]\nname = \"v\"\n[[key]]\nname = \"both\"\n"
                                                       "parts = [\"given\", \"dob\"]\n");
    EXPECT_EQ(refusal(lax, with_twins(lax, 15)), "");
}

TEST_F(Refusals, OfAFilterThatIsFullerOrEmptierThanAgreed)
{
    const auto banded = [&](std::string_view band) {
        return policy(
            "", fmt::format("[[view]]\nname = \"v\"\nbits = 1024\ndensity = \"0.13\"\nband = {}\n", band));
    };
    const auto records = made_records(banded("[\"0.1\", \"0.2\"]"), 300, 1);
    EXPECT_EQ(refusal(banded("[\"0.1\", \"0.2\"]"), records), "");
    EXPECT_TRUE(says(refusal(banded("[\"0.2\", \"0.5\"]"), records), "view v: the mean density is 0.1"));
    EXPECT_TRUE(says(refusal(banded("[\"0.01\", \"0.1\"]"), records), "allows 0.010 to 0.100"));
    // A column that is empty takes its half of the bits with it.
    auto without_names = records;
    for (MadeCells& cells : without_names) cells[0].clear();
    EXPECT_TRUE(says(refusal(banded("[\"0.1\", \"0.2\"]"), without_names), "density is 0.06"));
}

// With as many outputs as half the base's rank, light sums of them begin to show single bits (length.md).
TEST_F(Refusals, OfMoreDiffusedBitsThanHalfTheRankOfWhatTheyAreMadeOf)
{
    const auto diffused = [&](int bits) {
        return policy("", fmt::format("[[view]]\nname = \"v\"\nbits = 512\ndensity = \"0.13\"\n"
                                      "harden = {{ kind = \"diffuse\", bits = {}, samples = 12 }}\n",
                                      bits));
    };
    const auto many = made_records(diffused(100), 1500, 1);
    EXPECT_EQ(refusal(diffused(100), many), "");
    EXPECT_TRUE(says(refusal(diffused(400), many), "400 diffused bits of a base of rank 5"));
    // Few records have little rank, so few outputs are safe.
    const std::vector<MadeCells> few(many.begin(), many.begin() + 60);
    EXPECT_TRUE(says(refusal(diffused(100), few), "of a base of rank 60"));
}

} // namespace
} // namespace gauze::custodian
