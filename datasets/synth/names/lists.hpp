// The fuller lists, where a folder of them is given: exact counts of given names by year, every family name
// that was published, and recorded variants.
#pragma once

#include "datasets/synth/names/tables.hpp"

#include <filesystem>

namespace gauze::synth {

// Puts what the lists say in the place of our own British tables and adds their variants, and adds a digest
// of the files to the edition. Throws Error(input_missing), Error(bad_data).
void read_lists(const std::filesystem::path& folder, Naming::Tables& tables);

} // namespace gauze::synth
