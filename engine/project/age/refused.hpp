// How this folder says no: Error(bad_data) with a code, and a hint that fits almost always. What stands in a
// stranger's header is never quoted.
#pragma once

#include "engine/project/refusal.hpp"

#include <string>
#include <string_view>

namespace gauze::age {

[[noreturn]] inline void refuse(std::string_view code, const std::string& what,
                                const std::string& hint = "get the sealed file again from whoever sent it")
{
    project::refuse_with(code, what, hint, Exit::bad_data);
}

} // namespace gauze::age
