// What was drawn beside what is documented. Neighbourhoods are clusters (one with a student hall, one where a
// minority lives together), so a share is a mean over neighbourhoods, its error is estimated from how they
// differ, and a test allows five such errors beside the tolerance it states: the model's own distance from
// its source.
#include "datasets/synth/world/mix.hpp"
#include "tests/datasets/world/sample_world.hpp"

#include <cmath>
#include <functional>

#include <gtest/gtest.h>

namespace gauze::synth {

namespace {

using std::chrono::days;

struct Fraction {
    double part = 0, whole = 0;
};
struct Estimate {
    double value = 0, error = 0;
};

// A ratio of sums and its error, by the linearised variance of a ratio over clusters (Cochran, "Sampling
// Techniques", chapter 6).
Estimate estimate(const std::function<Fraction(const Neighbourhood&)>& measure)
{
    std::vector<Fraction> all;
    Fraction sum;
    for (const Neighbourhood& around : sample()) {
        all.push_back(measure(around));
        sum.part += all.back().part;
        sum.whole += all.back().whole;
    }
    const double ratio = sum.part / sum.whole;
    double squares = 0;
    for (const Fraction& one : all) squares += std::pow(one.part - ratio * one.whole, 2);
    return {ratio, std::sqrt(squares) / sum.whole};
}

// Of the people for whom `of` holds, the share for whom `is` holds.
template <class Of, class Is>
Estimate share(Of of, Is is)
{
    return estimate([&](const Neighbourhood& around) {
        Fraction fraction;
        for (const Person& person : around.people) {
            if (!of(person)) continue;
            ++fraction.whole;
            if (is(person)) ++fraction.part;
        }
        return fraction;
    });
}

bool lives(const Person& person) { return person.alive(today()); }

void expect_near(const Estimate& found, double documented, double tolerance, const char* what)
{
    EXPECT_NEAR(found.value, documented, tolerance + 5 * found.error) << what << " +- " << found.error;
}

bool communal(const Household& household) { return household.kind == Household::Kind::institution; }

} // namespace

// Census 2021, England and Wales, TS017: 30.1, 34.0, 16.0, 13.0, 4.5 and 2.4 per cent; mean 2.36.
TEST(Distribution, HouseholdSizesAreThoseOfTheCensus)
{
    const double documented[] = {0, .301, .340, .160, .130, .045, .024};
    for (std::size_t size = 1; size <= 6; ++size) {
        const Estimate found = estimate([&](const Neighbourhood& around) {
            Fraction fraction;
            for (const Household& household : around.households) {
                if (communal(household)) continue;
                ++fraction.whole;
                if (std::min<std::size_t>(household.members.size(), 6) == size) ++fraction.part;
            }
            return fraction;
        });
        expect_near(found, documented[size], .012, "size");
    }
    const Estimate mean = estimate([](const Neighbourhood& around) {
        Fraction fraction;
        for (const Household& household : around.households) {
            if (communal(household)) continue;
            ++fraction.whole;
            fraction.part += static_cast<double>(household.members.size());
        }
        return fraction;
    });
    expect_near(mean, 2.36, .05, "mean size");
}

// Census 2021, England and Wales: 6.8 per cent of households are several families or people who are no
// family, 2.1 per cent hold three generations.
TEST(Distribution, HouseholdsOfSeveralFamiliesAndGenerationsAreThoseOfTheCensus)
{
    using Kind = Household::Kind;
    const auto share_of = [](const std::function<bool(const Household&)>& is) {
        return estimate([&](const Neighbourhood& around) {
            Fraction fraction;
            for (const Household& household : around.households) {
                if (communal(household)) continue;
                ++fraction.whole;
                if (is(household)) ++fraction.part;
            }
            return fraction;
        });
    };
    const auto three = [](const Household& household) { return household.kind == Kind::several_generations; };
    expect_near(share_of(three), .021, .003, "three generations");
    const auto others = [&](const Household& household) {
        return household.members.size() > 1 &&
               (three(household) || household.kind == Kind::shared || household.families_unrelated);
    };
    expect_near(share_of(others), .068, .006, "several families or others");
}

TEST(Distribution, ANeighbourhoodHasFourHundredPeople)
{
    const Estimate people = estimate([](const Neighbourhood& around) {
        return Fraction{static_cast<double>(std::count_if(around.people.begin(), around.people.end(), lives)),
                        1};
    });
    EXPECT_NEAR(people.value, 400, 10);
}

// Mid-year estimates 2022, United Kingdom, rounded.
TEST(Distribution, AgesAreThoseOfTheCountry)
{
    struct Ages {
        int first, last;
        double share;
    };
    for (const Ages& group :
         {Ages{0, 4, .054}, Ages{5, 9, .059}, Ages{10, 14, .061}, Ages{15, 17, .035}, Ages{18, 24, .084},
          Ages{25, 34, .135}, Ages{35, 44, .131}, Ages{45, 54, .130}, Ages{55, 64, .126}, Ages{65, 74, .099},
          Ages{75, 84, .064}, Ages{85, 120, .025}}) {
        const Estimate found = share(lives, [&](const Person& person) {
            const int age = person.age(today());
            return age >= group.first && age <= group.last;
        });
        expect_near(found, group.share, .012, std::to_string(group.first).c_str());
    }
}

TEST(Distribution, WomenAreALittleMoreThanHalf)
{
    expect_near(share(lives, [](const Person& person) { return person.sex == Sex::female; }), .51, .01,
                "women");
}

// 680,000 births a year among 67.6 million: nine months of them are 0.75 per cent.
TEST(Distribution, TheUnbornAreThreeQuartersOfAYearsBirths)
{
    const Estimate found = estimate([](const Neighbourhood& around) {
        Fraction fraction;
        for (const Person& person : around.people) {
            if (person.unborn(today())) ++fraction.part;
            if (lives(person)) ++fraction.whole;
        }
        return fraction;
    });
    expect_near(found, .0075, .0012, "unborn");
    const auto unborn = [](const Person& person) { return person.unborn(today()); };
    expect_near(share(unborn, [](const Person& person) { return person.miscarried; }), .045, 0, "lost");
}

// ONS 2021: 13.7 maternities in 1,000 with two or more; 15 the decade before.
TEST(Distribution, FifteenMaternitiesInAThousandBringTwins)
{
    const Estimate found = estimate([](const Neighbourhood& around) {
        Fraction fraction;
        for (std::size_t slot = 0; slot < around.people.size(); ++slot) {
            const Person& person = around.people[slot];
            if (person.mother == nobody || person.age(today()) >= 18) continue;
            Slot first = static_cast<Slot>(slot);
            for (Slot next = person.twin; next != nobody && next != slot; next = around.people[next].twin)
                first = std::min(first, next);
            if (first != slot) continue;
            ++fraction.whole;
            if (person.twin != nobody) ++fraction.part;
        }
        return fraction;
    });
    expect_near(found, .015, .001, "twins");
}

TEST(Distribution, BirthsSpreadNineDaysAboutTheDueDate)
{
    const Estimate found = estimate([](const Neighbourhood& around) {
        Fraction fraction;
        for (const Person& person : around.people) {
            if (person.mother == nobody || person.twin != nobody || person.age(today()) >= 18 ||
                person.unborn(today()))
                continue;
            ++fraction.whole;
            fraction.part += std::pow(static_cast<double>((person.birth - person.expected).count()), 2);
        }
        return fraction;
    });
    EXPECT_NEAR(std::sqrt(found.value), 9, .6);
}

// Census 2021 (England and Wales) and 2022 (Scotland), MS-B01 (Northern Ireland): for the United Kingdom
// White 83.0, Asian 8.6, Black 3.7, Mixed 2.7, other 2.0 per cent.
TEST(Distribution, EthnicGroupsAreThoseOfTheCountry)
{
    const std::map<std::string_view, double> documented = {
        {"White", .830}, {"Asian", .086}, {"Black", .037}, {"Mixed", .027}, {"Other", .020}};
    for (const auto& [broad, documented_share] : documented)
        expect_near(
            share(lives,
                  [&](const Person& person) { return ethnicities()[person.ethnicity].broad == broad; }),
            documented_share, documented_share * .12, std::string(broad).c_str());
}

TEST(Distribution, GroupsLiveTogether)
{
    // Were people spread evenly, the share of Asian people would vary between neighbourhoods by about sqrt(pq
    // / 400).
    std::vector<double> shares;
    double sum = 0;
    for (const Neighbourhood& around : sample()) {
        double asian = 0;
        for (const Person& person : around.people) asian += ethnicities()[person.ethnicity].broad == "Asian";
        shares.push_back(asian / static_cast<double>(around.people.size()));
        sum += shares.back();
    }
    const double mean = sum / static_cast<double>(shares.size());
    double squares = 0;
    for (const double one : shares) squares += (one - mean) * (one - mean);
    EXPECT_GT(squares / static_cast<double>(shares.size()), 20 * mean * (1 - mean) / 400);
}

// Census TS021 for the boroughs, after a tenth of tolerance for those who live elsewhere.
TEST(Distribution, TheScenarioBoroughsAreMixedAsTheyAre)
{
    struct Borough {
        const char* name;
        std::string_view broad;
        double share;
    };
    for (const Borough& borough : {Borough{"Lambeth", "Black", .240}, Borough{"Oldham", "Asian", .246},
                                   Borough{"Bradford", "Asian", .321}, Borough{"Camden", "White", .595}}) {
        WorldOptions options;
        options.area = borough.name;
        const World world(options);
        double of_group = 0, all = 0;
        for (std::uint64_t number = 0; number < 120; ++number)
            for (const Person& person : world.neighbourhood(number).people) {
                ++all;
                of_group += ethnicities()[person.ethnicity].broad == borough.broad;
            }
        EXPECT_NEAR(of_group / all, borough.share, .05) << borough.name;
    }
}

// Between ten and twelve people in a hundred move in a year, those of 18 to 29 most, families less.
TEST(Distribution, OneInTenMovesInAYear)
{
    const auto moved = [](const Person& person) {
        for (std::size_t i = 1; i < person.stays.size(); ++i)
            if (person.stays[i].from > today() - days{365}) return true;
        return false;
    };
    const auto aged = [](int first, int last) {
        return [=](const Person& person) {
            return lives(person) && person.age(today()) >= first && person.age(today()) <= last;
        };
    };
    expect_near(share(aged(1, 120), moved), .11, .01, "moved");
    const double young = share(aged(18, 29), moved).value, children = share(aged(1, 16), moved).value,
                 old = share(aged(65, 120), moved).value;
    EXPECT_GT(young, 1.7 * share(aged(1, 120), moved).value);
    EXPECT_LT(children, young / 2);
    EXPECT_LT(old, .05);
}

// One in seven applicants for asylum had a birth date of 1 January; where fathers' names are chained many
// came so.
TEST(Distribution, TheFirstOfJanuaryIsTooCommonAmongThoseWhoCame)
{
    const auto came = [](const Person& person) {
        return lives(person) && person.arrival != always &&
               communities()[person.community].custom == Custom::father_chain && person.age(today()) >= 18;
    };
    const auto january = [](const Person& person) {
        const std::chrono::year_month_day date{person.documented_birth()};
        return date.month() == std::chrono::January && date.day() == std::chrono::day{1};
    };
    expect_near(share(came, january), 1 / 7., .01, "first of January");
    const auto here = [](const Person& person) { return lives(person) && person.arrival == always; };
    expect_near(share(here, january), 1 / 365.25, .0003, "of those born here");
}

// Census 2021, England and Wales: 16.8 per cent born abroad; Scotland and Northern Ireland fewer.
TEST(Distribution, OneInSixOrSevenWasBornAbroad)
{
    expect_near(share(lives, [](const Person& person) { return person.arrival != always; }), .16, .02,
                "abroad");
}

// Department for Education: 70 to 71 children in 10,000 are looked after.
TEST(Distribution, SevenChildrenInAThousandAreLookedAfter)
{
    const Estimate found = estimate([](const Neighbourhood& around) {
        Fraction fraction;
        for (const Person& person : around.people) {
            if (!lives(person) || person.age(today()) >= 18 || person.mother == nobody) continue;
            ++fraction.whole;
            const Person& mother = around.people[person.mother];
            const bool with_father =
                person.father != nobody && around.people[person.father].household == person.household;
            if (mother.household != person.household && !with_father) ++fraction.part;
        }
        return fraction;
    });
    expect_near(found, .007, .0015, "looked after");
}

TEST(Distribution, SomeWhoDiedLatelyAreStillKnown)
{
    const Estimate found = estimate([](const Neighbourhood& around) {
        Fraction fraction;
        for (const Person& person : around.people) {
            if (person.death <= today()) ++fraction.part;
            if (lives(person)) ++fraction.whole;
        }
        return fraction;
    });
    EXPECT_GT(found.value, .003);
    EXPECT_LT(found.value, .02); // deaths of two years
}

} // namespace gauze::synth
