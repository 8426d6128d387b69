// The communities, and from which stocks each takes its names.
#pragma once

#include "datasets/synth/names/naming.hpp"

#include <span>
#include <string_view>

namespace gauze::synth {

// The texts are shares in thousandths: "polish 850 english 150".
struct Ways {
    std::string_view name;
    Custom custom;
    std::string_view ethnicities;  // by code, the commonest first
    std::string_view given;        // of those born here
    std::string_view given_abroad; // of those born abroad
    std::string_view families;
    enum class Middle : std::uint8_t { by_custom, british, own } middle = Middle::by_custom;
};

// In the order of communities().
std::span<const Ways> ways();

} // namespace gauze::synth
