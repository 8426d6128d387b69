#include "bloom/base/crypto.hpp"

#include "bloom/base/error.hpp"

#include <cassert>
#include <cstdint>

#include <openssl/core_names.h>
#include <openssl/evp.h>
#include <openssl/kdf.h>
#include <openssl/params.h>
#include <openssl/rand.h>

namespace gauze {

namespace {

[[noreturn]] void crypto_failed(const char* what)
{
    throw Error(Exit::internal, std::string("the crypto library failed in ") + what);
}

// Never null: the library takes a null pointer for "not given" even where the length is zero.
const unsigned char* in(Bytes bytes)
{
    static const unsigned char nothing = 0;
    return bytes.empty() ? &nothing : reinterpret_cast<const unsigned char*>(bytes.data());
}
unsigned char* out(std::span<std::byte> bytes) { return reinterpret_cast<unsigned char*>(bytes.data()); }

// Looking an algorithm up by name costs more than hashing a token, so it is done once per process.
const EVP_MD* sha256_method()
{
    static const EVP_MD* const method = EVP_MD_fetch(nullptr, "SHA256", nullptr);
    if (method == nullptr) crypto_failed("SHA-256");
    return method;
}

constexpr std::size_t block = 64; // of SHA-256, in bytes

} // namespace

struct Sha256::State {
    EVP_MD_CTX* context = EVP_MD_CTX_new();
    ~State() { EVP_MD_CTX_free(context); }
};

Sha256::Sha256() : state_(std::make_unique<State>())
{
    if (EVP_DigestInit_ex(state_->context, sha256_method(), nullptr) != 1) crypto_failed("SHA-256");
}
Sha256::~Sha256() = default;
Sha256::Sha256(Sha256&&) noexcept = default;
Sha256& Sha256::operator=(Sha256&&) noexcept = default;

void Sha256::update(Bytes bytes)
{
    if (EVP_DigestUpdate(state_->context, bytes.data(), bytes.size()) != 1) crypto_failed("SHA-256");
}

Digest Sha256::finish()
{
    Digest digest;
    if (EVP_DigestFinal_ex(state_->context, out(digest), nullptr) != 1) crypto_failed("SHA-256");
    return digest;
}

Digest sha256(Bytes message)
{
    Sha256 hash;
    hash.update(message);
    return hash.finish();
}

// H((key ^ opad) || H((key ^ ipad) || message)); the states after the two pads are kept and copied for each
// message.
struct Hmac::State {
    EVP_MD_CTX* inner = EVP_MD_CTX_new();
    EVP_MD_CTX* outer = EVP_MD_CTX_new();
    EVP_MD_CTX* work = EVP_MD_CTX_new();
    ~State()
    {
        EVP_MD_CTX_free(inner);
        EVP_MD_CTX_free(outer);
        EVP_MD_CTX_free(work);
    }
};

Hmac::Hmac(Bytes key) : state_(std::make_unique<State>())
{
    Secret pad(block);
    auto bytes = pad.fill();
    if (key.size() > block) {
        const Digest shorter = sha256(key);
        std::copy(shorter.begin(), shorter.end(), bytes.begin());
    } else {
        std::copy(key.begin(), key.end(), bytes.begin());
    }
    for (auto& b : bytes) b ^= std::byte{0x36};
    if (EVP_DigestInit_ex(state_->inner, sha256_method(), nullptr) != 1 ||
        EVP_DigestUpdate(state_->inner, bytes.data(), block) != 1)
        crypto_failed("HMAC");
    for (auto& b : bytes) b ^= std::byte{0x36 ^ 0x5c};
    if (EVP_DigestInit_ex(state_->outer, sha256_method(), nullptr) != 1 ||
        EVP_DigestUpdate(state_->outer, bytes.data(), block) != 1)
        crypto_failed("HMAC");
}
Hmac::Hmac(std::unique_ptr<State> state) : state_(std::move(state)) {}
Hmac::~Hmac() = default;
Hmac::Hmac(Hmac&&) noexcept = default;
Hmac& Hmac::operator=(Hmac&&) noexcept = default;

Hmac Hmac::clone() const
{
    auto copy = std::make_unique<State>();
    if (EVP_MD_CTX_copy_ex(copy->inner, state_->inner) != 1 ||
        EVP_MD_CTX_copy_ex(copy->outer, state_->outer) != 1)
        crypto_failed("HMAC");
    return Hmac(std::move(copy));
}

Digest Hmac::operator()(Bytes message)
{
    Digest digest;
    auto* work = state_->work;
    if (EVP_MD_CTX_copy_ex(work, state_->inner) != 1 ||
        EVP_DigestUpdate(work, message.data(), message.size()) != 1 ||
        EVP_DigestFinal_ex(work, out(digest), nullptr) != 1 || EVP_MD_CTX_copy_ex(work, state_->outer) != 1 ||
        EVP_DigestUpdate(work, digest.data(), digest.size()) != 1 ||
        EVP_DigestFinal_ex(work, out(digest), nullptr) != 1)
        crypto_failed("HMAC");
    return digest;
}

Digest hmac_sha256(Bytes key, Bytes message) { return Hmac(key)(message); }

Secret hkdf_sha256(Bytes secret, Bytes salt, Bytes info, std::size_t length)
{
    EVP_KDF* method = EVP_KDF_fetch(nullptr, "HKDF", nullptr);
    EVP_KDF_CTX* context = EVP_KDF_CTX_new(method);
    EVP_KDF_free(method);
    if (context == nullptr) crypto_failed("HKDF");
    char digest[] = "SHA256";
    auto octets = [](const char* name, Bytes bytes) {
        return OSSL_PARAM_construct_octet_string(name, const_cast<unsigned char*>(in(bytes)), bytes.size());
    };
    const OSSL_PARAM parameters[] = {OSSL_PARAM_construct_utf8_string(OSSL_KDF_PARAM_DIGEST, digest, 0),
                                     octets(OSSL_KDF_PARAM_KEY, secret), octets(OSSL_KDF_PARAM_SALT, salt),
                                     octets(OSSL_KDF_PARAM_INFO, info), OSSL_PARAM_construct_end()};
    Secret derived(length);
    const int done = EVP_KDF_derive(context, out(derived.fill()), length, parameters);
    EVP_KDF_CTX_free(context);
    if (done != 1) crypto_failed("HKDF");
    return derived;
}

void random_bytes(std::span<std::byte> bytes)
{
    // RAND_bytes takes an int; a piece of 2^20 keeps the cast honest.
    constexpr std::size_t piece = 1u << 20;
    for (std::size_t at = 0; at < bytes.size(); at += piece) {
        auto part = bytes.subspan(at, std::min(piece, bytes.size() - at));
        if (RAND_bytes(out(part), static_cast<int>(part.size())) != 1) crypto_failed("random bytes");
    }
}

std::string to_hex(Bytes bytes)
{
    constexpr char digits[] = "0123456789abcdef";
    std::string hex(bytes.size() * 2, '0');
    for (std::size_t i = 0; i < bytes.size(); ++i) {
        hex[2 * i] = digits[std::to_integer<unsigned>(bytes[i] >> 4)];
        hex[2 * i + 1] = digits[std::to_integer<unsigned>(bytes[i] & std::byte{15})];
    }
    return hex;
}

bool from_hex(std::string_view hex, std::span<std::byte> out)
{
    if (hex.size() != out.size() * 2) return false;
    auto digit = [](char c) {
        if (c >= '0' && c <= '9') return c - '0';
        if (c >= 'a' && c <= 'f') return c - 'a' + 10;
        if (c >= 'A' && c <= 'F') return c - 'A' + 10;
        return -1;
    };
    for (std::size_t i = 0; i < out.size(); ++i) {
        const int high = digit(hex[2 * i]);
        const int low = digit(hex[2 * i + 1]);
        if (high < 0 || low < 0) return false;
        out[i] = static_cast<std::byte>(high * 16 + low);
    }
    return true;
}

std::string to_base32(Bytes bytes)
{
    constexpr char alphabet[] = "abcdefghijklmnopqrstuvwxyz234567";
    std::string text;
    std::uint32_t held = 0;
    int bits = 0;
    for (const std::byte b : bytes) {
        held = held << 8 | std::to_integer<std::uint32_t>(b);
        for (bits += 8; bits >= 5; bits -= 5) text += alphabet[held >> (bits - 5) & 31];
    }
    if (bits > 0) text += alphabet[held << (5 - bits) & 31];
    return text;
}

std::string length_prefixed(std::initializer_list<std::string_view> parts)
{
    std::string joined;
    for (const std::string_view part : parts) {
        assert(part.size() < (std::uint64_t{1} << 32));
        for (int shift = 24; shift >= 0; shift -= 8) joined += static_cast<char>(part.size() >> shift & 255);
        joined += part;
    }
    return joined;
}

} // namespace gauze
