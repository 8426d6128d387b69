// What is true of a stretch of country at large: which areas there are, who lives in them, in what homes.
#pragma once

#include "datasets/synth/world/authorities.hpp"
#include "datasets/synth/world/world.hpp"

namespace gauze::synth {

// Whether an authority belongs to "United Kingdom", "England", "London", or is the one.
bool lies_in(const Authority& authority, std::string_view area);

// Of homes, in per cent: London 54, Scotland 36, elsewhere about 17 (censuses of 2021 and 2022).
std::uint32_t flats_percent(Region region);

} // namespace gauze::synth
