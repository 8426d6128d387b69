// Who takes whose name, by community.
#include "datasets/synth/names/customs.hpp"
#include "tests/datasets/names/drawn_names.hpp"

#include <gtest/gtest.h>

namespace gauze::synth {
namespace {

using namespace test;

struct Parents {
    Name mother, father;
};

Parents parents(CommunityNumber c, int year, Draws& draws)
{
    const Name father = own_tables().founder({c, Sex::male, year, false}, draws);
    return {own_tables().founder({c, Sex::female, year, false}, draws), father};
}

// Of `times` children of unmarried parents those for whom `holds`.
template <class Holds>
std::uint64_t children(std::string_view of, int year, Sex sex, std::uint64_t times, const Holds& holds)
{
    const CommunityNumber c = community(of);
    std::uint64_t count = 0;
    for (std::uint64_t i = 0; i < times; ++i) {
        Draws draws = stream(i);
        const Parents both = parents(c, year - 28, draws);
        count += holds(own_tables().child({c, sex, year, false}, both.mother, &both.father, {}, draws), both);
    }
    return count;
}

TEST(NamingCustom, RateInAYearIsStraightBetweenAndLevelOutside)
{
    const auto rate = [](int year) {
        return by_year(year, {{1950, 100}, {1960, 300}, {1980, 200}}).per_million;
    };
    EXPECT_EQ(rate(1900), 100u);
    EXPECT_EQ(rate(1950), 100u);
    EXPECT_EQ(rate(1955), 200u);
    EXPECT_EQ(rate(1960), 300u);
    EXPECT_EQ(rate(1970), 250u);
    EXPECT_EQ(rate(2020), 200u);
}

TEST(NamingCustom, ParticlesStayWithTheirNames)
{
    using Parts = std::vector<std::string>;
    EXPECT_EQ(parts_of_name("García López"), (Parts{"García", "López"}));
    EXPECT_EQ(parts_of_name("de la Cruz dos Santos Silva"), (Parts{"de la Cruz", "dos Santos", "Silva"}));
    EXPECT_EQ(parts_of_name("Patel"), Parts{"Patel"});
    EXPECT_EQ(parts_of_name(""), Parts{});
}

TEST(NamingCustom, HyphensAmongChildrenOfTheEnglishRiseWithTheYears)
{
    constexpr std::uint64_t times = 20'000;
    const auto hyphens = [&](int year) {
        return children("English", year, Sex::female, times, [](const Name& child, const Parents& both) {
            return child.family.find('-') != std::string::npos &&
                   both.father.family.find('-') == std::string::npos &&
                   both.mother.family.find('-') == std::string::npos;
        });
    };
    const std::uint64_t early = hyphens(1955), middle = hyphens(1990), late = hyphens(2020);
    // 0.5 to 4 % with both names in 1955 ... 1975, 19 % in 2020, where parents have different names and
    // neither a hyphen: nearly always.
    EXPECT_LT(early, times / 40);
    EXPECT_GT(middle, 2 * early);
    EXPECT_GT(late, 2 * middle - middle / 4);
    EXPECT_LT(sigmas(late, times, 0.19), 12);
}

TEST(NamingCustom, TheEnglishMostlyHaveTheFathersName)
{
    constexpr std::uint64_t times = 5'000;
    const std::uint64_t fathers =
        children("English", 1980, Sex::male, times,
                 [](const Name& child, const Parents& both) { return child.family == both.father.family; });
    EXPECT_GT(fathers, times * 7 / 10);
    Draws draws = stream(1);
    const Parents both = parents(community("English"), 1950, draws);
    const Name child =
        own_tables().child({community("English"), Sex::male, 1980, false}, both.mother, nullptr, {}, draws);
    EXPECT_EQ(child.family, both.mother.family);
}

TEST(NamingCustom, SomeSonsAreCalledLikeTheirFathersAndFewerOfLate)
{
    constexpr std::uint64_t times = 20'000;
    const auto like = [](const Name& child, const Parents& both) { return child.given == both.father.given; };
    const std::uint64_t early = children("English", 1940, Sex::male, times, like);
    const std::uint64_t late = children("English", 2015, Sex::male, times, like);
    EXPECT_GT(early, times / 25); // 45 in a thousand, and those by chance
    EXPECT_LT(late, early / 2);
    EXPECT_GT(late, times / 200);
}

TEST(NamingCustom, PolishDaughtersHaveTheFeminineForm)
{
    constexpr std::uint64_t times = 4'000;
    std::uint64_t ski = 0;
    const std::uint64_t ska =
        children("Polish", 2012, Sex::female, times, [&](const Name& child, const Parents& both) {
            if (!both.father.family.ends_with("ski")) return false;
            ++ski;
            return child.family.ends_with("ska");
        });
    EXPECT_GT(ski, times / 10);
    EXPECT_LT(sigmas(ska, ski, 0.92), 5); // 8 % are registered in the father's form
    const std::uint64_t sons =
        children("Polish", 2012, Sex::male, times,
                 [](const Name& child, const Parents&) { return child.family.ends_with("ska"); });
    EXPECT_EQ(sons, 0u);
}

TEST(NamingCustom, LithuanianWivesAndDaughtersDiffer)
{
    const CommunityNumber c = community("Lithuanian");
    const Name wife{"Rasa", "", "Pociūtė"}, husband{"Jonas", "", "Kazlauskas"};
    std::uint64_t took = 0;
    for (std::uint64_t i = 0; i < 200; ++i) {
        Draws draws = stream(i);
        const Name married = own_tables().married({c, Sex::female, 1960, false}, wife, husband, draws);
        took += married.family == "Kazlauskienė" || married.family == "Kazlauskiene";
        const Name child = own_tables().child({c, Sex::female, 1990, false}, married, &husband, {}, draws);
        EXPECT_TRUE(child.family == "Kazlauskaitė" || child.family == "Kazlauskaite" ||
                    child.family == "Kazlauskas");
        const Name son =
            own_tables().child({c, Sex::male, 1990, false}, {"Rasa", "", "Kazlauskienė"}, nullptr, {}, draws);
        EXPECT_EQ(son.family, "Kazlauskas");
    }
    EXPECT_GT(took, 150u);
}

TEST(NamingCustom, SikhsAreSinghOrKaurBySex)
{
    constexpr std::uint64_t times = 2'000;
    const auto bears = [](std::string_view name) {
        return [=](const Name& child, const Parents&) {
            return (child.middle == name) != (child.family == name);
        };
    };
    EXPECT_EQ(children("Punjabi Sikh", 2000, Sex::female, times, bears("Kaur")), times);
    EXPECT_EQ(children("Punjabi Sikh", 2000, Sex::male, times, bears("Singh")), times);
    EXPECT_EQ(children("Punjabi Sikh", 2000, Sex::male, times, bears("Kaur")), 0u);
}

TEST(NamingCustom, OlderPakistaniFamiliesShareNoFamilyName)
{
    constexpr std::uint64_t times = 4'000;
    const auto shared = [](const Name& child, const Parents& both) {
        return child.family == both.father.family;
    };
    const std::uint64_t old = children("Pakistani", 1960, Sex::female, times, shared);
    const std::uint64_t young = children("Pakistani", 2015, Sex::female, times, shared);
    EXPECT_LT(old, times / 4);
    EXPECT_GT(young, times * 7 / 10);
    // Bibi and Begum: not the family's.
    const CommunityNumber c = community("Pakistani");
    std::uint64_t bibi = 0;
    for (std::uint64_t i = 0; i < times; ++i) {
        Draws draws = stream(i);
        const std::string family = own_tables().founder({c, Sex::female, 1950, true}, draws).family;
        bibi += family == "Bibi" || family == "Begum";
    }
    EXPECT_GT(bibi, times / 4);
}

TEST(NamingCustom, MenCalledMohammedMostlyGoByTheNextName)
{
    const CommunityNumber c = community("Pakistani");
    std::uint64_t next = 0;
    constexpr std::uint64_t times = 5'000;
    for (std::uint64_t i = 0; i < times; ++i) {
        Draws draws = stream(i);
        next += own_tables().calling({c, Sex::male, 1980, false}, {"Mohammed", "Bilal", "Khan"}, draws) ==
                "Bilal";
    }
    EXPECT_LT(sigmas(next, times, 0.85), 6);
}

TEST(NamingCustom, SomaliNamesAreAChainOfFathers)
{
    const Name father{"Abdi", "Farah", "Warsame"}, mother{"Hodan", "Jama", "Ali"};
    const CommunityNumber c = community("Somali");
    Draws draws = stream(3);
    const Name child = own_tables().child({c, Sex::female, 2010, false}, mother, &father, {}, draws);
    EXPECT_EQ(child.middle, "Abdi");
    EXPECT_EQ(child.family, "Farah");
    std::uint64_t kept = 0;
    for (std::uint64_t i = 0; i < 1'000; ++i) {
        Draws again = stream(i);
        kept += own_tables().married({c, Sex::female, 1980, false}, mother, father, again) == mother;
    }
    EXPECT_GT(kept, 900u);
}

TEST(NamingCustom, GujaratiChildrenAndWivesBearTheFathersOrHusbandsNameInTheMiddle)
{
    const Name father{"Ramesh", "Manilal", "Patel"}, mother{"Hansa", "Kantilal", "Shah"};
    const CommunityNumber c = community("Gujarati");
    std::uint64_t taken = 0;
    for (std::uint64_t i = 0; i < 500; ++i) {
        Draws draws = stream(i);
        const Name child = own_tables().child({c, Sex::male, 2000, false}, mother, &father, {}, draws);
        EXPECT_EQ(child.middle, "Ramesh");
        EXPECT_EQ(child.family, "Patel");
        taken += own_tables().married({c, Sex::female, 1970, false}, mother, father, draws) ==
                 Name{"Hansa", "Ramesh", "Patel"};
    }
    EXPECT_LT(sigmas(taken, 500, 0.85), 5);
}

TEST(NamingCustom, SpanishChildrenHaveBothFirstNamesPortugueseBothLast)
{
    const Name father{"Luis", "", "García López"}, mother{"Ana", "", "de la Cruz Ramos"};
    const auto usual = [&](std::string_view of, std::string_view family, std::string_view alone) {
        std::uint64_t count = 0;
        for (std::uint64_t i = 0; i < 1'000; ++i) {
            Draws draws = stream(i);
            const Name child =
                own_tables().child({community(of), Sex::male, 2000, false}, mother, &father, {}, draws);
            EXPECT_TRUE(child.family == family || child.family == alone) << child.family;
            count += child.family == family;
        }
        EXPECT_LT(sigmas(count, 1'000, 0.8), 5);
    };
    usual("Spanish", "García de la Cruz", "García");
    usual("Portuguese", "Ramos López", "López");
}

TEST(NamingCustom, GhanaiansBearADayName)
{
    constexpr std::string_view boys[]{"Kojo", "Kwabena", "Kwaku", "Yaw", "Kofi", "Kwame", "Kwasi"};
    std::uint64_t with = 0;
    constexpr std::uint64_t times = 2'000;
    for (std::uint64_t i = 0; i < times; ++i) {
        Draws draws = stream(i);
        const Name name = own_tables().founder({community("Ghanaian"), Sex::male, 1990, false}, draws);
        with += std::any_of(std::begin(boys), std::end(boys),
                            [&](std::string_view day) { return name.given == day || name.middle == day; });
    }
    EXPECT_GT(with, times / 2);
}

TEST(NamingCustom, ChineseGivenNamesAreRegisteredInThreeWays)
{
    std::uint64_t apart = 0, hyphen = 0, joined = 0;
    for (std::uint64_t i = 0; i < 20'000; ++i) {
        Draws draws = stream(i);
        const std::string given =
            own_tables().founder({community("Hong Kong Chinese"), Sex::male, 1985, true}, draws).given;
        apart += given == "Ho Yin", hyphen += given == "Ho-Yin", joined += given == "Hoyin";
    }
    const std::uint64_t all = apart + hyphen + joined;
    ASSERT_GT(all, 100u);
    EXPECT_LT(sigmas(apart, all, 0.6), 5);
    EXPECT_LT(sigmas(hyphen, all, 0.25), 5);
}

TEST(NamingCustom, AMarriageNeedsNoFamilyName)
{
    Draws draws = stream(1);
    for (std::size_t at = 0; at < communities().size(); ++at) {
        const Named who{static_cast<CommunityNumber>(at), Sex::female, 1980, true};
        const Name own{"Nur", "", ""}, other{"Aung", "", ""};
        EXPECT_EQ(own_tables().married(who, own, other, draws), own);
        const Name child = own_tables().child(who, own, &other, {}, draws);
        EXPECT_FALSE(child.given.empty());
        EXPECT_FALSE(own_tables().married(who, own, {"Tom", "", "Smith"}, draws).given.empty());
    }
}

} // namespace
} // namespace gauze::synth
