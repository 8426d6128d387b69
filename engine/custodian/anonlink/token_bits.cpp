#include "engine/custodian/anonlink/token_bits.hpp"

#include "engine/custodian/anonlink/unicode_text.hpp"
#include "engine/custodian/normalize.hpp"

#include <array>
#include <cassert>

namespace gauze::custodian::anonlink {

namespace {

// The whole digest as one big-endian number, modulo `length`, which is at most 2^20.
std::uint32_t modulo(Bytes digest, std::uint32_t length)
{
    std::uint64_t rest = 0;
    for (std::size_t i = 0; i < digest.size(); i += 4) {
        for (std::size_t b = i; b < i + 4; ++b) rest = rest << 8 | std::to_integer<std::uint64_t>(digest[b]);
        rest %= length;
    }
    return static_cast<std::uint32_t>(rest);
}

bool bit(std::span<const std::byte> clk, std::uint32_t place)
{
    return (clk[place / 8] & std::byte{0x80} >> static_cast<int>(place % 8)) != std::byte{0};
}

} // namespace

Secret derive_keys(const Schema& schema, Bytes secret)
{
    return hkdf(schema.kdf.hash, secret, bytes_of(schema.kdf.salt), bytes_of(schema.kdf.info),
                2 * schema.features.size() * schema.kdf.key_size);
}

TokenBits::TokenBits(const Schema& schema, std::size_t index, const Secret& keys)
    : length_(schema.working_length()), prevent_singularity_(schema.features[index].prevent_singularity)
{
    const std::size_t size = schema.kdf.key_size;
    const Bytes first = keys.reveal().subspan(2 * index * size, size);
    const Bytes second = keys.reveal().subspan((2 * index + 1) * size, size);
    if (schema.features[index].hash == HashKind::blake_hash) {
        blake_.emplace(first);
    } else {
        sha1_.emplace(DigestKind::sha1, first);
        md5_.emplace(DigestKind::md5, second);
    }
}

TokenBits TokenBits::clone() const
{
    TokenBits copy;
    if (blake_) copy.blake_.emplace(blake_->clone());
    if (sha1_) copy.sha1_.emplace(sha1_->clone());
    if (md5_) copy.md5_.emplace(md5_->clone());
    copy.length_ = length_;
    copy.prevent_singularity_ = prevent_singularity_;
    return copy;
}

void TokenBits::places(std::string_view token, std::uint32_t count, std::vector<std::uint32_t>& into)
{
    into.clear();
    if (count == 0) return;
    blake_ ? blake_hash(token, count, into) : double_hash(token, count, into);
}

void TokenBits::double_hash(std::string_view token, std::uint32_t count, std::vector<std::uint32_t>& into)
{
    std::array<std::byte, 20> sha1;
    std::array<std::byte, 16> md5;
    (*sha1_)(bytes_of(token), sha1);
    (*md5_)(bytes_of(token), md5);
    std::uint64_t place = modulo(sha1, length_);
    std::uint64_t stride = modulo(md5, length_);
    if (stride == 0 && prevent_singularity_) stride = again(token);
    for (std::uint32_t i = 0; i < count; ++i, place = (place + stride) % length_)
        into.push_back(static_cast<std::uint32_t>(place));
}

// The stride of the token with one character behind it, U+0000 first, until it is not zero. The schema
// refuses a filter of one bit, which has no other stride.
std::uint32_t TokenBits::again(std::string_view token)
{
    assert(length_ > 1);
    WipedText longer;
    std::array<std::byte, 16> md5;
    std::uint32_t stride = 0;
    for (char32_t c = 0; stride == 0; ++c) {
        longer.value.assign(token);
        append_utf8(c, longer.value);
        (*md5_)(bytes_of(longer.value), md5);
        stride = modulo(md5, length_);
    }
    return stride;
}

void TokenBits::blake_hash(std::string_view token, std::uint32_t count, std::vector<std::uint32_t>& into)
{
    std::array<std::byte, 64> digest;
    for (std::uint32_t number = 0; into.size() < count; ++number) {
        (*blake_)(bytes_of(token), number, digest);
        for (std::size_t i = 0; i < digest.size() && into.size() < count; i += 2)
            into.push_back((std::to_integer<std::uint32_t>(digest[i]) |
                            std::to_integer<std::uint32_t>(digest[i + 1]) << 8) %
                           length_);
    }
}

void fold(std::span<std::byte> clk, std::uint32_t length, std::uint32_t folds) noexcept
{
    for (std::uint32_t half = folds; half-- > 0;) {
        const std::uint32_t kept = length << half;
        if (kept % 8 == 0) {
            for (std::size_t i = 0; i < kept / 8; ++i) clk[i] ^= clk[i + kept / 8];
            continue;
        }
        for (std::uint32_t i = 0; i < kept; ++i)
            if (bit(clk, i + kept)) clk[i / 8] ^= std::byte{0x80} >> static_cast<int>(i % 8);
    }
    // The last byte is padded with zeros, also where bits of the longer filter stood.
    const std::size_t whole = length / 8;
    if (folds > 0 && length % 8 != 0) clk[whole] &= static_cast<std::byte>(0xff << (8 - length % 8) & 0xff);
}

} // namespace gauze::custodian::anonlink
