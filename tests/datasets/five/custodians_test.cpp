#include "datasets/synth/five/custodians.hpp"
#include "datasets/synth/five/payload.hpp"
#include "tests/datasets/five/sample_town.hpp"

#include <cmath>
#include <set>

#include <gtest/gtest.h>

namespace gauze::synth::five {
namespace {

TEST(Holders, CoverThePopulationAsFarAsTheFactsSay)
{
    constexpr std::uint64_t people = 40'000;
    constexpr double largest_family = 4;
    const Population population(1, people);
    std::array<double, custodians> held{};
    for (std::uint64_t number = 0; number < people; ++number)
        for (std::size_t i = 0; i < custodians; ++i)
            held[i] += (holders_of(population, number) & bit(all_custodians[i])) != 0 ? 1 : 0;
    for (std::size_t i = 0; i < custodians; ++i) {
        const double coverage = facts(all_custodians[i]).coverage.per_million / 1e6;
        EXPECT_GE(coverage, 0.4);
        EXPECT_LE(coverage, 0.9);
        EXPECT_TRUE(is_plausible(held[i], people, coverage, largest_family)) << facts(all_custodians[i]).name;
    }
}

TEST(Holders, OverlapMoreWhereNeedBringsBoth)
{
    constexpr std::uint64_t people = 40'000;
    const Population population(1, people);
    const Holders both = bit(Custodian::social_care) | bit(Custodian::housing);
    double care = 0, housing = 0, together = 0;
    for (std::uint64_t number = 0; number < people; ++number) {
        const Holders holders = holders_of(population, number);
        care += (holders & bit(Custodian::social_care)) != 0 ? 1 : 0;
        housing += (holders & bit(Custodian::housing)) != 0 ? 1 : 0;
        together += (holders & both) == both ? 1 : 0;
    }
    // Need n is uniform in -1 ... 1; the chances are .42 + .3 n and .5 + .4 n; the mean of n n is 1/3.
    EXPECT_TRUE(is_plausible(together, people, 0.42 * 0.5 + 0.3 * 0.4 / 3, 4));
    EXPECT_GT(together, 1.1 * care * housing / people);
}

TEST(Holders, HaveWholeHouseholdsInHousing)
{
    const Population population(1, 5'000);
    for (std::uint64_t number = 0; number < 5'000; ++number) {
        const std::uint64_t first = population.seat(number).household;
        EXPECT_EQ(holders_of(population, number) & bit(Custodian::housing),
                  holders_of(population, first) & bit(Custodian::housing));
    }
}

TEST(Register, GivesEverybodyAReferenceOfTheirOwnThatTellsNothing)
{
    constexpr std::uint64_t people = 20'000;
    const Population population(1, people);
    for (const Custodian custodian : all_custodians) {
        const Register file(custodian, population, presets()[0]);
        std::map<std::string, std::uint64_t> by_reference;
        for (std::uint64_t number = 0; number < people; ++number)
            ASSERT_TRUE(by_reference.emplace(file.reference(number), number).second);
        double sum = 0, rank = 0;
        const double n = people, middle = (n - 1) / 2;
        for (const auto& [reference, number] : by_reference)
            sum += (rank++ - middle) * (static_cast<double>(number) - middle);
        EXPECT_LT(std::abs(sum / (n * (n * n - 1) / 12)), 5 / std::sqrt(n - 1)) << facts(custodian).name;
    }
}

TEST(Register, StandsInAnOrderThatTellsNothingOfPeopleOrOfOtherFiles)
{
    constexpr std::uint64_t people = 20'000;
    const Population population(1, people);
    for (std::size_t a = 0; a < custodians; ++a)
        for (std::size_t b = a; b < custodians; ++b) {
            const Register one(all_custodians[a], population, presets()[0]);
            const Register two(all_custodians[b], population, presets()[0]);
            double sum = 0;
            const double n = people, middle = (n - 1) / 2;
            for (std::uint64_t place = 0; place < people; ++place) {
                const std::uint64_t other =
                    a == b ? place : two.person_at(place); // with itself: with the truth
                sum += (static_cast<double>(one.person_at(place)) - middle) *
                       (static_cast<double>(other) - middle);
            }
            EXPECT_LT(std::abs(sum / (n * (n * n - 1) / 12)), 5 / std::sqrt(n - 1)) << a << ' ' << b;
        }
}

TEST(Register, WritesAsManyCellsAsItsHeaderHas)
{
    const Population population(1, 500);
    for (const Custodian custodian : all_custodians) {
        const Register file(custodian, population, presets()[2]);
        std::string csv(facts(custodian).header);
        csv += facts(custodian).line_end;
        ErrorCounts errors;
        for (std::uint64_t number = 0; number < 500; ++number) file.append_row(number, csv, errors);
        const auto rows = cells_of(csv);
        ASSERT_EQ(rows.size(), 501u);
        for (const auto& row : rows) ASSERT_EQ(row.size(), rows[0].size());
    }
}

TEST(Payload, IsPlausibleAndHangsTogether)
{
    constexpr std::uint64_t people = 20'000;
    const Population population(1, people);
    double grams = 0, small = 0, early = 0, met_small = 0, met_others = 0;
    for (std::uint64_t number = 0; number < people; ++number) {
        const Person person = population.person(number);
        const HospitalPayload birth = hospital_payload(1, person);
        const bool met = school_payload(1, person).early_years_goals;
        grams += birth.birth_weight_g;
        early += birth.gestation_weeks < 37 ? 1 : 0;
        if (birth.birth_weight_g < 2'500)
            ++small, met_small += met ? 1 : 0;
        else
            met_others += met ? 1 : 0;
    }
    // England: about 3,300 g, 7 % small, 8 % early.
    EXPECT_NEAR(grams / people, 3'300, 100);
    EXPECT_NEAR(small / people, 0.075, 0.03);
    EXPECT_NEAR(early / people, 0.085, 0.02);
    EXPECT_LT(met_small / small + 0.05, met_others / (people - small));
}

TEST(Payload, IsTheSameForChildrenOfOneHouseholdWhereItIsAboutTheHousehold)
{
    const Population population(2, 3'000);
    for (std::uint64_t number = 0; number < 3'000; ++number) {
        const Person person = population.person(number), eldest = population.person(person.seat.household);
        EXPECT_EQ(gp_payload(2, person).household_smoker, gp_payload(2, eldest).household_smoker);
        EXPECT_EQ(housing_payload(2, person).tenure, housing_payload(2, eldest).tenure);
        EXPECT_EQ(housing_payload(2, person).household_size, housing_payload(2, eldest).household_size);
        EXPECT_GT(housing_payload(2, person).household_size, person.seat.children);
    }
}

} // namespace
} // namespace gauze::synth::five
