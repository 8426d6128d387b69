// Opaque tokens and a key become bits. For a token t the positions are taken from HMAC-SHA-256(key, length ||
// t || counter), cut into 32-bit words, each mapped into the filter by multiply-shift: independent positions
// rather than double hashing, whose arithmetic pattern the atom attacks read (Niedermeyer et al. 2014;
// design, section 4).
//
// Token alphabets are small, so each thread remembers the mask of a token it has met: real hashing is paid
// once per distinct token. The remembered masks are as secret as the key; they, and the tokens they stand for
// (bigrams, digits in their places), live in locked memory.
#pragma once

#if !defined(GAUZE_KEYED_ALLOWED)
#error                                                                                                       \
    "Hashing under the project secret is the custodian's: see docs/threat-model.md, 'What each program may hold'."
#endif

#include "bloom/base/crypto.hpp"
#include "bloom/keyed/or_words.hpp"
#include "bloom/keyed/token_table.hpp"

#include <cstdint>
#include <span>
#include <string_view>
#include <vector>

namespace gauze::keyed {

// The plain form: positions of one token, computed afresh each time. One thread.
class KeyedHash {
public:
    // `bits` >= 1 is the filter's length, `hashes` >= 1 how many positions a token gets (they may coincide).
    KeyedHash(Bytes key, std::uint32_t bits, std::uint32_t hashes);
    KeyedHash clone() const; // for another thread
    // Fills `into` (cleared first) with `hashes` positions below `bits`.
    void positions(std::string_view token, std::vector<std::uint32_t>& into);
    // Fills `into` with as many positions as it has places, whatever `hashes` is: the first of the token's
    // stream, so that a longer list begins with the shorter one. The stream repeats after 2,048.
    void first(std::string_view token, std::span<std::uint32_t> into);
    std::uint32_t bits() const noexcept { return bits_; }

private:
    KeyedHash(Hmac hmac, std::uint32_t bits, std::uint32_t hashes);
    Hmac hmac_;
    std::uint32_t bits_, hashes_;
};

// The fast form, with a memory: sets the same bits as KeyedHash does (a test says so). One thread.
class TokenMasks {
public:
    // `words` is a multiple of eight and holds the hash's bits.
    TokenMasks(KeyedHash hash, std::size_t words);
    // Sets the token's bits in `row`, which has `words` words. Costs a few nanoseconds and the passing of the
    // row for a token met before; fastest if the row is 64-byte aligned.
    void set(std::string_view token, std::span<std::uint64_t> row);

private:
    const std::uint64_t* remembered(std::string_view token);
    void compute(std::string_view token, std::span<std::uint64_t> row);
    KeyedHash hash_;
    std::size_t words_;
    OrWords or_into_;
    std::vector<std::uint32_t> positions_; // reused, and wiped after each use
    TokenTable masks_;
};

} // namespace gauze::keyed
