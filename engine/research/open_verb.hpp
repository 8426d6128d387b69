#pragma once

#include "engine/project/command_line.hpp"

namespace gauze::research {

void add_open_verb(project::CommandLine& program);

} // namespace gauze::research
