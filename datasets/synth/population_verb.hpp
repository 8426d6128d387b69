// `population`: people of a synthetic country, with the truth about them.
#pragma once

#include "engine/project/command_line.hpp"

namespace gauze::synth {

// Adds the verb. What it fills lives as long as the program's command line.
void add_population_verb(project::CommandLine& program);

} // namespace gauze::synth
