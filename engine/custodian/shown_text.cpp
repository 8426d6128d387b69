#include "engine/custodian/shown_text.hpp"

#include "engine/custodian/utf8.hpp"

#include <algorithm>
#include <array>
#include <ostream>

#include <fmt/format.h>

namespace gauze::custodian {

namespace {

struct Range {
    char32_t first, last;
};
// Controls, what has no shape of its own or turns its neighbours about, blanks of other widths, private use.
constexpr std::array unseen{
    Range{0x00, 0x1f},       Range{0x7f, 0xa0},       Range{0xad, 0xad},       Range{0x34f, 0x34f},
    Range{0x61c, 0x61c},     Range{0x115f, 0x1160},   Range{0x1680, 0x1680},   Range{0x17b4, 0x17b5},
    Range{0x180b, 0x180f},   Range{0x2000, 0x200f},   Range{0x2028, 0x202f},   Range{0x205f, 0x206f},
    Range{0x2800, 0x2800},   Range{0x3000, 0x3000},   Range{0x3164, 0x3164},   Range{0xe000, 0xf8ff},
    Range{0xfe00, 0xfe0f},   Range{0xfeff, 0xfeff},   Range{0xffa0, 0xffa0},   Range{0xfff0, 0xffff},
    Range{0x1bca0, 0x1bca3}, Range{0x1d173, 0x1d17a}, Range{0xe0000, 0x10ffff}};

bool is_seen(char32_t character)
{
    return std::none_of(unseen.begin(), unseen.end(), [&](const Range& range) {
        return character >= range.first && character <= range.last;
    });
}

// Of a well-formed sequence.
char32_t character_of(std::string_view sequence)
{
    constexpr std::array<unsigned, 5> head{0, 0x7f, 0x1f, 0x0f, 0x07};
    char32_t character = static_cast<unsigned char>(sequence[0]) & head[sequence.size()];
    for (const char byte : sequence.substr(1))
        character = character << 6 | (static_cast<unsigned char>(byte) & 0x3f);
    return character;
}

void show_character(std::string_view sequence, std::ostream& out)
{
    switch (sequence[0]) {
    case '\n': out << "\\n"; return;
    case '\r': out << "\\r"; return;
    case '\t': out << "\\t"; return;
    case '"':
    case '\\': out << '\\' << sequence; return;
    default: break;
    }
    const char32_t character = character_of(sequence);
    if (is_seen(character))
        out << sequence;
    else
        out << fmt::format("\\u{{{:x}}}", static_cast<std::uint32_t>(character));
}

} // namespace

void show_quoted(std::string_view text, std::ostream& out)
{
    out << '"';
    while (!text.empty()) {
        const std::size_t length = utf8_sequence(text);
        if (length > 0)
            show_character(text.substr(0, length), out);
        else
            out << fmt::format("\\x{:02x}", static_cast<unsigned char>(text[0]));
        text.remove_prefix(std::max<std::size_t>(length, 1));
    }
    out << '"';
}

} // namespace gauze::custodian
