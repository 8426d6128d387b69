#include "datasets/synth/world/person.hpp"

#include <gtest/gtest.h>

namespace gauze::synth {

namespace {

Day day(int year, unsigned month, unsigned of_month)
{
    return Day{std::chrono::year{year} / static_cast<int>(month) / static_cast<int>(of_month)};
}

Person born(Day birth)
{
    Person person;
    person.birth = birth;
    return person;
}

} // namespace

TEST(Person, IsAYearOlderOnTheBirthday)
{
    const Person person = born(day(2010, 6, 15));
    EXPECT_EQ(person.age(day(2015, 6, 14)), 4);
    EXPECT_EQ(person.age(day(2015, 6, 15)), 5);
    EXPECT_EQ(person.age(day(2010, 6, 14)), -1);
    EXPECT_EQ(person.age(day(2010, 6, 15)), 0);
}

TEST(Person, BornOnALeapDayIsOlderInMarchOfOtherYears)
{
    const Person person = born(day(2020, 2, 29));
    EXPECT_EQ(person.age(day(2025, 2, 28)), 4);
    EXPECT_EQ(person.age(day(2025, 3, 1)), 5);
    EXPECT_EQ(person.age(day(2024, 2, 29)), 4);
}

TEST(Person, DocumentsMaySayTheFirstOfJanuary)
{
    Person person = born(day(1978, 9, 3));
    EXPECT_EQ(person.documented_birth(), day(1978, 9, 3));
    person.documents_say_january = true;
    EXPECT_EQ(person.documented_birth(), day(1978, 1, 1));
}

TEST(Person, HasTheLastNameThatBeganAndBeforeTheFirstTheFirst)
{
    Person person = born(day(1980, 1, 1));
    person.names = {{day(1980, 1, 1), NameReason::birth, {"Ann", "", "Hill"}},
                    {day(2005, 5, 5), NameReason::marriage, {"Ann", "", "Dale"}}};
    EXPECT_EQ(person.name_on(day(1979, 1, 1)).name.family, "Hill");
    EXPECT_EQ(person.name_on(day(2005, 5, 4)).name.family, "Hill");
    EXPECT_EQ(person.name_on(day(2005, 5, 5)).name.family, "Dale");
    EXPECT_EQ(person.name_on(never).name.family, "Dale");
}

TEST(Person, NumbersAreTenHexadecimalDigits) { EXPECT_EQ(to_text(PersonNumber{0x1a2b3c}), "P00001a2b3c"); }

TEST(Person, RelationsHaveWords) { EXPECT_EQ(to_text(Relation::half_sibling), "half-sibling"); }

} // namespace gauze::synth
