#include "datasets/synth/five/places.hpp"
#include "datasets/synth/five/town.hpp"

#include <map>
#include <regex>
#include <set>

#include <gtest/gtest.h>

namespace gauze::synth::five {
namespace {

// A9 9AA, A99 9AA, AA9 9AA, AA99 9AA, A9A 9AA, AA9A 9AA, with no C I K M O V behind the blank.
const std::regex uk_postcode("[A-Z]{1,2}[0-9](?:[0-9]|[A-Z])? [0-9][ABD-HJLNP-UW-Z]{2}");

TEST(Postcode, HasTheShapeOfTheRoyalMail)
{
    for (const std::uint64_t people : {1u, 5'000u, 10'000'000u}) {
        const Town town(1, people);
        for (std::uint64_t household = 0; household < 3'000; ++household) {
            const std::string code = town.home(household, 0).postcode;
            ASSERT_TRUE(std::regex_match(code, uk_postcode)) << code;
        }
    }
}

TEST(Postcode, IsAnotherForEveryNumberInADistrict)
{
    std::set<std::string> codes;
    for (std::uint32_t n = 0; n < 4'000; ++n) codes.insert(postcode("LS1", n, 400));
    EXPECT_EQ(codes.size(), 4'000u);
    codes.clear();
    for (std::uint32_t n = 0; n < 590; ++n) codes.insert(postcode("LS1", n, 100));
    EXPECT_EQ(codes.size(), 590u);
}

TEST(PostcodeAreas, AreThoseOfTheUnitedKingdom)
{
    std::set<std::string_view> areas;
    for (const PostcodeArea& area : postcode_areas()) areas.insert(area.area);
    EXPECT_EQ(areas.size(), 121u); // 124 with Guernsey, Jersey and the Isle of Man
    EXPECT_EQ(areas.size(), postcode_areas().size());
    EXPECT_FALSE(areas.contains("GY") || areas.contains("JE") || areas.contains("IM"));
}

TEST(Town, GrowsSoThatPostcodesStayAsCrowdedAsTheyAre)
{
    for (const std::uint64_t people : {500u, 2'000u, 20'000u, 1'000'000u, 10'000'000u}) {
        const Town town(1, people);
        const double places = static_cast<double>(town.districts()) * town.postcodes_in_district();
        const double crowding = static_cast<double>(people) / places;
        EXPECT_GT(crowding, 1.9) << people;
        EXPECT_LT(crowding, 2.5) << people;
    }
}

TEST(Town, GivesAHouseholdTheSameHomesWheneverAsked)
{
    const Town town(1, 5'000), again(1, 5'000), elsewhere(2, 5'000);
    EXPECT_EQ(town.home(17, 0), again.home(17, 0));
    EXPECT_NE(town.home(17, 0), town.home(17, 1));
    EXPECT_NE(town.home(17, 0), elsewhere.home(17, 0));
}

TEST(Town, KeepsStreetsToTheirPostcodes)
{
    const Town town(1, 2'000);
    std::map<std::string, std::set<std::string>> streets;
    for (std::uint64_t household = 0; household < 5'000; ++household) {
        const Address home = town.home(household, 0);
        const std::size_t door = home.line.find(", ");
        const std::string in_street = door == std::string::npos ? home.line : home.line.substr(door + 2);
        streets[home.postcode].insert(in_street.substr(in_street.find(' ') + 1));
    }
    for (const auto& [code, names] : streets) EXPECT_EQ(names.size(), 1u) << code;
    EXPECT_GT(streets.size(), 500u);
}

} // namespace
} // namespace gauze::synth::five
