#include "bloom/base/error.hpp"
#include "bloom/base/parallel.hpp"
#include "datasets/synth/five/custodians.hpp"
#include "datasets/synth/five/five.hpp"
#include "tests/datasets/five/sample_town.hpp"

#include <regex>
#include <set>

#include <fmt/format.h>
#include <gtest/gtest.h>

namespace gauze::synth::five {
namespace {

namespace fs = std::filesystem;

std::map<std::string, std::string> all_files(const fs::path& folder)
{
    std::map<std::string, std::string> files;
    for (const auto& entry : fs::recursive_directory_iterator(folder))
        if (entry.is_regular_file() && entry.path().filename() != ".gauze-output")
            files[fs::relative(entry.path(), folder).string()] = whole(entry.path());
    return files;
}

fs::path file_of(Custodian custodian) { return fs::path(facts(custodian).name) / facts(custodian).file; }

TEST(Five, WritesFiveFoldersTheTruthAndAManifest)
{
    const TemporaryFolder folder;
    make_town(options_for(300, 1, folder.path() / "town"));
    std::set<std::string> names;
    for (const auto& [name, bytes] : all_files(folder.path() / "town")) names.insert(name);
    EXPECT_EQ(names, (std::set<std::string>{"hospital/births.csv", "gp/patients.csv", "school/pupils.csv",
                                            "social-care/children.csv", "housing/tenancies.csv", "truth.csv",
                                            "manifest.json"}));
}

TEST(Five, WritesTheSameBytesForTheSameSeedAndOthersForAnother)
{
    const TemporaryFolder folder;
    make_town(options_for(500, 1, folder.path() / "a"));
    make_town(options_for(500, 1, folder.path() / "b"));
    make_town(options_for(500, 2, folder.path() / "c"));
    const auto a = all_files(folder.path() / "a"), c = all_files(folder.path() / "c");
    EXPECT_EQ(a, all_files(folder.path() / "b"));
    for (const auto& [name, bytes] : a) EXPECT_NE(bytes, c.at(name)) << name;
}

TEST(Five, WritesTheSameBytesForAnyChunkAndAnyNumberOfThreads)
{
    const TemporaryFolder folder;
    const auto files_with = [&](std::uint32_t chunk, unsigned count) {
        FiveOptions options = options_for(700, 3, folder.path() / fmt::format("{}-{}", chunk, count));
        options.chunk = chunk;
        set_threads(count);
        make_town(options);
        set_threads(0);
        return all_files(options.out);
    };
    const auto reference = files_with(4'096, 1);
    for (const std::uint32_t chunk : {1u, 7u, 699u, 700u, 701u})
        for (const unsigned count : {1u, 2u, 5u})
            EXPECT_EQ(files_with(chunk, count), reference) << chunk << ' ' << count;
}

TEST(Five, ListsEveryRowOfEveryFileExactlyOnceInTheTruth)
{
    const TemporaryFolder folder;
    make_town(options_for(2'000, 4, folder.path() / "town"));
    const Table truth(whole(folder.path() / "town" / "truth.csv"));
    ASSERT_EQ(truth.columns, (std::map<std::string, std::size_t>{{"party", 0}, {"id", 1}, {"entity", 2}}));
    std::set<std::string> listed, entities;
    for (const auto& row : truth.rows) {
        EXPECT_TRUE(listed.insert(row[0] + " " + row[1]).second) << "a row twice";
        EXPECT_TRUE(entities.insert(row[0] + " " + row[2]).second) << "a person twice at one custodian";
    }
    std::size_t rows = 0;
    for (const Custodian custodian : all_custodians) {
        const Table file(whole(folder.path() / "town" / file_of(custodian)));
        rows += file.rows.size();
        for (std::size_t row = 0; row < file.rows.size(); ++row)
            EXPECT_TRUE(listed.contains(std::string(facts(custodian).name) + " " +
                                        file.cell(row, std::string(facts(custodian).id_column))));
    }
    EXPECT_EQ(rows, listed.size());
}

TEST(Five, CountsInTheManifestWhatIsInTheFiles)
{
    const TemporaryFolder folder;
    make_town(options_for(2'000, 5, folder.path() / "town"));
    const Json manifest = Json::parse(whole(folder.path() / "town" / "manifest.json"), "manifest.json");
    for (const Json& party : manifest.objects("parties")) {
        const Table file(whole(folder.path() / "town" / party.text("file")));
        EXPECT_EQ(file.rows.size(), static_cast<std::size_t>(party.number("rows")));
        EXPECT_TRUE(file.columns.contains(party.text("id_column")));
    }
    std::map<std::string, std::set<std::string>> holders; // by entity
    const Table truth(whole(folder.path() / "town" / "truth.csv"));
    for (const auto& row : truth.rows) holders[row[2]].insert(row[0]);
    std::int64_t pairs = 0;
    for (const auto& [entity, held_by] : holders)
        pairs += static_cast<std::int64_t>(held_by.size() * (held_by.size() - 1) / 2);
    EXPECT_EQ(manifest.number("true_pairs"), pairs);
    for (const Json& overlap : manifest.objects("overlap")) {
        std::int64_t both = 0;
        for (const auto& [entity, held_by] : holders)
            both += held_by.contains(overlap.text("a")) && held_by.contains(overlap.text("b")) ? 1 : 0;
        EXPECT_EQ(overlap.number("people"), both) << overlap.text("a") << ' ' << overlap.text("b");
    }
    std::int64_t people = 0;
    for (const Json& held : manifest.objects("held_by")) people += held.number("people");
    EXPECT_EQ(people, 2'000);
}

TEST(Five, WritesDatesSexesAndPostcodesAsEachCustodianDoes)
{
    const TemporaryFolder folder;
    FiveOptions options = options_for(1'000, 6, folder.path() / "town");
    options.errors = preset_named("clean");
    make_town(options);
    const auto fits = [&](Custodian custodian, const std::string& column, const std::string& shape) {
        const std::regex pattern(shape + "|"); // or missing
        const Table file(whole(options.out / file_of(custodian)));
        for (std::size_t row = 0; row < file.rows.size(); ++row)
            EXPECT_TRUE(std::regex_match(file.cell(row, column), pattern)) << column;
    };
    fits(Custodian::hospital, "dob", "[0-3][0-9]/[01][0-9]/201[4-9]|[0-3][0-9]/[01][0-9]/20(13|20)");
    fits(Custodian::school, "birth_date", "[0-3][0-9]/[01][0-9]/20[12][0-9]");
    fits(Custodian::gp, "date_of_birth", "20[12][0-9]-[01][0-9]-[0-3][0-9]");
    fits(Custodian::social_care, "dob", "20[12][0-9]-[01][0-9]-[0-3][0-9]");
    fits(Custodian::housing, "birth_day", "[1-9]|[12][0-9]|3[01]");
    fits(Custodian::housing, "birth_month", "[1-9]|1[0-2]");
    fits(Custodian::housing, "birth_year", "20[12][0-9]");
    fits(Custodian::gp, "gender", "Female|Male");
    fits(Custodian::social_care, "gender", "1|2");
    fits(Custodian::social_care, "postcode", "[^ ]*");
    fits(Custodian::housing, "occupant_surname", "[A-Z' -]*");
}

TEST(Five, WritesOnlyNhsNumbersThatAreValidAndNeverIssued)
{
    const TemporaryFolder folder;
    make_town(options_for(2'000, 8, folder.path() / "town"));
    std::size_t numbers = 0;
    for (const auto& [custodian, column] : {std::pair{Custodian::hospital, "nhs_number"},
                                            {Custodian::gp, "nhs_no"},
                                            {Custodian::social_care, "nhs_number"}}) {
        const Table file(whole(folder.path() / "town" / file_of(custodian)));
        for (std::size_t row = 0; row < file.rows.size(); ++row) {
            std::string digits = file.cell(row, column);
            std::erase(digits, ' ');
            if (digits.empty()) continue;
            ASSERT_EQ(digits.size(), 10u);
            ASSERT_TRUE(digits.starts_with("999"));
            std::size_t sum = 0; // weights 10, 9, ... 1: the check digit makes it a multiple of 11
            for (std::size_t i = 0; i < 10; ++i) sum += static_cast<std::size_t>(digits[i] - '0') * (10 - i);
            EXPECT_EQ(sum % 11, 0u) << row;
            ++numbers;
        }
    }
    EXPECT_GT(numbers, 3'000u);
}

TEST(Five, MarksTheFilesThatPassedThroughASpreadsheet)
{
    const TemporaryFolder folder;
    make_town(options_for(50, 7, folder.path() / "town"));
    const std::string school = whole(folder.path() / "town" / file_of(Custodian::school));
    EXPECT_TRUE(school.starts_with("\xef\xbb\xbf"
                                   "surname,"));
    EXPECT_TRUE(school.ends_with("\r\n"));
    const std::string gp = whole(folder.path() / "town" / file_of(Custodian::gp));
    EXPECT_TRUE(gp.starts_with("patient_id,"));
    EXPECT_EQ(gp.find('\r'), std::string::npos);
}

TEST(Five, RefusesAPopulationThatCannotBeAndLeavesNothing)
{
    const TemporaryFolder folder;
    for (const std::uint64_t people : {std::uint64_t{0}, most_people + 1}) {
        try {
            make_town(options_for(people, 1, folder.path() / "town"));
            FAIL() << people;
        } catch (const Error& error) {
            EXPECT_EQ(error.code(), Exit::usage);
        }
    }
    EXPECT_TRUE(fs::is_empty(folder.path()));
}

TEST(Five, WritesEvenTheSmallestTown)
{
    const TemporaryFolder folder;
    const Json manifest = make_town(options_for(1, 1, folder.path() / "town"));
    EXPECT_EQ(manifest.number("people"), 1);
    EXPECT_LE(manifest.number("true_pairs"), 10);
}

TEST(Five, KeepsWhatIsThereUnlessToldToReplaceIt)
{
    const TemporaryFolder folder;
    FiveOptions options = options_for(100, 1, folder.path() / "town");
    make_town(options);
    const auto before = all_files(options.out);
    options.seed = 2;
    EXPECT_THROW(make_town(options), Error);
    EXPECT_EQ(all_files(options.out), before);
    options.existing = Existing::replace;
    make_town(options);
    EXPECT_NE(all_files(options.out), before);
}

TEST(Five, LeavesNothingWhenItIsStoppedHalfway)
{
    const TemporaryFolder folder;
    FiveOptions options = options_for(2'000, 1, folder.path() / "town");
    options.chunk = 100;
    std::uint64_t looked_at = 0;
    EXPECT_THROW(write_five(options,
                            [&](std::uint64_t people) {
                                looked_at += people;
                                if (looked_at > 6'000) throw std::runtime_error("stop");
                            }),
                 std::runtime_error);
    EXPECT_TRUE(fs::is_empty(folder.path()));
}

TEST(Five, TellsOfEveryLookAtAPerson)
{
    const TemporaryFolder folder;
    std::uint64_t looked_at = 0;
    write_five(options_for(5'000, 1, folder.path() / "town"),
               [&](std::uint64_t people) { looked_at += people; });
    EXPECT_EQ(looked_at, 5'000 * looks_at_a_person);
}

// The most memory held since the mark was last wiped, in bytes; 0 where the system does not say.
std::size_t high_water()
{
    std::ifstream status("/proc/self/status");
    for (std::string line; std::getline(status, line);)
        if (line.starts_with("VmHWM:")) return std::stoul(line.substr(6)) * 1'024;
    return 0;
}

bool wipe_high_water_mark()
{
    return static_cast<bool>(std::ofstream("/proc/self/clear_refs") << "5" << std::flush);
}

TEST(Five, NeedsNoMoreMemoryForManyPeopleThanForFew)
{
#if defined(__SANITIZE_ADDRESS__) || defined(__SANITIZE_THREAD__)
    GTEST_SKIP() << "a sanitizer keeps freed memory";
#endif
    if (!wipe_high_water_mark()) GTEST_SKIP() << "this system does not let a process watch its memory";
    const TemporaryFolder folder;
    const auto peak_for = [&](std::uint64_t people, const char* name) {
        wipe_high_water_mark();
        make_town(options_for(people, 1, folder.path() / name));
        return high_water();
    };
    peak_for(20'000, "warm"); // from here on buffers have their size
    const std::size_t few = peak_for(20'000, "few"), many = peak_for(100'000, "many");
    std::uintmax_t written = 0;
    for (const auto& entry : fs::recursive_directory_iterator(folder.path() / "many"))
        if (entry.is_regular_file()) written += entry.file_size();
    EXPECT_GT(written, 30u << 20);
    EXPECT_LT(many, few + (8u << 20));
}

} // namespace
} // namespace gauze::synth::five
