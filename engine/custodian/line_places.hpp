// Where a line ends and where its delimiters stand: found together in one look at its bytes, 64 at a time
// where the processor can.
#pragma once

#include "bloom/base/vector_width.hpp"

#include <array>
#include <cstddef>

namespace gauze::custodian {

struct LinePlaces {
    static constexpr std::size_t most = 128; // delimiters; a line with more is left to others
    const char* line_feed = nullptr;         // the first, or the end of what was looked at
    std::size_t count = 0;                   // delimiters before it; above `most` there are more than that
    std::array<const char*, most> delimiters;
};

// Looks at [from, end) until the first line feed, reads no other byte, and replaces all of `into` but
// delimiters beyond the count. Line feed and delimiter are different bytes.
using FindPlaces = void (*)(const char* from, const char* end, char delimiter, LinePlaces& into) noexcept;
FindPlaces find_places(VectorWidth width = vector_width()) noexcept;

} // namespace gauze::custodian
