// The verbs of the project key: `key join` makes it together, `key new` alone (for the laboratory), `key
// check` shows what custodians read to each other.
#pragma once

#include "engine/project/command_line.hpp"

namespace gauze::custodian {

// Adds the verbs to the program. What they fill lives as long as the program's command line.
void add_key_verbs(project::CommandLine& program);
void add_key_join_verb(project::CommandLine& program); // one of them

} // namespace gauze::custodian
