#include "bloom/base/error.hpp"
#include "bloom/base/parallel.hpp"
#include "datasets/synth/observe/observation.hpp"
#include "datasets/synth/observe/shuffle.hpp"
#include "tests/datasets/five/sample_town.hpp"
#include "tests/datasets/observe/sample_world.hpp"
#include "tests/temporary_folder.hpp"

#include <algorithm>
#include <csignal>
#include <set>

#include <gtest/gtest.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <unistd.h>

namespace gauze::synth {
namespace {

namespace fs = std::filesystem;
using five::Table;
using test::read_file;
using test::TemporaryFolder;

ObservationOptions options_for(std::uint64_t people, const fs::path& out, std::vector<std::string> texts)
{
    ObservationOptions options;
    options.people = people;
    options.out = out;
    options.true_cells = true;
    for (const std::string& text : texts)
        options.organisations.push_back(
            organisation_from(text, sample_day(), static_cast<std::uint32_t>(options.organisations.size())));
    return options;
}
const std::vector<std::string> three{"gp", "school duplicates=0.1", "social-care coverage=0.4 errors=poor"};

Json make(const ObservationOptions& options, const World& world = sample_world())
{
    return write_observation(world, options, [](std::uint64_t) {});
}

std::map<std::string, std::string> all_files(const fs::path& folder)
{
    std::map<std::string, std::string> files;
    for (const auto& entry : fs::recursive_directory_iterator(folder))
        if (entry.is_regular_file() && entry.path().filename() != ".gauze-output")
            files[fs::relative(entry.path(), folder).string()] = read_file(entry.path());
    return files;
}

TEST(Observation, WritesEveryFileAndNamesEveryRowOnceInTheTruth)
{
    const TemporaryFolder folder;
    const Json manifest = make(options_for(3'000, folder / "out", three));
    std::set<std::pair<std::string, std::string>> rows, in_truth;
    std::map<std::string, std::map<std::string, int>> by_entity; // records of a party
    for (const Json& party : manifest.objects("organisations")) {
        const Table table(read_file(folder / "out" / party.text("file")));
        EXPECT_EQ(static_cast<std::int64_t>(table.rows.size()), party.number("rows"));
        for (std::size_t i = 0; i < table.rows.size(); ++i)
            EXPECT_TRUE(rows.emplace(party.text("name"), table.cell(i, party.text("id_column"))).second);
        const Table as_it_was(read_file(folder / "out/true-cells" / (party.text("name") + ".csv")));
        EXPECT_EQ(as_it_was.rows.size(), table.rows.size());
        EXPECT_EQ(as_it_was.columns, table.columns);
    }
    const Table truth(read_file(folder / "out/truth.csv")), strata(read_file(folder / "out/strata.csv"));
    for (std::size_t i = 0; i < truth.rows.size(); ++i) {
        in_truth.emplace(truth.cell(i, "party"), truth.cell(i, "id"));
        ++by_entity[truth.cell(i, "entity")][truth.cell(i, "party")];
    }
    EXPECT_EQ(rows, in_truth);
    EXPECT_EQ(strata.rows.size(), by_entity.size());

    // Pairs, counted the long way.
    std::int64_t across = 0, within = 0;
    std::map<std::string, std::int64_t> both; // "gp school"
    for (const auto& [entity, parties] : by_entity)
        for (auto a = parties.begin(); a != parties.end(); ++a) {
            within += a->second * (a->second - 1) / 2;
            for (auto b = std::next(a); b != parties.end(); ++b)
                across += a->second * b->second, ++both[a->first + ' ' + b->first];
        }
    EXPECT_EQ(manifest.number("true_pairs"), across);
    EXPECT_EQ(manifest.number("duplicate_pairs"), within);
    EXPECT_GT(within, 0);
    for (const Json& pair : manifest.objects("overlap"))
        EXPECT_EQ(pair.number("people"), both[pair.text("a") + ' ' + pair.text("b")]);
    std::int64_t people = 0;
    for (const Json& set : manifest.objects("known_to_exactly")) people += set.number("people");
    EXPECT_EQ(people, 3'000);
}

TEST(Observation, WritesTheSameBytesForAnyNumberOfThreadsAndOthersForAnotherSeed)
{
    const TemporaryFolder folder;
    set_threads(1);
    make(options_for(2'000, folder / "one", three));
    set_threads(2);
    make(options_for(2'000, folder / "two", three));
    set_threads(0);
    WorldOptions other;
    other.seed = 2;
    make(options_for(2'000, folder / "other", three), World(other));
    const auto one = all_files(folder / "one"), another = all_files(folder / "other");
    EXPECT_EQ(one, all_files(folder / "two"));
    for (const auto& [name, bytes] : one) EXPECT_NE(bytes, another.at(name)) << name;
}

TEST(Observation, KeepsTheRowsOfASmallerPopulationInTheirOrder)
{
    const TemporaryFolder folder;
    make(options_for(1'000, folder / "small", three));
    make(options_for(1'001, folder / "larger", three));
    for (const char* name : {"truth.csv", "errors.csv", "strata.csv"}) {
        const std::string small = read_file(folder / "small" / name);
        EXPECT_EQ(read_file(folder / "larger" / name).substr(0, small.size()), small) << name;
    }
    const auto small = five::cells_of(read_file(folder / "small/gp/gp.csv")),
               larger = five::cells_of(read_file(folder / "larger/gp/gp.csv"));
    auto at = larger.begin();
    for (const auto& row : small) {
        at = std::find(at, larger.end(), row);
        ASSERT_NE(at, larger.end());
        ++at;
    }
}

// Neighbours in the file are neighbours in the population no more often than any two people.
TEST(Observation, PutsRowsInAnOrderThatSaysNothing)
{
    const TemporaryFolder folder;
    make(options_for(8'000, folder / "out", {"gp coverage=1 duplicates=0"}));
    const Table truth(read_file(folder / "out/truth.csv")), gp(read_file(folder / "out/gp/gp.csv"));
    std::map<std::string, std::uint64_t> number; // by reference
    for (std::size_t i = 0; i < truth.rows.size(); ++i)
        number[truth.cell(i, "id")] = std::stoull(truth.cell(i, "entity").substr(1), nullptr, 16);
    double near = 0, rising = 0, pairs = 0;
    std::map<std::uint64_t, double> in_neighbourhood;
    for (const auto& [id, person] : number) ++in_neighbourhood[person / slots_in_neighbourhood];
    double chance = 0;
    for (const auto& [neighbourhood, people] : in_neighbourhood)
        chance += people / static_cast<double>(number.size()) * people / static_cast<double>(number.size());
    for (std::size_t i = 1; i < gp.rows.size(); ++i, ++pairs) {
        const std::uint64_t a = number.at(gp.cell(i - 1, "patient_id")),
                            b = number.at(gp.cell(i, "patient_id"));
        near += a / slots_in_neighbourhood == b / slots_in_neighbourhood;
        rising += a < b;
    }
    EXPECT_TRUE(is_plausible(near, pairs, chance, 2));
    EXPECT_TRUE(is_plausible(rising, pairs, 0.5, 2));
}

TEST(Observation, WithCommonColumnsGivesEveryFileTheSameHeader)
{
    const TemporaryFolder folder;
    ObservationOptions options = options_for(500, folder / "out", three);
    options.common_columns = true;
    make(options);
    std::set<std::string> headers;
    for (const char* name : {"gp/gp.csv", "school/school.csv", "social-care/social-care.csv"}) {
        const std::string text = read_file(folder / "out" / name);
        headers.insert(text.substr(0, text.find('\n')));
    }
    EXPECT_EQ(headers.size(), 1u);
    EXPECT_TRUE(fs::exists(folder / "out/fields.toml"));
}

Exit code_of(const std::function<void()>& action)
{
    try {
        action();
    } catch (const Error& error) {
        return error.code();
    }
    return Exit::ok;
}

TEST(Observation, RefusesWhatItCannotDoAndLeavesNothing)
{
    const TemporaryFolder folder;
    const auto code = [&](std::uint64_t people, const std::vector<std::string>& texts, const fs::path& out) {
        return code_of([&] { make(options_for(people, out, texts)); });
    };
    EXPECT_EQ(code(0, three, folder / "out"), Exit::usage);
    EXPECT_EQ(code(most_people + 1, three, folder / "out"), Exit::usage);
    EXPECT_EQ(code(10, {}, folder / "out"), Exit::usage);
    EXPECT_EQ(code(10, {"gp", "gp"}, folder / "out"), Exit::usage);
    EXPECT_EQ(code(10, three, folder / "no/such/folder"), Exit::cannot_write);
    EXPECT_EQ(folder.entries(), 0u);
    make(options_for(10, folder / "out", three));
    EXPECT_EQ(code(10, three, folder / "out"), Exit::cannot_write);
}

// A limit on file size stands for a disk that is full.
TEST(Observation, SaysThatTheDiskIsFullAndLeavesNothing)
{
    const TemporaryFolder folder;
    sample_world();
    const pid_t child = ::fork();
    if (child == 0) {
        (void)std::signal(SIGXFSZ, SIG_IGN);
        const rlimit limit{1u << 16, 1u << 16};
        ::setrlimit(RLIMIT_FSIZE, &limit);
        set_threads(1);
        ::_exit(static_cast<int>(code_of([&] { make(options_for(4'000, folder / "out", three)); })));
    }
    int status = 0;
    ::waitpid(child, &status, 0);
    ASSERT_TRUE(WIFEXITED(status));
    EXPECT_EQ(WEXITSTATUS(status), static_cast<int>(Exit::cannot_write));
    EXPECT_EQ(folder.entries(), 0u);
}

TEST(Shuffle, HandsOnAllRowsByKeyHoweverManyThereAre)
{
    const TemporaryFolder folder;
    Shuffle shuffle(folder.path());
    std::multimap<std::uint64_t, std::string> expected;
    Draws draws(1, Purpose::file_order, 0);
    for (int i = 0; i < 300'000; ++i) { // heaps overflow into the scratch file
        const std::uint64_t key = i % 3 == 0 ? std::uint64_t{draws.below(1'000)} << 54 : draws.next_64();
        std::string row(draws.below(80), static_cast<char>('a' + i % 26));
        shuffle.add(key, row);
        expected.emplace(key, std::move(row));
    }
    std::multiset<std::string> all;
    for (const auto& [key, row] : expected) all.insert(row);
    std::vector<std::string> order;
    shuffle.in_order([&](std::string_view row) { order.emplace_back(row); });
    ASSERT_EQ(order.size(), expected.size());
    // Rows of one key in order of themselves.
    auto at = order.begin();
    for (auto first = expected.begin(); first != expected.end();) {
        const auto end = expected.upper_bound(first->first);
        std::vector<std::string> rows;
        for (; first != end; ++first) rows.push_back(first->second);
        std::sort(rows.begin(), rows.end());
        ASSERT_TRUE(std::equal(rows.begin(), rows.end(), at));
        at += static_cast<std::ptrdiff_t>(rows.size());
    }
}

} // namespace
} // namespace gauze::synth
