// Why something from outside is not accepted, each reason with its own short code: operators look codes up
// (docs/operations.md), tests tell them apart, and no message needs to quote what a stranger wrote. The code
// opens the message: "unknown-signer: hospital.gauze.age is signed by a key that the policy does not name".
#pragma once

#include "bloom/base/error.hpp"

#include <string>
#include <string_view>

namespace gauze::project {

// Throws Error(exit) whose text is "CODE: what". `code` is lower-case words joined by "-".
[[noreturn]] inline void refuse_with(std::string_view code, const std::string& what, const std::string& hint,
                                     Exit exit = Exit::refused)
{
    std::string text(code);
    text += ": ";
    text += what;
    throw Error(exit, text, hint);
}

// The code at the start of an error's text, or "" when there is none.
inline std::string_view code_of(std::string_view what)
{
    const std::size_t end = what.find(": ");
    if (end == std::string_view::npos || end == 0) return {};
    const std::string_view code = what.substr(0, end);
    return code.find_first_not_of("abcdefghijklmnopqrstuvwxyz0123456789-") == std::string_view::npos
               ? code
               : std::string_view();
}

} // namespace gauze::project
