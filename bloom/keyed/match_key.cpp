#include "bloom/keyed/match_key.hpp"

#include <cassert>
#include <cstring>
#include <string>

namespace gauze::keyed {

namespace {

constexpr std::size_t stride = 64, length_bytes = 4;

std::size_t message_size(std::span<const std::string_view> parts)
{
    std::size_t size = 0;
    for (const std::string_view part : parts) size += length_bytes + part.size();
    return size;
}

// Each part behind its length, 32 bits, big-endian; the same bytes as length_prefixed gives.
void write_message(std::span<const std::string_view> parts, std::byte* into)
{
    for (const std::string_view part : parts) {
        for (int shift = 24; shift >= 0; shift -= 8)
            *into++ = static_cast<std::byte>(part.size() >> shift & 255);
        if (!part.empty()) std::memcpy(into, part.data(), part.size());
        into += part.size();
    }
}

} // namespace

std::uint64_t plain_match_key(Hmac& hmac, std::span<const std::string_view> parts)
{
    std::vector<std::byte> message(message_size(parts));
    write_message(parts, message.data());
    const Digest digest = hmac(message);
    wipe(message);
    std::uint64_t key = 0;
    for (std::size_t i = 0; i < sizeof key; ++i) key = key << 8 | std::to_integer<std::uint64_t>(digest[i]);
    return key;
}

MatchKeyHash::MatchKeyHash(Bytes key, VectorWidth width) : MatchKeyHash(HmacLanes(key, width), Hmac(key)) {}

MatchKeyHash::MatchKeyHash(HmacLanes lanes, Hmac plain)
    : lanes_(std::move(lanes)),
      plain_(std::move(plain)),
      messages_(most_in_batch * stride),
      lengths_(most_in_batch)
{}

MatchKeyHash MatchKeyHash::clone() const { return {lanes_.clone(), plain_.clone()}; }

void MatchKeyHash::add(std::span<const std::string_view> parts)
{
    assert(!full());
    const std::size_t size = message_size(parts);
    if (size <= HmacLanes::longest_in_lane) {
        write_message(parts, messages_.fill().data() + size_ * stride);
        lengths_[size_] = static_cast<std::uint8_t>(size);
    } else {
        long_ones_.emplace_back(size_, plain_match_key(plain_, parts));
        lengths_[size_] = 0; // an empty message keeps its place in the lanes
    }
    ++size_;
}

void MatchKeyHash::finish(std::span<std::uint64_t> out)
{
    assert(out.size() == size_);
    lanes_.first_words(messages_.reveal().data(), stride, std::span(lengths_).first(size_), out);
    for (const auto& [place, key] : long_ones_) out[place] = key;
    wipe(std::as_writable_bytes(std::span(long_ones_)));
    long_ones_.clear();
    wipe(messages_.fill().first(size_ * stride));
    size_ = 0;
}

} // namespace gauze::keyed
