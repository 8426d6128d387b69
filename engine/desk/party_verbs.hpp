// gauze party new: makes a party's two keys and prints what the policy needs of them.
#pragma once

#include "engine/project/command_line.hpp"

namespace gauze::desk {

void add_party_verbs(project::CommandLine& program);

} // namespace gauze::desk
