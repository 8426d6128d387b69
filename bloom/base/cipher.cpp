#include "bloom/base/cipher.hpp"

#include "bloom/base/error.hpp"

#include <algorithm>
#include <array>
#include <bit>
#include <cassert>
#include <cstring>

#include <openssl/evp.h>

#if defined(__x86_64__)
// GCC 12 takes the deliberately undefined registers of its own header for a mistake (GCC bug 105593).
#if defined(__GNUC__) && !defined(__clang__)
#pragma GCC diagnostic ignored "-Wmaybe-uninitialized"
#pragma GCC diagnostic ignored "-Wuninitialized"
#endif
#include <cpuid.h>
#include <immintrin.h>
#endif

namespace gauze {

namespace {

constexpr std::size_t key_size = 32, block_size = 16;

[[noreturn]] void cipher_failed() { throw Error(Exit::internal, "the crypto library failed in AES-256"); }

const unsigned char* in(Bytes bytes) { return reinterpret_cast<const unsigned char*>(bytes.data()); }
unsigned char* out(std::span<std::byte> bytes) { return reinterpret_cast<unsigned char*>(bytes.data()); }

// Fetched once: looking a method up by name costs more than many blocks.
const EVP_CIPHER* single_blocks()
{
    static const EVP_CIPHER* const method = EVP_CIPHER_fetch(nullptr, "AES-256-ECB", nullptr);
    if (method == nullptr) cipher_failed();
    return method;
}

const EVP_CIPHER* counter_mode()
{
    static const EVP_CIPHER* const method = EVP_CIPHER_fetch(nullptr, "AES-256-CTR", nullptr);
    if (method == nullptr) cipher_failed();
    return method;
}

// The library counts bytes in an int; pieces of 2^30, whole blocks, keep the cast honest.
void encrypt_in_place(EVP_CIPHER_CTX* context, std::span<std::byte> bytes)
{
    constexpr std::size_t piece = std::size_t{1} << 30;
    for (std::size_t at = 0; at < bytes.size(); at += piece) {
        const auto part = bytes.subspan(at, std::min(piece, bytes.size() - at));
        const int size = static_cast<int>(part.size());
        int written = 0;
        if (EVP_EncryptUpdate(context, out(part), &written, out(part), size) != 1 || written != size)
            cipher_failed();
    }
}

constexpr std::size_t round_keys = 15;

#if defined(__x86_64__)

// AES on wide registers (VAES) is bit 9 of ECX of the processor's seventh leaf, which not every compiler has
// a name for; that the operating system saves wide registers is asked with the width.
bool encrypts_wide(VectorWidth width) noexcept
{
    unsigned a = 0, b = 0, c = 0, d = 0;
    return width == VectorWidth::avx512 && runs_here(width) && __get_cpuid_count(7, 0, &a, &b, &c, &d) != 0 &&
           (c >> 9 & 1) != 0;
}

// FIPS 197, section 5.2, on words as this processor loads them: the first byte lowest.
__attribute__((target("aes,sse4.1"))) Secret expanded(Bytes key)
{
    Secret keys(round_keys * block_size);
    std::memcpy(keys.fill().data(), key.data(), key_size);
    auto* word = reinterpret_cast<std::uint32_t*>(keys.fill().data());
    constexpr std::size_t key_words = key_size / 4;
    std::uint32_t round_constant = 1;
    for (std::size_t i = key_words; i < round_keys * block_size / 4; ++i) {
        std::uint32_t last = word[i - 1];
        if (i % 4 == 0) {
            const __m128i substituted = _mm_aeskeygenassist_si128(_mm_set1_epi32(static_cast<int>(last)), 0);
            last = static_cast<std::uint32_t>(_mm_cvtsi128_si32(substituted));
        }
        if (i % key_words == 0) {
            last = std::rotr(last, 8) ^ round_constant;
            round_constant <<= 1;
        }
        word[i] = word[i - key_words] ^ last;
    }
    return keys;
}

__attribute__((target("avx512f,vaes"))) void encrypt_wide(Bytes keys, std::span<std::byte> blocks)
{
    constexpr std::size_t wide = 64, side_by_side = 8; // so many that no instruction waits for the last
    __m512i key[round_keys];
#pragma GCC unroll 15
    for (std::size_t r = 0; r < round_keys; ++r)
        key[r] = _mm512_broadcast_i32x4(
            _mm_loadu_si128(reinterpret_cast<const __m128i*>(keys.data() + r * block_size)));
    std::byte* at = blocks.data();
    std::byte* const end = at + blocks.size();
    for (; at + side_by_side * wide <= end; at += side_by_side * wide) {
        __m512i v[side_by_side];
#pragma GCC unroll 8
        for (std::size_t i = 0; i < side_by_side; ++i)
            v[i] = _mm512_xor_si512(_mm512_loadu_si512(at + i * wide), key[0]);
#pragma GCC unroll 13
        for (std::size_t r = 1; r + 1 < round_keys; ++r)
#pragma GCC unroll 8
            for (std::size_t i = 0; i < side_by_side; ++i) v[i] = _mm512_aesenc_epi128(v[i], key[r]);
#pragma GCC unroll 8
        for (std::size_t i = 0; i < side_by_side; ++i)
            _mm512_storeu_si512(at + i * wide, _mm512_aesenclast_epi128(v[i], key[round_keys - 1]));
    }
    for (; at < end; at += wide) {
        const auto words = std::min(wide, static_cast<std::size_t>(end - at)) / sizeof(std::uint64_t);
        const auto there = static_cast<__mmask8>((1u << words) - 1);
        __m512i v = _mm512_xor_si512(_mm512_maskz_loadu_epi64(there, at), key[0]);
        for (std::size_t r = 1; r + 1 < round_keys; ++r) v = _mm512_aesenc_epi128(v, key[r]);
        _mm512_mask_storeu_epi64(at, there, _mm512_aesenclast_epi128(v, key[round_keys - 1]));
    }
}

#else

bool encrypts_wide(VectorWidth) noexcept { return false; }
Secret expanded(Bytes) { return {}; }
void encrypt_wide(Bytes, std::span<std::byte>) {}

#endif

} // namespace

// The library wipes its key schedule when the context is freed.
struct Aes256Blocks::State {
    EVP_CIPHER_CTX* context = EVP_CIPHER_CTX_new();
    Secret round_keys; // of the wide form; empty where the library does the work
    ~State() { EVP_CIPHER_CTX_free(context); }
};

Aes256Blocks::Aes256Blocks(Bytes key, VectorWidth width) : state_(std::make_unique<State>())
{
    assert(key.size() == key_size);
    if (EVP_EncryptInit_ex(state_->context, single_blocks(), nullptr, in(key), nullptr) != 1 ||
        EVP_CIPHER_CTX_set_padding(state_->context, 0) != 1)
        cipher_failed();
    if (encrypts_wide(width)) state_->round_keys = expanded(key);
}
Aes256Blocks::Aes256Blocks(std::unique_ptr<State> state) : state_(std::move(state)) {}
Aes256Blocks::~Aes256Blocks() = default;
Aes256Blocks::Aes256Blocks(Aes256Blocks&&) noexcept = default;
Aes256Blocks& Aes256Blocks::operator=(Aes256Blocks&&) noexcept = default;

Aes256Blocks Aes256Blocks::clone() const
{
    auto copy = std::make_unique<State>();
    if (EVP_CIPHER_CTX_copy(copy->context, state_->context) != 1) cipher_failed();
    copy->round_keys = Secret(state_->round_keys.reveal());
    return Aes256Blocks(std::move(copy));
}

void Aes256Blocks::encrypt(std::span<std::byte> blocks)
{
    assert(blocks.size() % block_size == 0);
    if (state_->round_keys.size() > 0)
        encrypt_wide(state_->round_keys.reveal(), blocks);
    else
        encrypt_in_place(state_->context, blocks);
}

struct Aes256Stream::State {
    EVP_CIPHER_CTX* context = EVP_CIPHER_CTX_new();
    ~State() { EVP_CIPHER_CTX_free(context); }
};

Aes256Stream::Aes256Stream(Bytes key, Bytes nonce) : state_(std::make_unique<State>())
{
    assert(key.size() == key_size && nonce.size() == block_size);
    if (EVP_EncryptInit_ex(state_->context, counter_mode(), nullptr, in(key), in(nonce)) != 1)
        cipher_failed();
}
Aes256Stream::~Aes256Stream() = default;
Aes256Stream::Aes256Stream(Aes256Stream&&) noexcept = default;
Aes256Stream& Aes256Stream::operator=(Aes256Stream&&) noexcept = default;

void Aes256Stream::apply(std::span<std::byte> bytes) { encrypt_in_place(state_->context, bytes); }

} // namespace gauze
