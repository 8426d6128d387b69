// What a JSON text says that a parsed value no longer shows: parsers keep one of two members of one name, and
// not all the same one. Who signs or is shown such a text may have read another than who acts upon it, so
// readers of signed texts refuse it.
#pragma once

#include <string_view>

namespace gauze {

// Whether some object of the text, at any depth, names a member twice, escapes undone. For a text that
// Json::parse has read; false for what is no JSON. Costs a second parse.
bool repeats_a_member(std::string_view json);

} // namespace gauze
