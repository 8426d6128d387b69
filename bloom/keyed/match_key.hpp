// Match keys: 64 keyed bits of a conjunction of parts (phonetic surname, birth year and month, outward
// postcode, say), such that equal parts give equal keys and anything else gives unrelated bits. A slot's key
// is the first 8 bytes, big-endian, of HMAC-SHA-256 of its parts, each behind its length (length_prefixed),
// so that no two different lists of parts are one message.
//
// A record has a dozen or two of these, each a short message: they are gathered and hashed many at a time.
#pragma once

#if !defined(GAUZE_KEYED_ALLOWED)
#error                                                                                                       \
    "Hashing under the project secret is the custodian's: see docs/threat-model.md, 'What each program may hold'."
#endif

#include "bloom/base/hmac_lanes.hpp"

#include <cstdint>
#include <initializer_list>
#include <span>
#include <string_view>
#include <utility>
#include <vector>

namespace gauze::keyed {

// The plain twin: the key of one list of parts.
std::uint64_t plain_match_key(Hmac& hmac, std::span<const std::string_view> parts);

// The same keys for a batch of lists. Messages wait in locked memory, wiped when they are hashed. Allocates
// nothing per record unless a message is longer than 55 bytes. One thread; `clone` gives another its own,
// empty.
class MatchKeyHash {
public:
    static constexpr std::size_t most_in_batch = 512;

    explicit MatchKeyHash(Bytes key, VectorWidth width = vector_width());
    MatchKeyHash clone() const;

    // Takes one message into the batch, which must not be full.
    void add(std::span<const std::string_view> parts);
    void add(std::initializer_list<std::string_view> parts) { add(std::span(parts.begin(), parts.size())); }
    std::size_t size() const noexcept { return size_; }
    bool full() const noexcept { return size_ == most_in_batch; }

    // out[i] = the key of the i-th message added; `out` has `size()` places. The batch is empty afterwards.
    void finish(std::span<std::uint64_t> out);

private:
    MatchKeyHash(HmacLanes lanes, Hmac plain);
    HmacLanes lanes_;
    Hmac plain_;
    Secret messages_; // at a fixed stride
    std::vector<std::uint8_t> lengths_;
    std::vector<std::pair<std::size_t, std::uint64_t>> long_ones_; // hashed when added: place, key
    std::size_t size_ = 0;
};

} // namespace gauze::keyed
