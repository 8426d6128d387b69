#include "datasets/synth/world/numbers.hpp"
#include "tests/datasets/world/sample_world.hpp"

#include <set>

#include <gtest/gtest.h>

namespace gauze::synth {

namespace {

// Written from the published rules.
bool check_digit_holds(const std::string& number)
{
    if (number.size() != 10) return false;
    int sum = 0;
    for (int i = 0; i < 9; ++i) sum += (number[static_cast<std::size_t>(i)] - '0') * (10 - i);
    int check = 11 - sum % 11;
    if (check == 11) check = 0;
    return check != 10 && check == number[9] - '0';
}

bool check_letter_holds(const std::string& upn)
{
    const std::string letters = "ABCDEFGHJKLMNPQRTUVWXYZ";
    if (upn.size() != 13) return false;
    std::size_t sum = 0;
    for (std::size_t i = 1; i < 13; ++i) {
        const bool digit = upn[i] >= '0' && upn[i] <= '9';
        if (!digit && i != 12) return false;
        const std::size_t value = digit ? static_cast<std::size_t>(upn[i] - '0') : letters.find(upn[i]);
        if (value == std::string::npos) return false;
        sum += value * (i + 1);
    }
    return letters[sum % 23] == upn[0];
}

} // namespace

TEST(Numbers, PublishedExamplesPass)
{
    EXPECT_TRUE(valid_nhs_number("9434765919")); // NHS Data Dictionary's example
    EXPECT_FALSE(valid_nhs_number("9434765918"));
    EXPECT_FALSE(valid_nhs_number("943476591"));
    EXPECT_FALSE(valid_nhs_number("943 476 5919"));
    EXPECT_TRUE(valid_upn("H801200001001")); // Department for Education's example
    EXPECT_FALSE(valid_upn("A801200001001"));
    EXPECT_FALSE(valid_upn("H80120000100"));
    EXPECT_TRUE(valid_nino("QQ123456C"));
    EXPECT_FALSE(valid_nino("QQ123456E"));
    EXPECT_FALSE(valid_nino("Q1123456C"));
}

TEST(Numbers, EveryNumberOfTheWorldIsValidNeverIssuedAndGivenOnce)
{
    std::set<std::string> nhs, upns, ninos;
    for (const Neighbourhood& around : sample())
        for (const Person& person : around.people) {
            for (const std::string& number : {person.nhs_number, person.former_nhs_number}) {
                if (number.empty()) continue;
                EXPECT_TRUE(check_digit_holds(number)) << number;
                EXPECT_TRUE(number[0] == '5' || number[0] == '8' || number[0] == '9') << number;
                EXPECT_TRUE(nhs.insert(number).second) << number;
            }
            if (!person.upn.empty()) {
                EXPECT_TRUE(check_letter_holds(person.upn)) << person.upn;
                EXPECT_TRUE(upns.insert(person.upn).second) << person.upn;
            }
            if (!person.nino.empty()) {
                EXPECT_TRUE(valid_nino(person.nino));
                EXPECT_NE(person.nino.substr(0, 2).find_first_of("DFIQUV"), std::string::npos) << person.nino;
                EXPECT_TRUE(ninos.insert(person.nino).second) << person.nino;
                EXPECT_GE(person.age(today()), 16);
            }
        }
    EXPECT_GT(nhs.size(), 150'000u);
    EXPECT_GT(upns.size(), 40'000u);
    EXPECT_GT(ninos.size(), 100'000u);
}

// The ends of the range are where a permutation would run out.
TEST(Numbers, TheLastPersonHasANumberToo)
{
    const Numbers numbers(3);
    for (const PersonNumber person : {PersonNumber{0}, person_numbers - 1}) {
        EXPECT_TRUE(check_digit_holds(numbers.nhs(person)));
        EXPECT_TRUE(valid_nino(numbers.nino(person)));
    }
    EXPECT_TRUE(check_digit_holds(numbers.former_nhs(most_neighbourhoods - 1, 1)));
    const std::string last = upn(208, 2024, most_neighbourhoods - 1, upns_a_year - 1, false);
    EXPECT_TRUE(check_letter_holds(last)) << last;
    EXPECT_EQ(last.substr(1, 3), "208");
    EXPECT_EQ(last.substr(8, 2), "24");
}

TEST(Numbers, UpnsOfOneNeighbourhoodAndYearDiffer)
{
    std::set<std::string> upns;
    for (std::uint64_t neighbourhood : {std::uint64_t{0}, std::uint64_t{1}, most_neighbourhoods - 1})
        for (std::uint32_t which = 0; which < upns_a_year; ++which)
            for (const bool temporary : {false, true})
                EXPECT_TRUE(upns.insert(upn(202, 2011, neighbourhood, which, temporary)).second);
    for (const std::string& upn : upns) EXPECT_TRUE(check_letter_holds(upn)) << upn;
}

TEST(Numbers, ASpoiltNumberNeverPasses)
{
    Draws draws(1, Purpose::numbers, 99);
    const Numbers numbers(1);
    for (PersonNumber person = 0; person < 20'000; ++person) {
        const std::string nhs = numbers.nhs(person), nino = numbers.nino(person);
        const std::string of_school = upn(353, 2015, person, 3, person % 7 == 0);
        EXPECT_FALSE(check_digit_holds(spoilt_nhs_number(nhs, draws)));
        EXPECT_FALSE(check_letter_holds(spoilt_upn(of_school, draws)));
        EXPECT_FALSE(valid_nino(spoilt_nino(nino, draws)));
        EXPECT_EQ(spoilt_nhs_number(nhs, draws).size(), 10u);
    }
}

} // namespace gauze::synth
