// A small world that the tests of this room share, and checks written without a look at ours.
#pragma once

#include "datasets/synth/world/world.hpp"

#include <map>
#include <string>
#include <vector>

namespace gauze::synth {

inline constexpr std::uint64_t sample_size = 400; // neighbourhoods, some 160,000 people

inline const World& sample_world()
{
    static const World world(WorldOptions{});
    return world;
}

inline const std::vector<Neighbourhood>& sample()
{
    static const std::vector<Neighbourhood> made = [] {
        std::vector<Neighbourhood> all;
        for (std::uint64_t number = 0; number < sample_size; ++number)
            all.push_back(sample_world().neighbourhood(number));
        return all;
    }();
    return made;
}

inline Day today() { return sample_world().options().today; }

} // namespace gauze::synth
