// Forms as grammars of Polish, Lithuanian, Bulgarian, Ukrainian and Czech give them.
#include "datasets/synth/names/gendered.hpp"

#include <gtest/gtest.h>

namespace gauze::synth {
namespace {

struct Family {
    std::string_view man, daughter, wife;
};
constexpr Family families[]{
    {"Kowalski", "Kowalska", "Kowalska"},
    {"Nowicki", "Nowicka", "Nowicka"},
    {"Zawadzki", "Zawadzka", "Zawadzka"},
    {"Kazlauskas", "Kazlauskaitė", "Kazlauskienė"},
    {"Butkus", "Butkutė", "Butkienė"},
    {"Adomaitis", "Adomaitytė", "Adomaitienė"},
    {"Budrys", "Budrytė", "Budrienė"},
    {"Ivanov", "Ivanova", "Ivanova"},
    {"Georgiev", "Georgieva", "Georgieva"},
    {"Levytskyi", "Levytska", "Levytska"},
    {"Vyshnevskyi", "Vyshnevska", "Vyshnevska"},
    {"Novák", "Nováková", "Nováková"},
    {"Černý", "Černá", "Černá"},
    {"Nowak", "Nowak", "Nowak"},
    {"Shevchenko", "Shevchenko", "Shevchenko"},
    {"Wójcik", "Wójcik", "Wójcik"},
};

TEST(GenderedFamily, GivesDaughtersAndWivesTheirForms)
{
    for (const Family& family : families) {
        EXPECT_EQ(form_of_daughter(family.man), family.daughter);
        EXPECT_EQ(form_of_wife(family.man), family.wife);
    }
}

TEST(GenderedFamily, FindsTheWayBackToTheFormOfMen)
{
    for (const Family& family : families) {
        // -ytė is that of -is and of -ys, and -is is commoner; -ska that of Polish -ski and Ukrainian -skyi.
        if (family.man == "Budrys" || family.man == "Vyshnevskyi") continue;
        EXPECT_EQ(form_of_man(family.daughter), family.man);
    }
    EXPECT_EQ(form_of_man("Kowalski"), "Kowalski");
    EXPECT_EQ(form_of_man("Kazlauskienė"), "Kazlauskas");
    EXPECT_EQ(form_of_man("Kazlauskiene"), "Kazlauskas");
    EXPECT_EQ(form_of_man("Kazlauskaite"), "Kazlauskas");
}

} // namespace
} // namespace gauze::synth
