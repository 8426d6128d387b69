// What the laboratory says of blocking, against a double loop over the cells of made files.
#include "bench/quality/measure_blocking.hpp"
#include "bloom/base/error.hpp"
#include "engine/project/progress.hpp"
#include "tests/temporary_folder.hpp"

#include <algorithm>

#include <fmt/format.h>
#include <gtest/gtest.h>

namespace gauze::lab {
namespace {

using test::TemporaryFolder;
using test::write_file;

constexpr int people = 400;

constexpr std::string_view fields = R"(
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
[[key]]
name = "names"
parts = ["given:exact", "family:exact"]
[[key]]
name = "given-birth"
parts = ["given:exact", "dob:exact"]
[[block]]
name = "family-birth"
parts = ["family:exact", "dob:exact"]
records = 400
bucket = 10
)";

struct Cells {
    std::string given, family, dob;
    bool agree_in_a_key(const Cells& other) const
    {
        return given == other.given && (family == other.family || dob == other.dob);
    }
    std::string line() const { return fmt::format("{},{},{}\n", given, family, dob); }
};

std::string word(int number)
{
    std::string text;
    for (int i = 0; i < 3; ++i, number /= 20) {
        text += "bcdfghjklmnpqrstvwxz"[number % 20];
        text += "aeiou"[number % 5];
    }
    return text;
}

// Some share a given name and a birthday, none a whole record.
Cells person(int i)
{
    return {word(i % 40), word(1000 + i), fmt::format("19{:02}-{:02}-11", 40 + i % 50, 1 + i % 12)};
}

// Of four copies one has another birthday, one another family name, one both; the last is as it was.
Cells copy_of(int i)
{
    Cells copy = person(i);
    if (i % 4 == 1 || i % 4 == 3) copy.dob = "2003-03-29";
    if (i % 4 == 2 || i % 4 == 3) copy.family = word(4000 + i);
    return copy;
}

class MeasureBlocking : public testing::Test {
protected:
    void SetUp() override { project::be_quiet(true); }
    TemporaryFolder folder_;

    BlockingOptions made()
    {
        std::string a = "id,given,family,dob\n", b = a, truth = "party,id,entity\n";
        for (int i = 0; i < people; ++i) {
            a += fmt::format("a{},{}", i, person(i).line());
            b += fmt::format("b{},{}", i, copy_of(i).line());
            truth += fmt::format("A,a{},{}\nB,b{},{}\n", i, i, i, i);
        }
        write_file(folder_ / "A.csv", a);
        write_file(folder_ / "B.csv", b);
        write_file(folder_ / "truth.csv", truth);
        write_file(folder_ / "fields.toml", fields);
        BlockingOptions options;
        options.fields = folder_ / "fields.toml";
        options.inputs = {folder_ / "A.csv", folder_ / "B.csv"};
        options.truth = folder_ / "truth.csv";
        options.profiles = {"standard"};
        return options;
    }
};

const BlockingResult& result_of(const std::vector<BlockingResult>& results, std::string_view method)
{
    const auto found = std::ranges::find(results, method, &BlockingResult::method);
    EXPECT_NE(found, results.end()) << method;
    return *found;
}

TEST_F(MeasureBlocking, CountsWhatADoubleLoopOverTheCellsCounts)
{
    const auto results = measure_blocking(made());
    const BlockingResult& keys = result_of(results, "match keys");
    std::uint64_t candidates = 0;
    for (int i = 0; i < people; ++i)
        for (int j = 0; j < people; ++j) candidates += person(i).agree_in_a_key(copy_of(j)) ? 1 : 0;
    EXPECT_EQ(keys.true_pairs, 400u);
    EXPECT_EQ(keys.together, 300u); // one copy of four differs in a part of either key
    EXPECT_DOUBLE_EQ(keys.completeness(), .75);
    EXPECT_EQ(keys.candidates, candidates);
    EXPECT_EQ(keys.records, 400u);
}

TEST_F(MeasureBlocking, AUnionHasWhatItsPartsHave)
{
    const auto results = measure_blocking(made());
    const BlockingResult& keys = result_of(results, "match keys");
    const BlockingResult& both = result_of(results, "keys and blocks");
    EXPECT_GE(both.together, keys.together);
    EXPECT_GT(both.candidates, keys.candidates);
    EXPECT_LE(both.losses[0].whole.lost, keys.losses[0].whole.lost);
    // 32 buckets: a pair that no key has meets by chance in one of 32, so that of 100 some three do.
    EXPECT_LE(both.together, 300u + 12u);
}

TEST_F(MeasureBlocking, TheTrueLossIsInsideNearlyAllStatedIntervals)
{
    for (const BlockingResult& result : measure_blocking(made())) {
        EXPECT_EQ(result.samples(), 10u);
        for (const auto& loss : result.losses[0].stated) EXPECT_EQ(loss.sampled, 40u);
        EXPECT_EQ(result.losses[0].whole.sampled, 400u);
        EXPECT_GE(result.held(), 7u) << result.method; // fewer have a probability below 1 in 900
    }
}

TEST_F(MeasureBlocking, MeasuresEveryMethodOfPlainFilters)
{
    BlockingOptions options = made();
    // Filters beside keys wait for the decision: without keys they are compared.
    std::string text(fields);
    const auto first = text.find("[[key]]");
    text.erase(first, text.find("[[block]]") - first);
    write_file(options.fields, text);
    options.profiles = {"plain"};
    const auto results = measure_blocking(options);
    ASSERT_EQ(results.size(), 5u);
    for (const BlockingResult& result : results) {
        EXPECT_GE(result.together, 100u) << result.method; // equal records share every block
        EXPECT_LE(result.candidates, 160'000u) << result.method;
    }
}

TEST_F(MeasureBlocking, RefusesFieldsWithoutABlock)
{
    BlockingOptions options = made();
    std::string text(fields);
    text.erase(text.find("[[block]]"));
    write_file(options.fields, text);
    EXPECT_THROW(measure_blocking(options), Error);
}

} // namespace
} // namespace gauze::lab
