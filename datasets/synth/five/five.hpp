// Writes five custodians' folders and the truth about them. The order of the work is the order of the files,
// each in chunks that are made in parallel and written in turn: memory does not grow with the population, and
// the bytes do not depend on the number of threads or the size of a chunk.
#pragma once

#include "bloom/base/files.hpp"
#include "bloom/base/json.hpp"
#include "datasets/synth/draws.hpp"
#include "datasets/synth/five/observation.hpp"

#include <cstdint>
#include <filesystem>
#include <functional>

namespace gauze::synth::five {

struct FiveOptions {
    std::uint64_t people = 0; // 1 ... most_people
    Seed seed = 1;
    const Preset* errors = nullptr;
    std::filesystem::path out;
    Existing existing = Existing::refuse;
    std::uint32_t chunk = 4'096; // people looked at by one task
};

// How many times `looked_at` is told of each person: once to count, once for each custodian's file.
inline constexpr std::uint64_t looks_at_a_person = 6;

// Makes the folder `out`, whole or not at all, and returns its manifest. `looked_at` hears how many people
// have been dealt with since the last time. Throws Error(usage) for a population out of range,
// Error(cannot_write).
Json write_five(const FiveOptions& options, const std::function<void(std::uint64_t)>& looked_at);

} // namespace gauze::synth::five
