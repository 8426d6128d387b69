// The part of the policy reader that knows strata. For policy_reader.cpp alone.
#pragma once

#include "engine/project/policy_columns.hpp"

namespace gauze::project {

// Reads [[stratum]] into the policy, whose parties and fields are known.
void read_strata(const TomlTable& file, Policy& policy, Strangers strangers);

} // namespace gauze::project
