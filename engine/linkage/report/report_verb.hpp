// `gauze-linkage report OUT`: makes OUT/report.html anew from OUT/report.json.
#pragma once

#include "engine/project/command_line.hpp"

namespace gauze::linkage::report {

// The verb's options live as long as the program.
void add_report_verb(project::CommandLine& program);

} // namespace gauze::linkage::report
