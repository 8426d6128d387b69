// HMAC-SHA-256 of many short messages under one key. SHA-256 is a long chain of dependent steps, so one
// message at a time leaves a processor idle; sixteen (or eight) unrelated messages side by side in the lanes
// of a wide register do not. A message that fits one block beside its padding costs two compressions, since
// the states behind the two key pads are computed once.
#pragma once

#include "bloom/base/crypto.hpp"
#include "bloom/base/vector_width.hpp"

#include <cstddef>
#include <cstdint>
#include <span>

namespace gauze {

// The same digests as Hmac gives, which is the plain twin and does the work where no wide kernel runs. One
// thread; `clone` gives another thread its own.
class HmacLanes {
public:
    // Longest message that takes a lane. Longer ones are right too, but go one by one through Hmac.
    static constexpr std::size_t longest_in_lane = 55;

    explicit HmacLanes(Bytes key, VectorWidth width = vector_width());
    HmacLanes clone() const;

    // out[i] = the first 8 bytes, big-endian, of the HMAC of lengths[i] bytes at messages + i * stride.
    // `lengths` and `out` have the same size; no byte behind a message's length is read.
    void first_words(const std::byte* messages, std::size_t stride, std::span<const std::uint8_t> lengths,
                     std::span<std::uint64_t> out);

private:
    HmacLanes(Hmac plain, Secret pads, VectorWidth width);
    Hmac plain_;
    Secret pads_; // two SHA-256 states of eight words: behind the inner key pad and behind the outer
    Secret work_; // message words of one round, by word and lane
    VectorWidth width_;
};

} // namespace gauze
