#include "bloom/base/parallel.hpp"
#include "engine/custodian/policy_verbs.hpp"
#include "engine/custodian/suggest.hpp"
#include "engine/custodian/suggest_sample.hpp"
#include "engine/project/progress.hpp"
#include "tests/engine/custodian/invented_town.hpp"
#include "tests/engine/custodian/sample_file.hpp"
#include "tests/temporary_folder.hpp"

#include <algorithm>
#include <cmath>

#include <gtest/gtest.h>

namespace gauze::custodian {
namespace {

using test::read_file;
using test::TemporaryFolder;
using test::write_file;

using Parts = std::vector<project::MatchKey::Part>;

bool has_key(const Suggestion& suggestion, const Parts& parts)
{
    return std::ranges::any_of(suggestion.keys.keys,
                               [&](const SuggestedKey& one) { return one.key.parts == parts; });
}

class Suggest : public testing::Test {
protected:
    void SetUp() override { project::be_quiet(true); }
    void TearDown() override { set_threads(0); }
    Suggestion run(std::string_view rows, std::string_view draft = town_draft, SuggestOptions options = {})
    {
        const SampleFile file(rows);
        options.party = "hospital";
        options.input = file.path();
        return suggest(project::parse_policy(draft, "draft.toml"), options);
    }
};

TEST(CollisionsOfPrints, AreCountedByHand)
{
    std::vector<std::uint64_t> prints{5, 7, 0, 5, 9, 5};
    const Collisions found = collisions_of(prints);
    EXPECT_EQ(found.rows, 6u);
    EXPECT_EQ(found.records, 5u);
    EXPECT_EQ(found.distinct, 3u);
    EXPECT_EQ(found.repeated, 3u);
    EXPECT_DOUBLE_EQ(found.equal_pairs, 3); // of 10
    EXPECT_DOUBLE_EQ(found.entropy(), std::log2(10.0 / 3));
    EXPECT_DOUBLE_EQ(found.repeats_in(6), .6);
    EXPECT_DOUBLE_EQ(Collisions::expected(.01, 101), 1 - std::exp(-1.0));
}

TEST(CollisionsOfPrints, GrowWithTheRegister)
{
    // One pair in 4,950 agrees; in a register of 4,951 people each has one partner in the mean.
    std::vector<std::uint64_t> prints;
    for (std::uint64_t i = 1; i < 100; ++i) prints.push_back(i);
    prints.push_back(1);
    const Collisions found = collisions_of(prints);
    EXPECT_DOUBLE_EQ(found.repeats_in(100), .02);
    EXPECT_NEAR(found.repeats_in(4951), 1 - std::exp(-1.0), 1e-9);
    EXPECT_GT(found.repeats_at_most_in(4951), found.repeats_in(4951));
}

class SampleOfRows : public Suggest {
protected:
    SampledRows sample(std::string_view rows, std::size_t most)
    {
        const SampleFile file(rows);
        const auto policy = town_policy();
        return sample_rows(file.path(), survey(file.path(), policy, policy.party("hospital")), most);
    }
    static std::vector<std::uint64_t> numbers(const SampledRows& rows)
    {
        std::vector<std::uint64_t> all;
        for (const RowBlock& block : rows.blocks)
            for (std::size_t r = 0; r < block.size(); ++r) all.push_back(block.number(r));
        return all;
    }
};

TEST_F(SampleOfRows, IsTheWholeOfASmallFileAndAFixedPartOfALargeOne)
{
    const std::string rows = InventedTown(1).strangers(3000) + "too,few\n";
    const SampledRows whole = sample(rows, 3000), part = sample(rows, 1000);
    EXPECT_TRUE(whole.is_whole_file());
    EXPECT_EQ(whole.broken, 1u);
    EXPECT_LE(part.rows, 1000u);
    EXPECT_GT(part.rows, 400u);
    EXPECT_EQ(part.of, 3000u);
    EXPECT_EQ(numbers(part), numbers(sample(rows, 1000)));
    EXPECT_EQ(numbers(thinned(whole, 700)).size(), 700u);
    EXPECT_EQ(numbers(thinned(part, 5000)), numbers(part));
}

TEST_F(SampleOfRows, KeepsOnlyTheColumnsOfTheFields)
{
    std::string rows = "secret,pc,forename,born,surname\n";
    for (int i = 0; i < 20; ++i) rows += "x,AB1 2CD,ANNA,1974-02-24,SMITH\n";
    const SampledRows all = sample(rows, 100);
    ASSERT_EQ(all.rows, 20u);
    EXPECT_EQ(all.blocks[0].columns(), 4u);
    EXPECT_EQ(all.blocks[0].cell(7, *all.sources[1].whole).reveal(), "SMITH");
    EXPECT_EQ(all.blocks[0].cell(7, *all.sources[3].whole).reveal(), "AB1 2CD");
}

TEST_F(Suggest, NeverProposesWhatAFamilyShares)
{
    const Suggestion suggestion = run(InventedTown(2).families(500));
    ASSERT_GE(suggestion.keys.keys.size(), 8u);
    for (const SuggestedKey& one : suggestion.keys.keys) {
        const bool tells_people_apart = std::ranges::any_of(
            one.key.parts, [](const auto& part) { return part.field == "given" || part.field == "dob"; });
        EXPECT_TRUE(tells_people_apart) << one.key.name;
        EXPECT_LE(one.repeats, .02);
    }
}

TEST_F(Suggest, LeavesOutWhatRepeatsAtTheSizeOfTheRegister)
{
    // 324 given names and 26,880 days: nine million combinations are enough for 3,000 people, not for two
    // million, of whom a fifth would share one.
    const auto of_given_and_day_alone = [](const SuggestedKey& one) {
        return std::ranges::all_of(
            one.key.parts, [](const auto& part) { return part.field == "given" || part.field == "dob"; });
    };
    const std::string rows = InventedTown(3).strangers(3000);
    const Suggestion small = run(rows);
    EXPECT_EQ(small.register_size, 3000u);
    EXPECT_TRUE(std::ranges::any_of(small.keys.keys, of_given_and_day_alone));
    SuggestOptions options;
    options.register_size = 2'000'000;
    const Suggestion large = run(rows, town_draft, options);
    EXPECT_EQ(large.register_size, 2'000'000u);
    EXPECT_FALSE(large.keys.keys.empty());
    EXPECT_TRUE(std::ranges::none_of(large.keys.keys, of_given_and_day_alone));
    for (const SuggestedKey& one : large.keys.keys) EXPECT_LE(one.repeats, .02);
    EXPECT_FALSE(large.remarks.empty()); // 3,000 rows cannot vouch for two million people
}

TEST_F(Suggest, MeasuresPartsTogetherAndNotOneByOne)
{
    // Everyone of a given name was born on the same day: together they tell no more than each.
    InventedTown town(4);
    std::vector<std::string> days, givens;
    for (int i = 0; i < 400; ++i) days.push_back(town.day()), givens.push_back(town.name(3));
    std::string rows(town_header);
    for (std::size_t i = 0; i < 2000; ++i)
        rows += town.row(givens[i % 400], town.name(3), days[i % 400], town.postcode());
    const Suggestion suggestion = run(rows);
    EXPECT_FALSE(
        has_key(suggestion, {{"given", project::PartLevel::exact}, {"dob", project::PartLevel::exact}}));
    EXPECT_TRUE(std::ranges::any_of(suggestion.keys.shared,
                                    [](const SuggestedKey& one) { return one.repeats > .9; }));
}

TEST_F(Suggest, PrefersTheKeyThatFindsMost)
{
    const std::string draft =
        fmt::format("{}[[field]]\nname = \"number\"\nkind = \"nhs-number\"\ncolumn = \"nhs\"\n", town_draft);
    const Parts number{{"number", project::PartLevel::exact}};
    const auto with_numbers = [](std::uint64_t one_in) {
        InventedTown town(5);
        std::string rows = "forename,surname,born,pc,nhs\n";
        for (std::uint64_t i = 0; i < 1500; ++i) {
            std::string row = town.stranger();
            row.pop_back();
            rows +=
                fmt::format("{},{}\n", row,
                            i % one_in == 0 ? fmt::format("{}", 4'000'000'000 + i * 7919) : std::string());
        }
        return rows;
    };
    const Suggestion everyone = run(with_numbers(1), draft), few = run(with_numbers(20), draft);
    EXPECT_EQ(everyone.keys.keys.front().key.parts, number); // one part, .72 of the pairs
    EXPECT_NEAR(everyone.keys.keys.front().finds, .72, .03);
    EXPECT_NE(few.keys.keys.front().key.parts, number);
    for (const Suggestion* one : {&everyone, &few}) {
        for (std::size_t k = 1; k < one->keys.keys.size(); ++k)
            EXPECT_GE(one->keys.keys[k].found_together, one->keys.keys[k - 1].found_together);
        EXPECT_EQ(one->keys.keys.size(), 16u);
    }
}

TEST_F(Suggest, MeasuresTheViewsThatTheProfileMakes)
{
    const Suggestion suggestion = run(InventedTown(6).strangers(1200));
    ASSERT_EQ(suggestion.views.size(), 2u);
    for (const SuggestedView& one : suggestion.views) {
        EXPECT_NEAR(one.density, .13, .01); // what the profile aims at when all fields are there
        EXPECT_TRUE(one.within_band());
        EXPECT_EQ(one.repeats, 0);
        EXPECT_EQ(one.missing, 0);
        EXPECT_NEAR(one.reach, .034, .001); // (1 - x)^96 = 4.6 / (16 x 8)
    }
    const Suggestion blank = run("forename,surname,born,pc\nANNA,,,\nBERT,,,\n");
    EXPECT_EQ(blank.views[0].missing, 1);
    EXPECT_TRUE(blank.keys.keys.empty());
}

TEST_F(Suggest, SaysTheSameForAnyNumberOfThreads)
{
    const std::string rows = InventedTown(7).families(400);
    const SuggestOptions sampled{.party = {}, .input = {}, .register_size = {}, .keys = 8, .most_rows = 1200};
    set_threads(1);
    const std::string alone = run(rows, town_draft, sampled).to_json().line();
    set_threads(3);
    EXPECT_EQ(alone, run(rows, town_draft, sampled).to_json().line());
}

TEST_F(Suggest, WritesAFragmentThatMakesThePolicy)
{
    const Suggestion suggestion = run(InventedTown(8).strangers(1200));
    const auto policy =
        project::parse_policy(fmt::format("{}\n{}", town_draft, suggestion.fragment()), "p.toml");
    ASSERT_EQ(policy.keys.size(), suggestion.keys.keys.size());
    for (std::size_t k = 0; k < policy.keys.size(); ++k)
        EXPECT_EQ(policy.keys[k], suggestion.keys.keys[k].key);
    ASSERT_EQ(policy.views.size(), suggestion.views.size());
    for (std::size_t v = 0; v < policy.views.size(); ++v)
        EXPECT_EQ(policy.views[v], suggestion.views[v].view);
}

TEST_F(Suggest, ShowsNoValueOfTheFile)
{
    InventedTown town(9);
    std::string rows = town.strangers(300);
    for (int i = 0; i < 40; ++i) rows += "QUILLFEATHER,OLDCASTLE,1923-04-05,ZE1 9XQ\n";
    const Suggestion suggestion = run(rows);
    const std::string all =
        fmt::format("{}{}{}", suggestion.in_words(), suggestion.fragment(), suggestion.to_json().pretty());
    for (const char* value : {"QUILL", "OLDCASTLE", "1923", "9XQ"})
        EXPECT_EQ(all.find(value), std::string::npos) << value;
}

TEST_F(Suggest, RefusesWhatItCannotDo)
{
    const std::string rows = InventedTown(10).strangers(50);
    std::string plain(town_draft);
    plain.replace(plain.find("standard"), 8, "plain");
    const auto code = [&](std::string_view file, std::string_view draft, SuggestOptions options) {
        const auto error = error_of([&] { (void)run(file, draft, std::move(options)); });
        return error && !error->hint().empty() ? error->code() : Exit::ok;
    };
    EXPECT_EQ(code(rows, plain, {}), Exit::usage);
    EXPECT_EQ(code(rows, town_draft, {.party = {}, .input = {}, .register_size = {}, .keys = 0}),
              Exit::usage);
    EXPECT_EQ(code(rows, town_draft, {.party = {}, .input = {}, .register_size = {}, .keys = 33}),
              Exit::usage);
    EXPECT_EQ(code(town_header, town_draft, {}), Exit::bad_data);
}

TEST_F(Suggest, WritesForItsOwnerAloneAndNeverReplaces)
{
    TemporaryFolder folder;
    write_file(folder / "draft.toml", std::string(town_draft));
    write_file(folder / "births.csv", InventedTown(11).strangers(200));
    const auto run_verb = [&] {
        project::CommandLine program("gauze-custodian", "Encodes.");
        add_policy_verbs(program);
        const std::string draft = (folder / "draft.toml").string(), births = (folder / "births.csv").string(),
                          out = (folder / "keys.toml").string();
        const char* const words[] = {"gauze-custodian", "policy",  "suggest",  "--policy",
                                     draft.c_str(),     "--party", "hospital", "--out",
                                     out.c_str(),       "--json",  "--quiet",  births.c_str()};
        testing::internal::CaptureStdout();
        const int code = program.run(static_cast<int>(std::size(words)), words);
        return std::pair(code, testing::internal::GetCapturedStdout());
    };
    const auto [code, shown] = run_verb();
    EXPECT_EQ(code, 0);
    EXPECT_EQ(Json::parse(shown, "stdout").text("fragment"), read_file(folder / "keys.toml"));
    const auto mode = std::filesystem::status(folder / "keys.toml").permissions();
    EXPECT_EQ(mode, std::filesystem::perms::owner_read | std::filesystem::perms::owner_write);
    EXPECT_EQ(run_verb().first, static_cast<int>(Exit::cannot_write));
    EXPECT_EQ(folder.entries(), 3u);
}

} // namespace
} // namespace gauze::custodian
