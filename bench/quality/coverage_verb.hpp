// `gauze-lab coverage`: whether stated errors are true, on simulated evidence.
#pragma once

#include "engine/project/command_line.hpp"

namespace gauze::lab {

void add_coverage_verb(project::CommandLine& program);

} // namespace gauze::lab
