// Pseudorandom 32-bit words in an order: HMAC-SHA-256(key, prefix || counter), the counter as 32 bits
// big-endian from 0, each digest cut into eight big-endian words. Where subsets and permutations are drawn
// from. One thread.
#pragma once

#if !defined(GAUZE_KEYED_ALLOWED)
#error "Keyed streams are the custodian's: see docs/threat-model.md, 'What each program may hold'."
#endif

#include "bloom/base/crypto.hpp"

#include <cstdint>
#include <string>

namespace gauze::keyed {

// A number as 32 bits, big-endian, behind `bytes`.
inline void append_u32(std::string& bytes, std::uint32_t number)
{
    for (int shift = 24; shift >= 0; shift -= 8) bytes += static_cast<char>(number >> shift & 255);
}

class KeyStream {
public:
    // `hmac` must outlive the stream; the prefix keeps streams under one key apart.
    KeyStream(Hmac& hmac, std::string prefix) : hmac_(hmac), prefix_(std::move(prefix)) {}
    ~KeyStream() { wipe(digest_); }
    KeyStream(const KeyStream&) = delete;

    std::uint32_t next()
    {
        if (at_ == sizeof(Digest)) refill();
        std::uint32_t word = 0;
        for (int b = 0; b < 4; ++b) word = word << 8 | std::to_integer<std::uint32_t>(digest_[at_++]);
        return word;
    }
    // In [0, below), by multiply-shift: for `below` of at most 2^18 the bias is under one in 2^14.
    std::uint32_t next_below(std::uint32_t below)
    {
        return static_cast<std::uint32_t>(std::uint64_t{next()} * below >> 32);
    }

private:
    void refill()
    {
        std::string message = prefix_;
        append_u32(message, counter_++);
        digest_ = hmac_(bytes_of(message));
        at_ = 0;
    }
    Hmac& hmac_;
    std::string prefix_;
    Digest digest_{};
    std::size_t at_ = sizeof(Digest); // nothing drawn yet
    std::uint32_t counter_ = 0;
};

} // namespace gauze::keyed
