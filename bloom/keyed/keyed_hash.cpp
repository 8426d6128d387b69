#include "bloom/keyed/keyed_hash.hpp"

#include <array>
#include <cassert>
#include <cstring>

namespace gauze::keyed {

namespace {

constexpr std::size_t words_per_digest = sizeof(Digest) / 4;
constexpr std::size_t most_bytes = 1u << 26; // of masks a field; beyond it hashing is simply done again

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
    into.resize(hashes_);
    first(token, into);
}

void KeyedHash::first(std::string_view token, std::span<std::uint32_t> into)
{
    std::string message = length_prefixed({token});
    message.push_back('\0');
    for (std::size_t done = 0; done < into.size();) {
        message.back() = static_cast<char>(done / words_per_digest);
        const Digest digest = hmac_(bytes_of(message));
        for (std::size_t i = 0; i < words_per_digest && done < into.size(); ++i)
            into[done++] = static_cast<std::uint32_t>(std::uint64_t{word_of(digest, i)} * bits_ >> 32);
    }
    wipe(std::as_writable_bytes(std::span(message)));
}

TokenMasks::TokenMasks(KeyedHash hash, std::size_t words)
    : hash_(std::move(hash)), words_(words), or_into_(or_words()), masks_(most_bytes)
{
    assert(words % 8 == 0 && words * 64 >= hash_.bits());
}

void TokenMasks::set(std::string_view token, std::span<std::uint64_t> row)
{
    assert(row.size() == words_);
    if (const std::uint64_t* mask = remembered(token))
        or_into_(row.data(), mask, words_);
    else
        compute(token, row);
}

const std::uint64_t* TokenMasks::remembered(std::string_view token)
{
    if (token.size() > longest_packed) return nullptr;
    const PackedToken pack = packed(token);
    const TokenTable::Entry* entry = masks_.find(pack);
    if (entry == nullptr) {
        entry = masks_.insert(pack, words_ * sizeof(std::uint64_t));
        if (entry == nullptr) return nullptr;
        compute(token, {reinterpret_cast<std::uint64_t*>(entry->place), words_});
    }
    return reinterpret_cast<const std::uint64_t*>(entry->place);
}

void TokenMasks::compute(std::string_view token, std::span<std::uint64_t> row)
{
    hash_.positions(token, positions_);
    for (const std::uint32_t p : positions_) row[p / 64] |= std::uint64_t{1} << p % 64;
    wipe(std::as_writable_bytes(std::span(positions_)));
}

} // namespace gauze::keyed
