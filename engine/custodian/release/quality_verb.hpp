// gauze quality: what a custodian's file is like, in counts, before it makes its extract and before anything
// is encoded.
#pragma once

#include "engine/project/command_line.hpp"

namespace gauze::custodian {

void add_quality_verb(project::CommandLine& program);

} // namespace gauze::custodian
