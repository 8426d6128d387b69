#include "bloom/base/error.hpp"
#include "datasets/synth/observe/organisation.hpp"
#include "tests/datasets/observe/sample_world.hpp"

#include <set>

#include <fmt/format.h>
#include <gtest/gtest.h>

namespace gauze::synth {
namespace {

Organisation organisation(const std::string& text, std::uint32_t variant = 0)
{
    return organisation_from(text, sample_day(), variant);
}

TEST(OrganisationText, IsReadWordByWord)
{
    const Organisation read = organisation(
        "north kind=gp coverage=0.925 errors=poor captured=2024-03-01 duplicates=0.01 together=1 contact=90",
        7);
    EXPECT_EQ(read.name, "north");
    EXPECT_EQ(read.kind, OrganisationKind::gp);
    EXPECT_EQ(read.coverage.per_million, 925'000u);
    EXPECT_EQ(read.preset->name, "poor");
    EXPECT_EQ(read.captured, Day(std::chrono::year{2024} / 3 / 1));
    EXPECT_EQ(read.duplicates.per_million, 10'000u);
    EXPECT_EQ(read.together.per_million, 1'000'000u);
    EXPECT_EQ(read.contact_days, 90u);
    EXPECT_EQ(read.variant, 7u);
}

TEST(OrganisationText, TakesFromTheKindWhatItDoesNotSay)
{
    for (const KindFacts& kind : kinds_of_organisation()) {
        const Organisation read = organisation(std::string(kind.name));
        EXPECT_EQ(read.kind, kind.kind);
        EXPECT_EQ(read.coverage.per_million, kind.coverage.per_million);
        EXPECT_EQ(read.captured, sample_day());
        EXPECT_NE(read.preset, nullptr) << kind.name;
    }
}

TEST(OrganisationText, IsRefusedInWordsWhereItMeansNothing)
{
    for (const char* text :
         {"", "kind=gp", "Gp", "a/b kind=gp", "gp kind=shop", "gp coverage=2", "gp coverage=1.1",
          "gp coverage=", "gp coverage=0.1234567", "gp coverage=-1", "gp coverage=1e-3", "gp errors=awful",
          "gp captured=2024-02-30", "gp captured=tomorrow", "gp captured=2099-01-01", "gp contact=x",
          "gp speed=3", "gp fast", "shop"})
        try {
            organisation(text);
            ADD_FAILURE() << text;
        } catch (const Error& error) {
            EXPECT_EQ(error.code(), Exit::usage) << text;
        }
}

// Who is known, of those who might be.
struct Known {
    double might = 0, known = 0, records = 0;
    std::set<PersonNumber> people;
    explicit Known(const Organisation& organisation)
    {
        for_everybody([&](const Neighbourhood& around, Slot who, const Person& person) {
            const bool possible = might_know(around, who, organisation);
            const std::uint32_t held = records_held(sample_world(), around, who, organisation);
            EXPECT_TRUE(possible || held == 0);
            might += possible, known += held > 0, records += held;
            if (held > 0) people.insert(person.number);
        });
    }
};

TEST(Organisation, KnowsAsManyAsWasAsked)
{
    std::uint32_t variant = 0;
    for (const KindFacts& kind : kinds_of_organisation())
        for (const char* coverage : {"0", "0.1", "0.6", "1"}) {
            const Known known(organisation(
                fmt::format("x kind={} coverage={} together=0.3", kind.name, coverage), ++variant));
            ASSERT_GT(known.might, 0) << kind.name;
            // Families and households are known as a whole: six people hang together.
            EXPECT_TRUE(is_plausible(known.known, known.might, std::stod(coverage), 6))
                << kind.name << ' ' << coverage << ' ' << known.known / known.might;
        }
}

TEST(Organisation, KnowsPeopleOfItsAge)
{
    for_everybody([](const Neighbourhood& around, Slot who, const Person& person) {
        const int age = person.age(sample_day());
        const bool alive = person.alive(sample_day());
        EXPECT_EQ(might_know(around, who, organisation("school")), alive && age >= 4 && age <= 18);
        EXPECT_EQ(might_know(around, who, organisation("dwp")), alive && age >= 16);
        EXPECT_EQ(might_know(around, who, organisation("police")), alive && age >= 10);
        EXPECT_EQ(might_know(around, who, organisation("gp")), alive);
        if (alive && age < 18) {
            EXPECT_TRUE(might_know(around, who, organisation("social-care")));
            EXPECT_FALSE(might_know(around, who, organisation("justice")));
            EXPECT_FALSE(might_know(around, who, organisation("housing")));
        }
    });
}

TEST(Organisation, OfChildrenKnowsTheUnbornAndWholeFamilies)
{
    const Organisation care = organisation("social-care coverage=0.2");
    std::size_t unborn = 0, pairs = 0, apart = 0;
    for_everybody([&](const Neighbourhood& around, Slot who, const Person& person) {
        const bool known = records_held(sample_world(), around, who, care) > 0;
        unborn += known && person.unborn(sample_day());
        if (person.age(sample_day()) >= 18 || !person.alive(sample_day()) || person.mother == nobody) return;
        const Person& mother = around.people[person.mother];
        if (mother.family != person.family || !mother.alive(sample_day())) return;
        ++pairs;
        apart += known != (records_held(sample_world(), around, person.mother, care) > 0);
    });
    EXPECT_GT(unborn, 0u);
    EXPECT_GT(pairs, 1'000u);
    EXPECT_EQ(apart, 0u);
}

TEST(Organisation, OfHousingKnowsOnePersonOfAHousehold)
{
    const Organisation housing = organisation("housing coverage=1");
    for (const Neighbourhood& around : sample_neighbourhoods()) {
        std::vector<int> tenants(around.households.size());
        for (Slot who = 0; who < around.people.size(); ++who)
            if (might_know(around, who, housing)) ++tenants[around.people[who].household];
        for (const int number : tenants) EXPECT_LE(number, 1);
    }
}

TEST(Organisation, KnowsTheNeedyMoreOftenWhereNeedDecides)
{
    const Organisation care = organisation("social-care coverage=0.3");
    double needy = 0, needy_known = 0, other = 0, other_known = 0;
    for_everybody([&](const Neighbourhood& around, Slot who, const Person& person) {
        if (!might_know(around, who, care)) return;
        const bool known = records_held(sample_world(), around, who, care) > 0;
        (person.need >= 700'000 ? needy : other) += 1;
        (person.need >= 700'000 ? needy_known : other_known) += known;
    });
    EXPECT_GT(needy_known / needy, 2 * other_known / other);
}

TEST(Organisation, KnowsTheSamePeopleAsAnotherAsFarAsTheyGoTogether)
{
    const auto overlap = [](const char* together) {
        const Known a(organisation(fmt::format("a kind=gp coverage=0.5 together={}", together), 1)),
            b(organisation(fmt::format("b kind=police coverage=0.2 together={}", together), 2));
        double both = 0;
        std::set<PersonNumber> might;
        for_everybody([&](const Neighbourhood&, Slot, const Person& person) {
            both += a.people.contains(person.number) && b.people.contains(person.number);
        });
        return both / static_cast<double>(b.people.size());
    };
    const double apart = overlap("0"), some = overlap("0.7"), together = overlap("1");
    EXPECT_NEAR(apart, 0.5, 0.06);
    EXPECT_GT(some, apart + 0.1);
    EXPECT_EQ(together, 1.0);
}

TEST(Organisation, HoldsAsManyTwiceAsWasAskedAndSomeOfTheseEqually)
{
    const Organisation hospital = organisation("hospital coverage=1 duplicates=0.1 errors=hard");
    double known = 0, twice = 0, equal = 0;
    for_everybody([&](const Neighbourhood& around, Slot who, const Person&) {
        const std::uint32_t held = records_held(sample_world(), around, who, hospital);
        known += held > 0, twice += held > 1;
        if (held < 2) return;
        ErrorCounts counts;
        const Record first = record_held(sample_world(), around, who, hospital, 0, counts),
                     second = record_held(sample_world(), around, who, hospital, 1, counts);
        equal += first.errors == second.errors && first.given == second.given &&
                 first.family == second.family && first.nhs_number == second.nhs_number &&
                 first.home.postcode == second.home.postcode;
    });
    EXPECT_TRUE(is_plausible(twice, known, 0.1));
    EXPECT_GT(equal, twice * 0.2);
    EXPECT_LT(equal, twice * 0.6); // others are without errors twice
}

TEST(Organisation, ShowsPeopleAsOfItsLastContact)
{
    const Organisation police = organisation("police contact=100");
    double people = 0, days = 0;
    for_everybody([&](const Neighbourhood&, Slot, const Person& person) {
        if (person.age(sample_day()) < 5 || person.arrival > sample_day() - std::chrono::days{400}) return;
        const auto ago = (sample_day() - lens_at(sample_world(), person, police).captured).count();
        ASSERT_TRUE(ago >= 0 && ago <= 200);
        ++people, days += static_cast<double>(ago);
    });
    EXPECT_NEAR(days / people, 100, 5 * 58 / std::sqrt(people)); // even over 0 ... 200
}

} // namespace
} // namespace gauze::synth
