#include "bloom/base/curves.hpp"

#include "bloom/base/error.hpp"

#include <algorithm>
#include <cassert>
#include <memory>
#include <string>
#include <string_view>
#include <utility>

#include <openssl/evp.h>

namespace gauze {

namespace {

using Key = std::unique_ptr<EVP_PKEY, void (*)(EVP_PKEY*)>;
using DigestContext = std::unique_ptr<EVP_MD_CTX, void (*)(EVP_MD_CTX*)>;
using KeyContext = std::unique_ptr<EVP_PKEY_CTX, void (*)(EVP_PKEY_CTX*)>;

constexpr std::size_t key_bytes = 32;

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

// The library's copies of secret halves live on its own heap, which wipes what it gives back.
Key private_half(int kind, Bytes secret)
{
    Key key(EVP_PKEY_new_raw_private_key(kind, nullptr, in(secret), secret.size()), EVP_PKEY_free);
    if (key == nullptr) crypto_failed("reading a private key");
    return key;
}

Key public_half(int kind, const PublicKey& theirs)
{
    return {EVP_PKEY_new_raw_public_key(kind, nullptr, in(theirs), theirs.size()), EVP_PKEY_free};
}

PublicKey public_key_of(int kind, Bytes secret)
{
    const Key key = private_half(kind, secret);
    PublicKey bytes{};
    std::size_t size = bytes.size();
    if (EVP_PKEY_get_raw_public_key(key.get(), out(bytes), &size) != 1 || size != bytes.size())
        crypto_failed("making a public key");
    return bytes;
}

// Points whose eightfold is the neutral element (RFC 8032, section 5.1), by the y of their encoding with its
// sign bit put out, in both spellings where there are two. Under such a "key" one signature fits many
// messages.
bool has_small_order(const PublicKey& key)
{
    using namespace std::literals;
    static constexpr std::array<std::string_view, 7> ys = {
        "0000000000000000000000000000000000000000000000000000000000000000"sv,
        "0100000000000000000000000000000000000000000000000000000000000000"sv,
        "26e8958fc2b227b045c3f489f2ef98f0d5dfac05d3c63339b13802886d53fc05"sv,
        "c7176a703d4dd84fba3c0b760d10670f2a2053fa2c39ccc64ec7fd7792ac037a"sv,
        "ecffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff7f"sv, // p - 1
        "edffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff7f"sv, // p, that is 0
        "eeffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff7f"sv, // p + 1, that is 1
    };
    PublicKey y = key;
    y.back() &= std::byte{0x7f};
    return std::ranges::find(ys, to_hex(y)) != ys.end();
}

Secret random_secret()
{
    Secret secret(key_bytes);
    random_bytes(secret.fill());
    return secret;
}

} // namespace

SigningKey SigningKey::generate() { return SigningKey(random_secret()); }

SigningKey::SigningKey(Secret seed) : seed_(std::move(seed)) { assert(seed_.size() == key_bytes); }

PublicKey SigningKey::public_key() const { return public_key_of(EVP_PKEY_ED25519, seed_.reveal()); }

Signature SigningKey::sign(Bytes message) const
{
    const Key key = private_half(EVP_PKEY_ED25519, seed_.reveal());
    const DigestContext context(EVP_MD_CTX_new(), EVP_MD_CTX_free);
    Signature signature{};
    std::size_t size = signature.size();
    if (context == nullptr || EVP_DigestSignInit(context.get(), nullptr, nullptr, nullptr, key.get()) != 1 ||
        EVP_DigestSign(context.get(), out(signature), &size, in(message), message.size()) != 1 ||
        size != signature.size())
        crypto_failed("Ed25519");
    return signature;
}

bool is_signed(const PublicKey& key, Bytes message, Bytes signature)
{
    if (signature.size() != Signature{}.size() || has_small_order(key)) return false;
    const Key theirs = public_half(EVP_PKEY_ED25519, key);
    const DigestContext context(EVP_MD_CTX_new(), EVP_MD_CTX_free);
    if (theirs == nullptr || context == nullptr ||
        EVP_DigestVerifyInit(context.get(), nullptr, nullptr, nullptr, theirs.get()) != 1)
        return false;
    return EVP_DigestVerify(context.get(), in(signature), signature.size(), in(message), message.size()) == 1;
}

ExchangeKey ExchangeKey::generate() { return ExchangeKey(random_secret()); }

ExchangeKey::ExchangeKey(Secret scalar) : scalar_(std::move(scalar)) { assert(scalar_.size() == key_bytes); }

PublicKey ExchangeKey::public_key() const { return public_key_of(EVP_PKEY_X25519, scalar_.reveal()); }

std::optional<Secret> ExchangeKey::shared_with(const PublicKey& theirs) const
{
    const Key own = private_half(EVP_PKEY_X25519, scalar_.reveal());
    const Key other = public_half(EVP_PKEY_X25519, theirs);
    const KeyContext context(EVP_PKEY_CTX_new(own.get(), nullptr), EVP_PKEY_CTX_free);
    if (other == nullptr || context == nullptr || EVP_PKEY_derive_init(context.get()) != 1 ||
        EVP_PKEY_derive_set_peer(context.get(), other.get()) != 1)
        crypto_failed("X25519");
    Secret shared(key_bytes);
    std::size_t size = shared.size();
    // The library refuses an all-zero result itself; other versions are not relied upon to.
    if (EVP_PKEY_derive(context.get(), out(shared.fill()), &size) != 1 || size != shared.size())
        return std::nullopt;
    std::byte any{};
    for (const std::byte byte : shared.reveal()) any |= byte;
    if (any == std::byte{}) return std::nullopt;
    return shared;
}

} // namespace gauze
