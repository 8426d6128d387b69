// Makes five custodians' folders about the children of one town (five/five.hpp).
#pragma once

#include "engine/project/command_line.hpp"

namespace gauze::synth {

void add_five_verb(project::CommandLine& line);

} // namespace gauze::synth
