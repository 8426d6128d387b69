// Thirty-three boroughs: sizes, children known twice, and the odds ratios recovered from the files.
#include "tests/datasets/scenario/sample_scenario.hpp"

#include <array>
#include <cmath>

namespace gauze::synth::scenario {
namespace {

const Made& liia() { return made("liia"); }

std::vector<std::string> boroughs()
{
    std::vector<std::string> names;
    for (const Json& party : liia().manifest.objects("parties"))
        if (party.text("role") == "custodian") names.push_back(party.text("name"));
    return names;
}

TEST(Liia, HasThirtyThreeBoroughsOfEqualSize)
{
    EXPECT_EQ(boroughs().size(), 33u);
    for (const std::string& borough : boroughs()) {
        const auto people = liia().people_of(borough, "child.csv");
        const std::set<std::string> children(people.begin(), people.end());
        EXPECT_EQ(children.size(), liia().size(1'500)) << borough;
        EXPECT_EQ(people.size(), liia().size(1'500) + liia().size(1'500) / 100)
            << borough; // once in 100 twice
    }
}

TEST(Liia, KnowsSomeChildrenInTwoBoroughsAndFewInThree)
{
    std::map<std::string, std::set<std::string>> known;
    for (const std::string& borough : boroughs())
        for (const std::string& child : liia().people_of(borough, "child.csv")) known[child].insert(borough);
    std::array<std::size_t, 4> in{};
    for (const auto& [child, places] : known) ++in.at(places.size());
    EXPECT_EQ(in[2], liia().planted.at("known to two boroughs").size());
    EXPECT_EQ(in[3], liia().planted.at("known to three boroughs").size());
    const double children = static_cast<double>(known.size());
    EXPECT_NEAR(static_cast<double>(in[2]) / children, 0.025, 0.002);
    EXPECT_NEAR(static_cast<double>(in[3]) / children, 0.002, 0.0016); // one child of 300 a borough here
    EXPECT_NEAR(static_cast<double>(liia().planted.at("unborn").size()) / children, 0.015, 0.002);
}

TEST(Liia, GivesTheUnbornAnExpectedDateAndNoName)
{
    std::set<std::string> unborn;
    for (const PlantedRow& child : liia().planted.at("unborn")) unborn.insert(child.person);
    std::size_t rows = 0;
    for (const std::string& borough : boroughs()) {
        const Table table = liia().file(borough + "/child.csv");
        const auto people = liia().people_of(borough, "child.csv");
        for (std::size_t row = 0; row < people.size(); ++row) {
            if (!unborn.contains(people[row])) continue;
            EXPECT_EQ(table.cell(row, "dob"), "");
            EXPECT_FALSE(table.cell(row, "edd").empty());
            ++rows;
        }
    }
    EXPECT_GE(rows, unborn.size());
}

TEST(Liia, KeepsEveryEpisodeWithAChildAndItsStartBeforeItsEnd)
{
    for (const std::string& borough : boroughs()) {
        const Table children = liia().file(borough + "/child.csv");
        std::set<std::string> ids;
        for (std::size_t row = 0; row < children.rows.size(); ++row)
            EXPECT_TRUE(ids.insert(children.cell(row, "la_child_id")).second) << borough;
        for (const auto* file : {"referrals", "s47", "cin", "cp", "cla", "placements"}) {
            const Table episodes = liia().file(fmt::format("{}/{}.csv", borough, file));
            for (std::size_t row = 0; row < episodes.rows.size(); ++row) {
                EXPECT_TRUE(ids.contains(episodes.cell(row, "la_child_id"))) << borough << file;
                if (episodes.columns.contains("end") && !episodes.cell(row, "end").empty()) {
                    EXPECT_LE(episodes.cell(row, "start"), episodes.cell(row, "end")) << borough << file;
                }
            }
        }
    }
}

// Which intervention each child met, over all boroughs; each child once.
std::map<std::string, std::array<bool, 3>> met_by_child(std::map<std::string, std::string>& ethnicity)
{
    std::map<std::string, std::array<bool, 3>> met;
    for (const std::string& borough : boroughs()) {
        const Table children = liia().file(borough + "/child.csv");
        const auto people = liia().people_of(borough, "child.csv");
        std::map<std::string, std::string> person_of;
        for (std::size_t row = 0; row < people.size(); ++row) {
            person_of[children.cell(row, "la_child_id")] = people[row];
            ethnicity[people[row]] = children.cell(row, "ethnicity18");
            met[people[row]];
        }
        const auto mark = [&](const char* file, std::size_t which, auto counts) {
            const Table episodes = liia().file(fmt::format("{}/{}.csv", borough, file));
            for (std::size_t row = 0; row < episodes.rows.size(); ++row)
                if (counts(episodes, row)) met[person_of.at(episodes.cell(row, "la_child_id"))][which] = true;
        };
        mark("s47", 0, [](const Table&, std::size_t) { return true; });
        mark("cp", 1, [](const Table&, std::size_t) { return true; });
        mark("cla", 2,
             [](const Table& cla, std::size_t row) { return cla.cell(row, "legal_status")[0] == 'C'; });
    }
    return met;
}

// Woolf's interval: the logarithm of the odds ratio has variance 1/a + 1/b + 1/c + 1/d. Of n intervals of 95
// % as many miss as a binomial with 5 % allows, five standard deviations up.
TEST(Liia, LetsTheOddsRatiosBeFoundAgain)
{
    std::map<std::string, std::string> ethnicity;
    const auto met = met_by_child(ethnicity);
    std::map<std::string, std::array<std::array<double, 2>, 3>> cells; // by group and intervention: no, yes
    for (const auto& [child, which] : met)
        for (std::size_t i = 0; i < 3; ++i) ++cells[ethnicity.at(child)][i][which[i] ? 1 : 0];
    const std::array<std::string, 3> names{"section 47", "child-protection plan", "care order"};
    const Table planted = liia().file("truth/odds_ratios.csv");
    double intervals = 0, missed = 0;
    for (std::size_t row = 0; row < planted.rows.size(); ++row) {
        const std::string& group = planted.cell(row, "ethnicity");
        const double ratio = std::stod(planted.cell(row, "planted_odds_ratio"));
        EXPECT_TRUE(ratio >= 0.6 && ratio <= 2.4);
        if (group == "WBRI") {
            EXPECT_EQ(ratio, 1.0);
            continue;
        }
        for (std::size_t i = 0; i < 3; ++i) {
            if (planted.cell(row, "intervention") != names[i]) continue;
            const auto [no, yes] = cells[group][i];
            const auto [reference_no, reference_yes] = cells["WBRI"][i];
            if (std::min(std::min(no, yes), std::min(reference_no, reference_yes)) < 10) continue;
            const double log_ratio = std::log(yes * reference_no / (no * reference_yes));
            const double error = std::sqrt(1 / no + 1 / yes + 1 / reference_no + 1 / reference_yes);
            missed += std::abs(log_ratio - std::log(ratio)) > 1.96 * error ? 1 : 0;
            EXPECT_LT(std::abs(log_ratio - std::log(ratio)), 5 * error) << group << names[i];
            ++intervals;
        }
    }
    EXPECT_GE(intervals, 20);
    EXPECT_LE(missed, 0.05 * intervals + 5 * std::sqrt(0.05 * 0.95 * intervals));
}

} // namespace
} // namespace gauze::synth::scenario
