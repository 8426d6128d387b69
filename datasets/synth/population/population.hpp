// Writes a population and the truth about it into a folder: persons, their names and homes through time,
// their families and ties (population_rows.hpp), and a manifest that says what made them.
#pragma once

#include "bloom/base/files.hpp"
#include "bloom/base/json.hpp"
#include "datasets/synth/world/world.hpp"

#include <cstdint>
#include <filesystem>
#include <functional>

namespace gauze::synth {

struct PopulationOptions {
    std::uint64_t people = 0; // 1 ... most_people
    std::filesystem::path out;
    Existing existing = Existing::refuse;
};

// Makes the folder `out`, whole or not at all, and returns its manifest. `made` hears how many people have
// been written since the last time. The bytes depend on the world's options and `people` alone, and each file
// is a prefix of that of a larger population. Memory: a few megabytes for each thread, whatever `people`.
// Throws Error(usage) for a number of people out of range, Error(cannot_write).
Json write_population(const World& world, const PopulationOptions& options,
                      const std::function<void(std::uint64_t)>& made);

} // namespace gauze::synth
