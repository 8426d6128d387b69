// For the tests of observation: one small world, presets with the rates a test asks for, and what chance
// allows.
#pragma once

#include "datasets/synth/observe/record.hpp"

#include <cmath>
#include <initializer_list>
#include <utility>
#include <vector>

namespace gauze::synth {

inline const World& sample_world()
{
    static const World world{WorldOptions{}};
    return world;
}

inline const std::vector<Neighbourhood>& sample_neighbourhoods()
{
    static const std::vector<Neighbourhood> all = [] {
        std::vector<Neighbourhood> made;
        for (std::uint64_t number = 0; number < 40; ++number)
            made.push_back(sample_world().neighbourhood(number));
        return made;
    }();
    return all;
}

inline Day sample_day() { return sample_world().options().today; }

// Nothing goes wrong but this, and all records are of one class unless `classes` are a preset's.
inline Preset preset_of(std::initializer_list<std::pair<ErrorKind, std::uint32_t>> rates,
                        const Preset* classes = nullptr)
{
    Preset preset{.name = "test",
                  .rates = {},
                  .classes = {{{"one", {1'000'000}, 100}, {"none", {0}, 100}, {"none", {0}, 100}}},
                  .keyboard = 500'000,
                  .ear = 300'000,
                  .scanner = 200'000};
    if (classes != nullptr) preset.classes = classes->classes;
    for (const auto& [kind, rate] : rates) preset.rates[static_cast<std::size_t>(kind)] = {rate};
    return preset;
}

// Calls `take(neighbourhood, slot, person)` for everybody who lives, or for all.
template <class Take>
void for_everybody(Take take)
{
    for (const Neighbourhood& around : sample_neighbourhoods())
        for (std::size_t slot = 0; slot < around.people.size(); ++slot)
            take(around, static_cast<Slot>(slot), around.people[slot]);
}

// Whether `happened` of `trials` is what trials of probability `p` give of which at most `clumps` hang
// together: within five standard deviations, about one false alarm in two million.
inline bool is_plausible(double happened, double trials, double p, double clumps = 1)
{
    return std::abs(happened - trials * p) <= 5 * std::sqrt(clumps * trials * p * (1 - p)) + 1;
}

} // namespace gauze::synth
