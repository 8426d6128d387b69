// The world behind the files: children of five school years, and the families they grow up in. Nothing is
// stored; person 7,000,000 is computed when asked for, from the seed and that number alone, and is the same
// on every machine.
//
// People are numbered household by household. What makes linkage hard comes from the families: brothers and
// sisters share a family name and an address, twins a birth date too; some families have a second name by
// which a child may be registered, and every family has an address it lived at before.
#pragma once

#include "datasets/synth/draws.hpp"
#include "datasets/synth/five/naming.hpp"
#include "datasets/synth/five/town.hpp"

#include <array>
#include <chrono>
#include <cstdint>
#include <string>

namespace gauze::synth::five {

inline constexpr std::uint64_t most_people = 100'000'000; // what eight-digit references can tell apart

// Birth dates lie in these five school years, first day to last.
inline constexpr std::chrono::year_month_day first_birthday{std::chrono::year{2014}, std::chrono::September,
                                                            std::chrono::day{1}};
inline constexpr std::chrono::year_month_day last_birthday{std::chrono::year{2019}, std::chrono::August,
                                                           std::chrono::day{31}};

// Where a person sits: the household is named by the number of its eldest-numbered child.
struct Seat {
    std::uint64_t household = 0;
    std::uint32_t child = 0;    // of the household, from 0
    std::uint32_t children = 1; // in it
    bool operator==(const Seat&) const = default;
};

struct Person {
    std::uint64_t number = 0;
    Seat seat;
    std::uint32_t need = 0; // of the family, 0 ... 999,999, uniform: the higher, the harder its life
    std::string given, family;
    std::string other_family; // the other parent's name; may be the same
    Sex sex{};
    std::chrono::year_month_day birth;
    bool twin = false;
    std::string nhs_number; // ten digits, or "" when the test range has run out
    Address home;
};

// Immutable: any number of threads. A person costs about a microsecond.
class Population {
public:
    // `people` is 1 ... most_people.
    Population(Seed seed, std::uint64_t people);

    Seed seed() const noexcept { return seed_; }
    std::uint64_t people() const noexcept { return people_; }
    Seat seat(std::uint64_t number) const;
    std::uint32_t need(std::uint64_t household) const;
    Person person(std::uint64_t number) const;
    Address former_home(std::uint64_t household) const { return town_.home(household, 1); }

private:
    static constexpr std::uint32_t largest_family = 4;
    struct Birth {
        std::chrono::year_month_day day;
        bool twin = false;
    };
    std::array<Birth, largest_family> births(const Seat& seat) const;
    void name_child(std::size_t community, Person& person) const;
    Seed seed_;
    std::uint64_t people_;
    Town town_;
    Permutation nhs_numbers_;
};

// The n-th number of the NHS range 999, which is never issued to anyone, with its check digit. A larger
// population than the range has numbers for leaves the others without.
inline constexpr std::uint64_t test_nhs_numbers = 900'000;
std::string test_nhs_number(std::uint64_t n);

} // namespace gauze::synth::five
