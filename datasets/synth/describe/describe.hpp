// Sheets about folders that gauze-synth made.
#pragma once

#include "datasets/synth/describe/sheet.hpp"
#include "datasets/synth/names/naming.hpp"

#include <cstdint>
#include <filesystem>
#include <functional>

namespace gauze::synth::describe {

// About a population: reads its files once, in pieces. `naming` should be of the edition that the population
// was made with; where it is not, the sheet says so. `read` hears how many people were read since the last
// time. Memory: what names and communities there are, not how many people. Throws Error(input_missing),
// Error(bad_data).
Sheet describe_population(const std::filesystem::path& folder, const std::filesystem::path& lists,
                          const std::function<void(std::uint64_t)>& read);

// About the files of organisations: what their manifest says of errors asked for and errors made
// (organisations[] or parties[], of each errors[]: kind, rate, possible, happened). Throws Error(bad_data).
Sheet describe_errors(const Json& manifest);

} // namespace gauze::synth::describe
