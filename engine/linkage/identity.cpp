#include "engine/linkage/identity.hpp"

#include "bloom/base/error.hpp"
#include "bloom/base/files.hpp"

#include <algorithm>

#include <fmt/format.h>
#include <sys/stat.h>

namespace gauze::linkage {

namespace {

constexpr std::string_view first_line = "gauze-linkage-identity 1\n";
constexpr std::size_t secret_bytes = 32;

std::string checksum(Bytes secret)
{
    return to_hex(hmac_sha256(secret, bytes_of("gauze-linkage-identity"))).substr(0, 8);
}

std::string_view study_label(Identity::StudyUnit unit)
{
    switch (unit) {
    case Identity::StudyUnit::person: return "study-id";
    case Identity::StudyUnit::family: return "study-id-family";
    case Identity::StudyUnit::household: return "study-id-household";
    }
    return "study-id-of-nothing";
}

template <class Array>
Array first_bytes(const Digest& digest)
{
    Array out;
    std::copy_n(digest.begin(), out.size(), out.begin());
    return out;
}

} // namespace

Identity Identity::generate()
{
    Secret secret(secret_bytes);
    random_bytes(secret.fill());
    return Identity(std::move(secret));
}

Identity Identity::for_tests(std::string_view seed)
{
    return Identity(Secret(sha256(bytes_of(length_prefixed({"gauze-test-identity", seed})))));
}

void Identity::write(const std::filesystem::path& path) const
{
    std::string hex = to_hex(secret_.reveal());
    std::string content = fmt::format("{}{} {}\n", first_line, hex, checksum(secret_.reveal()));
    write_whole_file(path, content, FileMode::owner_only, Existing::refuse);
    wipe(std::as_writable_bytes(std::span(hex)));
    wipe(std::as_writable_bytes(std::span(content)));
}

Identity Identity::read(const std::filesystem::path& path)
{
    std::string content = read_small_file(path, 4096);
    struct stat facts {};
    if (::stat(path.c_str(), &facts) == 0 && (facts.st_mode & 077) != 0)
        throw Error(Exit::refused,
                    fmt::format("{} may be read by other users of this machine", path.string()),
                    fmt::format("make it private: chmod 600 {}", path.string()));
    constexpr std::size_t length = first_line.size() + 2 * secret_bytes + 1 + 8 + 1;
    Secret secret(secret_bytes);
    const std::string_view text = content;
    const bool good = text.size() == length && text.starts_with(first_line) && text.back() == '\n' &&
                      from_hex(text.substr(first_line.size(), 2 * secret_bytes), secret.fill()) &&
                      text[length - 10] == ' ' && text.substr(length - 9, 8) == checksum(secret.reveal());
    wipe(std::as_writable_bytes(std::span(content)));
    if (!good)
        throw Error(Exit::bad_data,
                    fmt::format("{} is no identity of a linkage unit, or it is damaged", path.string()),
                    "make one with: gauze identity new --out identity.key");
    return Identity(std::move(secret));
}

Identity::PersonIds Identity::ids(std::string_view label, std::string_view project) const
{
    const Secret key =
        hkdf_sha256(secret_.reveal(), bytes_of("gauze-1"), bytes_of(length_prefixed({label, project})), 32);
    return PersonIds(Hmac(key.reveal()));
}

Identity::PersonIds Identity::person_ids(std::string_view project) const { return ids("person", project); }

Identity::PersonIds Identity::family_ids(std::string_view project) const { return ids("family", project); }

Identity::PersonIds Identity::household_ids(std::string_view project) const
{
    return ids("household", project);
}

PersonId Identity::PersonIds::of(const RowToken& smallest)
{
    return first_bytes<PersonId>(hmac_(smallest.bytes));
}

PersonId Identity::PersonIds::of(const RowToken& smallest, std::uint32_t again)
{
    std::array<std::byte, sizeof(smallest.bytes) + 4> message;
    std::ranges::copy(smallest.bytes, message.begin());
    for (std::size_t i = 0; i < 4; ++i) // longer than a token, so it is no token's message
        message[smallest.bytes.size() + i] = static_cast<std::byte>(again >> (24 - 8 * i));
    return first_bytes<PersonId>(hmac_(message));
}

std::string Identity::register_check(std::string_view project) const
{
    const Secret key = hkdf_sha256(secret_.reveal(), bytes_of("gauze-1"),
                                   bytes_of(length_prefixed({"register", project})), 32);
    return to_hex(hmac_sha256(key.reveal(), bytes_of("gauze-register"))).substr(0, 16);
}

Identity::StudyIds Identity::study_ids(std::string_view project, std::string_view recipient,
                                       std::string_view release, StudyUnit unit) const
{
    const std::string label = length_prefixed({study_label(unit), project, recipient, release});
    const Secret key = hkdf_sha256(secret_.reveal(), bytes_of("gauze-1"), bytes_of(label), 32);
    return StudyIds(Hmac(key.reveal()));
}

Identity::StudyIds Identity::longitudinal_study_ids(std::string_view project, std::string_view recipient,
                                                    StudyUnit unit) const
{
    const std::string kind = fmt::format("{}-longitudinal", study_label(unit));
    const std::string label = length_prefixed({kind, project, recipient});
    const Secret key = hkdf_sha256(secret_.reveal(), bytes_of("gauze-1"), bytes_of(label), 32);
    return StudyIds(Hmac(key.reveal()));
}

std::string Identity::StudyIds::of(const PersonId& person)
{
    return to_base32(first_bytes<std::array<std::byte, 16>>(hmac_(person)));
}

} // namespace gauze::linkage
