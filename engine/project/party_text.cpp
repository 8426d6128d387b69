// How a party's public keys are written into the policy: each with a word in front, so that neither can be
// taken for the other or for anything secret.
#include "bloom/base/error.hpp"
#include "engine/project/age/age.hpp"
#include "engine/project/party_key.hpp"
#include "engine/project/refusal.hpp"

#include <fmt/format.h>

namespace gauze::project {

namespace {
constexpr std::string_view signing_prefix = "gauze-sign-";
} // namespace

std::string signing_text(const PublicKey& key) { return fmt::format("{}{}", signing_prefix, to_hex(key)); }

PublicKey signing_from(std::string_view text)
{
    PublicKey key{};
    if (!text.starts_with(signing_prefix) || !from_hex(text.substr(signing_prefix.size()), key) ||
        signing_text(key) != text)
        refuse_with("signing-key", "not a public signing key",
                    "gauze party new prints it: gauze-sign- and 64 digits of 0-9 a-f", Exit::bad_data);
    return key;
}

std::string PartyKey::public_lines() const
{
    return fmt::format("signing = \"{}\"\nencryption = \"{}\"\n", signing_text(signing.public_key()),
                       age::recipient_text(encryption.public_key()));
}

} // namespace gauze::project
