// Text that can be written into any table: UTF-8 (RFC 3629) without NUL. A payload cell holds what the
// custodian's file held; a byte that is none of that becomes U+FFFD rather than spoiling the whole table for
// its readers.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>

namespace gauze::research {

// Length of the well-formed sequence at the start of `text`, 0 if there is none: no overlong forms, no
// surrogates, nothing above U+10FFFF, and no NUL.
inline std::size_t utf8_sequence(std::string_view text)
{
    const auto byte = [&](std::size_t i) { return static_cast<unsigned char>(text[i]); };
    const unsigned first = byte(0);
    if (first < 0x80) return first == 0 ? 0 : 1;
    const std::size_t length = first >= 0xf0 ? 4 : first >= 0xe0 ? 3 : 2;
    if (first < 0xc2 || first > 0xf4 || text.size() < length) return 0;
    for (std::size_t i = 1; i < length; ++i)
        if (byte(i) < 0x80 || byte(i) > 0xbf) return 0;
    const unsigned second = byte(1);
    const bool possible = !(first == 0xe0 && second < 0xa0) && !(first == 0xed && second > 0x9f) &&
                          !(first == 0xf0 && second < 0x90) && !(first == 0xf4 && second > 0x8f);
    return possible ? length : 0;
}

inline bool is_clean_utf8(std::string_view text)
{
    while (!text.empty()) {
        const std::size_t length = utf8_sequence(text);
        if (length == 0) return false;
        text.remove_prefix(length);
    }
    return true;
}

inline void append_repaired(std::string_view text, std::string& into)
{
    while (!text.empty()) {
        const std::size_t length = utf8_sequence(text);
        into += length == 0 ? std::string_view("\xEF\xBF\xBD") : text.substr(0, length);
        text.remove_prefix(length == 0 ? 1 : length);
    }
}

} // namespace gauze::research
