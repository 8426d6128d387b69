// A token and a key become places in the filter, as the CLK format says: double hashing over HMAC-SHA-1 and
// HMAC-MD5, or 16-bit slices of keyed BLAKE2b. Here only to meet the Anonlink family bit for bit; Gauze's own
// filters come from bloom/keyed. A CLK counts its bits from the most significant bit of its first byte.
#pragma once

#include "bloom/base/clk_digests.hpp"
#include "engine/custodian/anonlink/schema.hpp"

#include <cstdint>
#include <optional>
#include <span>
#include <string_view>
#include <vector>

namespace gauze::custodian::anonlink {

// Sets bit `place` in the order of a CLK.
inline void set_bit(std::span<std::byte> clk, std::uint32_t place) noexcept
{
    clk[place / 8] |= std::byte{0x80} >> static_cast<int>(place % 8);
}

// HKDF of the secret for all features at once: two keys of kdf.key_size bytes for each feature in turn.
Secret derive_keys(const Schema& schema, Bytes secret);

// The hash of one feature. One thread; `clone` for another.
class TokenBits {
public:
    // The feature is number `index` of the schema; `keys` is what derive_keys gave.
    TokenBits(const Schema& schema, std::size_t index, const Secret& keys);
    TokenBits clone() const;
    // Fills `into` (cleared first) with `count` places below the working length; they may coincide.
    void places(std::string_view token, std::uint32_t count, std::vector<std::uint32_t>& into);

private:
    TokenBits() = default;
    std::uint32_t again(std::string_view token);
    void double_hash(std::string_view token, std::uint32_t count, std::vector<std::uint32_t>& into);
    void blake_hash(std::string_view token, std::uint32_t count, std::vector<std::uint32_t>& into);
    std::optional<KeyedDigest> sha1_, md5_;
    std::optional<KeyedBlake2b> blake_;
    std::uint32_t length_ = 0;
    bool prevent_singularity_ = false;
};

// Folds a filter of `length` << `folds` bits in place: afterwards bit i, below `length`, is the exclusive or
// of all bits whose place is i modulo `length`, and the bits behind are whatever they are.
void fold(std::span<std::byte> clk, std::uint32_t length, std::uint32_t folds) noexcept;

} // namespace gauze::custodian::anonlink
