#include "datasets/synth/world/dwellings.hpp"

#include "datasets/synth/world/areas.hpp"
#include "datasets/synth/world/streets.hpp"

#include <cassert>

#include <fmt/format.h>

namespace gauze::synth {

namespace {

constexpr std::uint32_t flats_in_building = 6, named_houses_percent = 3;

} // namespace

std::uint16_t Dwellings::for_wish(Wish wish)
{
    switch (wish) {
    case Wish::ordinary:
    case Wish::shared_house: {
        const std::uint16_t home = local();
        if (wish == Wish::shared_house) making_.out.homes[home].kind = Home::Kind::shared;
        return home;
    }
    case Wish::room:
        if (rooms_.doors == 0) rooms_ = {next_house(), HomeStyle::room, 3 + draws_.below(9)};
        return next_door(rooms_);
    case Wish::refuge: {
        const std::uint16_t home = local();
        making_.out.homes[home].withheld = true;
        return home;
    }
    case Wish::none: return nowhere();
    default: return institution(wish);
    }
}

// The next house of the neighbourhood, or the next door of one that has several.
std::uint16_t Dwellings::local()
{
    if (flats_.doors > 0) return next_door(flats_);
    const std::uint32_t flats = flats_percent(making_.region());
    // So often a building begins that this share of homes is in buildings.
    const std::uint32_t begins = flats * 1'000 / (flats + (100 - flats) * flats_in_building);
    const Spot spot = next_house();
    if (draws_.below(1'000) >= begins)
        return add(spot, in_hundred(named_houses_percent, draws_) ? HomeStyle::named : HomeStyle::house);
    if (in_hundred(30, draws_))
        flats_ = {spot, HomeStyle::lettered, 2 + draws_.below(2)};
    else
        flats_ = {spot, HomeStyle::flat, 4 + draws_.below(10)};
    return next_door(flats_);
}

std::uint16_t Dwellings::next_door(Building& building)
{
    ++building.spot.door;
    --building.doors;
    return add(building.spot, building.style);
}

std::uint16_t Dwellings::nearby()
{
    const Spot spot = making_.country.places.nearby(making_.stretch.part, draws_);
    return add(spot, making_.country.places.style_there(spot));
}

std::uint16_t Dwellings::anywhere()
{
    const Spot spot = making_.country.places.anywhere(draws_);
    return add(spot, making_.country.places.style_there(spot));
}

std::uint16_t Dwellings::nowhere()
{
    if (nowhere_ != no_household) return nowhere_;
    making_.out.homes.push_back(Places::no_fixed_abode());
    return nowhere_ = static_cast<std::uint16_t>(making_.out.homes.size() - 1);
}

// "Ivy Court, 14 Station Road": the name stands where a flat's number would.
std::uint16_t Dwellings::institution(Wish wish)
{
    const std::uint16_t number = add(next_house(), HomeStyle::building);
    Home& home = making_.out.homes[number];
    const std::string_view word = draw_word(house_words(), draws_);
    if (wish == Wish::prison)
        home.flat = fmt::format("HM Prison {}", word);
    else
        home.flat = fmt::format("{} {}", word,
                                wish == Wish::hall        ? "Hall"
                                : wish == Wish::care_home ? "Court Care Home"
                                : wish == Wish::hostel    ? "Hostel"
                                                          : "Lodge Children's Home");
    return number;
}

// Some twenty homes fill a postcode, of which some stand empty or were lived in before; when all are full
// they are gone through again.
Spot Dwellings::next_house()
{
    while (homes_[unit_] >= round_ * homes_in_unit || houses_[unit_] >= houses_in_unit) {
        if (++unit_ == units_in_stretch) unit_ = 0, ++round_;
        assert(round_ < 8);
    }
    Spot spot;
    spot.part = making_.stretch.part;
    spot.sector = making_.stretch.sector;
    spot.lap = making_.stretch.lap;
    spot.unit = making_.stretch.first_unit + unit_;
    spot.house = houses_[unit_];
    houses_[unit_] += 1 + (round_ == 1 ? draws_.below(2) : 0);
    return spot;
}

std::uint16_t Dwellings::add(const Spot& spot, HomeStyle style)
{
    if (spot.unit >= making_.stretch.first_unit && spot.unit < making_.stretch.first_unit + units_in_stretch)
        ++homes_[spot.unit - making_.stretch.first_unit];
    making_.out.homes.push_back(making_.country.places.home(spot, style));
    return static_cast<std::uint16_t>(making_.out.homes.size() - 1);
}

} // namespace gauze::synth
