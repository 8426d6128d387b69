// Base64 (RFC 4648, section 4): the standard alphabet, padded with '=', no line ends. Three ways to read it,
// by how much is forgiven: what others' programs forgive, what a table forgives, and nothing.
#pragma once

#include "bloom/base/crypto.hpp"

#include <cstddef>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace gauze {

void append_base64(Bytes bytes, std::string& into);
// The lenient reading that Python gives base64: characters outside the alphabet are passed over, and the text
// ends with its padding. Nothing if the padding is wrong.
std::optional<std::string> from_lenient_base64(std::string_view text);
// The strict reading, for tables: fills `into` with exactly its size. False if anything is not as it should
// be; only the bits of the last letter that stand for no byte may be anything.
bool from_base64(std::string_view text, std::span<std::byte> into) noexcept;
// The canonical reading, for what is signed: exactly the text that append_base64 gives, nothing for any
// other.
std::optional<std::vector<std::byte>> from_canonical_base64(std::string_view text);
// How many bytes a padded text stands for; nothing if its length or padding is wrong.
std::optional<std::size_t> size_of_base64(std::string_view text) noexcept;

} // namespace gauze
