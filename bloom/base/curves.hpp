// Keys of a party: Ed25519 (RFC 8032) to sign, X25519 (RFC 7748) to be written to. Beside `crypto` and its
// neighbours this is the only room that knows OpenSSL. Secret halves live in a Secret and in no other memory
// of ours; public halves are 32 bytes.
#pragma once

#include "bloom/base/crypto.hpp"

#include <array>
#include <cstddef>
#include <optional>

namespace gauze {

using PublicKey = std::array<std::byte, 32>;
using Signature = std::array<std::byte, 64>;

class SigningKey {
public:
    static SigningKey generate();
    explicit SigningKey(Secret seed); // 32 bytes
    PublicKey public_key() const;
    Signature sign(Bytes message) const;
    Bytes reveal() const noexcept { return seed_.reveal(); }

private:
    Secret seed_;
};
// False for anything that is not that key's signature over exactly this message, whatever its length: a
// second spelling of a signature (RFC 8032, section 5.1.7: S not below the group's order) is none, and a
// public key of small order, under which one signature fits many messages, signs nothing.
bool is_signed(const PublicKey& key, Bytes message, Bytes signature);

class ExchangeKey {
public:
    static ExchangeKey generate();
    explicit ExchangeKey(Secret scalar); // 32 bytes
    PublicKey public_key() const;
    // X25519(own, theirs); nothing when the result is all zero (a point of small order).
    std::optional<Secret> shared_with(const PublicKey& theirs) const;
    Bytes reveal() const noexcept { return scalar_.reveal(); }

private:
    Secret scalar_;
};

} // namespace gauze
