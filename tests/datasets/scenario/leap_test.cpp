// The traps and the statistics of LEAP, counted in the files as they were written.
#include "tests/datasets/scenario/sample_scenario.hpp"

#include <cmath>
#include <fstream>

namespace gauze::synth::scenario {
namespace {

const Made& leap() { return made("leap"); }

std::size_t count(const Table& table, const std::string& column, const std::string& value)
{
    std::size_t rows = 0;
    for (std::size_t row = 0; row < table.rows.size(); ++row)
        rows += table.cell(row, column) == value ? 1 : 0;
    return rows;
}

bool passes_modulus_11(const std::string& number)
{
    if (number.size() != 10) return false;
    int sum = 0;
    for (std::size_t i = 0; i < 10; ++i) sum += (number[i] - '0') * (10 - static_cast<int>(i));
    return sum % 11 == 0;
}

TEST(Leap, HasTheRowsOfThePage)
{
    EXPECT_EQ(leap().file("nhs-a/nhs_a.csv").rows.size(), leap().size(4'500));
    EXPECT_EQ(leap().file("nhs-b/nhs_b.csv").rows.size(), leap().size(3'000));
    EXPECT_EQ(leap().file("council/council.csv").rows.size(), leap().size(2'500));
    EXPECT_EQ(leap().file("charity/charity.csv").rows.size(), leap().size(1'200));
    EXPECT_FALSE(std::filesystem::exists(leap().options.out / "ttp"));
}

TEST(Leap, HasSixThousandChildrenOfWhomThreeHundredAreUnborn)
{
    const Table children = leap().file("truth/services.csv");
    EXPECT_EQ(count(children, "standing", "eligible"), leap().size(6'000));
    EXPECT_EQ(leap().planted.at("unborn at the cut-off").size(), leap().size(300));
    const auto persons = leap().persons();
    for (const PlantedRow& unborn : leap().planted.at("unborn at the cut-off"))
        EXPECT_EQ(persons.at(unborn.person).at("born"), "N");
    // Each of them is in a file.
    std::set<std::string> in_files;
    const Table truth = leap().file("truth/truth.csv");
    for (std::size_t i = 0; i < truth.rows.size(); ++i) in_files.insert(truth.cell(i, "person"));
    for (std::size_t i = 0; i < children.rows.size(); ++i)
        if (children.cell(i, "standing") == "eligible") {
            EXPECT_TRUE(in_files.contains(children.cell(i, "person")));
        }
}

TEST(Leap, SharesConsentAsThePageDoes)
{
    for (const auto* file : {"council/council.csv", "charity/charity.csv"}) {
        const Table table = leap().file(file);
        const double rows = static_cast<double>(table.rows.size());
        EXPECT_NEAR(static_cast<double>(count(table, "consent", "Y")), 0.78 * rows, 1) << file;
        EXPECT_NEAR(static_cast<double>(count(table, "consent", "N")), 0.09 * rows, 1) << file;
        EXPECT_NEAR(static_cast<double>(count(table, "consent", "")), 0.13 * rows, 1) << file;
        for (std::size_t row = 0; row < table.rows.size(); ++row)
            EXPECT_EQ(table.cell(row, "consent").empty(), table.cell(row, "consent_date").empty());
    }
    EXPECT_EQ(leap().planted.at("consent blank").size(),
              count(leap().file("council/council.csv"), "consent", "") +
                  count(leap().file("charity/charity.csv"), "consent", ""));
}

TEST(Leap, GivesAnAgeInsteadOfTheBirthDateForThirtyInAHundredOfTheCharity)
{
    const Table charity = leap().file("charity/charity.csv");
    std::size_t ages = 0;
    for (std::size_t row = 0; row < charity.rows.size(); ++row) {
        if (charity.cell(row, "age").empty()) continue;
        EXPECT_EQ(charity.cell(row, "child_dob"), "");
        EXPECT_LE(std::stoi(charity.cell(row, "age")), 6);
        ++ages;
    }
    EXPECT_EQ(ages, leap().planted.at("age instead of birth date").size());
    EXPECT_EQ(ages, (charity.rows.size() * 30 + 50) / 100);
}

TEST(Leap, ObjectsForTwoInAHundredAndOneRowEach)
{
    for (const auto* party : {"nhs-a", "nhs-b"}) {
        const std::string file = std::string(party) == "nhs-a" ? "nhs_a.csv" : "nhs_b.csv";
        const Table rows = leap().file(fmt::format("{}/{}", party, file));
        const Table objections = leap().file(fmt::format("{}/objections.csv", party));
        EXPECT_EQ(objections.rows.size(), (rows.rows.size() * 2 + 50) / 100);
        std::size_t meant = 0;
        for (std::size_t i = 0; i < objections.rows.size(); ++i) {
            const bool by_reference = !objections.cell(i, "service_ref").empty();
            EXPECT_NE(by_reference, !objections.cell(i, "nhs_number").empty());
            meant += by_reference ? count(rows, "service_ref", objections.cell(i, "service_ref"))
                                  : count(rows, "nhs_number", objections.cell(i, "nhs_number"));
        }
        EXPECT_EQ(meant, objections.rows.size()) << party;
    }
}

TEST(Leap, LeavesOutOfTheCleanedListExactlyWhoOptedOut)
{
    std::size_t left_out = 0, unasked = 0;
    for (const auto* file : {"nhs-a/nhs_a.csv", "nhs-b/nhs_b.csv"}) {
        std::set<std::string> allowed;
        std::ifstream list(leap().options.out / std::filesystem::path(file).parent_path() /
                           "ndo_allowed.dat");
        for (std::string line; std::getline(list, line);) {
            EXPECT_TRUE(passes_modulus_11(line));
            EXPECT_TRUE(allowed.insert(line).second) << "a number twice";
        }
        const Table rows = leap().file(file);
        for (std::size_t row = 0; row < rows.rows.size(); ++row) {
            const std::string& number = rows.cell(row, "nhs_number");
            if (!passes_modulus_11(number))
                ++unasked;
            else if (!allowed.contains(number))
                ++left_out;
        }
    }
    EXPECT_EQ(left_out, leap().planted.at("opted out nationally").size());
    EXPECT_EQ(unasked, leap().planted.at("no valid NHS number to look up in the opt-out list").size());
}

TEST(Leap, WithdrawsTwentyFiveRowsOfChildrenWhomATrustKnowsToo)
{
    const auto at_trust = leap().people_of("nhs-a", "nhs_a.csv");
    const std::set<std::string> known(at_trust.begin(), at_trust.end());
    std::size_t withdrawn = 0;
    for (const auto* party : {"council", "charity"}) {
        const Table rows = leap().file(fmt::format("{0}/{0}.csv", party));
        const auto people = leap().people_of(party, fmt::format("{}.csv", party));
        const Table list = leap().file(fmt::format("{}/withdrawals.csv", party));
        for (std::size_t i = 0; i < list.rows.size(); ++i)
            for (std::size_t row = 0; row < rows.rows.size(); ++row)
                if (rows.cell(row, "service_ref") == list.cell(i, "service_ref")) {
                    EXPECT_EQ(rows.cell(row, "consent"), "Y");
                    EXPECT_TRUE(known.contains(people[row]));
                    ++withdrawn;
                }
    }
    EXPECT_EQ(withdrawn, leap().size(17) + leap().size(8)); // 25 at full size
    EXPECT_EQ(withdrawn, leap().planted.at("withdrawn after the first release").size());
}

TEST(Leap, ListsEveryRowWhosePostcodeIsNotOfTheFourWards)
{
    const Table book = leap().file("public/postcodes.csv");
    const std::set<std::string> four{"Coldharbour", "Stockwell", "Tulse Hill", "Vassall"};
    std::set<std::string> inside;
    for (std::size_t i = 0; i < book.rows.size(); ++i)
        if (four.contains(book.cell(i, "ward"))) inside.insert(book.cell(i, "postcode"));
    std::size_t outside = 0,
                listed =
                    leap().planted.at("lives outside the four wards").size() +
                    leap().planted.at("eligible, but the written postcode is not of the four wards").size();
    for (const auto* file :
         {"nhs-a/nhs_a.csv", "nhs-b/nhs_b.csv", "council/council.csv", "charity/charity.csv"}) {
        const Table rows = leap().file(file);
        for (std::size_t row = 0; row < rows.rows.size(); ++row)
            outside += inside.contains(rows.cell(row, "child_postcode")) ? 0 : 1;
    }
    EXPECT_EQ(outside, listed);
    EXPECT_EQ(leap().planted.at("lives outside the four wards").size(),
              leap().size(90) + leap().size(60) + leap().size(50) + leap().size(24));
    EXPECT_EQ(leap().planted.at("four or older").size(),
              leap().size(45) + leap().size(30) + leap().size(25) + leap().size(12));
}

TEST(Leap, KnowsOnlyTheMotherAndTheMonthOfChildrenSeenBeforeBirth)
{
    const Table rows = leap().file("nhs-b/nhs_b.csv");
    const auto persons = leap().persons();
    const auto& early = leap().planted.at("row made before the birth of a child that others know as born");
    EXPECT_GE(early.size(), leap().size(600));
    for (const PlantedRow& planted : early) {
        EXPECT_EQ(planted.party, "nhs-b");
        EXPECT_EQ(rows.cell(planted.row - 1, "child_dob"), "");
        EXPECT_EQ(rows.cell(planted.row - 1, "nhs_number"), "");
        EXPECT_EQ(rows.cell(planted.row - 1, "edd"), persons.at(planted.person).at("expected"));
        EXPECT_EQ(persons.at(planted.person).at("born"), "Y");
    }
}

// The mean change of each combination and domain lies within five standard errors of what was planted.
TEST(Leap, LetsTheEffectsOfServicesBeFoundAgain)
{
    const Table effects = leap().file("truth/effects.csv"), services = leap().file("truth/services.csv");
    std::map<std::string, std::string> used;
    for (std::size_t i = 0; i < services.rows.size(); ++i)
        used[services.cell(i, "person")] = services.cell(i, "services");
    std::map<std::pair<std::string, std::string>, std::vector<double>> changes;
    for (const auto& [party, file] : {std::pair{"nhs-a", "nhs_a.csv"},
                                      {"nhs-b", "nhs_b.csv"},
                                      {"council", "council.csv"},
                                      {"charity", "charity.csv"}}) {
        const Table rows = leap().file(fmt::format("{}/{}", party, file));
        const auto people = leap().people_of(party, file);
        for (std::size_t row = 0; row < rows.rows.size(); ++row)
            changes[{used.at(people[row]), rows.cell(row, "domain")}].push_back(
                std::stod(rows.cell(row, "outcome_post")) - std::stod(rows.cell(row, "outcome_pre")));
    }
    std::size_t checked = 0;
    for (std::size_t i = 0; i < effects.rows.size(); ++i) {
        const auto& seen = changes[{effects.cell(i, "services"), effects.cell(i, "domain")}];
        if (seen.size() < 10) continue;
        double sum = 0;
        for (const double change : seen) sum += change;
        const double n = static_cast<double>(seen.size());
        EXPECT_NEAR(sum / n, std::stod(effects.cell(i, "planted_change")), 5 * 5 / std::sqrt(n));
        ++checked;
    }
    EXPECT_GE(checked, 30u);
    // Health visiting and the Chattertime group add more together than each alone: 2 + 5 + 4.
    for (std::size_t i = 0; i < effects.rows.size(); ++i)
        if (effects.cell(i, "services") == "CHT+HVC" &&
            effects.cell(i, "domain") == "communication-language") {
            EXPECT_EQ(effects.cell(i, "planted_change"), "11");
        }
}

} // namespace
} // namespace gauze::synth::scenario
