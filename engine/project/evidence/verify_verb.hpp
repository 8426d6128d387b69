// gauze verify: anybody's verb. It needs no key, belongs to no party and stands at the front desk.
#pragma once

#include "engine/project/command_line.hpp"

namespace gauze::project {

void add_verify_verb(CommandLine& program);

} // namespace gauze::project
