#include "bloom/keyed/keyed_hash.hpp"

#include <array>
#include <cassert>
#include <cstring>

namespace gauze::keyed {

namespace {

constexpr std::size_t words_per_digest = sizeof(Digest) / 4;
constexpr std::size_t longest_packed = 7;         // bytes of a token that fit a 64-bit word beside its length
constexpr std::size_t most_remembered = 1u << 16; // tokens a field; beyond it hashing is simply done again
constexpr std::size_t most_bytes = 1u << 26;      // of masks a field
constexpr std::size_t slab_bytes = 1u << 18;

std::uint64_t pack(std::string_view token)
{
    std::uint64_t packed = token.size();
    for (const char c : token) packed = packed << 8 | static_cast<unsigned char>(c);
    return packed;
}

std::uint32_t word_of(const Digest& digest, std::size_t i)
{
    std::uint32_t word = 0;
    for (std::size_t b = 0; b < 4; ++b) word = word << 8 | std::to_integer<std::uint32_t>(digest[4 * i + b]);
    return word;
}

} // namespace

KeyedHash::KeyedHash(Bytes key, std::uint32_t bits, std::uint32_t hashes) : KeyedHash(Hmac(key), bits, hashes)
{}

KeyedHash::KeyedHash(Hmac hmac, std::uint32_t bits, std::uint32_t hashes)
    : hmac_(std::move(hmac)), bits_(bits), hashes_(hashes)
{
    assert(bits >= 1 && hashes >= 1);
}

KeyedHash KeyedHash::clone() const { return {hmac_.clone(), bits_, hashes_}; }

void KeyedHash::positions(std::string_view token, std::vector<std::uint32_t>& into)
{
    into.clear();
    std::string message = length_prefixed({token});
    message.push_back('\0');
    for (char counter = 0; into.size() < hashes_; ++counter) {
        message.back() = counter;
        const Digest digest = hmac_(bytes_of(message));
        for (std::size_t i = 0; i < words_per_digest && into.size() < hashes_; ++i)
            into.push_back(static_cast<std::uint32_t>(std::uint64_t{word_of(digest, i)} * bits_ >> 32));
    }
    wipe(std::as_writable_bytes(std::span(message)));
}

TokenMasks::TokenMasks(KeyedHash hash, std::size_t words) : hash_(std::move(hash)), words_(words)
{
    assert(words * 64 >= hash_.bits());
}

void TokenMasks::set(std::string_view token, std::span<std::uint64_t> row)
{
    assert(row.size() == words_);
    if (token.size() <= longest_packed) {
        if (const std::uint64_t* mask = remembered(pack(token), token)) {
            for (std::size_t w = 0; w < words_; ++w) row[w] |= mask[w];
            return;
        }
    }
    compute(token, row);
}

const std::uint64_t* TokenMasks::remembered(std::uint64_t packed, std::string_view token)
{
    const auto found = masks_.find(packed);
    if (found != masks_.end()) return found->second;
    if (masks_.size() >= std::min(most_remembered, most_bytes / (words_ * sizeof(std::uint64_t))))
        return nullptr;
    if (left_ < words_) {
        slabs_.emplace_back(std::max(slab_bytes, words_ * sizeof(std::uint64_t)));
        left_ = slabs_.back().size() / sizeof(std::uint64_t);
    }
    auto* slab_end = reinterpret_cast<std::uint64_t*>(slabs_.back().fill().data() + slabs_.back().size());
    std::uint64_t* mask = slab_end - left_;
    left_ -= words_;
    compute(token, {mask, words_});
    masks_.emplace(packed, mask);
    return mask;
}

void TokenMasks::compute(std::string_view token, std::span<std::uint64_t> row)
{
    hash_.positions(token, positions_);
    for (const std::uint32_t p : positions_) row[p / 64] |= std::uint64_t{1} << p % 64;
}

} // namespace gauze::keyed
