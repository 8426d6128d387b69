#include "engine/custodian/project_key.hpp"

#include "bloom/base/crypto.hpp"
#include "engine/custodian/key_file.hpp"
#include "engine/custodian/normal_form.hpp"
#include "engine/custodian/normalize.hpp"

#include <cassert>

#include <fmt/format.h>

namespace gauze::custodian {

namespace {

constexpr std::size_t shown_bytes = 16; // of a check value or canary

} // namespace

std::string specification_fingerprint(const project::Policy& policy)
{
    return to_hex(sha256(bytes_of(length_prefixed(
        {"gauze-specification-1", policy.specification(), normalisation_version, unicode_version()}))));
}

ProjectKey::ProjectKey(std::string project, std::string wave, Secret secret)
    : project_(std::move(project)), wave_(std::move(wave)), secret_(std::move(secret))
{}

ProjectKey ProjectKey::generate(std::string project, std::string wave)
{
    Secret secret(project_secret_bytes);
    random_bytes(secret.fill());
    return {std::move(project), std::move(wave), std::move(secret)};
}

ProjectKey ProjectKey::agreed(std::string project, std::string wave, Secret secret)
{
    assert(secret.size() == project_secret_bytes);
    return {std::move(project), std::move(wave), std::move(secret)};
}

ProjectKey ProjectKey::for_tests(std::string project, std::string_view seed, std::string wave)
{
    const Digest digest = sha256(bytes_of(length_prefixed({"gauze-test-key", project, seed})));
    return {std::move(project), std::move(wave), Secret(digest)};
}

ProjectKey ProjectKey::read(const std::filesystem::path& path, const project::Policy& policy,
                            const PassphraseSource& passphrase)
{
    return read(path, policy.id, policy.wave, passphrase);
}

ProjectKey ProjectKey::read(const std::filesystem::path& path, std::string_view project,
                            std::string_view wave, const PassphraseSource& passphrase)
{
    KeyContent key = read_key_file(path, project, wave, passphrase);
    return {std::move(key.project), std::move(key.wave), std::move(key.secret)};
}

void ProjectKey::write(const std::filesystem::path& path) const
{
    write_plain_key_file(path, {project_, wave_, Secret(secret_.reveal())});
}

void ProjectKey::write_wrapped(const std::filesystem::path& path, Bytes passphrase,
                               const ScryptWork& work) const
{
    write_wrapped_key_file(path, {project_, wave_, Secret(secret_.reveal())}, passphrase, work);
}

// A key without a wave keeps the salt that it had before there were waves.
Secret ProjectKey::derive(std::initializer_list<std::string_view> label) const
{
    const std::string salt = wave_.empty() ? length_prefixed({"gauze-1", project_})
                                           : length_prefixed({"gauze-1", project_, wave_});
    const std::string info = length_prefixed(label);
    return hkdf_sha256(secret_.reveal(), bytes_of(salt), bytes_of(info), project_secret_bytes);
}

std::string ProjectKey::check_value(const project::Policy& policy) const
{
    const Secret key = derive({"check"});
    const Digest digest = hmac_sha256(
        key.reveal(),
        bytes_of(length_prefixed({project_, specification_fingerprint(policy), policy.fingerprint()})));
    return to_hex(Bytes(digest).first(shown_bytes));
}

std::string ProjectKey::canary(Bytes digest_of_public_encodings) const
{
    const Secret key = derive({"canary"});
    const Digest digest = hmac_sha256(key.reveal(), digest_of_public_encodings);
    return to_hex(Bytes(digest).first(shown_bytes));
}

std::string spoken(std::string_view check_value)
{
    std::string groups;
    for (std::size_t i = 0; i < check_value.size(); i += 4)
        groups += fmt::format("{}{}", i == 0 ? "" : " ", check_value.substr(i, 4));
    return groups;
}

} // namespace gauze::custodian
