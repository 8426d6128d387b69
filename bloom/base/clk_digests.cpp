#include "bloom/base/clk_digests.hpp"

#include "bloom/base/error.hpp"

#include <algorithm>
#include <cassert>
#include <charconv>

#include <openssl/core_names.h>
#include <openssl/evp.h>
#include <openssl/params.h>

namespace gauze {

namespace {

[[noreturn]] void crypto_failed(const char* what)
{
    throw Error(Exit::internal, std::string("the crypto library failed in ") + what,
                "the CLK format needs OpenSSL's default provider with MD5 and BLAKE2");
}

unsigned char* out(std::span<std::byte> bytes) { return reinterpret_cast<unsigned char*>(bytes.data()); }

// Looking an algorithm up by name costs more than hashing a token, so it is done once per process.
const EVP_MD* method_of(DigestKind kind)
{
    static const std::array<const EVP_MD*, 4> methods{
        EVP_MD_fetch(nullptr, "MD5", nullptr), EVP_MD_fetch(nullptr, "SHA1", nullptr),
        EVP_MD_fetch(nullptr, "SHA256", nullptr), EVP_MD_fetch(nullptr, "SHA512", nullptr)};
    const EVP_MD* method = methods[static_cast<std::size_t>(kind)];
    if (method == nullptr) crypto_failed("a digest");
    return method;
}

constexpr std::size_t largest_digest = 64;
constexpr std::size_t largest_block = 128;

std::size_t block_size(DigestKind kind) { return kind == DigestKind::sha512 ? 128 : 64; }

void digest_once(const EVP_MD* method, Bytes message, std::span<std::byte> into)
{
    if (EVP_Digest(message.data(), message.size(), out(into), nullptr, method, nullptr) != 1)
        crypto_failed("a digest");
}

} // namespace

std::size_t digest_size(DigestKind kind) noexcept
{
    constexpr std::array<std::size_t, 4> sizes{16, 20, 32, 64};
    return sizes[static_cast<std::size_t>(kind)];
}

// H((key ^ opad) || H((key ^ ipad) || message)); the states after the two pads are kept and copied for each
// message.
struct KeyedDigest::State {
    explicit State(DigestKind of) : kind(of) {}
    State(const State&) = delete;
    ~State()
    {
        EVP_MD_CTX_free(inner);
        EVP_MD_CTX_free(outer);
        EVP_MD_CTX_free(work);
    }
    DigestKind kind;
    EVP_MD_CTX* inner = EVP_MD_CTX_new();
    EVP_MD_CTX* outer = EVP_MD_CTX_new();
    EVP_MD_CTX* work = EVP_MD_CTX_new();
};

KeyedDigest::KeyedDigest(DigestKind kind, Bytes key) : state_(std::make_unique<State>(kind))
{
    const EVP_MD* method = method_of(kind);
    Secret pad(largest_block);
    const auto block = pad.fill().first(block_size(kind));
    if (key.size() > block.size())
        digest_once(method, key, block.first(digest_size(kind)));
    else
        std::ranges::copy(key, block.begin());
    for (auto& b : block) b ^= std::byte{0x36};
    if (EVP_DigestInit_ex(state_->inner, method, nullptr) != 1 ||
        EVP_DigestUpdate(state_->inner, block.data(), block.size()) != 1)
        crypto_failed("HMAC");
    for (auto& b : block) b ^= std::byte{0x36 ^ 0x5c};
    if (EVP_DigestInit_ex(state_->outer, method, nullptr) != 1 ||
        EVP_DigestUpdate(state_->outer, block.data(), block.size()) != 1)
        crypto_failed("HMAC");
}
KeyedDigest::KeyedDigest(std::unique_ptr<State> state) : state_(std::move(state)) {}
KeyedDigest::~KeyedDigest() = default;
KeyedDigest::KeyedDigest(KeyedDigest&&) noexcept = default;
KeyedDigest& KeyedDigest::operator=(KeyedDigest&&) noexcept = default;

KeyedDigest KeyedDigest::clone() const
{
    auto copy = std::make_unique<State>(state_->kind);
    if (EVP_MD_CTX_copy_ex(copy->inner, state_->inner) != 1 ||
        EVP_MD_CTX_copy_ex(copy->outer, state_->outer) != 1)
        crypto_failed("HMAC");
    return KeyedDigest(std::move(copy));
}

void KeyedDigest::operator()(Bytes message, std::span<std::byte> into)
{
    assert(into.size() == digest_size(state_->kind));
    auto* work = state_->work;
    if (EVP_MD_CTX_copy_ex(work, state_->inner) != 1 ||
        EVP_DigestUpdate(work, message.data(), message.size()) != 1 ||
        EVP_DigestFinal_ex(work, out(into), nullptr) != 1 || EVP_MD_CTX_copy_ex(work, state_->outer) != 1 ||
        EVP_DigestUpdate(work, into.data(), into.size()) != 1 ||
        EVP_DigestFinal_ex(work, out(into), nullptr) != 1)
        crypto_failed("HMAC");
}

// OpenSSL keeps key and parameters in the context, so that starting again costs one block of hashing.
struct KeyedBlake2b::State {
    State() = default;
    State(const State&) = delete;
    ~State() { EVP_MAC_CTX_free(context); }
    void set_salt(std::uint32_t number);
    EVP_MAC_CTX* context = nullptr;
    std::uint32_t salted_with = 0;
};

void KeyedBlake2b::State::set_salt(std::uint32_t number)
{
    std::array<char, 16> salt{};
    std::to_chars(salt.data(), salt.data() + salt.size(), number);
    const OSSL_PARAM parameters[] = {
        OSSL_PARAM_construct_octet_string(OSSL_MAC_PARAM_SALT, salt.data(), salt.size()),
        OSSL_PARAM_construct_end()};
    if (EVP_MAC_CTX_set_params(context, parameters) != 1) crypto_failed("BLAKE2b");
    salted_with = number;
}

KeyedBlake2b::KeyedBlake2b(Bytes key) : state_(std::make_unique<State>())
{
    assert(!key.empty() && key.size() <= 64);
    EVP_MAC* method = EVP_MAC_fetch(nullptr, "BLAKE2BMAC", nullptr);
    state_->context = EVP_MAC_CTX_new(method);
    EVP_MAC_free(method);
    if (state_->context == nullptr ||
        EVP_MAC_init(state_->context, reinterpret_cast<const unsigned char*>(key.data()), key.size(),
                     nullptr) != 1)
        crypto_failed("BLAKE2b");
    state_->set_salt(0);
}
KeyedBlake2b::KeyedBlake2b(std::unique_ptr<State> state) : state_(std::move(state)) {}
KeyedBlake2b::~KeyedBlake2b() = default;
KeyedBlake2b::KeyedBlake2b(KeyedBlake2b&&) noexcept = default;
KeyedBlake2b& KeyedBlake2b::operator=(KeyedBlake2b&&) noexcept = default;

KeyedBlake2b KeyedBlake2b::clone() const
{
    auto copy = std::make_unique<State>();
    copy->context = EVP_MAC_CTX_dup(state_->context);
    copy->salted_with = state_->salted_with;
    if (copy->context == nullptr) crypto_failed("BLAKE2b");
    return KeyedBlake2b(std::move(copy));
}

void KeyedBlake2b::operator()(Bytes message, std::uint32_t number, std::span<std::byte, 64> into)
{
    if (number != state_->salted_with) state_->set_salt(number);
    std::size_t written = 0;
    if (EVP_MAC_init(state_->context, nullptr, 0, nullptr) != 1 ||
        EVP_MAC_update(state_->context, reinterpret_cast<const unsigned char*>(message.data()),
                       message.size()) != 1 ||
        EVP_MAC_final(state_->context, out(into), &written, into.size()) != 1 || written != into.size())
        crypto_failed("BLAKE2b");
}

Secret hkdf(DigestKind kind, Bytes secret, Bytes salt, Bytes info, std::size_t length)
{
    const std::size_t size = digest_size(kind);
    assert(length <= 255 * size);
    Secret work(largest_digest + info.size() + 1), block(size), derived(length);
    KeyedDigest(kind, salt)(secret, block.fill()); // an absent salt is a key of zeros: so is an empty one
    KeyedDigest expand(kind, block.reveal());
    std::size_t before = 0; // bytes of T(i - 1)
    for (std::size_t at = 0, i = 1; at < length; at += size, ++i) {
        std::ranges::copy(info, work.fill().begin() + static_cast<std::ptrdiff_t>(before));
        work.fill()[before + info.size()] = static_cast<std::byte>(i);
        expand(work.reveal().first(before + info.size() + 1), block.fill());
        const std::size_t part = std::min(size, length - at);
        std::copy_n(block.reveal().begin(), part, derived.fill().begin() + static_cast<std::ptrdiff_t>(at));
        std::ranges::copy(block.reveal(), work.fill().begin());
        before = size;
    }
    return derived;
}

} // namespace gauze
