// The verb that helps a custodian to write the policy: `policy suggest` measures its own file and proposes
// match keys and views for it.
#pragma once

#include "engine/project/command_line.hpp"

namespace gauze::custodian {

// Adds the verb to the program. What it fills lives as long as the program's command line.
void add_policy_verbs(project::CommandLine& program);

} // namespace gauze::custodian
