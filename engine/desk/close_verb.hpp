#pragma once

#include "engine/project/command_line.hpp"

namespace gauze::desk {

void add_close_verb(project::CommandLine& program);

} // namespace gauze::desk
