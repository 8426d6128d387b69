// The verbs of the project key: `key new` makes it, `key check` shows what custodians read to each other.
#pragma once

#include "engine/project/command_line.hpp"

namespace gauze::custodian {

// Adds the verbs to the program. What they fill lives as long as the program's command line.
void add_key_verbs(project::CommandLine& program);

} // namespace gauze::custodian
