// `describe`: a quality sheet about what gauze-synth made.
#pragma once

#include "engine/project/command_line.hpp"

namespace gauze::synth {

// Adds the verb. What it fills lives as long as the program's command line.
void add_describe_verb(project::CommandLine& program);

} // namespace gauze::synth
