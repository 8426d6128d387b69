// Base64 (RFC 4648, section 4) as age writes it: without padding, and in one spelling only. Texts with unused
// bits that are not zero (section 3.5) are no base64 here, or a file could be changed without changing what
// it says.
#pragma once

#include "bloom/base/crypto.hpp"

#include <cstddef>
#include <optional>
#include <span>
#include <string>
#include <string_view>

namespace gauze::age {

// Appends the text of the bytes, unpadded.
void append_base64(std::string& text, Bytes bytes);
std::string to_base64(Bytes bytes);

// How many bytes the text has; nothing when no unpadded base64 has its length.
std::optional<std::size_t> base64_size(std::size_t characters) noexcept;

// Fills the front of `out` and says how much; nothing when this is not canonical or does not fit.
std::optional<std::size_t> from_base64(std::string_view text, std::span<std::byte> out) noexcept;

} // namespace gauze::age
