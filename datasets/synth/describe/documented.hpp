// What is documented of the real country: rounded figures, each with its source. They are what a sheet sets
// beside its measurements, and they are kept apart from the tables that people are made from, so that the two
// can disagree.
#pragma once

#include "datasets/synth/describe/sheet.hpp"

#include <array>
#include <string_view>

namespace gauze::synth::describe::documented {

struct Known {
    std::string_view name;
    double value;
};

// Census 2021, England and Wales: of all households (census-hh, census-size).
inline constexpr double one_person_households = .302, single_family_households = .630,
                        other_households = .068, people_a_household = 2.4, three_generations = .021;
inline constexpr std::array<Known, 6> household_sizes{
    {{"1", .301}, {"2", .340}, {"3", .160}, {"4", .129}, {"5", .046}, {"6 or more", .023}}};

// Census 2021, England and Wales: of all people (census-age).
inline constexpr std::array<Known, 19> ages{{{"0 to 4", .054},
                                             {"5 to 9", .059},
                                             {"10 to 14", .060},
                                             {"15 to 19", .057},
                                             {"20 to 24", .060},
                                             {"25 to 29", .065},
                                             {"30 to 34", .070},
                                             {"35 to 39", .067},
                                             {"40 to 44", .063},
                                             {"45 to 49", .064},
                                             {"50 to 54", .069},
                                             {"55 to 59", .068},
                                             {"60 to 64", .058},
                                             {"65 to 69", .049},
                                             {"70 to 74", .050},
                                             {"75 to 79", .036},
                                             {"80 to 84", .025},
                                             {"85 to 89", .016},
                                             {"90 or more", .009}}};
inline constexpr double women = .510, under_16 = .185, over_64 = .186, median_age = 40;

// Census 2021, England and Wales: of all people, by code of ethnicities() (census-eth). Arab people (.6 %)
// and any other group (1.6 %) are one here.
inline constexpr std::array<Known, 18> ethnic_groups{{{"WBRI", .744},
                                                      {"WIRI", .009},
                                                      {"WIRT", .001},
                                                      {"WROM", .002},
                                                      {"WOTH", .062},
                                                      {"MWBC", .009},
                                                      {"MWBA", .004},
                                                      {"MWAS", .008},
                                                      {"MOTH", .008},
                                                      {"AIND", .031},
                                                      {"APKN", .027},
                                                      {"ABAN", .011},
                                                      {"AOTH", .016},
                                                      {"BCRB", .010},
                                                      {"BAFR", .025},
                                                      {"BOTH", .005},
                                                      {"CHNE", .007},
                                                      {"OOTH", .021}}};
inline constexpr std::array<Known, 5> broad_groups{
    {{"White", .817}, {"Mixed", .029}, {"Asian", .093}, {"Black", .040}, {"Other", .021}}};

inline constexpr double born_abroad = .168; // census-mig

// Families.
inline constexpr double children_with_both_parents = .64, children_in_stepfamilies = .09,
                        children_with_one_parent = .26;  // step-2011
inline constexpr double families_of_lone_parents = .154; // families-2021
inline constexpr double living_in_a_couple = .578;       // living-2021; aged 16 or more
inline constexpr double young_adults_with_parents = .28; // families-2021; aged 20 to 34

// Births.
inline constexpr double multiple_maternities = 15.6;               // births-2013; of 1,000
inline constexpr double boys_among_births = 358'383.0 / 698'512.0; // births-2013
inline constexpr double on_26_september = 1974.0 / 1800.0,
                        on_26_december = 1359.0 / 1800.0;    // birthdays: times an average day
inline constexpr double january_among_immigrants = 1.0 / 25; // home-office

// Homes.
inline constexpr double moved_within_a_year = 1.0 / 8;              // census-2001
inline constexpr double households_a_postcode = 28.1e6 / 1'770'724; // families-2021, onspd

std::vector<Source> sources();

} // namespace gauze::synth::describe::documented
