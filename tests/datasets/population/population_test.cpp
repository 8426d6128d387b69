#include "bloom/base/error.hpp"
#include "bloom/base/parallel.hpp"
#include "datasets/synth/population/population.hpp"
#include "datasets/synth/population/population_reader.hpp"
#include "datasets/synth/population/population_rows.hpp"
#include "tests/datasets/population/made_population.hpp"

#include <algorithm>
#include <csignal>
#include <set>

#include <fmt/format.h>
#include <gtest/gtest.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <unistd.h>

namespace gauze::synth {
namespace {

namespace fs = std::filesystem;
using test::TemporaryFolder;

Exit code_of(const std::function<void()>& action)
{
    try {
        action();
    } catch (const Error& error) {
        return error.code();
    }
    return Exit::ok;
}

TEST(Population, HasFiveFilesAndAManifest)
{
    const TemporaryFolder folder;
    make_population(World(options_of(1)), 100, folder / "people");
    std::set<std::string> names;
    for (const auto& entry : fs::directory_iterator(folder / "people"))
        if (entry.path().filename() != ".gauze-output") names.insert(entry.path().filename().string());
    EXPECT_EQ(names, (std::set<std::string>{"persons.csv", "names.csv", "homes.csv", "truth.csv", "ties.csv",
                                            "manifest.json"}));
}

TEST(Population, IsTheSameBytesForOneThreadAndTwo)
{
    const TemporaryFolder folder;
    for (const unsigned count : {1u, 2u}) {
        set_threads(count);
        make_population(World(options_of(3)), 5'000, folder / std::to_string(count));
    }
    set_threads(0);
    EXPECT_EQ(files_of(folder / "1"), files_of(folder / "2"));
    EXPECT_EQ(test::read_file(folder / "1/manifest.json"), test::read_file(folder / "2/manifest.json"));
}

TEST(Population, IsAnotherForAnotherSeed)
{
    const TemporaryFolder folder;
    make_population(World(options_of(1)), 1'000, folder / "a");
    make_population(World(options_of(2)), 1'000, folder / "b");
    const auto a = files_of(folder / "a"), b = files_of(folder / "b");
    for (const std::string& name : data_files()) EXPECT_NE(a.at(name), b.at(name)) << name;
}

// For every N from 1 on, and around the ends of the first neighbourhoods.
TEST(Population, BeginsWithEverySmallerOneInEachFile)
{
    const TemporaryFolder folder;
    const World world(options_of(5));
    std::set<std::uint64_t> sizes;
    std::uint64_t end = 0;
    for (std::uint64_t n = 1; n <= 20; ++n) sizes.insert(n);
    for (std::uint64_t number = 0; number < 2; ++number) {
        end += world.neighbourhood(number).people.size();
        for (std::uint64_t n = end - 5; n <= end + 5; ++n) sizes.insert(n);
    }
    make_population(world, *sizes.rbegin() + 1, folder / "large");
    const auto large = files_of(folder / "large");
    for (const std::uint64_t people : sizes) {
        const fs::path small = folder / fmt::format("{}", people);
        make_population(world, people, small);
        for (const auto& [name, bytes] : files_of(small))
            EXPECT_TRUE(large.at(name).starts_with(bytes)) << name << " of " << people;
        EXPECT_EQ(cells_of(test::read_file(small / "persons.csv")).size(), people + 1);
        fs::remove_all(small);
    }
}

TEST(Population, SaysNothingOfSomebodyWhoComesLater)
{
    const TemporaryFolder folder;
    make_population(World(options_of(8)), 3'000, folder / "people");
    std::size_t references = 0;
    for (const char* name : {"truth.csv", "ties.csv"})
        for (const auto& row : cells_of(test::read_file(folder / "people" / name))) {
            if (row[0] == "person") continue;
            for (std::size_t i = 1; i < row.size(); ++i)
                for (std::size_t at = row[i].find('P'); at != std::string::npos;
                     at = row[i].find('P', at + 1)) {
                    EXPECT_LE(row[i].substr(at, row[0].size()), row[0]) << name;
                    ++references;
                }
        }
    EXPECT_GT(references, 3'000u);
}

TEST(Population, OfOnePersonIsOne)
{
    const TemporaryFolder folder;
    const Json manifest = make_population(World(options_of(1)), 1, folder / "one");
    EXPECT_EQ(manifest.number("people"), 1);
    const auto persons = cells_of(test::read_file(folder / "one/persons.csv"));
    ASSERT_EQ(persons.size(), 2u);
    EXPECT_EQ(persons[1].size(), persons[0].size());
    EXPECT_EQ(cells_of(test::read_file(folder / "one/ties.csv")).size(), 1u) << "nobody to be tied to";
}

TEST(Population, SaysInItsManifestWhatTheFilesHold)
{
    const TemporaryFolder folder;
    const Json manifest = make_population(World(options_of(4)), 2'000, folder / "people");
    ASSERT_EQ(manifest.objects("files").size(), data_files().size());
    for (const Json& file : manifest.objects("files")) {
        const std::string bytes = test::read_file(folder / "people" / file.text("file"));
        EXPECT_EQ(file.number("bytes"), static_cast<std::int64_t>(bytes.size()));
        EXPECT_EQ(file.number("rows"), std::count(bytes.begin(), bytes.end(), '\n') - 1) << file.text("file");
        EXPECT_EQ(file.text("sha256"), to_hex(sha256(bytes_of(bytes))));
    }
}

TEST(Population, OfNobodyOrOfTooManyIsRefused)
{
    const TemporaryFolder folder;
    const World world(options_of(1));
    EXPECT_EQ(code_of([&] { make_population(world, 0, folder / "none"); }), Exit::usage);
    EXPECT_EQ(code_of([&] { make_population(world, most_people + 1, folder / "many"); }), Exit::usage);
    EXPECT_EQ(folder.entries(), 0u);
}

TEST(Population, IsNotWrittenWhereThereIsNoFolderOrSomethingElse)
{
    const TemporaryFolder folder;
    const World world(options_of(1));
    EXPECT_EQ(code_of([&] { make_population(world, 10, folder / "no/such/folder"); }), Exit::cannot_write);
    fs::create_directory(folder / "mine");
    EXPECT_EQ(code_of([&] { make_population(world, 10, folder / "mine"); }), Exit::cannot_write);
    EXPECT_TRUE(fs::is_empty(folder / "mine"));
    EXPECT_EQ(folder.entries(), 1u);
}

// A limit on file size stands for a disk that is full.
TEST(Population, OnAFullDiskLeavesNothing)
{
    const TemporaryFolder folder;
    const pid_t child = ::fork();
    if (child == 0) {
        (void)std::signal(SIGXFSZ, SIG_IGN);
        const rlimit limit{100'000, 100'000};
        ::setrlimit(RLIMIT_FSIZE, &limit);
        set_threads(1);
        ::_exit(static_cast<int>(
            code_of([&] { make_population(World(options_of(1)), 20'000, folder / "people"); })));
    }
    int status = 0;
    ::waitpid(child, &status, 0);
    EXPECT_EQ(WEXITSTATUS(status), static_cast<int>(Exit::cannot_write));
    EXPECT_EQ(folder.entries(), 0u);
}

TEST(PopulationReader, GivesBackWhatWasWritten)
{
    const TemporaryFolder folder;
    const World world(options_of(6));
    make_population(world, 4'000, folder / "people");
    std::map<std::string, std::string> again;
    for (const PopulationFile file : every_population_file)
        again[std::string(file_name(file))] = header(file);
    PopulationReader reader(folder / "people");
    std::size_t ties = 0;
    for (ReadNeighbourhood part; reader.next(part);) {
        ties += part.ties.size();
        const NeighbourhoodRows rows = rows_of(part.around, reader.today());
        for (const PopulationFile file : every_population_file)
            again[std::string(file_name(file))] += rows.files[static_cast<std::size_t>(file)].text;
    }
    const auto written = files_of(folder / "people");
    for (const char* name : {"persons.csv", "names.csv", "homes.csv", "truth.csv"})
        EXPECT_EQ(written.at(name), again.at(name)) << name;
    EXPECT_EQ(cells_of(written.at("ties.csv")).size(), ties + 1);
}

TEST(PopulationReader, GivesBackTheParentsPartnersAndTwinsOfTheWorld)
{
    const TemporaryFolder folder;
    const World world(options_of(9));
    make_population(world, 6'000, folder / "people");
    PopulationReader reader(folder / "people");
    std::size_t parents = 0, twins = 0;
    for (ReadNeighbourhood part; reader.next(part);) {
        const Neighbourhood made = world.neighbourhood(part.around.number);
        if (made.people.size() != part.around.people.size()) continue; // cut off at the end
        for (std::size_t slot = 0; slot < made.people.size(); ++slot) {
            const Person& told = part.around.people[slot];
            const Person& truth = made.people[slot];
            EXPECT_EQ(told.number, truth.number);
            EXPECT_EQ(told.mother, truth.mother);
            EXPECT_EQ(told.father, truth.father);
            EXPECT_EQ(told.partner, truth.partner);
            EXPECT_EQ(told.sex, truth.sex);
            EXPECT_EQ(told.birth, truth.birth);
            EXPECT_EQ(told.documented_birth(), truth.documented_birth());
            EXPECT_EQ(told.need, truth.need);
            EXPECT_EQ(told.twin == nobody || told.twin == slot, truth.twin == nobody || truth.twin == slot);
            parents += truth.mother != nobody, twins += truth.twin != nobody;
        }
    }
    EXPECT_GT(parents, 500u);
    EXPECT_GT(twins, 0u);
}

TEST(PopulationReader, RefusesFilesThatWereChanged)
{
    const TemporaryFolder folder;
    make_population(World(options_of(2)), 50, folder / "people");
    const auto read_all = [&] {
        PopulationReader reader(folder / "people");
        for (ReadNeighbourhood part; reader.next(part);) {
        }
    };
    for (const std::string& name : data_files()) {
        const std::string bytes = test::read_file(folder / "people" / name);
        for (const std::string& spoilt :
             {bytes.substr(0, bytes.size() - 1), bytes + bytes.substr(bytes.find('\n') + 1), "x" + bytes}) {
            if (spoilt == bytes) continue;
            test::write_file(folder / "people" / name, spoilt);
            EXPECT_EQ(code_of(read_all), Exit::bad_data) << name;
        }
        test::write_file(folder / "people" / name, bytes);
        EXPECT_EQ(code_of(read_all), Exit::ok) << name;
    }
    fs::remove(folder / "people/truth.csv");
    EXPECT_EQ(code_of(read_all), Exit::input_missing);
}

} // namespace
} // namespace gauze::synth
