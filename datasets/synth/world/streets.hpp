// Words of which addresses are made, the commonest first.
#pragma once

#include "datasets/synth/draws.hpp"

#include <span>
#include <string>
#include <string_view>

namespace gauze::synth {

std::span<const std::string_view> street_words(); // "Church"
std::span<const std::string_view> street_kinds(); // "Road"
std::span<const std::string_view> house_words();  // "Rose", for named houses
std::span<const std::string_view> house_kinds();  // "Cottage"

// One of the list; those in front more often: the first of n about log(n) times as often as the middle.
std::string_view draw_word(std::span<const std::string_view> words, Draws& draws);

} // namespace gauze::synth
