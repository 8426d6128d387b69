// `disclose`, `sign-off` and `release`: what they say to the people who run them.
#pragma once

#include "engine/project/command_line.hpp"

namespace gauze::research::release {

void add_release_verbs(project::CommandLine& program);

} // namespace gauze::research::release
