// The only room that knows OpenSSL: SHA-256 (FIPS 180-4), HMAC (RFC 2104), HKDF (RFC 5869) and the system's
// random bytes. Everything keyed in the house goes through here.
#pragma once

#include "bloom/base/secret.hpp"

#include <array>
#include <cstddef>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <string_view>

namespace gauze {

using Bytes = std::span<const std::byte>;
using Digest = std::array<std::byte, 32>;

// The bytes of a text, without copying.
inline Bytes bytes_of(std::string_view text) { return std::as_bytes(std::span(text.data(), text.size())); }

Digest sha256(Bytes message);

// SHA-256 over bytes that arrive in pieces. One thread.
class Sha256 {
public:
    Sha256();
    ~Sha256();
    Sha256(Sha256&&) noexcept;
    Sha256& operator=(Sha256&&) noexcept;
    void update(Bytes bytes);
    Digest finish(); // once

private:
    struct State;
    std::unique_ptr<State> state_;
};

// HMAC-SHA-256 under one key, for many short messages: the two key blocks are hashed once, here. An object
// belongs to one thread; `clone` gives another thread its own.
class Hmac {
public:
    explicit Hmac(Bytes key);
    ~Hmac();
    Hmac(Hmac&&) noexcept;
    Hmac& operator=(Hmac&&) noexcept;
    Hmac clone() const;
    Digest operator()(Bytes message);

private:
    struct State;
    explicit Hmac(std::unique_ptr<State> state);
    std::unique_ptr<State> state_;
};

Digest hmac_sha256(Bytes key, Bytes message);

// HKDF-SHA-256. `length` is at most 8,160 bytes.
Secret hkdf_sha256(Bytes secret, Bytes salt, Bytes info, std::size_t length);

// Fills with bytes of the operating system's generator. Throws Error(internal) when there are none to be had.
void random_bytes(std::span<std::byte> out);

std::string to_hex(Bytes bytes); // lower case
bool from_hex(std::string_view hex,
              std::span<std::byte> out); // exactly 2 digits a byte; false if it is not hex
std::string to_base32(Bytes bytes);      // RFC 4648 alphabet in lower case, no padding

// Joins parts so that no two different lists give the same bytes: each part behind its length (32 bits,
// big-endian).
std::string length_prefixed(std::initializer_list<std::string_view> parts);

} // namespace gauze
