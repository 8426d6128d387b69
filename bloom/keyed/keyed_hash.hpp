// Opaque tokens and a key become bits. For a token t the positions are taken from HMAC-SHA-256(key, length ||
// t || counter), cut into 32-bit words, each mapped into the filter by multiply-shift: independent positions
// rather than double hashing, whose arithmetic pattern the atom attacks read (Niedermeyer et al. 2014;
// design, section 4).
//
// Token alphabets are small, so each thread remembers the mask of a token it has met: real hashing is paid
// once per distinct token. The remembered masks are as secret as the key and live in locked memory; the
// tokens they stand for (bigrams, digits in their places) are held beside them in ordinary memory of the
// process.
#pragma once

#if !defined(GAUZE_KEYED_ALLOWED)
#error                                                                                                       \
    "Hashing under the project secret is the custodian's: see docs/threat-model.md, 'What each program may hold'."
#endif

#include "bloom/base/crypto.hpp"

#include <cstdint>
#include <span>
#include <string_view>
#include <unordered_map>
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
    std::uint32_t bits() const noexcept { return bits_; }

private:
    KeyedHash(Hmac hmac, std::uint32_t bits, std::uint32_t hashes);
    Hmac hmac_;
    std::uint32_t bits_, hashes_;
};

// The fast form, with a memory: sets the same bits as KeyedHash does (a test says so). One thread.
class TokenMasks {
public:
    TokenMasks(KeyedHash hash, std::size_t words);
    // Sets the token's bits in `row`, which has `words` words. Costs a few nanoseconds for a token met
    // before.
    void set(std::string_view token, std::span<std::uint64_t> row);

private:
    const std::uint64_t* remembered(std::uint64_t packed, std::string_view token);
    void compute(std::string_view token, std::span<std::uint64_t> row);
    KeyedHash hash_;
    std::size_t words_;
    std::vector<std::uint32_t> positions_;
    std::unordered_map<std::uint64_t, std::uint64_t*> masks_;
    std::vector<Secret> slabs_;
    std::size_t left_ = 0; // words free in the last slab
};

} // namespace gauze::keyed
