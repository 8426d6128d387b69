#include "datasets/synth/five/population.hpp"

#include <algorithm>
#include <cassert>

#include <fmt/format.h>

namespace gauze::synth::five {

namespace {

namespace time = std::chrono;

// Households are laid out in blocks of this many people, so that finding one means reading one block.
constexpr std::uint64_t block_people = 32;
// References of custodians are variants 0, 1, ... of the same purpose.
constexpr std::uint32_t nhs_variant = 999;

// How many children of these five years a family has, in per cent: 58, 32, 8, 2.
std::uint32_t draw_family_size(Draws& draws)
{
    const std::uint32_t percent = draws.below(100);
    return percent < 58 ? 1 : percent < 90 ? 2 : percent < 98 ? 3 : 4;
}

Sex draw_sex(Draws& draws)
{
    constexpr Rate boys{512'000};
    return draws.happens(boys) ? Sex::male : Sex::female;
}

} // namespace

Population::Population(Seed seed, std::uint64_t people)
    : seed_(seed),
      people_(people),
      town_(seed, people),
      nhs_numbers_(seed, Purpose::reference, nhs_variant, test_nhs_numbers)
{
    assert(people >= 1 && people <= most_people);
}

Seat Population::seat(std::uint64_t number) const
{
    assert(number < people_);
    const std::uint64_t block = number / block_people;
    const std::uint64_t end = std::min((block + 1) * block_people, people_);
    Draws draws(seed_, Purpose::layout, block);
    for (std::uint64_t first = block * block_people;;) {
        const std::uint64_t children = std::min<std::uint64_t>(draw_family_size(draws), end - first);
        if (number < first + children)
            return {first, static_cast<std::uint32_t>(number - first), static_cast<std::uint32_t>(children)};
        first += children;
    }
}

std::uint32_t Population::need(std::uint64_t household) const
{
    return Draws(seed_, Purpose::need, household).below(1'000'000);
}

Person Population::person(std::uint64_t number) const
{
    Person person;
    person.number = number;
    person.seat = seat(number);
    person.need = need(person.seat.household);

    Draws family(seed_, Purpose::family, person.seat.household);
    const std::size_t community = draw_community(family);
    const FamilyName name = draw_family_name(community, family);
    const FamilyName other_name = draw_family_name(community, family);
    name_child(community, person);
    person.family = name.of(person.sex);
    person.other_family = other_name.of(person.sex);

    const Birth birth = births(person.seat)[person.seat.child];
    person.birth = birth.day;
    person.twin = birth.twin;
    if (number < test_nhs_numbers) person.nhs_number = test_nhs_number(nhs_numbers_(number));
    person.home = town_.home(person.seat.household, 0);
    return person;
}

// Parents do not use one name twice: a child that would get an elder one's name is given another.
void Population::name_child(std::size_t community, Person& person) const
{
    std::array<std::string, largest_family> taken;
    for (std::uint32_t child = 0; child <= person.seat.child; ++child) {
        Draws draws(seed_, Purpose::child, person.seat.household + child);
        person.sex = draw_sex(draws);
        do person.given = draw_given_name(community, person.sex, draws);
        while (std::find(taken.begin(), taken.begin() + child, person.given) != taken.begin() + child);
        taken[child] = person.given;
    }
}

// The five years are bent into a ring and the births of a family set out on it, at least 300 days apart
// unless they are twins. So every day is equally likely for every child, and no two births are too close.
std::array<Population::Birth, Population::largest_family> Population::births(const Seat& seat) const
{
    constexpr time::sys_days first_day{first_birthday};
    constexpr std::int64_t ring = (time::sys_days{last_birthday} - first_day).count() + 1;
    constexpr std::int64_t shortest_gap = 300;
    constexpr Rate twins{40'000}; // of children with an elder brother or sister

    Draws draws(seed_, Purpose::births, seat.household);
    const std::int64_t longest_gap =
        std::min<std::int64_t>(1'000, (ring - shortest_gap) / std::max(seat.children - 1, 1u));
    std::array<Birth, largest_family> births;
    std::int64_t day = draws.below(ring);
    for (std::uint32_t child = 0; child < seat.children; ++child) {
        const bool twin = child > 0 && !births[child - 1].twin && draws.happens(twins);
        if (twin) births[child - 1].twin = true;
        if (child > 0 && !twin)
            day += shortest_gap + draws.below(static_cast<std::uint32_t>(longest_gap - shortest_gap));
        births[child] = {first_day + time::days{day % ring}, twin};
    }
    return births;
}

// Of the six digits behind 999, five are free and the last is one of those that allow a check digit: with
// five digits given, at most one of the ten does not (its check digit would be "10"). Nine of them are used.
std::string test_nhs_number(std::uint64_t n)
{
    constexpr std::uint64_t last_digits = test_nhs_numbers / 100'000;
    assert(n < test_nhs_numbers);
    const std::string prefix = fmt::format("999{:05}", n / last_digits);
    std::uint64_t sum = 0;
    for (std::size_t i = 0; i < prefix.size(); ++i)
        sum += static_cast<std::uint64_t>(prefix[i] - '0') * (10 - i);
    for (std::uint64_t digit = 0, usable = 0;; ++digit) {
        const std::uint64_t check = (11 - (sum + 2 * digit) % 11) % 11;
        if (check == 10) continue;
        if (usable++ == n % last_digits) return fmt::format("{}{}{}", prefix, digit, check);
    }
}

} // namespace gauze::synth::five
