// gauze policy check | diff | explain | record | sign: what the organisations do with a policy before anybody
// works under it. They stand at the front desk, because every party runs them and no party's code is needed.
#pragma once

#include "engine/project/command_line.hpp"

namespace gauze::desk {

void add_policy_verbs(project::CommandLine& program);

} // namespace gauze::desk
