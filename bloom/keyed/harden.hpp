// What others have done to Bloom filters before showing them, so that their results can be reproduced and
// their files compared. NONE OF IT IS PROTECTION: folding, balancing, Rule 90 and random flips each hinder
// one published attack and leave the similarities of records, by which people are found again
// (docs/threat-model.md). Rule 90 can be undone by anyone. Secret subsets (diffuse.hpp) and symbols are what
// hides similarities.
//
// All of it is read by any number of threads, and rows are as rows.hpp says.
#pragma once

#if !defined(GAUZE_KEYED_ALLOWED)
#error "Hardening filters is the custodian's: see docs/threat-model.md, 'What each program may hold'."
#endif

#include "bloom/base/crypto.hpp"
#include "bloom/keyed/diffuse.hpp"
#include "bloom/keyed/rows.hpp"

#include <cstdint>

namespace gauze::keyed {

// XOR-folding (Schnell & Borgs 2016): the second half is laid over the first, `times` times over:
// new[i] = old[i] ^ old[i + length / 2]. Reproduction, not protection: it halves the bits and delays an
// attacker who knows some people. `bits` is a multiple of 2^times; what is left has bits >> times of them.
// One pass over the row for each fold.
void fold(Row row, std::uint32_t bits, std::uint32_t times, RowToFill into);

// Rule 90 (Schnell & Borgs 2016, after Wolfram's cellular automaton): each bit becomes the XOR of its two
// neighbours in a ring. Reproduction, not protection: there is no key in it, and two guessed bits undo it (a
// test does so). Not in place: `into` is another row. A few nanoseconds for each word.
void rule90(Row row, std::uint32_t bits, RowToFill into);

// Balancing (Schnell & Borgs 2016): the filter, its complement behind it, and the 2 * `bits` places shuffled
// by a permutation that the key decides. Every row has exactly `bits` bits set, so that their number says
// nothing about the length of a name. Reproduction, not protection: the distance of any two rows merely
// doubles.
class Balance {
public:
    Balance(Bytes key, std::uint32_t bits);
    // `into` has 2 * bits bits. A few nanoseconds for each of them.
    void apply(Row row, RowToFill into) const;
    std::uint32_t shown_bits() const noexcept { return 2 * bits_; }

private:
    std::uint32_t bits_;
    Secret sources_; // for each shown bit the place it comes from, 32 bits each
};

// BLIP (Alaggan, Gambs & Kermarrec 2012; Schnell & Borgs 2016): each bit is flipped with probability
// `per_mille` / 1000, decided by a keyed pseudorandom function of the record's nonce and the bit's place, so
// that a run under a seed can be repeated. Reproduction, not protection: noise that leaves records linkable
// averages out over many known people, and what it promises is per bit, not per person.
//
// THE NOISE OF EVERY RECORD MUST DIFFER: the nonce is the record's own, its row token for example, and all
// nonces under one key are of one length. The same noise on two rows would cancel between them. A record that
// is sent many times under new nonces can be averaged; sent under its old one it shows nothing new.
class Blip {
public:
    Blip(Bytes key, std::uint32_t per_mille); // at most 1000
    // In place. One HMAC for eight bits: some 60 microseconds for 1,024 bits.
    void flip(Bytes nonce, std::uint32_t bits, RowToFill row) const;

private:
    Hmac hmac_; // never used itself: each call takes a copy of its own
    std::uint32_t per_mille_;
};

} // namespace gauze::keyed
