#include "datasets/synth/world/places.hpp"
#include "tests/datasets/world/sample_world.hpp"

#include <algorithm>
#include <cctype>
#include <set>

#include <fmt/format.h>
#include <gtest/gtest.h>

namespace gauze::synth {

namespace {

// AN NAA, ANN NAA, AAN NAA, AANN NAA, ANA NAA, AANA NAA, without C I K M O V in the second half.
bool legal(const std::string& postcode)
{
    const std::size_t blank = postcode.find(' ');
    if (blank == std::string::npos || blank < 2 || blank > 4 || postcode.size() != blank + 4) return false;
    std::string shape;
    for (const char c : postcode)
        shape += c == ' ' ? ' ' : c >= '0' && c <= '9' ? 'N' : c >= 'A' && c <= 'Z' ? 'A' : '?';
    static const std::set<std::string> shapes = {"AN NAA",   "ANN NAA", "AAN NAA",
                                                 "AANN NAA", "ANA NAA", "AANA NAA"};
    return shapes.contains(shape) && postcode.substr(blank + 2).find_first_of("CIKMOV") == std::string::npos;
}

std::string text_of(const Home& home)
{
    return fmt::format("{}|{}|{}|{}|{}", home.flat, home.house, home.street, home.town, home.postcode);
}

} // namespace

TEST(Places, PostcodesAreLegalAndHaveATownAWardAndAnAuthority)
{
    for (const Neighbourhood& around : sample())
        for (const Home& home : around.homes) {
            if (home.kind == Home::Kind::none) {
                EXPECT_EQ(home.postcode, "ZZ99 3VZ");
                EXPECT_EQ(home.uprn, 0u);
                continue;
            }
            EXPECT_TRUE(legal(home.postcode)) << home.postcode;
            EXPECT_FALSE(home.town.empty() || home.ward.empty() || home.district.empty() ||
                         home.street.empty());
            EXPECT_GE(home.uprn, 100'000'000'000u);
            EXPECT_LE(home.uprn, 999'999'999'999u);
        }
}

// Dwellings by UPRN, by text, and wards by postcode.
struct Seen {
    std::map<std::uint64_t, std::string> texts;
    std::map<std::string, std::uint64_t> uprns;
    std::map<std::string, std::string> wards;

    void look_at(const Neighbourhood& around)
    {
        for (const Home& home : around.homes) {
            if (home.kind == Home::Kind::none) continue;
            const std::string text = text_of(home);
            EXPECT_EQ(texts.try_emplace(home.uprn, text).first->second, text);
            EXPECT_EQ(uprns.try_emplace(text, home.uprn).first->second, home.uprn) << text;
            EXPECT_EQ(wards.try_emplace(home.postcode, home.ward).first->second, home.ward);
        }
    }
};

TEST(Places, DwellingsAreTheSameExactlyWhenTheirUprnIs)
{
    Seen seen;
    for (const Neighbourhood& around : sample()) seen.look_at(around);
    EXPECT_GT(seen.texts.size(), 100'000u);
}

// Where there are more neighbourhoods than an area has postcodes for, houses are added to the streets.
TEST(Places, ACrowdedAreaHasLongerStreets)
{
    WorldOptions options;
    options.area = "City of London";
    const World world(options);
    ASSERT_LT(Places(1, options.area).stretches(), 100u);
    Seen seen;
    std::set<std::uint64_t> lived_in;
    for (std::uint64_t number = 0; number < 200; ++number) {
        const Neighbourhood around = world.neighbourhood(number);
        seen.look_at(around);
        for (const Household& household : around.households) {
            const Home& home = around.homes[household.home];
            if (home.district == options.area && home.postcode.starts_with(around.sector)) {
                EXPECT_TRUE(lived_in.insert(home.uprn).second || home.uprn == 0) << text_of(home);
            }
        }
    }
    EXPECT_GT(lived_in.size(), 20'000u);
}

TEST(Places, AStreetIsOneRunOfPostcodesAndAPostcodeIsOnOneStreet)
{
    std::map<std::string, std::string> street_of;
    std::map<std::string, std::size_t> homes;
    for (const Neighbourhood& around : sample())
        for (const Home& home : around.homes) {
            if (home.kind == Home::Kind::none) continue;
            EXPECT_EQ(street_of.try_emplace(home.postcode, home.street).first->second, home.street);
            if (home.postcode.starts_with(around.sector)) ++homes[home.postcode];
        }
    // Those that are lived in have about fifteen.
    std::size_t all = 0;
    for (const auto& [postcode, count] : homes) all += count;
    EXPECT_GE(all, homes.size() * 9);
    EXPECT_LE(all, homes.size() * 22);
}

TEST(Places, StretchesOfNeighbourhoodsNeverOverlap)
{
    for (const std::string_view area : {"United Kingdom", "Camden", "City of London"}) {
        const Places places(1, area);
        std::set<std::tuple<std::uint16_t, unsigned, std::uint32_t, std::uint32_t>> taken;
        const std::uint64_t count = std::min<std::uint64_t>(places.stretches() * 3, 100'000);
        for (std::uint64_t number = 0; number < count; ++number) {
            const Stretch stretch = places.stretch(number);
            const Part& part = places.part(stretch.part);
            EXPECT_NE(std::find(part.sectors.begin(), part.sectors.end(), stretch.sector),
                      part.sectors.end());
            EXPECT_TRUE(taken.insert({part.code, stretch.sector, stretch.first_unit, stretch.lap}).second);
        }
    }
}

TEST(Places, TheWholeCountryHasRoomForTheLargestPopulation)
{
    EXPECT_GE(Places(1, "United Kingdom").stretches() * 380, most_people);
}

TEST(Places, EveryLondonBoroughHasItsOwnDistricts)
{
    std::size_t boroughs = 0;
    for (const Authority& authority : authorities()) {
        if (authority.region != Region::london) continue;
        ++boroughs;
        const Places places(1, authority.name);
        for (std::uint64_t number = 0; number < 40; ++number) {
            const Stretch stretch = places.stretch(number);
            EXPECT_EQ(places.authority(stretch.part).name, authority.name);
            EXPECT_NE(authority.outward.find(places.part(stretch.part).outward.substr(0, 1)),
                      std::string_view::npos);
        }
    }
    EXPECT_EQ(boroughs, 33u);
}

} // namespace gauze::synth
