// A row token: the random 128-bit handle of one record in one submission. It says nothing about the record or
// its place in the custodian's file; filters, payload and link map meet under it.
#pragma once

#include "bloom/base/crypto.hpp"

#include <array>
#include <compare>
#include <cstddef>
#include <optional>
#include <string>
#include <string_view>

namespace gauze {

struct RowToken {
    std::array<std::byte, 16> bytes{};
    auto operator<=>(const RowToken&) const = default;
};

inline std::string to_text(const RowToken& token) { return to_hex(token.bytes); }

inline std::optional<RowToken> row_token_from(std::string_view hex)
{
    RowToken token;
    if (!from_hex(hex, token.bytes)) return std::nullopt;
    return token;
}

} // namespace gauze
