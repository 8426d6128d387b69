// gauze usage: who opened what, counted from the evidence.
#pragma once

#include "engine/project/command_line.hpp"

namespace gauze::desk {

void add_usage_verb(project::CommandLine& program);

} // namespace gauze::desk
