#include "engine/project/age/recipients.hpp"

#include "bloom/base/wrap.hpp"
#include "engine/project/age/base64.hpp"
#include "engine/project/age/refused.hpp"

#include <algorithm>
#include <cassert>
#include <charconv>
#include <string_view>

namespace gauze::age {

namespace {

constexpr std::string_view x25519 = "X25519", scrypt_kind = "scrypt";
constexpr std::size_t body_bytes = file_key_bytes + seal_tag_bytes, salt_bytes = 16;
// A wrapping key is used once, so its nonce need not differ.
constexpr SealNonce zero_nonce{};

Secret wrap_key_of(const Secret& shared, const PublicKey& share, const PublicKey& recipient)
{
    std::array<std::byte, 64> salt;
    std::ranges::copy(recipient, std::ranges::copy(share, salt.begin()).out);
    return hkdf_sha256(shared.reveal(), salt, bytes_of("age-encryption.org/v1/X25519"), seal_key_bytes);
}

Secret wrap_key_of(const Secret& passphrase, Bytes salt, unsigned work)
{
    constexpr std::string_view label = "age-encryption.org/v1/scrypt";
    std::vector<std::byte> labelled(bytes_of(label).begin(), bytes_of(label).end());
    labelled.insert(labelled.end(), salt.begin(), salt.end());
    return scrypt(passphrase.reveal(), labelled, {.n = std::uint64_t{1} << work, .r = 8, .p = 1},
                  seal_key_bytes);
}

// A stanza of the X25519 kind, its shape checked. The body's size is checked before anything is opened with
// it, so that no body fits two keys.
PublicKey share_of(const Stanza& stanza)
{
    PublicKey share{};
    if (stanza.arguments.size() != 2 || base64_size(stanza.arguments[1].size()) != share.size() ||
        !from_base64(stanza.arguments[1], share) || stanza.body.size() != body_bytes)
        refuse("age-x25519", "a recipient of the kind X25519 is not a share and a wrapped key");
    return share;
}

struct ScryptStanza {
    std::array<std::byte, salt_bytes> salt{};
    unsigned work = 0;
};

ScryptStanza scrypt_of(const Stanza& stanza)
{
    ScryptStanza parsed;
    if (stanza.arguments.size() != 3 || base64_size(stanza.arguments[1].size()) != parsed.salt.size() ||
        !from_base64(stanza.arguments[1], parsed.salt) || stanza.body.size() != body_bytes)
        refuse("age-scrypt", "the passphrase's recipient is not a salt, a work factor and a wrapped key");
    const std::string& work = stanza.arguments[2];
    const bool is_decimal = std::ranges::all_of(work, [](char c) { return c >= '0' && c <= '9'; });
    if (!is_decimal || work.front() == '0')
        refuse("age-scrypt", "the work factor of the passphrase is not a decimal number");
    const auto [end, error] = std::from_chars(work.data(), work.data() + work.size(), parsed.work);
    if (error != std::errc{}) parsed.work = most_bearable_work + 1; // too large for a number
    return parsed;
}

// All shapes are looked at before the first key is tried: whether a file is in order must not depend on who
// opens it.
void check_shapes(const std::vector<Stanza>& stanzas)
{
    for (const Stanza& stanza : stanzas) {
        if (stanza.arguments.front() == x25519) (void)share_of(stanza);
        if (stanza.arguments.front() != scrypt_kind) continue;
        (void)scrypt_of(stanza);
        if (stanzas.size() != 1)
            refuse("age-scrypt-alone", "a file under a passphrase has another recipient beside it");
    }
}

std::optional<Secret> unwrap_with(const ExchangeKey& identity, const std::vector<Stanza>& stanzas)
{
    const PublicKey own = identity.public_key();
    for (const Stanza& stanza : stanzas) {
        if (stanza.arguments.front() != x25519) continue;
        const PublicKey share = share_of(stanza);
        const auto shared = identity.shared_with(share);
        if (!shared) refuse("age-share", "a recipient's share is a point of small order");
        auto file_key = unseal(wrap_key_of(*shared, share, own).reveal(), zero_nonce, stanza.body, {});
        if (file_key) return file_key;
    }
    return std::nullopt;
}

std::optional<Secret> unwrap_with(const Secret& passphrase, unsigned most_work, const Stanza& stanza)
{
    if (stanza.arguments.front() != scrypt_kind) return std::nullopt;
    const ScryptStanza parsed = scrypt_of(stanza);
    if (parsed.work > std::min(most_work, most_bearable_work))
        refuse("age-work", "opening this file would take more memory and time than is allowed",
               "ask its sender to seal it with a smaller work factor, or to a key instead of a passphrase");
    return unseal(wrap_key_of(passphrase, parsed.salt, parsed.work).reveal(), zero_nonce, stanza.body, {});
}

} // namespace

Stanza wrapped_for(const PublicKey& recipient, Bytes file_key)
{
    const ExchangeKey once = ExchangeKey::generate();
    const PublicKey share = once.public_key();
    const auto shared = once.shared_with(recipient);
    if (!shared)
        refuse("age-recipient", "a recipient's public key is a point of small order",
               "ask the recipient for its public key again");
    return {.arguments = {std::string(x25519), to_base64(share)},
            .body = seal(wrap_key_of(*shared, share, recipient).reveal(), zero_nonce, file_key, {})};
}

Stanza wrapped_under(const Secret& passphrase, unsigned work, Bytes file_key)
{
    assert(work >= 1 && work <= most_bearable_work);
    std::array<std::byte, salt_bytes> salt;
    random_bytes(salt);
    return {.arguments = {std::string(scrypt_kind), to_base64(salt), std::to_string(work)},
            .body = seal(wrap_key_of(passphrase, salt, work).reveal(), zero_nonce, file_key, {})};
}

Secret unwrapped(const Header& header, const Opening& opening)
{
    check_shapes(header.stanzas);
    if (opening.passphrase != nullptr) {
        auto file_key = unwrap_with(*opening.passphrase, opening.most_work, header.stanzas.front());
        if (file_key) return std::move(*file_key);
        refuse("age-no-key", "this passphrase does not open the file",
               "type it again; ask the file's sender whether it is sealed under a passphrase at all");
    }
    for (const ExchangeKey* identity : opening.identities)
        if (auto file_key = unwrap_with(*identity, header.stanzas)) return std::move(*file_key);
    refuse("age-no-key", "the file is not sealed for any key that was given",
           "use the key of the party that the file was sealed for, or ask its sender to seal it for yours");
}

} // namespace gauze::age
