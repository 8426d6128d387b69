// Where people live, as tables: the postcode areas and districts of the United Kingdom with their post towns,
// and the words street names are made of. Drawing an address from them is town.hpp.
#pragma once

#include "datasets/synth/five/names.hpp"

#include <span>
#include <string_view>

namespace gauze::synth::five {

// A postcode area, its main post town and its districts: "1-29 60 1A" are 1 to 29, 60 and 1A.
struct PostcodeArea {
    std::string_view area, town, districts;
};
std::span<const PostcodeArea> postcode_areas();

// The letters that may stand in the second half of a postcode: not C I K M O V.
inline constexpr std::string_view inward_letters = "ABDEFGHJLNPQRSTUWXYZ";

// "Station" "Road": both with weights, as in names.hpp.
NameTable street_words();
NameTable street_kinds();

// How the kinds are cut short on a form: "Road Rd".
struct Abbreviation {
    std::string_view full, brief;
};
std::span<const Abbreviation> street_abbreviations();

} // namespace gauze::synth::five
