// The table of Windows-1252 is the Unicode consortium's mapping (MAPPINGS/VENDORS/MICSFT/WINDOWS/CP1252.TXT):
// as Latin-1, but for 0x80 ... 0x9f.
#include "datasets/synth/scenario/alphabets.hpp"

#include <algorithm>
#include <array>
#include <cassert>
#include <cstdint>

namespace gauze::synth::scenario {

namespace {

// 0: a place that stands for no letter.
constexpr std::array<char32_t, 32> from_0x80{0x20ac, 0,      0x201a, 0x0192, 0x201e, 0x2026, 0x2020, 0x2021,
                                             0x02c6, 0x2030, 0x0160, 0x2039, 0x0152, 0,      0x017d, 0,
                                             0,      0x2018, 0x2019, 0x201c, 0x201d, 0x2022, 0x2013, 0x2014,
                                             0x02dc, 0x2122, 0x0161, 0x203a, 0x0153, 0,      0x017e, 0x0178};

// Calls `take` with each letter.
template <class Take>
void each_letter(std::string_view text, Take take)
{
    for (std::size_t i = 0; i < text.size();) {
        const auto first = static_cast<unsigned char>(text[i]);
        const std::size_t length = first < 0x80 ? 1 : first < 0xe0 ? 2 : first < 0xf0 ? 3 : 4;
        assert(i + length <= text.size());
        char32_t letter = length == 1 ? first : first & (0x7fu >> length);
        for (std::size_t k = 1; k < length; ++k)
            letter = (letter << 6) | (static_cast<unsigned char>(text[i + k]) & 0x3fu);
        take(letter);
        i += length;
    }
}

void append_unit(std::string& out, char32_t unit)
{
    out += static_cast<char>(unit & 0xff);
    out += static_cast<char>((unit >> 8) & 0xff);
}

} // namespace

std::string in_utf16(std::string_view text)
{
    std::string out;
    out.reserve(2 * text.size() + 2);
    append_unit(out, 0xfeff);
    each_letter(text, [&](char32_t letter) {
        if (letter < 0x10000) {
            append_unit(out, letter);
        } else {
            append_unit(out, 0xd800 + ((letter - 0x10000) >> 10));
            append_unit(out, 0xdc00 + ((letter - 0x10000) & 0x3ff));
        }
    });
    return out;
}

InWindows1252 in_windows_1252(std::string_view text)
{
    InWindows1252 out;
    each_letter(text, [&](char32_t letter) {
        const auto* const place = std::find(from_0x80.begin(), from_0x80.end(), letter);
        if (letter < 0x80 || (letter >= 0xa0 && letter <= 0xff))
            out.bytes += static_cast<char>(letter);
        else if (letter != 0 && place != from_0x80.end())
            out.bytes += static_cast<char>(0x80 + (place - from_0x80.begin()));
        else
            out.bytes += '?', ++out.replaced;
    });
    return out;
}

} // namespace gauze::synth::scenario
