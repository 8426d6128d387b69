// `gauze-lab blocking`: what each blocking method finds, costs and loses on data with truth.
#pragma once

#include "engine/project/command_line.hpp"

namespace gauze::lab {

void add_blocking_verb(project::CommandLine& program);

} // namespace gauze::lab
