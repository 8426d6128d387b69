// `encode` on the command line, in its three forms: the usual run; --explain, which shows what cells became
// and writes nothing; --anonlink-schema, which encodes as the Anonlink family does.
#pragma once

#include "engine/project/command_line.hpp"

namespace gauze::custodian {

// Adds the verb. What it fills lives as long as the program's command line.
void add_encode_verb(project::CommandLine& program);

} // namespace gauze::custodian
