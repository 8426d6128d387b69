// A secret under a passphrase: scrypt (RFC 7914) makes a key of the passphrase, ChaCha20-Poly1305 (RFC 8439)
// seals the secret under it. Only 256-bit secrets of the house are wrapped, never derived from a passphrase:
// whoever holds a check value could otherwise guess passphrases at leisure.
//
// How much work a guess costs stands beside the sealed bytes, in a file that may come from anybody. So it is
// judged before it is done: a file must not make its reader spend the machine's memory or an afternoon.
#pragma once

#include "bloom/base/crypto.hpp"

#include <array>
#include <cstdint>
#include <optional>
#include <string_view>
#include <vector>

namespace gauze {

// The parameters of scrypt. One derivation takes 128 * n * r bytes and a time in proportion to n * r * p: as
// set here 128 MiB and about half a second.
struct ScryptWork {
    std::uint64_t n = 1u << 17; // a power of two
    std::uint32_t r = 8, p = 1;
    bool operator==(const ScryptWork&) const = default;
};

// Whether the parameters are scrypt's and the work is one that a reader puts up with: at most 1 GiB of memory
// and 16 times the default work.
bool is_bearable(const ScryptWork& work) noexcept;

// Key of a passphrase. Throws Error(bad_data) when the work is not bearable, Error(internal) when the memory
// is not to be had.
Secret scrypt(Bytes passphrase, Bytes salt, const ScryptWork& work, std::size_t length);

constexpr std::size_t seal_key_bytes = 32, seal_nonce_bytes = 12, seal_tag_bytes = 16;
using SealNonce = std::array<std::byte, seal_nonce_bytes>;

// ChaCha20-Poly1305. `seal` gives the ciphertext with its tag behind; a nonce must not seal two texts under
// one key. `unseal` gives nothing when the key, the nonce, `beside` (bytes that are vouched for but not
// hidden) or any sealed bit is another, and no plaintext byte before that is settled.
std::vector<std::byte> seal(Bytes key, const SealNonce& nonce, Bytes plain, Bytes beside);
std::optional<Secret> unseal(Bytes key, const SealNonce& nonce, Bytes sealed, Bytes beside);
// The same into memory that is there already, for many pieces of one stream: `sealed` is 16 bytes longer than
// `plain`. When `unseal_into` says no, `plain` is all zeros.
void seal_into(Bytes key, const SealNonce& nonce, Bytes plain, Bytes beside, std::span<std::byte> sealed);
bool unseal_into(Bytes key, const SealNonce& nonce, Bytes sealed, Bytes beside, std::span<std::byte> plain);

// A secret at rest. Salt and nonce are random and new for each wrapping.
struct Wrapped {
    ScryptWork work;
    std::array<std::byte, 16> salt{};
    SealNonce nonce{};
    std::vector<std::byte> sealed; // the secret and 16 bytes of tag
};

// `beside` is vouched for together with the secret, for example whose it is. Costs one derivation each.
Wrapped wrap(Bytes secret, Bytes passphrase, std::string_view beside, const ScryptWork& work = {});
// Nothing when the passphrase is another one or anything was changed; which of the two cannot be told.
std::optional<Secret> unwrap(const Wrapped& wrapped, Bytes passphrase, std::string_view beside);

} // namespace gauze
