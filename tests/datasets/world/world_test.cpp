#include "bloom/base/error.hpp"
#include "tests/datasets/world/sample_world.hpp"

#include <set>

#include <fmt/format.h>
#include <gtest/gtest.h>

namespace gauze::synth {

namespace {

long long number_of(Day day) { return day.time_since_epoch().count(); }

std::string text_of(const Person& person)
{
    std::string text =
        fmt::format("{} {} {} {} {} {} {} {} {} {} {} {} {} {} {} {} {} {} {} {} {} {}\n", person.number,
                    static_cast<int>(person.sex), number_of(person.birth), number_of(person.expected),
                    number_of(person.death), number_of(person.arrival), number_of(person.recognition),
                    person.documents_say_january, person.miscarried, person.community, person.ethnicity,
                    person.need, person.mother, person.father, person.partner, person.twin, person.household,
                    person.family, person.nhs_number, person.upn, person.nino, person.calling);
    for (const NameSpell& spell : person.names)
        text += fmt::format("{} {} {}|{}|{}\n", number_of(spell.from), static_cast<int>(spell.reason),
                            spell.name.given, spell.name.middle, spell.name.family);
    for (const Stay& stay : person.stays) text += fmt::format("{} {}\n", number_of(stay.from), stay.home);
    return text;
}

std::string text_of(const Neighbourhood& around)
{
    std::string text = around.sector;
    for (const Person& person : around.people) text += text_of(person);
    for (const Home& home : around.homes)
        text += fmt::format("{}|{}|{}|{}|{}|{}|{}|{}|{}|{}\n", home.flat, home.house, home.street, home.town,
                            home.postcode, home.ward, home.district, home.uprn, static_cast<int>(home.kind),
                            home.withheld);
    for (const Household& household : around.households)
        text += fmt::format("{} {} {}\n", household.home, static_cast<int>(household.kind),
                            household.members.size());
    return text;
}

WorldOptions of_area(std::string area, Seed seed = 1)
{
    WorldOptions options;
    options.area = std::move(area);
    options.seed = seed;
    return options;
}

} // namespace

TEST(World, MakesTheSameNeighbourhoodWheneverAsked)
{
    const World again(WorldOptions{});
    for (const std::uint64_t number : {0u, 7u, 399u})
        EXPECT_EQ(text_of(sample()[number]), text_of(again.neighbourhood(number)));
}

TEST(World, AnotherSeedMakesOtherPeople)
{
    const World other(of_area("United Kingdom", 2));
    EXPECT_NE(text_of(sample()[0]), text_of(other.neighbourhood(0)));
    EXPECT_NE(sample()[0].people[0].nhs_number, other.neighbourhood(0).people[0].nhs_number);
}

TEST(World, EachNeighbourhoodComesInOrderAndStopsWhereTold)
{
    std::vector<std::uint64_t> order;
    std::vector<std::string> texts;
    each_neighbourhood<std::string>(
        sample_world(), [](const Neighbourhood& around) { return text_of(around); },
        [&](std::uint64_t number, std::string& text) {
            order.push_back(number);
            texts.push_back(std::move(text));
            return number < 9;
        });
    ASSERT_EQ(order.size(), 10u);
    for (std::uint64_t i = 0; i < 10; ++i) {
        EXPECT_EQ(order[i], i);
        EXPECT_EQ(texts[i], text_of(sample()[i]));
    }
}

TEST(World, KnowsTheAreasOfTheScenarios)
{
    std::set<std::string_view> known;
    for (const Area& area : areas()) {
        EXPECT_TRUE(known.insert(area.name).second) << area.name;
        EXPECT_GT(area.per_million, 0u) << area.name;
    }
    for (const std::string_view area : {"United Kingdom", "England", "Wales", "Scotland", "Northern Ireland",
                                        "London", "North West", "Lambeth", "Camden", "Waltham Forest",
                                        "City of London", "Oldham", "Rochdale", "Tameside", "Bradford"})
        EXPECT_TRUE(known.contains(area)) << area;
    EXPECT_THROW(World(of_area("Narnia")), Error);
}

TEST(World, PeopleOfAnAreaLiveInIt)
{
    for (const std::string area : {"Lambeth", "Oldham", "Bradford", "Camden"}) {
        const World world(of_area(area));
        std::size_t there = 0, all = 0;
        for (std::uint64_t number = 0; number < 5; ++number) {
            const Neighbourhood around = world.neighbourhood(number);
            for (const Household& household : around.households) {
                const Home& home = around.homes[household.home];
                if (home.kind == Home::Kind::none) continue;
                ++all;
                there += home.district == area;
            }
        }
        // All but some of those whom a neighbour's child or former partner is tied to.
        EXPECT_GT(there * 100, all * 92) << area;
    }
}

TEST(World, TheWardsOfLambethAreItsOwn)
{
    const World world(of_area("Lambeth"));
    std::map<std::string, std::size_t> wards;
    for (std::uint64_t number = 0; number < 150; ++number) {
        const Neighbourhood around = world.neighbourhood(number);
        for (const Household& household : around.households)
            if (around.homes[household.home].district == "Lambeth")
                ++wards[around.homes[household.home].ward];
    }
    for (const std::string ward : {"Coldharbour", "Stockwell", "Tulse Hill", "Vassall"})
        EXPECT_GT(wards[ward], 100u) << ward;
    EXPECT_GT(wards.size(), 12u); // and others outside the four
}

TEST(World, KeepsToItsDay)
{
    WorldOptions options;
    options.today = Day{std::chrono::year{2012} / 2 / 29};
    const World world(options);
    std::size_t unborn = 0, of_school_age = 0, with_upn = 0;
    for (std::uint64_t number = 0; number < 20; ++number)
        for (const Person& person : world.neighbourhood(number).people) {
            unborn += person.unborn(options.today);
            EXPECT_LE(person.expected, options.today + std::chrono::days{275});
            EXPECT_TRUE(person.death == never || person.death <= options.today);
            EXPECT_TRUE(person.arrival <= options.today);
            if (person.unborn(options.today)) continue;
            EXPECT_LE(person.stays.back().from, options.today);
            EXPECT_LE(person.names.back().from, options.today);
            if (person.age(options.today) < 6 || person.age(options.today) > 15) continue;
            ++of_school_age;
            with_upn += !person.upn.empty();
        }
    EXPECT_GT(unborn, 10u);
    EXPECT_GT(with_upn * 10, of_school_age * 6); // Scotland and Northern Ireland have none
}

TEST(World, SaysWhatItWasMadeBy) { EXPECT_NE(sample_world().edition().find("world"), std::string::npos); }

} // namespace gauze::synth
