#include "engine/custodian/project_key.hpp"

#include "bloom/base/crypto.hpp"
#include "bloom/base/error.hpp"
#include "bloom/base/files.hpp"
#include "engine/custodian/tokens.hpp"

#include <algorithm>

#include <fmt/format.h>
#include <sys/stat.h>

namespace gauze::custodian {

namespace {

constexpr std::string_view first_line = "gauze-project-key 1\n";
constexpr std::size_t secret_bytes = 32;
constexpr std::size_t check_digits = 8; // of the file's own checksum

// Catches a key that was cut or mistyped on its way; says nothing about the secret beyond 32 of its 256 bits'
// hash.
std::string checksum(std::string_view project, Bytes secret)
{
    const Digest digest = hmac_sha256(secret, bytes_of(length_prefixed({"gauze-key-file", project})));
    return to_hex(digest).substr(0, check_digits);
}

void refuse_if_others_may_read(const std::filesystem::path& path)
{
    struct stat facts {};
    if (::stat(path.c_str(), &facts) == 0 && (facts.st_mode & 077) != 0)
        throw Error(Exit::refused,
                    fmt::format("{} may be read by other users of this machine", path.string()),
                    fmt::format("make it private: chmod 600 {}", path.string()));
}

[[noreturn]] void damaged(const std::filesystem::path& path)
{
    throw Error(Exit::bad_data, fmt::format("{} is not a project key, or it is damaged", path.string()),
                "ask the custodian who made it for the file again, by a safe way");
}

// Takes "name value\n" off the front of `text`.
std::string_view take_line(std::string_view& text, std::string_view name, const std::filesystem::path& path)
{
    const std::size_t end = text.find('\n');
    if (end == std::string_view::npos || end <= name.size() || !text.starts_with(name) ||
        text[name.size()] != ' ')
        damaged(path);
    const std::string_view value = text.substr(name.size() + 1, end - name.size() - 1);
    text.remove_prefix(end + 1);
    return value;
}

} // namespace

std::string specification_fingerprint(const project::Policy& policy)
{
    return to_hex(sha256(bytes_of(length_prefixed(
        {"gauze-specification-1", policy.specification(), normalisation_version, unicode_version()}))));
}

ProjectKey::ProjectKey(std::string project, Secret secret)
    : project_(std::move(project)), secret_(std::move(secret))
{}

ProjectKey ProjectKey::generate(std::string project)
{
    Secret secret(secret_bytes);
    random_bytes(secret.fill());
    return {std::move(project), std::move(secret)};
}

ProjectKey ProjectKey::for_tests(std::string project, std::string_view seed)
{
    const Digest digest = sha256(bytes_of(length_prefixed({"gauze-test-key", project, seed})));
    return {std::move(project), Secret(digest)};
}

ProjectKey ProjectKey::read(const std::filesystem::path& path, std::string_view project)
{
    refuse_if_others_may_read(path);
    std::string content = read_small_file(path, 4096);
    std::string_view rest = content;
    if (!rest.starts_with(first_line)) damaged(path);
    rest.remove_prefix(first_line.size());
    const std::string owner(take_line(rest, "project", path));
    Secret secret(secret_bytes);
    if (!from_hex(take_line(rest, "secret", path), secret.fill())) damaged(path);
    if (take_line(rest, "check", path) != checksum(owner, secret.reveal()) || !rest.empty()) damaged(path);
    wipe(std::as_writable_bytes(std::span(content)));
    if (owner != project)
        throw Error(Exit::refused,
                    fmt::format("{} is the key of project {}, the policy is of project {}", path.string(),
                                owner, project),
                    "use the key that was made for this project");
    return {owner, std::move(secret)};
}

void ProjectKey::write(const std::filesystem::path& path) const
{
    std::string hex = to_hex(secret_.reveal());
    std::string content = fmt::format("{}project {}\nsecret {}\ncheck {}\n", first_line, project_, hex,
                                      checksum(project_, secret_.reveal()));
    write_whole_file(path, content, FileMode::owner_only, Existing::refuse);
    wipe(std::as_writable_bytes(std::span(hex)));
    wipe(std::as_writable_bytes(std::span(content)));
}

Secret ProjectKey::derive(std::initializer_list<std::string_view> label) const
{
    const std::string salt = length_prefixed({"gauze-1", project_});
    const std::string info = length_prefixed(label);
    return hkdf_sha256(secret_.reveal(), bytes_of(salt), bytes_of(info), secret_bytes);
}

std::string ProjectKey::check_value(const project::Policy& policy) const
{
    const Secret key = derive({"check"});
    const Digest digest = hmac_sha256(
        key.reveal(),
        bytes_of(length_prefixed({project_, specification_fingerprint(policy), policy.fingerprint()})));
    return to_hex(Bytes(digest).first(16));
}

std::string spoken(std::string_view check_value)
{
    std::string groups;
    for (std::size_t i = 0; i < check_value.size(); i += 4)
        groups += fmt::format("{}{}", i == 0 ? "" : " ", check_value.substr(i, 4));
    return groups;
}

} // namespace gauze::custodian
