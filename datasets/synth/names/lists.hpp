// The fuller lists, where a folder of them is given: exact counts of given names by year, every family name
// that was published, and recorded variants.
#pragma once

#include "datasets/synth/names/tables.hpp"

#include <filesystem>

namespace gauze::synth {

// Puts what the lists say in the place of our own British tables and adds their variants, and adds a digest
// of the files to the edition. Throws Error(input_missing), Error(bad_data).
// Given names are counts of births from the first year that was counted; before it our own columns stand.
// Names that only the tables of peoples from elsewhere hold are left to those.
void read_lists(const std::filesystem::path& folder, Naming::Tables& tables);

// JEAN-LUC to Jean-Luc; of family names also mcdonald to McDonald, oneill to O'Neill.
std::string proper_case(std::string_view name, bool family);
// How many letters must be put in, taken out or changed (Levenshtein).
unsigned letters_apart(std::string_view a, std::string_view b);

} // namespace gauze::synth
