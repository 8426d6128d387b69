// Households and families of Camden, as the files and the truth have them.
#include "tests/datasets/scenario/sample_scenario.hpp"

namespace gauze::synth::scenario {
namespace {

const Made& camden() { return made("camden"); }

TEST(Camden, HasExactlyTheChildrenAdultsAndHouseholdsOfThePage)
{
    const Table cc = camden().file("camden-cc/cc.csv");
    const auto people = camden().people_of("camden-cc", "cc.csv");
    const auto persons = camden().persons();
    std::set<std::string> children, adults, households;
    for (std::size_t row = 0; row < cc.rows.size(); ++row) {
        (cc.cell(row, "role") == "child" ? children : adults).insert(people[row]);
        if (cc.cell(row, "role") == "child") households.insert(persons.at(people[row]).at("household"));
    }
    EXPECT_EQ(children.size(), camden().size(12'000));
    EXPECT_EQ(adults.size(), camden().size(17'000));
    EXPECT_EQ(households.size(), camden().size(9'000));
    EXPECT_EQ(cc.rows.size(), children.size() + adults.size() + camden().size(600)); // some are in it twice
    EXPECT_EQ(camden().file("cnwl-hv/hv.csv").rows.size(), camden().size(10'800) + camden().size(4'200));
    for (const std::string& child : children) {
        EXPECT_GT(persons.at(child).at("birth"), "2020-01-01");
        EXPECT_LE(persons.at(child).at("birth"), "2025-01-01");
    }
    for (const std::string& adult : adults) EXPECT_LE(persons.at(adult).at("birth"), "2007-01-01");
}

TEST(Camden, KeepsParentsWhoLiveElsewhereInTheFamilyAndOutOfTheHousehold)
{
    const auto persons = camden().persons();
    const auto& elsewhere = camden().planted.at("parent who lives elsewhere");
    EXPECT_EQ(elsewhere.size(), camden().size(900));
    std::map<std::string, std::vector<std::string>> children_of;
    for (const auto& [person, cells] : persons)
        for (const auto* parent : {"mother", "father"}) children_of[cells.at(parent)].push_back(person);
    for (const PlantedRow& parent : elsewhere) {
        const auto& own = persons.at(parent.person);
        std::size_t apart = 0; // from children who live with the other parent
        for (const std::string& child : children_of[parent.person]) {
            EXPECT_EQ(persons.at(child).at("family_group"), own.at("family_group"));
            apart += persons.at(child).at("household") != own.at("household") ? 1 : 0;
        }
        EXPECT_GE(apart, 1u);
    }
}

TEST(Camden, WritesTheTiesOfParentsElsewhereAsOutsideTheHousehold)
{
    const Table cc = camden().file("camden-cc/cc.csv"), ties = camden().file("camden-cc/relationships.csv");
    const auto people = camden().people_of("camden-cc", "cc.csv");
    std::map<std::string, std::string> person_of;
    for (std::size_t row = 0; row < cc.rows.size(); ++row)
        person_of[cc.cell(row, "person_ref")] = people[row];
    const auto persons = camden().persons();
    std::set<std::string> outside;
    for (std::size_t i = 0; i < ties.rows.size(); ++i) {
        const std::string &from = person_of.at(ties.cell(i, "person_ref")),
                          &to = person_of.at(ties.cell(i, "related_ref"));
        const bool together = persons.at(from).at("household") == persons.at(to).at("household");
        EXPECT_EQ(ties.cell(i, "same_household"), together ? "Y" : "N");
        if (ties.cell(i, "relation") != "parent") continue;
        EXPECT_TRUE(persons.at(to).at("mother") == from || persons.at(to).at("father") == from);
        if (!together) outside.insert(from);
    }
    for (const PlantedRow& parent : camden().planted.at("parent who lives elsewhere"))
        EXPECT_TRUE(outside.contains(parent.person));
}

TEST(Camden, HasOneAddressAndTwoFamiliesWhereTwoShareIt)
{
    const auto persons = camden().persons();
    std::map<std::string, std::set<std::string>> families, addresses; // of a household
    for (const auto& [person, cells] : persons) {
        families[cells.at("household")].insert(cells.at("family_group"));
        addresses[cells.at("household")].insert(cells.at("uprn"));
    }
    const auto& shared = camden().planted.at("address with two unrelated families");
    EXPECT_EQ(shared.size(), camden().size(240));
    for (const PlantedRow& adult : shared) {
        const std::string& household = persons.at(adult.person).at("household");
        EXPECT_GE(families.at(household).size(), 2u);
        EXPECT_EQ(addresses.at(household).size(), 1u);
    }
    EXPECT_EQ(camden().planted.at("step-family").size(), camden().size(180));
}

TEST(Camden, GivesFamilyWorkersWithAndWithoutConsent)
{
    const Table workers = camden().file("camden-cc/family_worker.csv");
    EXPECT_EQ(workers.rows.size(), camden().size(1'100));
    std::size_t exempt = 0, neither = 0;
    std::set<std::string> families;
    for (std::size_t row = 0; row < workers.rows.size(); ++row) {
        const bool consents = workers.cell(row, "consent") == "Y", plan = workers.cell(row, "cpp") == "Y";
        exempt += plan && !consents ? 1 : 0;
        neither += !plan && !consents ? 1 : 0;
        EXPECT_TRUE(families.insert(workers.cell(row, "family_ref")).second);
    }
    EXPECT_EQ(exempt, camden().size(140));
    EXPECT_EQ(exempt, camden().planted.at("child-protection plan and no consent").size());
    EXPECT_EQ(neither, camden().size(60) + camden().size(30));
    EXPECT_EQ(neither, camden().planted.at("no consent and no child-protection plan").size());
    const Table cc = camden().file("camden-cc/cc.csv");
    std::set<std::string> known;
    for (std::size_t row = 0; row < cc.rows.size(); ++row) known.insert(cc.cell(row, "family_ref"));
    for (const std::string& family : families) EXPECT_TRUE(known.contains(family));
}

TEST(Camden, NamesOneRowWithEachRequest)
{
    for (const auto& [party, file, column] : {std::tuple{"camden-cc", "cc.csv", "person_ref"},
                                              {"cnwl-hv", "hv.csv", "nhs_number"},
                                              {"tavi-camhs-slt", "camhs_slt.csv", "nhs_number"}}) {
        const Table rows = camden().file(fmt::format("{}/{}", party, file));
        const Table rights = camden().file(fmt::format("{}/rights.csv", party));
        ASSERT_GE(rights.rows.size(), 2u);
        for (std::size_t i = 0; i < rights.rows.size(); ++i) {
            std::size_t meant = 0;
            for (std::size_t row = 0; row < rows.rows.size(); ++row)
                meant += rows.cell(row, column) == rights.cell(i, "ref") ? 1 : 0;
            EXPECT_EQ(meant, 1u) << party;
        }
    }
}

TEST(Camden, CountsTakeUpByWardAsItIs)
{
    const Table take_up = camden().file("truth/take_up.csv"), cc = camden().file("camden-cc/cc.csv");
    const auto people = camden().people_of("camden-cc", "cc.csv");
    const auto persons = camden().persons();
    std::map<std::string, std::set<std::string>> children, attended;
    std::set<std::size_t> twice;
    for (const PlantedRow& row : camden().planted.at("registered twice by the children's centres"))
        twice.insert(row.row - 1);
    for (std::size_t row = 0; row < cc.rows.size(); ++row) {
        if (cc.cell(row, "role") != "child" || twice.contains(row)) continue;
        const std::string& ward = persons.at(people[row]).at("ward");
        children[ward].insert(people[row]);
        if (cc.cell(row, "attendances") != "0") attended[ward].insert(people[row]);
    }
    EXPECT_EQ(take_up.rows.size(), children.size());
    for (std::size_t i = 0; i < take_up.rows.size(); ++i) {
        const std::string& ward = take_up.cell(i, "ward");
        EXPECT_EQ(take_up.cell(i, "children"), std::to_string(children[ward].size())) << ward;
        EXPECT_EQ(take_up.cell(i, "attended_a_centre"), std::to_string(attended[ward].size())) << ward;
    }
}

} // namespace
} // namespace gauze::synth::scenario
