// The header of a sealed file (C2SP age, "Header"): a version line, one stanza for each recipient, and a MAC
// over all of that. It comes from anybody, so it is read strictly, in one spelling, and no further than 64
// KiB: that is room for more than 600 recipients, and whoever sends more wants to keep the reader busy.
#pragma once

#include "engine/project/age/source.hpp"

#include <array>
#include <cstddef>
#include <string>
#include <vector>

namespace gauze::age {

constexpr std::size_t longest_header = std::size_t{1} << 16;

struct Stanza {
    std::vector<std::string> arguments; // at least one, each of visible ASCII
    std::vector<std::byte> body;
    bool operator==(const Stanza&) const = default;
};

struct Header {
    std::vector<Stanza> stanzas; // at least one
    std::string covered;         // the header as it stood, up to and with "---": what the MAC is over
    std::array<std::byte, 32> mac{};
};

// Takes the header and nothing behind it. Throws age-version, age-header, age-base64, age-mac-line,
// age-header-end or age-header-size.
Header read_header(Source& source);

// The bytes that the MAC is over, of stanzas to be written; " ", the MAC in base64 and a line feed follow.
std::string header_text(const std::vector<Stanza>& stanzas);

std::array<std::byte, 32> header_mac(Bytes file_key, std::string_view covered);

} // namespace gauze::age
