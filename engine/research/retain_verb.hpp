#pragma once

#include "engine/project/command_line.hpp"

namespace gauze::research {

void add_retain_verb(project::CommandLine& program);

} // namespace gauze::research
