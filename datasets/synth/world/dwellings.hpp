// The homes of one neighbourhood: houses and flats along its own twenty postcodes, one after the other, and
// homes elsewhere.
#pragma once

#include "datasets/synth/world/making.hpp"

#include <array>

namespace gauze::synth {

class Dwellings {
public:
    Dwellings(Making& making, Draws& draws) : making_(making), draws_(draws) {}

    // Each returns a position among the neighbourhood's homes.
    std::uint16_t for_wish(Wish wish);
    std::uint16_t local(); // nobody has lived there yet
    std::uint16_t nearby();
    std::uint16_t anywhere();
    std::uint16_t nowhere(); // no fixed abode

private:
    // A house of several doors that is being filled.
    struct Building {
        Spot spot;
        HomeStyle style{};
        std::uint32_t doors = 0;
    };
    std::uint16_t add(const Spot& spot, HomeStyle style);
    std::uint16_t next_door(Building& building);
    std::uint16_t institution(Wish wish);
    Spot next_house();

    Making& making_;
    Draws& draws_;
    std::uint32_t unit_ = 0, round_ = 1; // how often the postcodes were gone through
    std::array<std::uint32_t, units_in_stretch> homes_{}, houses_{};
    Building flats_, rooms_;
    std::uint16_t nowhere_ = no_household;
};

} // namespace gauze::synth
