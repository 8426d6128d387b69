// gauze opt-out list: the numbers that a party submits to the NHS National Data Opt-out service.
#pragma once

#include "engine/project/command_line.hpp"

namespace gauze::custodian {

void add_opt_out_verb(project::CommandLine& program);

} // namespace gauze::custodian
