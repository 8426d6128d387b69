#pragma once

#include "engine/project/command_line.hpp"

namespace gauze::synth {

// The files of one of the five systems that Gauze serves.
void add_scenario_verb(project::CommandLine& program);

} // namespace gauze::synth
