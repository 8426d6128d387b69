// Where people live: the country cut into parts (the piece of a postcode district that lies in one local
// authority), parts into sectors, sectors into postcodes, postcodes into dwellings. Everything about a
// dwelling (its text, ward, UPRN) is a function of its position, so the same place looks the same from every
// neighbourhood.
//
// A sector has 400 postcodes (two of the twenty letters that may stand in their second half). Its first 320
// are given out to neighbourhoods, twenty each; the last 80 are where people of other neighbourhoods used to
// live.
#pragma once

#include "datasets/synth/draws.hpp"
#include "datasets/synth/world/authorities.hpp"
#include "datasets/synth/world/person.hpp"

#include <string>
#include <string_view>
#include <vector>

namespace gauze::synth {

// The letters that may stand in the second half of a postcode: not C I K M O V.
inline constexpr std::string_view inward_letters = "ABDEFGHJLNPQRSTUWXYZ";

inline constexpr std::uint32_t units_in_sector = 400, units_given_out = 320, units_in_stretch = 20;
inline constexpr std::uint32_t homes_in_unit = 22;  // about
inline constexpr std::uint32_t houses_in_unit = 40; // house numbers a postcode has room for
inline constexpr std::uint32_t doors_in_house = 32; // 0 is the house itself
inline constexpr std::uint32_t units_on_street = 4;

struct Part {
    std::uint16_t authority; // position in authorities()
    std::uint16_t code;      // position among the outward codes
    std::string outward;     // "LS12"
    std::string_view town;   // post town
    std::span<const std::string_view> wards;
    std::vector<std::uint8_t> sectors; // digits, in the order in which they fill
    std::uint32_t stretches;           // its weight; what does not fit its sectors goes round again
};

// Twenty postcodes, and how often they were gone through before: from the second lap on, house numbers go on
// where those of the lap before ended.
struct Stretch {
    std::uint32_t part = 0;
    std::uint8_t sector = 0; // digit
    std::uint32_t first_unit = 0, lap = 0;
};

enum class HomeStyle : std::uint8_t { house, named, flat, lettered, room, building };

// A dwelling's position.
struct Spot {
    std::uint32_t part = 0;
    std::uint8_t sector = 0;
    std::uint32_t unit = 0, lap = 0;
    std::uint32_t house = 0; // in the postcode, below houses_in_unit
    std::uint32_t door = 0;  // below doors_in_house
};

// Immutable: any number of threads. Some hundred kilobytes.
class Places {
public:
    // Throws Error(usage) for an area that is not known.
    Places(Seed seed, std::string_view area);

    // Of neighbourhood `number`. Two numbers below stretches() never share one, and houses go on being added
    // to an area's streets until it holds many times its people (of the City of London, some 800,000); only
    // then do dwellings come up again.
    Stretch stretch(std::uint64_t number) const;
    std::uint64_t stretches() const noexcept { return before_.back(); }

    const Part& part(std::uint32_t part) const { return parts_[part]; }
    const Authority& authority(std::uint32_t part) const { return authorities()[parts_[part].authority]; }
    // Somewhere in the whole country, by population; somewhere in the same authority.
    Spot anywhere(Draws& draws) const;
    Spot nearby(std::uint32_t part, Draws& draws) const;

    std::string sector(std::uint32_t part, std::uint8_t sector) const; // "LS12 3"
    Home home(const Spot& spot, HomeStyle style) const;
    // What stands at a place of those that are not given out to neighbourhoods.
    HomeStyle style_there(const Spot& spot) const;
    static Home no_fixed_abode();

private:
    std::string street(const Spot& spot) const;
    std::string ward(const Spot& spot) const;
    std::uint64_t uprn(const Spot& spot) const;
    Spot somewhere_in(std::uint32_t part, Draws& draws) const;
    void cut_into_parts();

    Seed seed_;
    std::vector<Part> parts_;                       // of the whole country
    std::vector<std::uint32_t> first_of_authority_; // parts_, by authority
    std::vector<std::uint32_t> chosen_;             // the parts of the area
    std::vector<std::uint64_t> before_;             // stretches of the chosen ones, cumulative
    std::vector<std::uint64_t> before_anywhere_;    // of all
    std::vector<Permutation> shuffle_;              // of the chosen stretches; one
};

} // namespace gauze::synth
