// A sheet is compared with counts made here, from the cells of the files, by other means.
#include "bloom/base/error.hpp"
#include "datasets/synth/describe/describe.hpp"
#include "datasets/synth/world/world.hpp"
#include "tests/datasets/describe/marks.hpp"
#include "tests/datasets/population/made_population.hpp"

#include <algorithm>
#include <set>

#include <gtest/gtest.h>

namespace gauze::synth::describe {
namespace {

using test::TemporaryFolder;

// The cells of a file by column name.
struct Cells {
    explicit Cells(const std::string& text) : rows(cells_of(text))
    {
        for (std::size_t i = 0; i < rows[0].size(); ++i) place[rows[0][i]] = i;
        rows.erase(rows.begin());
    }
    const std::string& at(std::size_t row, const std::string& column) const
    {
        return rows[row][place.at(column)];
    }
    std::size_t count(const std::string& column, const std::string& value) const
    {
        return static_cast<std::size_t>(std::count_if(
            rows.begin(), rows.end(), [&](const auto& row) { return row[place.at(column)] == value; }));
    }
    std::vector<std::vector<std::string>> rows;
    std::map<std::string, std::size_t> place;
};

class Described : public testing::Test {
protected:
    static void SetUpTestSuite()
    {
        folder_ = new TemporaryFolder;
        make_population(World(options_of(11)), 8'000, *folder_ / "people");
        const auto files = files_of(*folder_ / "people");
        persons_ = new Cells(files.at("persons.csv"));
        truth_ = new Cells(files.at("truth.csv"));
        std::uint64_t read = 0;
        sheet_ = new Sheet(describe_population(*folder_ / "people", {}, [&](std::uint64_t n) { read += n; }));
        EXPECT_EQ(read, 8'000u);
    }
    static void TearDownTestSuite() { delete sheet_, delete truth_, delete persons_, delete folder_; }

    static double measured(const std::string& table, const std::string& name)
    {
        for (const Section& section : sheet_->sections)
            for (const Table& one : section.tables)
                for (const Figure& figure : one.figures)
                    if (one.title == table && figure.name == name) return figure.measured.value_or(-1);
        ADD_FAILURE() << "no " << name << " in " << table;
        return -1;
    }
    static bool alive(std::size_t row) { return persons_->at(row, "status") == "alive"; }
    // Whole years on 1 January 2025: those born in any year before, less one, but for those born on that day.
    static int age(std::size_t row)
    {
        const std::string& birth = persons_->at(row, "birth");
        return 2025 - std::stoi(birth.substr(0, 4)) - (birth.substr(5) == "01-01" ? 0 : 1);
    }
    static double share_of_living(const std::function<bool(std::size_t)>& has)
    {
        double all = 0, some = 0;
        for (std::size_t row = 0; row < persons_->rows.size(); ++row)
            if (alive(row)) ++all, some += has(row);
        return some / all;
    }
    static TemporaryFolder* folder_;
    static Cells *persons_, *truth_;
    static Sheet* sheet_;
};
TemporaryFolder* Described::folder_;
Cells *Described::persons_, *Described::truth_;
Sheet* Described::sheet_;

TEST_F(Described, PeopleAreCounted)
{
    std::map<std::string, std::string> facts(sheet_->facts.begin(), sheet_->facts.end());
    EXPECT_EQ(facts["people"], "8,000");
    EXPECT_EQ(facts["alive"], with_commas(persons_->count("status", "alive")));
    EXPECT_EQ(facts["dead"], with_commas(persons_->count("status", "dead")));
    std::set<std::string> households;
    for (std::size_t row = 0; row < persons_->rows.size(); ++row)
        if (alive(row) && !persons_->at(row, "household").empty())
            households.insert(persons_->at(row, "household"));
    EXPECT_EQ(facts["households"], with_commas(households.size()));
}

TEST_F(Described, AgesAndSexesAreThoseOfTheCells)
{
    EXPECT_NEAR(measured("Young, old, women", "women"),
                share_of_living([&](std::size_t row) { return persons_->at(row, "sex") == "F"; }), 1e-9);
    EXPECT_NEAR(measured("Young, old, women", "under 16"),
                share_of_living([&](std::size_t row) { return age(row) < 16; }), 1e-9);
    EXPECT_NEAR(measured("By five years", "30 to 34"),
                share_of_living([&](std::size_t row) { return age(row) >= 30 && age(row) <= 34; }), 1e-9);
    double sum = 0;
    for (const Section& section : sheet_->sections)
        for (const Table& table : section.tables)
            if (table.title == "By five years")
                for (const Figure& figure : table.figures) sum += *figure.measured;
    EXPECT_NEAR(sum, 1, 1e-9);
}

TEST_F(Described, HouseholdSizesAreThoseOfTheCells)
{
    std::map<std::string, int> sizes;
    for (std::size_t row = 0; row < persons_->rows.size(); ++row)
        if (alive(row) && truth_->at(row, "household_kind") != "institution" &&
            !truth_->at(row, "household").empty())
            ++sizes[truth_->at(row, "household")];
    std::map<int, double> households;
    double people = 0;
    for (const auto& [name, size] : sizes) ++households[size], people += size;
    const auto all = static_cast<double>(sizes.size());
    EXPECT_NEAR(measured("People in a household", "1"), households[1] / all, 1e-9);
    EXPECT_NEAR(measured("People in a household", "3"), households[3] / all, 1e-9);
    EXPECT_NEAR(measured("Mean size", "people"), people / all, 1e-9);
}

TEST_F(Described, EthnicGroupsAreThoseOfTheCells)
{
    EXPECT_NEAR(measured("In broad", "White British"),
                share_of_living([&](std::size_t row) { return persons_->at(row, "ethnicity") == "WBRI"; }),
                1e-9);
    EXPECT_NEAR(measured("Born abroad", "of all people"),
                share_of_living([&](std::size_t row) { return !persons_->at(row, "arrival").empty(); }),
                1e-9);
}

TEST_F(Described, JanuaryIsCountedInDocuments)
{
    double here = 0, january = 0;
    for (std::size_t row = 0; row < persons_->rows.size(); ++row) {
        if (!persons_->at(row, "arrival").empty() || persons_->at(row, "birth") > "2025-01-01") continue;
        ++here, january += persons_->at(row, "documented_birth").substr(5) == "01-01";
    }
    EXPECT_NEAR(measured("1 January and the first of a month, in documents", "1 January, born here"),
                january / here, 1e-9);
}

TEST_F(Described, TwinsAreCountedByMaternity)
{
    // A maternity is a person who is nobody's later twin.
    double maternities = 0, multiple = 0;
    std::set<std::string> firsts;
    for (std::size_t row = 0; row < truth_->rows.size(); ++row) {
        const std::string& birth = persons_->at(row, "birth");
        if (!persons_->at(row, "arrival").empty() || birth > "2025-01-01" || birth < "2005-01-01") continue;
        if (truth_->at(row, "twin_of").empty())
            ++maternities;
        else
            firsts.insert(truth_->at(row, "twin_of"));
    }
    multiple = static_cast<double>(firsts.size());
    EXPECT_GT(multiple, 0);
    EXPECT_NEAR(measured("Births of the last twenty years, of 1,000 maternities", "twins or more"),
                1000 * multiple / maternities, 1e-6);
}

TEST_F(Described, NumbersAreAllValidAndNobodyElses)
{
    double numbers = 0;
    std::set<std::string> different;
    for (std::size_t row = 0; row < persons_->rows.size(); ++row)
        if (const std::string& number = persons_->at(row, "nhs_number"); !number.empty())
            ++numbers, different.insert(number);
    EXPECT_EQ(measured("NHS numbers", "in the file"), numbers);
    EXPECT_EQ(measured("NHS numbers", "borne by two people or more"),
              numbers - static_cast<double>(different.size()));
    for (const char* table : {"NHS numbers", "UPNs", "National Insurance numbers"})
        EXPECT_EQ(measured(table, "not valid"), 0) << table;
    EXPECT_EQ(measured("NHS numbers", "from a range that is issued"), 0);
    EXPECT_EQ(measured("National Insurance numbers", "with a prefix that is issued"), 0);
}

TEST_F(Described, EverySourceThatIsNamedIsThere)
{
    std::set<std::string> sources;
    for (const Source& source : sheet_->sources) sources.insert(source.key);
    for (const Section& section : sheet_->sections)
        for (const Table& table : section.tables)
            for (const Figure& figure : table.figures)
                if (figure.documented) {
                    EXPECT_TRUE(sources.contains(figure.source)) << table.title << ": " << figure.name;
                }
}

TEST_F(Described, PageIsWellFormedAndTheSameAgain)
{
    EXPECT_EQ(fault_of_marks(to_page(*sheet_)), "");
    const Sheet again = describe_population(*folder_ / "people", {}, [](std::uint64_t) {});
    EXPECT_EQ(to_page(*sheet_), to_page(again));
    EXPECT_EQ(to_json(*sheet_).pretty(), to_json(again).pretty());
    EXPECT_EQ(to_text(*sheet_), to_text(again));
}

TEST(Describe, OfOnePersonHasNoStandardErrors)
{
    const TemporaryFolder folder;
    make_population(World(options_of(1)), 1, folder / "one");
    const Sheet sheet = describe_population(folder / "one", {}, [](std::uint64_t) {});
    for (const Section& section : sheet.sections)
        for (const Table& table : section.tables)
            for (const Figure& figure : table.figures) EXPECT_FALSE(figure.standard_error) << table.title;
    EXPECT_EQ(fault_of_marks(to_page(sheet)), "");
}

} // namespace
} // namespace gauze::synth::describe
