// The verbs by which files leave a custodian and come to an intake: seal, intake.
#pragma once

#include "engine/project/command_line.hpp"

namespace gauze::custodian {

void add_seal_verb(project::CommandLine& program);
void add_intake_verb(project::CommandLine& program);

} // namespace gauze::custodian
