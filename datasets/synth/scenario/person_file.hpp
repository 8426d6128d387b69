// truth/persons.csv: who appears, as they are.
#pragma once

#include "datasets/synth/scenario/cast.hpp"

#include <string>

namespace gauze::synth::scenario {

std::string header_of_persons();
std::string person_line(const Somebody& who); // with its line end

// Names in the truth for what the world numbers: "H2a-7", "F2a-3".
std::string household_of(const Somebody& who);
std::string family_of(const Somebody& who);

} // namespace gauze::synth::scenario
