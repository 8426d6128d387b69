#include "datasets/synth/five/population.hpp"
#include "tests/datasets/five/sample_town.hpp"

#include <algorithm>
#include <map>
#include <set>

#include <gtest/gtest.h>

namespace gauze::synth::five {
namespace {

// The rule of the NHS, written out anew: nine digits weighted 10 to 2, the check digit completes the sum to a
// multiple of 11.
bool passes_mod_11(const std::string& number)
{
    if (number.size() != 10) return false;
    int sum = 0;
    for (int i = 0; i < 10; ++i) sum += (number[static_cast<std::size_t>(i)] - '0') * (i == 9 ? 1 : 10 - i);
    return sum % 11 == 0;
}

TEST(TestNhsNumber, IsValidUnissuedAndNobodyElses)
{
    EXPECT_TRUE(passes_mod_11("9434765919")); // an example of the NHS data dictionary
    EXPECT_FALSE(passes_mod_11("9434765918"));
    std::set<std::string> numbers;
    for (std::uint64_t n = 0; n < test_nhs_numbers; n += n < 20'000 || n > 890'000 ? 1 : 7) {
        const std::string number = test_nhs_number(n);
        ASSERT_TRUE(passes_mod_11(number)) << n;
        ASSERT_TRUE(number.starts_with("999")) << n;
        ASSERT_TRUE(numbers.insert(number).second) << n;
    }
}

TEST(TestNhsNumber, IsGivenWhileTheRangeLasts)
{
    const Population population(1, 1'000'000);
    std::set<std::string> numbers;
    for (std::uint64_t number = 0; number < 2'000; ++number) {
        const std::string held = population.person(test_nhs_numbers - 1 - number).nhs_number;
        EXPECT_TRUE(passes_mod_11(held)) << number;
        EXPECT_TRUE(numbers.insert(held).second) << number;
    }
    EXPECT_EQ(population.person(test_nhs_numbers).nhs_number, "");
}

TEST(Population, IsTheSameForTheSameSeedInWhateverOrderItIsAsked)
{
    const Population forwards(5, 1'000), backwards(5, 1'000), other(6, 1'000);
    std::map<std::uint64_t, Person> seen;
    for (std::uint64_t number = 0; number < 1'000; ++number) seen[number] = forwards.person(number);
    int alike = 0;
    for (std::uint64_t number = 1'000; number-- > 0;) {
        const Person person = backwards.person(number);
        EXPECT_EQ(person.given, seen[number].given);
        EXPECT_EQ(person.family, seen[number].family);
        EXPECT_EQ(person.birth, seen[number].birth);
        EXPECT_EQ(person.home, seen[number].home);
        alike += other.person(number).family == person.family ? 1 : 0;
    }
    EXPECT_LT(alike, 50);
}

TEST(Population, SeatsEverybodyInExactlyOneHousehold)
{
    for (const std::uint64_t people : {1u, 2u, 31u, 32u, 33u, 1'000u}) {
        const Population population(1, people);
        for (std::uint64_t number = 0; number < people;) {
            const Seat first = population.seat(number);
            ASSERT_EQ(first.household, number);
            ASSERT_EQ(first.child, 0u);
            for (std::uint32_t child = 0; child < first.children; ++child)
                ASSERT_EQ(population.seat(number + child), (Seat{number, child, first.children}));
            number += first.children;
            ASSERT_LE(number, people);
        }
    }
}

TEST(Population, HasBrothersAndSistersWhoShareTheirHomeButNotTheirName)
{
    const Population population(1, 5'000);
    int families = 0;
    for (std::uint64_t number = 0; number < 5'000;) {
        const Person eldest = population.person(number);
        std::set<std::string> names{eldest.given};
        for (std::uint32_t child = 1; child < eldest.seat.children; ++child) {
            const Person sibling = population.person(number + child);
            EXPECT_EQ(sibling.home, eldest.home);
            EXPECT_EQ(sibling.need, eldest.need);
            if (sibling.sex == eldest.sex) {
                EXPECT_EQ(sibling.family, eldest.family);
            }
            EXPECT_TRUE(names.insert(sibling.given).second) << "two of one name in household " << number;
        }
        families += eldest.seat.children > 1 ? 1 : 0;
        number += eldest.seat.children;
    }
    EXPECT_GT(families, 1'000);
}

TEST(Population, HasBirthsOfOneMotherAtLeastThreeHundredDaysApartUnlessTwins)
{
    const Population population(2, 20'000);
    int twins = 0;
    for (std::uint64_t number = 0; number < 20'000;) {
        const std::uint32_t children = population.seat(number).children;
        for (std::uint32_t a = 0; a < children; ++a)
            for (std::uint32_t b = a + 1; b < children; ++b) {
                const Person one = population.person(number + a), two = population.person(number + b);
                const auto apart =
                    std::abs((std::chrono::sys_days{one.birth} - std::chrono::sys_days{two.birth}).count());
                if (apart == 0) {
                    EXPECT_TRUE(one.twin && two.twin);
                    ++twins;
                } else {
                    EXPECT_GE(apart, 300) << number;
                }
            }
        number += children;
    }
    // About one and a half in a hundred maternities of a country; here roughly as many.
    EXPECT_GT(twins, 100);
    EXPECT_LT(twins, 400);
}

TEST(Population, IsBornEquallyOftenInEachOfFiveSchoolYears)
{
    const Population population(3, 20'000);
    std::map<int, double> born;
    double boys = 0;
    for (std::uint64_t number = 0; number < 20'000; ++number) {
        const Person person = population.person(number);
        ASSERT_TRUE(person.birth.ok());
        ASSERT_GE(person.birth, first_birthday);
        ASSERT_LE(person.birth, last_birthday);
        const bool before_september = person.birth.month() < std::chrono::September;
        ++born[static_cast<int>(person.birth.year()) - (before_september ? 1 : 0)];
        boys += person.sex == Sex::male ? 1 : 0;
    }
    ASSERT_EQ(born.size(), 5u);
    for (const auto& [year, count] : born)
        EXPECT_TRUE(is_plausible(count, 20'000, 0.2, 2)) << year << ' ' << count;
    EXPECT_TRUE(is_plausible(boys, 20'000, 0.512));
}

TEST(Population, HasNamesWithAccentsApostrophesAndHyphens)
{
    const Population population(4, 20'000);
    int accents = 0, apostrophes = 0, hyphens = 0;
    for (std::uint64_t number = 0; number < 20'000; ++number) {
        const Person person = population.person(number);
        const std::string name = person.given + person.family;
        accents += std::any_of(name.begin(), name.end(), [](char c) { return (c & 0x80) != 0; }) ? 1 : 0;
        apostrophes += name.find('\'') != std::string::npos ? 1 : 0;
        hyphens += name.find('-') != std::string::npos ? 1 : 0;
    }
    EXPECT_GT(accents, 20'000 / 100);
    EXPECT_LT(accents, 20'000 / 20);
    EXPECT_GT(apostrophes, 20'000 / 1'000);
    EXPECT_GT(hyphens, 20'000 / 50);
}

} // namespace
} // namespace gauze::synth::five
