// Parties whose keys anybody can compute, for tests: the secret halves are SHA-256 of a sentence with the
// party's name. The public halves of those that datasets/fixtures/governed.policy.toml names stand in it.
#pragma once

#include "bloom/base/crypto.hpp"
#include "engine/project/gate.hpp"
#include "engine/project/signed_policy.hpp"
#include "tests/temporary_folder.hpp"

#include <string>
#include <string_view>

#include <fmt/format.h>

namespace gauze::test {

inline project::PartyKey made_key(std::string_view name)
{
    const auto seed = [&](std::string_view use) {
        return Secret(sha256(bytes_of(fmt::format("gauze made party: {}: {}", use, name))));
    };
    return {std::string(name), SigningKey(seed("signing")), ExchangeKey(seed("encryption"))};
}

// Writes the key of a made party as `gauze party new` would, and returns the path.
inline std::filesystem::path write_made_key(const TemporaryFolder& folder, std::string_view name)
{
    const std::filesystem::path path = folder / fmt::format("{}.party", name);
    if (!std::filesystem::exists(path)) made_key(name).write(path);
    return path;
}

// The complete example: custodians nhs-a (NHS) and charity (its rows come through the intake platform), unit
// (linkage unit), evaluation and specialist (researchers), funder (reader). Rehearsals are allowed.
inline std::filesystem::path governed_path()
{
    return std::filesystem::path(GAUZE_SOURCE) / "datasets/fixtures/governed.policy.toml";
}
inline std::string governed_text() { return read_file(governed_path()); }
// With the first `old` replaced; "" when it is not there, which no reader takes for a policy.
inline std::string governed_with(std::string_view old, std::string_view by)
{
    std::string text = governed_text();
    const std::size_t at = text.find(old);
    if (at == std::string::npos) return {};
    return text.replace(at, old.size(), by);
}
inline project::Policy governed_policy() { return project::read_policy(governed_path()); }

// Writes a governed policy into the folder, signed by all its custodians (who must be made parties).
inline std::filesystem::path write_signed_policy(const TemporaryFolder& folder, std::string_view text)
{
    const std::filesystem::path path = folder / "policy.toml";
    write_file(path, text);
    const auto file = project::PolicyFile::read(path);
    for (const auto* member : file.policy.governance->members_of(project::Role::custodian))
        (void)project::sign_policy(file, made_key(member->name));
    return path;
}
inline std::filesystem::path write_signed_policy(const TemporaryFolder& folder)
{
    return write_signed_policy(folder, governed_text());
}

// What a verb is given to act as a made party; the key's file is written into the folder.
inline project::Governed as_party(const TemporaryFolder& folder, std::string_view name)
{
    project::Governed options;
    options.party_key = write_made_key(folder, name);
    return options;
}

} // namespace gauze::test
