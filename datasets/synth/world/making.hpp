// A neighbourhood while it is being made. The stages fill it one after the other: who lives under which roof
// (kin.hpp), what everybody is called over time (life.hpp), where they lived (moving.hpp), what numbers they
// are known by (numbers.hpp), and what households and families that makes (assembling.hpp).
#pragma once

#include "datasets/synth/world/mix.hpp"
#include "datasets/synth/world/numbers.hpp"
#include "datasets/synth/world/world.hpp"

#include <vector>

namespace gauze::synth {

// What does not change from one neighbourhood to the next.
struct Country {
    explicit Country(const WorldOptions& chosen)
        : options(chosen), naming(chosen.lists), places(chosen.seed, chosen.area), numbers(chosen.seed)
    {}
    WorldOptions options;
    Naming naming;
    Places places;
    Mix mix;
    Numbers numbers;
};

// What kind of home a roof needs.
enum class Wish : std::uint8_t {
    ordinary,
    shared_house,
    room,
    hall,
    care_home,
    prison,
    childrens_home,
    hostel,
    refuge,
    none
};

// People who live under one roof today, or did when the last of them died.
struct Roof {
    Wish wish = Wish::ordinary;
    bool elsewhere = false; // in another sector, perhaps far away
    bool families_unrelated = false;
    Slot head = nobody; // by whose age it moves
    std::vector<Slot> members;
    std::vector<Stay> stays; // of the roof itself, oldest first; the last is today's home
};

// What is known of a person beside Person while the neighbourhood is being made.
struct Draft {
    std::uint16_t roof = 0;
    std::uint16_t came_from =
        no_household;                // the roof under which they lived before `joined`, if in the world
    Day joined = always;             // when they came under the roof; `always` is since birth
    Day wed = never, parted = never; // of the last marriage
    Slot spouse = nobody;            // of that marriage, who need not be the partner today
    Group group = Group::white_british;
    bool founder = true;      // has a community of its own; others take it from their parents
    bool wed_outside = false; // to somebody who is not in the world
    bool in_care = false, adopted = false;
};

struct Making {
    const Country& country;
    Neighbourhood& out;
    Stretch stretch;
    Shares shares{};
    std::vector<Draft> drafts; // by slot
    std::vector<Roof> roofs;

    Day today() const { return country.options.today; }
    Region region() const { return country.places.authority(stretch.part).region; }
    Person& person(Slot slot) { return out.people[slot]; }
    Draft& draft(Slot slot) { return drafts[slot]; }
};

inline constexpr int days_in_year = 365;
inline Day years_before(Day day, int years) { return day - std::chrono::days{years * 1461 / 4}; }
// Uniform over [first, last]; `first` if there is nothing between.
Day draw_day(Day first, Day last, Draws& draws);
inline bool in_hundred(std::uint32_t percent, Draws& draws) { return draws.below(100) < percent; }
int draw_between(int first, int last, Draws& draws); // both included
// The position of a weight drawn in proportion.
std::size_t draw_weight(std::span<const std::uint16_t> weights, Draws& draws);

} // namespace gauze::synth
