#pragma once

#include "engine/project/command_line.hpp"

namespace gauze::synth {

// Files of organisations about a synthetic population, with their errors.
void add_observe_verb(project::CommandLine& program);

} // namespace gauze::synth
