// What the CLK encoding of the Anonlink family is made of, and what Gauze's own encoding does not need: HMAC
// over MD5 and SHA-1, keyed BLAKE2b with a salt (RFC 7693), HKDF (RFC 5869) over SHA-256 or SHA-512. MD5
// and SHA-1 are here because the format asks for them; nothing new may be built on them.
#pragma once

#include "bloom/base/crypto.hpp"

#include <array>
#include <cstddef>
#include <cstdint>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <string_view>

namespace gauze {

enum class DigestKind { md5, sha1, sha256, sha512 };
std::size_t digest_size(DigestKind kind) noexcept; // in bytes: 16, 20, 32, 64

// HMAC (RFC 2104) under one key of any length, for many short messages: the two key blocks are hashed once,
// here. An object belongs to one thread; `clone` gives another thread its own.
class KeyedDigest {
public:
    KeyedDigest(DigestKind kind, Bytes key);
    ~KeyedDigest();
    KeyedDigest(KeyedDigest&&) noexcept;
    KeyedDigest& operator=(KeyedDigest&&) noexcept;
    KeyedDigest clone() const;
    // `into` has the digest's size.
    void operator()(Bytes message, std::span<std::byte> into);

private:
    struct State;
    explicit KeyedDigest(std::unique_ptr<State> state);
    std::unique_ptr<State> state_;
};

// BLAKE2b with a digest of 64 bytes under a key of 1 to 64 bytes. One thread; `clone` for another.
class KeyedBlake2b {
public:
    explicit KeyedBlake2b(Bytes key);
    ~KeyedBlake2b();
    KeyedBlake2b(KeyedBlake2b&&) noexcept;
    KeyedBlake2b& operator=(KeyedBlake2b&&) noexcept;
    KeyedBlake2b clone() const;
    // The salt is `number` in ASCII decimals, filled up with zero bytes to 16: the counter of the CLK format.
    // Staying with one number is cheapest.
    void operator()(Bytes message, std::uint32_t number, std::span<std::byte, 64> into);

private:
    struct State;
    explicit KeyedBlake2b(std::unique_ptr<State> state);
    std::unique_ptr<State> state_;
};

// HKDF over SHA-256 or SHA-512; `length` is at most 255 digests. An empty secret is allowed.
Secret hkdf(DigestKind kind, Bytes secret, Bytes salt, Bytes info, std::size_t length);

} // namespace gauze
