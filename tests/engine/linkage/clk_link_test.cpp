// What clkhash encoded and anonlink compared (the vectors' README says how): the same pairs, the same scores.
#include "bloom/base/json.hpp"
#include "bloom/clk_json.hpp"
#include "engine/linkage/check.hpp"
#include "engine/linkage/clk_parties.hpp"
#include "engine/linkage/link.hpp"
#include "engine/linkage/run_plan.hpp"
#include "engine/linkage/score.hpp"
#include "tests/engine/linkage/made_parties.hpp"

#include <charconv>
#include <map>
#include <random>
#include <set>

namespace gauze::linkage {
namespace {

using test::code_of;
using test::read_file;

struct Expected {
    project::Threshold threshold;
    // By dataset, row, dataset, row.
    std::map<std::array<std::uint32_t, 4>, double> pairs;
};

// The file is {"threshold": 0.8, ..., "pairs": [[0, 1, 1, 38, 1.0], ...]}: all numbers behind "pairs" in
// fives.
Expected expected_of(const std::filesystem::path& file)
{
    const std::string text = read_file(file);
    Expected expected;
    const std::size_t at = text.find("\"threshold\": ") + 13;
    expected.threshold = project::threshold_from(text.substr(at, text.find(',', at) - at));
    std::vector<double> numbers;
    const char *p = text.data() + text.find("\"pairs\""), *end = text.data() + text.size();
    while (p < end) {
        double number = 0;
        const auto [next, error] = std::from_chars(p, end, number);
        if (error != std::errc{}) {
            ++p;
            continue;
        }
        numbers.push_back(number);
        p = next;
    }
    for (std::size_t i = 0; i + 5 <= numbers.size(); i += 5) {
        std::array<std::uint32_t, 4> key{};
        for (std::size_t k = 0; k < 4; ++k) key[k] = static_cast<std::uint32_t>(numbers[i + k]);
        expected.pairs[key] = numbers[i + 4];
    }
    return expected;
}

class ClkLink : public testing::Test {
protected:
    static std::filesystem::path vectors()
    {
        const char* named = std::getenv("GAUZE_VECTORS");
        return (named != nullptr ? std::filesystem::path(named)
                                 : std::filesystem::path(GAUZE_SOURCE) / "../shared/vectors") /
               "clkhash/dice";
    }
    static std::vector<std::filesystem::path> files_of(const std::filesystem::path& folder)
    {
        std::vector<std::filesystem::path> files;
        for (int i = 0; std::filesystem::exists(folder / fmt::format("clks{}.json", i)); ++i)
            files.push_back(folder / fmt::format("clks{}.json", i));
        return files;
    }
    std::filesystem::path write(const std::string& name, const bloom::FilterTable& table)
    {
        write_clk_json(folder_ / name, table.rows(), FileMode::owner_only, Existing::replace);
        return folder_ / name;
    }
    LinkSummary run(const std::vector<std::filesystem::path>& inputs, const std::string& threshold,
                    const std::string& out = "out")
    {
        return link_clk_json({.inputs = inputs,
                              .out = folder_ / out,
                              .existing = Existing::refuse,
                              .threshold = project::threshold_from(threshold)});
    }
    test::TemporaryFolder folder_;
};

TEST_F(ClkLink, FindsThePairsThatAnonlinkFinds)
{
    if (!std::filesystem::exists(vectors())) GTEST_SKIP() << "no vectors in " << vectors();
    int cases = 0;
    for (const auto& one : std::filesystem::directory_iterator(vectors())) {
        SCOPED_TRACE(one.path().filename().string());
        const Expected expected = expected_of(one.path() / "expected.json");
        ASSERT_FALSE(expected.pairs.empty());
        const auto files = files_of(one.path());
        project::Policy policy = clk_policy(files);
        const Parties parties = receive_clk_json(files, policy, folder_.path(), false);
        const Scores scores = score(parties, {.threshold = expected.threshold});
        EXPECT_EQ(scores.pairs.size(), expected.pairs.size());
        for (const Pair& pair : scores.pairs) {
            const auto found = expected.pairs.find({pair.a.party, pair.a.row, pair.b.party, pair.b.row});
            ASSERT_NE(found, expected.pairs.end()) << pair.a.row << " " << pair.b.row;
            EXPECT_DOUBLE_EQ(pair.dice.value(), found->second);
        }
        EXPECT_EQ(folder_.entries(), 0u); // what was written on the way is gone
        ++cases;
    }
    EXPECT_GE(cases, 2);
}

TEST_F(ClkLink, LinksOnlySuchPairsAndNamesRecordsByTheirPlaceInTheFile)
{
    if (!std::filesystem::exists(vectors())) GTEST_SKIP() << "no vectors in " << vectors();
    const auto folder = vectors() / "s1_two_party_t080";
    const Expected expected = expected_of(folder / "expected.json");
    const LinkSummary summary = run(files_of(folder), "0.8");
    EXPECT_EQ(summary.above, expected.pairs.size());
    std::map<std::string, std::vector<std::array<std::string, 2>>> persons; // by person: party, row
    std::istringstream lines(read_file(folder_ / "out/persons.csv"));
    std::string party, row, person;
    std::getline(lines, party);
    EXPECT_EQ(party, "party,row,person");
    while (std::getline(lines, party, ',') && std::getline(lines, row, ',') && std::getline(lines, person))
        persons[person].push_back({party, row});
    std::size_t rows = 0, links = 0;
    for (const auto& [id, records] : persons) {
        rows += records.size();
        if (records.size() < 2) continue;
        ASSERT_EQ(records.size(), 2u); // each file holds a person once
        ++links;
        std::map<std::string, std::uint32_t> row_of;
        for (const auto& record : records)
            row_of[record[0]] = static_cast<std::uint32_t>(std::stoul(record[1]));
        EXPECT_TRUE(expected.pairs.contains({0, row_of.at("clks0"), 1, row_of.at("clks1")}));
    }
    EXPECT_EQ(rows, 60u + 50u);
    EXPECT_EQ(links, summary.links);
    EXPECT_GT(links, 20u);
}

TEST_F(ClkLink, RefusesAMixtureWithEncodedFiles)
{
    const auto json = write("a.json", test::made_filters({256}, 5, .3, 1));
    test::MadeParties made;
    const auto gauze = made.write("alpha", test::numbers(0, 5));
    EXPECT_EQ(code_of([&] { (void)are_clk_json({json, gauze}); }), Exit::usage);
    EXPECT_EQ(code_of([&] { (void)check({}, {gauze, json}); }), Exit::usage);
    EXPECT_TRUE(are_clk_json({json, json}));
    EXPECT_FALSE(are_clk_json({gauze}));
}

TEST_F(ClkLink, RefusesWhatCannotBeCompared)
{
    const auto a = write("a.json", test::made_filters({256}, 5, .3, 1)),
               longer = write("b.json", test::made_filters({512}, 5, .3, 2)),
               empty = write("c.json", bloom::FilterTable({256}, 0));
    std::filesystem::create_directory(folder_ / "sub");
    const auto namesake = write("sub/a.json", test::made_filters({256}, 5, .3, 3));
    EXPECT_EQ(code_of([&] { run({a, longer}, "0.8"); }), Exit::bad_data);
    EXPECT_EQ(code_of([&] { run({a, namesake}, "0.8"); }), Exit::usage);
    EXPECT_EQ(code_of([&] { run({a}, "0.8"); }), Exit::usage);
    EXPECT_EQ(
        code_of([&] {
            link_clk_json(
                {.inputs = {a, a}, .out = folder_ / "x", .existing = Existing::refuse, .threshold = {}});
        }),
        Exit::usage);
    EXPECT_FALSE(std::filesystem::exists(folder_ / "out"));
    EXPECT_EQ(run({a, empty}, "0.8").persons, 5u); // a file without records is no mistake
}

TEST_F(ClkLink, GivesTheSamePersonsForAnyOrderOfTheFiles)
{
    const auto people = test::made_filters({256}, 60, .3, 1);
    const auto part = [&](std::size_t from, std::size_t to) {
        bloom::FilterTable table({256}, to - from);
        for (std::size_t r = from; r < to; ++r)
            std::copy_n(people.rows().row(r), 8, table.row(r - from).begin());
        return table;
    };
    const auto a = write("a.json", part(0, 40)), b = write("b.json", part(20, 60));
    const LinkSummary one = run({a, b}, "0.9", "one"), other = run({b, a}, "0.9", "other");
    EXPECT_EQ(one.links, 20u);
    EXPECT_EQ(one.persons, 60u);
    EXPECT_EQ(one.outcome().line(), other.outcome().line());
}

TEST_F(ClkLink, ChoosesItsOwnCutWhereNobodyFixedAThreshold)
{
    // 200 people, the middle hundred in both files, each with other errors in the second.
    const auto people = test::made_filters({1024}, 200, .3, 3);
    bloom::FilterTable first({1024}, 150), second({1024}, 150);
    std::mt19937_64 random(11);
    for (std::size_t r = 0; r < 150; ++r) {
        std::copy_n(people.rows().row(r), 16, first.row(r).begin());
        std::copy_n(people.rows().row(r + 50), 16, second.row(r).begin());
        for (int flips = 0; flips < 40; ++flips) {
            const auto bit = random() % 1024;
            second.row(r)[bit / 64] ^= std::uint64_t{1} << (bit % 64);
        }
    }
    const LinkSummary summary = link_clk_json({.inputs = {write("a.json", first), write("b.json", second)},
                                               .out = folder_ / "out",
                                               .existing = Existing::refuse,
                                               .threshold = {}});
    EXPECT_FALSE(summary.threshold);
    EXPECT_EQ(summary.links, 100u);
    EXPECT_EQ(summary.persons, 200u);
    ASSERT_TRUE(summary.decision);
    EXPECT_EQ(summary.decision->model, "one score");
}

class ClkStages : public ClkLink {
protected:
    // Copies of 60 people, a bit of each changed, some at both parties.
    std::filesystem::path copies(const std::string& name, std::size_t from, std::size_t to)
    {
        const auto people = test::made_filters({256}, 60, .3, 1);
        bloom::FilterTable table({256}, to - from);
        for (std::size_t r = from; r < to; ++r) {
            std::copy_n(people.rows().row(r), 8, table.row(r - from).begin());
            table.row(r - from)[r % 4] ^= std::uint64_t{from + 1} << r;
        }
        return write(name, table);
    }
    MergeStage in_stages(const std::vector<std::filesystem::path>& inputs, const std::string& candidates)
    {
        const project::Threshold threshold{9, 10};
        project::Policy policy = clk_policy(inputs);
        const Parties parties = receive_clk_json(inputs, policy, folder_.path(), false);
        const Planned planned =
            make_plan(parties, "clk-json", parties[0].header().policy,
                      {.threshold = threshold, .sources = candidate_sources_from(candidates)});
        write_plan(folder_ / "plan.json", {planned.plan, inputs, to_json(planned.estimate, planned.plan)},
                   Existing::replace);
        std::filesystem::remove_all(folder_ / "scores");
        run_plan(planned.plan, parties, folder_ / "scores", {});
        return {.plan = folder_ / "plan.json",
                .scores = folder_ / "scores",
                .out = folder_ / "merged",
                .inputs = {},
                .existing = Existing::replace};
    }
    // Who is one person, whatever persons are called.
    std::set<std::set<std::string>> persons(const std::string& out)
    {
        std::map<std::string, std::set<std::string>> by_id;
        std::istringstream lines(read_file(folder_ / out / "persons.csv"));
        for (std::string line; std::getline(lines, line);)
            by_id[line.substr(line.rfind(',') + 1)].insert(line.substr(0, line.rfind(',')));
        std::set<std::set<std::string>> groups;
        for (const auto& [id, records] : by_id) groups.insert(records);
        return groups;
    }
};

TEST_F(ClkStages, FindThePersonsThatLinkFinds)
{
    const std::vector inputs{copies("a.json", 0, 40), copies("b.json", 20, 60)};
    const LinkSummary linked = run(inputs, "0.9", "linked");
    EXPECT_EQ(linked.links, 20u);
    for (const char* candidates : {"exact", "lsh", "exact,lsh"}) {
        const MergeStage stage = in_stages(inputs, candidates);
        ASSERT_TRUE(merges_clk_json(stage));
        const LinkSummary merged = merge_clk_json(stage);
        EXPECT_EQ(merged.links, linked.links);
        EXPECT_EQ(merged.candidates, candidates);
        EXPECT_EQ(persons("merged"), persons("linked"));
        EXPECT_EQ(persons("merged").size(), 60u + 1); // and the heading
        if (candidates == std::string_view("exact")) {
            EXPECT_EQ(read_file(folder_ / "merged/links.table"), read_file(folder_ / "linked/links.table"));
        }
    }
}

TEST_F(ClkStages, RefuseOtherFilesThanThePlanned)
{
    const auto a = copies("a.json", 0, 40), b = copies("b.json", 20, 60);
    MergeStage stage = in_stages({a, b}, "exact");
    std::filesystem::create_directory(folder_ / "moved");
    for (const char* name : {"a.json", "b.json"})
        std::filesystem::rename(folder_ / name, folder_ / "moved" / name);
    EXPECT_EQ(code_of([&] { merge_clk_json(stage); }), Exit::input_missing);
    stage.inputs = {folder_ / "moved/a.json", folder_ / "moved/b.json"};
    EXPECT_EQ(code_of([&] { merge_clk_json(stage); }), Exit::ok);
    copies("moved/b.json", 21, 60);
    EXPECT_EQ(code_of([&] { merge_clk_json(stage); }), Exit::configuration);
}

} // namespace
} // namespace gauze::linkage
