#include "bloom/base/wrap.hpp"

#include "bloom/base/error.hpp"

#include <bit>
#include <cassert>
#include <limits>
#include <memory>
#include <string>

#include <fmt/format.h>
#include <openssl/core_names.h>
#include <openssl/evp.h>
#include <openssl/kdf.h>
#include <openssl/params.h>

namespace gauze {

namespace {

constexpr std::uint64_t most_memory = std::uint64_t{1} << 30; // 128 * n * r
constexpr std::uint64_t most_steps = std::uint64_t{1} << 24;  // n * r * p
constexpr std::size_t longest_sealed = std::size_t{1}
                                       << 20; // far above any secret; the library counts in int

[[noreturn]] void crypto_failed(const char* what)
{
    throw Error(Exit::internal, std::string("the crypto library failed in ") + what);
}

// Never null: the library takes a null pointer for "not given" even where the length is zero.
unsigned char* in(Bytes bytes)
{
    static unsigned char nothing = 0;
    return bytes.empty() ? &nothing
                         : const_cast<unsigned char*>(reinterpret_cast<const unsigned char*>(bytes.data()));
}
unsigned char* out(std::span<std::byte> bytes) { return reinterpret_cast<unsigned char*>(bytes.data()); }
int length_of(Bytes bytes) { return static_cast<int>(bytes.size()); }

// One use of the cipher; the key inside is wiped with it.
struct Cipher {
    EVP_CIPHER_CTX* context = EVP_CIPHER_CTX_new();
    enum class Way : int { unseal = 0, seal = 1 };

    Cipher(Bytes key, const SealNonce& nonce, Bytes beside, Way way)
    {
        assert(key.size() == seal_key_bytes && beside.size() <= longest_sealed);
        int ignored = 0;
        if (EVP_CipherInit_ex(context, EVP_chacha20_poly1305(), nullptr, in(key), in(nonce),
                              static_cast<int>(way)) != 1 ||
            (!beside.empty() &&
             EVP_CipherUpdate(context, nullptr, &ignored, in(beside), length_of(beside)) != 1)) {
            EVP_CIPHER_CTX_free(context);
            crypto_failed("ChaCha20-Poly1305");
        }
    }
    Cipher(const Cipher&) = delete;
    ~Cipher() { EVP_CIPHER_CTX_free(context); }

    void turn(Bytes from, std::span<std::byte> into)
    {
        int turned = 0;
        if (!from.empty() && (EVP_CipherUpdate(context, out(into), &turned, in(from), length_of(from)) != 1 ||
                              turned != length_of(from)))
            crypto_failed("ChaCha20-Poly1305");
    }
    // False when the tag does not fit.
    bool finish()
    {
        unsigned char none[1];
        int ignored = 0;
        return EVP_CipherFinal_ex(context, none, &ignored) == 1;
    }
};

} // namespace

bool is_bearable(const ScryptWork& work) noexcept
{
    const std::uint64_t n = work.n, r = work.r, p = work.p;
    if (n < 2 || !std::has_single_bit(n) || r < 1 || p < 1) return false;
    // Each factor is held down first, so that no product overflows.
    if (n > most_steps || r > most_steps || p > most_steps) return false;
    return n * r <= most_memory / 128 && n * r <= most_steps / p;
}

Secret scrypt(Bytes passphrase, Bytes salt, const ScryptWork& work, std::size_t length)
{
    if (!is_bearable(work))
        throw Error(Exit::bad_data, "the work that scrypt is asked for is outside the permitted bounds",
                    "get the file again from whoever made it; do not raise the bounds for it");
    EVP_KDF* method = EVP_KDF_fetch(nullptr, "SCRYPT", nullptr);
    const std::unique_ptr<EVP_KDF_CTX, void (*)(EVP_KDF_CTX*)> context(EVP_KDF_CTX_new(method),
                                                                       EVP_KDF_CTX_free);
    EVP_KDF_free(method);
    if (context == nullptr) crypto_failed("scrypt");
    std::uint64_t n = work.n,
                  memory = 2 * most_memory; // the bound above is ours; the library's must not be met first
    std::uint32_t r = work.r, p = work.p;
    const OSSL_PARAM parameters[] = {
        OSSL_PARAM_construct_octet_string(OSSL_KDF_PARAM_PASSWORD, in(passphrase), passphrase.size()),
        OSSL_PARAM_construct_octet_string(OSSL_KDF_PARAM_SALT, in(salt), salt.size()),
        OSSL_PARAM_construct_uint64(OSSL_KDF_PARAM_SCRYPT_N, &n),
        OSSL_PARAM_construct_uint32(OSSL_KDF_PARAM_SCRYPT_R, &r),
        OSSL_PARAM_construct_uint32(OSSL_KDF_PARAM_SCRYPT_P, &p),
        OSSL_PARAM_construct_uint64(OSSL_KDF_PARAM_SCRYPT_MAXMEM, &memory),
        OSSL_PARAM_construct_end()};
    Secret key(length);
    if (EVP_KDF_derive(context.get(), out(key.fill()), length, parameters) != 1)
        throw Error(Exit::internal, "scrypt did not get the memory that it needs",
                    fmt::format("let the program have {} MiB more", (128 * n * r >> 20) + 1));
    return key;
}

void seal_into(Bytes key, const SealNonce& nonce, Bytes plain, Bytes beside, std::span<std::byte> sealed)
{
    assert(plain.size() <= longest_sealed && sealed.size() == plain.size() + seal_tag_bytes);
    Cipher cipher(key, nonce, beside, Cipher::Way::seal);
    cipher.turn(plain, sealed);
    unsigned char* tag = out(sealed) + plain.size();
    if (!cipher.finish() ||
        EVP_CIPHER_CTX_ctrl(cipher.context, EVP_CTRL_AEAD_GET_TAG, seal_tag_bytes, tag) != 1)
        crypto_failed("ChaCha20-Poly1305");
}

bool unseal_into(Bytes key, const SealNonce& nonce, Bytes sealed, Bytes beside, std::span<std::byte> plain)
{
    assert(sealed.size() <= longest_sealed && sealed.size() == plain.size() + seal_tag_bytes);
    const Bytes hidden = sealed.first(plain.size()), tag = sealed.last(seal_tag_bytes);
    Cipher cipher(key, nonce, beside, Cipher::Way::unseal);
    cipher.turn(hidden, plain);
    if (EVP_CIPHER_CTX_ctrl(cipher.context, EVP_CTRL_AEAD_SET_TAG, seal_tag_bytes, in(tag)) != 1)
        crypto_failed("ChaCha20-Poly1305");
    const bool fits = cipher.finish();
    if (!fits) wipe(plain);
    return fits;
}

std::vector<std::byte> seal(Bytes key, const SealNonce& nonce, Bytes plain, Bytes beside)
{
    std::vector<std::byte> sealed(plain.size() + seal_tag_bytes);
    seal_into(key, nonce, plain, beside, sealed);
    return sealed;
}

std::optional<Secret> unseal(Bytes key, const SealNonce& nonce, Bytes sealed, Bytes beside)
{
    if (sealed.size() < seal_tag_bytes || sealed.size() > longest_sealed) return std::nullopt;
    Secret plain(sealed.size() - seal_tag_bytes);
    if (!unseal_into(key, nonce, sealed, beside, plain.fill())) return std::nullopt;
    return plain;
}

Wrapped wrap(Bytes secret, Bytes passphrase, std::string_view beside, const ScryptWork& work)
{
    Wrapped wrapped;
    wrapped.work = work;
    random_bytes(wrapped.salt);
    random_bytes(wrapped.nonce);
    const Secret key = scrypt(passphrase, wrapped.salt, work, seal_key_bytes);
    wrapped.sealed = seal(key.reveal(), wrapped.nonce, secret, bytes_of(beside));
    return wrapped;
}

std::optional<Secret> unwrap(const Wrapped& wrapped, Bytes passphrase, std::string_view beside)
{
    const Secret key = scrypt(passphrase, wrapped.salt, wrapped.work, seal_key_bytes);
    return unseal(key.reveal(), wrapped.nonce, wrapped.sealed, bytes_of(beside));
}

} // namespace gauze
