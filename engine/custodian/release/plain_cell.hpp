// A cell that travels as it stands, held to the kind that the policy gives its column.
#pragma once

#include "engine/project/governance.hpp"

#include <string>
#include <string_view>

namespace gauze::custodian {

// Replaces `into`, trimmed. Returns why the cell may not travel, a text of static duration, and leaves `into`
// empty then; "" if it may, or is blank.
std::string_view plain_cell(const project::ColumnRule& rule, std::string_view cell, std::string& into);

} // namespace gauze::custodian
