// AES-256 (FIPS 197), in the two shapes the house needs. On single blocks it is a keyed pseudorandom
// function: different blocks in, independent looking blocks out; nothing is ever decrypted. As a stream (SP
// 800-38A, counter mode) it hides temporary files under a key that dies with the process.
//
// Neither shape notices a change of the bytes: what must not be tampered with is sealed by other means.
#pragma once

#include "bloom/base/crypto.hpp"
#include "bloom/base/vector_width.hpp"

#include <cstddef>
#include <memory>
#include <span>

namespace gauze {

// AES-256 on independent 16-byte blocks. Where the processor encrypts four blocks in one instruction (VAES)
// and the width allows it, that is used; else the crypto library, which is the plain twin. An object belongs
// to one thread; `clone` gives another its own.
class Aes256Blocks {
public:
    explicit Aes256Blocks(Bytes key, VectorWidth width = vector_width()); // a key of 32 bytes
    ~Aes256Blocks();
    Aes256Blocks(Aes256Blocks&&) noexcept;
    Aes256Blocks& operator=(Aes256Blocks&&) noexcept;
    Aes256Blocks clone() const;

    // Encrypts each block in its place; the size is a multiple of 16. A call costs about as much as 20
    // blocks, so hand over hundreds.
    void encrypt(std::span<std::byte> blocks);

private:
    struct State;
    explicit Aes256Blocks(std::unique_ptr<State> state);
    std::unique_ptr<State> state_;
};

// AES-256 in counter mode: applying it twice from the same start gives the bytes back. One thread.
class Aes256Stream {
public:
    // `key` is 32 bytes, `nonce` the first counter block of 16. A key and nonce are used for one text only.
    Aes256Stream(Bytes key, Bytes nonce);
    ~Aes256Stream();
    Aes256Stream(Aes256Stream&&) noexcept;
    Aes256Stream& operator=(Aes256Stream&&) noexcept;

    // Encrypts or decrypts the next bytes in their place; any size.
    void apply(std::span<std::byte> bytes);

private:
    struct State;
    std::unique_ptr<State> state_;
};

} // namespace gauze
