// UTF-8 written in two other alphabets that custodians' exports still use. Input must be valid UTF-8, as
// everything made here is.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>

namespace gauze::synth::scenario {

// Little endian, after a byte-order mark; letters beyond the basic plane as surrogate pairs.
std::string in_utf16(std::string_view text);

struct InWindows1252 {
    std::string bytes;
    std::size_t replaced = 0; // letters that Windows-1252 has not: '?' stands for each
};
InWindows1252 in_windows_1252(std::string_view text);

} // namespace gauze::synth::scenario
