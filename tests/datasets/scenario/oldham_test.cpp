// The programme's families, what three departments know of them, and what changed with the programme.
#include "tests/datasets/scenario/sample_scenario.hpp"

#include <cmath>

namespace gauze::synth::scenario {
namespace {

const Made& oldham() { return made("oldham"); }

struct Members {
    std::set<std::string> families, all, children, adults;
    std::map<std::string, std::string> start;
};

Members programme()
{
    Members members;
    const Table table = oldham().file("truth/families.csv");
    for (std::size_t i = 0; i < table.rows.size(); ++i) {
        const std::string& person = table.cell(i, "person");
        members.families.insert(table.cell(i, "family"));
        members.all.insert(person);
        (table.cell(i, "child") == "Y" ? members.children : members.adults).insert(person);
        members.start[person] = table.cell(i, "start");
    }
    return members;
}

std::set<std::string> known_to(const std::string& party, const std::string& file,
                               const std::set<std::string>& among)
{
    std::set<std::string> known;
    for (const std::string& person : oldham().people_of(party, file))
        if (among.contains(person)) known.insert(person);
    return known;
}

TEST(Oldham, HasFourThousandFamiliesOfFifteenThousandPeopleInThreeCouncils)
{
    const Members members = programme();
    EXPECT_EQ(members.families.size(), oldham().size(4'000));
    EXPECT_EQ(members.all.size(), oldham().size(15'000));
    std::set<std::string> in_files;
    std::size_t rows = 0;
    for (const auto* council : {"oldham", "la-2", "la-3"})
        for (const std::string& person : oldham().people_of(council, "la_family.csv")) {
            in_files.insert(person);
            ++rows;
        }
    EXPECT_EQ(in_files, members.all);
    EXPECT_EQ(rows, members.all.size() + 2 * oldham().size(10)); // split families: a parent and a child again
}

TEST(Oldham, HasTheDepartmentsRowsOfThePage)
{
    const auto rows = [&](const char* file) { return oldham().file(file).rows.size(); };
    EXPECT_EQ(rows("moj/moj_pnc.csv") + rows("moj/moj_prison.csv"), oldham().size(60'000));
    EXPECT_EQ(rows("dfe/dfe_npd.csv") + rows("dfe/dfe_ilr.csv"), oldham().size(120'000));
    EXPECT_EQ(rows("dwp/dwp_wpls.csv"), oldham().size(150'000));
}

TEST(Oldham, SharesPeopleWithTheDepartmentsAsThePageDoes)
{
    const Members members = programme();
    const auto percent = [](const std::set<std::string>& all, std::size_t part) {
        return (all.size() * part + 50) / 100;
    };
    EXPECT_EQ(known_to("moj", "moj_pnc.csv", members.adults).size(), percent(members.adults, 5));
    EXPECT_EQ(known_to("moj", "moj_pnc.csv", members.children).size(), 0u);
    EXPECT_EQ(known_to("dfe", "dfe_npd.csv", members.children).size(), percent(members.children, 88));
    EXPECT_EQ(known_to("dwp", "dwp_wpls.csv", members.adults).size(), percent(members.adults, 61));
    EXPECT_EQ(oldham().planted.at("programme adult known to MoJ").size(), percent(members.adults, 5));
    EXPECT_EQ(oldham().planted.at("programme child known to DfE").size(), percent(members.children, 88));
    EXPECT_EQ(oldham().planted.at("programme adult known to DWP").size(), percent(members.adults, 61));
}

TEST(Oldham, SplitsFamiliesAcrossTwoCouncilsUnderTwoReferences)
{
    std::map<std::string, std::map<std::string, std::string>> family_in; // person, council: family_ref
    for (const auto* council : {"oldham", "la-2", "la-3"}) {
        const Table table = oldham().file(fmt::format("{}/la_family.csv", council));
        const auto people = oldham().people_of(council, "la_family.csv");
        for (std::size_t row = 0; row < people.size(); ++row)
            family_in[people[row]][council] = table.cell(row, "family_ref");
    }
    std::size_t in_two = 0;
    for (const auto& [person, councils] : family_in) in_two += councils.size() == 2 ? 1 : 0;
    EXPECT_EQ(in_two, 2 * oldham().size(10));
    for (const PlantedRow& family : oldham().planted.at("family split across two councils"))
        EXPECT_EQ(family_in.at(family.person).size(), 2u);
}

// Attendance has standard deviation 3, and is cut at 100, which a mean of 89 does not feel: five standard
// errors.
TEST(Oldham, LetsTheChangeInAttendanceBeFoundAgain)
{
    const Members members = programme();
    const Table schools = oldham().file("dfe/dfe_npd.csv");
    const auto people = oldham().people_of("dfe", "dfe_npd.csv");
    double before = 0, after = 0, befores = 0, afters = 0;
    for (std::size_t row = 0; row < people.size(); ++row) {
        if (!members.children.contains(people[row])) continue;
        const int year = std::stoi(schools.cell(row, "year").substr(0, 4));
        const bool is_before = fmt::format("{}-07-20", year + 1) < members.start.at(people[row]);
        (is_before ? before : after) += std::stod(schools.cell(row, "attendance_pct"));
        ++(is_before ? befores : afters);
    }
    EXPECT_NEAR(before / befores, 86, 5 * 3 / std::sqrt(befores));
    EXPECT_NEAR(after / afters, 89, 5 * 3 / std::sqrt(afters));
}

TEST(Oldham, LetsTheChangeInOffencesBeFoundAgain)
{
    const Members members = programme();
    const Table offences = oldham().file("moj/moj_pnc.csv");
    const auto people = oldham().people_of("moj", "moj_pnc.csv");
    std::set<std::string> adults;
    double before = 0, after = 0;
    for (std::size_t row = 0; row < people.size(); ++row) {
        if (!members.adults.contains(people[row])) continue;
        adults.insert(people[row]);
        ++(offences.cell(row, "offence_date") < members.start.at(people[row]) ? before : after);
    }
    // Uniform on 1 to 4 and on 0 to 3: variance 1.25 each.
    const double n = static_cast<double>(adults.size());
    EXPECT_NEAR(before / n, 2.5, 5 * std::sqrt(1.25 / n));
    EXPECT_NEAR(after / n, 1.5, 5 * std::sqrt(1.25 / n));
}

} // namespace
} // namespace gauze::synth::scenario
