// `gauze-research tables`: exact statistics for the closed setting.
#pragma once

#include "engine/project/command_line.hpp"

namespace gauze::research::statistics {

void add_tables_verb(project::CommandLine& program);

} // namespace gauze::research::statistics
