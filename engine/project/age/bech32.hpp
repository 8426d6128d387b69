// Bech32 (BIP 173): how age writes keys as text, with a checksum that catches typing errors. Only 32 bytes
// are ever written, and the text of an identity is a secret: no copy of either stays behind.
#pragma once

#include "bloom/base/crypto.hpp"

#include <optional>
#include <string_view>

namespace gauze::age {

// The text in lower or upper case, as the prefix is. `bytes` are 32.
Secret bech32_text(std::string_view prefix, Bytes bytes);

// The 32 bytes; nothing when the prefix, its case, the length, the padding or the checksum is another.
std::optional<Secret> bech32_bytes(std::string_view prefix, std::string_view text);

} // namespace gauze::age
