// What is refused, and under which code.
#pragma once

#include "bloom/base/error.hpp"
#include "engine/project/refusal.hpp"

#include <functional>
#include <string>

namespace gauze::test {

// The code of the Error that `act` throws; "accepted" when it throws none.
inline std::string refusal_code(const std::function<void()>& act)
{
    try {
        act();
    } catch (const Error& fault) {
        const auto code = project::code_of(fault.what());
        return code.empty() ? std::string("no code: ") + fault.what() : std::string(code);
    }
    return "accepted";
}

} // namespace gauze::test
