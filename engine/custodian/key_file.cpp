#include "engine/custodian/key_file.hpp"

#include "bloom/base/error.hpp"
#include "bloom/base/files.hpp"
#include "engine/project/key_lines.hpp"

#include <cassert>
#include <cstdint>

#include <fmt/format.h>

namespace gauze::custodian {

namespace {

using project::KeyLines;
using project::refuse_if_others_may_read;
using project::WipedText;

constexpr std::string_view plain_first_line = "gauze-project-key 1\n";
constexpr std::string_view wrapped_first_line = "gauze-project-key 2\n";
constexpr std::size_t check_digits = 8; // of the file's own checksum
constexpr std::size_t longest_file = 4096;

// Finds a cut or mistyped plain file. The checksum says nothing about the secret beyond 32 of its 256 bits'
// hash.
std::string checksum_of(const KeyContent& key)
{
    const std::string of = key.wave.empty() ? length_prefixed({"gauze-key-file", key.project})
                                            : length_prefixed({"gauze-key-file", key.project, key.wave});
    return to_hex(hmac_sha256(key.secret.reveal(), bytes_of(of))).substr(0, check_digits);
}

// The same of a wrapped file: of its lines, which are no secret.
std::string checksum_of(std::string_view lines)
{
    return to_hex(sha256(bytes_of(lines))).substr(0, check_digits);
}

void refuse_if_of_another(const std::filesystem::path& path, const KeyContent& key, std::string_view project,
                          std::string_view wave)
{
    if (key.project != project)
        throw Error(Exit::refused,
                    fmt::format("{} is the key of project {}, the policy is of project {}", path.string(),
                                key.project, project),
                    "use the key that was made for this project");
    const auto named = [](std::string_view name) {
        return name.empty() ? std::string("no wave") : fmt::format("wave {}", name);
    };
    if (key.wave != wave)
        throw Error(Exit::refused,
                    fmt::format("{} is a key of {}, the policy is of {}", path.string(), named(key.wave),
                                named(wave)),
                    "make a new key for this wave: gauze key new");
}

[[noreturn]] void damaged(const std::filesystem::path& path)
{
    throw Error(Exit::bad_data, fmt::format("{} is not a project key, or it is damaged", path.string()),
                "ask the custodian who made it for the file again, by a safe way");
}

void take_owner(KeyLines& lines, KeyContent& key)
{
    key.project = lines.take("project");
    if (lines.begins("wave")) key.wave = lines.take("wave");
}

KeyContent read_plain(KeyLines& lines, const std::filesystem::path& path)
{
    KeyContent key;
    take_owner(lines, key);
    key.secret = Secret(project_secret_bytes);
    lines.take_hex("secret", key.secret.fill());
    if (lines.take("check") != checksum_of(key) || !lines.all_taken()) damaged(path);
    return key;
}

// What a wrapped file holds before it is opened.
struct WrappedKey {
    KeyContent owner; // without its secret
    Wrapped wrapped;
    std::string_view beside; // the lines that are vouched for: up to the name of the derivation
};

WrappedKey read_wrapped(KeyLines& lines, const std::filesystem::path& path)
{
    WrappedKey key;
    take_owner(lines, key.owner);
    if (lines.take("kdf") != "scrypt") damaged(path);
    key.beside = lines.taken();
    key.wrapped.work.n = lines.take_number<std::uint64_t>("n");
    key.wrapped.work.r = lines.take_number<std::uint32_t>("r");
    key.wrapped.work.p = lines.take_number<std::uint32_t>("p");
    lines.take_hex("salt", key.wrapped.salt);
    lines.take_hex("nonce", key.wrapped.nonce);
    key.wrapped.sealed.resize(project_secret_bytes + seal_tag_bytes);
    lines.take_hex("sealed", key.wrapped.sealed);
    const std::string check = checksum_of(lines.taken());
    if (lines.take("check") != check || !lines.all_taken()) damaged(path);
    if (!is_bearable(key.wrapped.work))
        throw Error(Exit::bad_data,
                    fmt::format("{} asks for more work to open it than a key may (n {}, r {}, p {})",
                                path.string(), key.wrapped.work.n, key.wrapped.work.r, key.wrapped.work.p),
                    "it was not made by gauze key new: ask its maker for the file again");
    return key;
}

Secret opened(const WrappedKey& key, const std::filesystem::path& path, const PassphraseSource& passphrase)
{
    if (!passphrase)
        throw Error(Exit::refused, fmt::format("{} is under a passphrase, and none is given", path.string()),
                    "see --passphrase-fd");
    const Secret given = passphrase(fmt::format("the key {}", path.string()));
    auto secret = unwrap(key.wrapped, given.reveal(), key.beside);
    if (!secret)
        throw Error(Exit::refused, fmt::format("the passphrase does not open {}", path.string()),
                    "type it again with care; if it is the right one, somebody has changed the file");
    return std::move(*secret);
}

std::string owner_lines(const KeyContent& key)
{
    assert(key.project.find('\n') == std::string::npos && key.wave.find('\n') == std::string::npos);
    return fmt::format("project {}\n{}", key.project,
                       key.wave.empty() ? std::string() : fmt::format("wave {}\n", key.wave));
}

} // namespace

KeyContent read_key_file(const std::filesystem::path& path, std::string_view project, std::string_view wave,
                         const PassphraseSource& passphrase)
{
    refuse_if_others_may_read(path);
    const WipedText content(read_small_file(path, longest_file));
    KeyLines lines(content.text, [&] { damaged(path); });
    if (content.text.starts_with(plain_first_line)) {
        lines.skip(plain_first_line);
        KeyContent key = read_plain(lines, path);
        refuse_if_of_another(path, key, project, wave);
        return key;
    }
    if (!content.text.starts_with(wrapped_first_line)) damaged(path);
    lines.skip(wrapped_first_line);
    WrappedKey key = read_wrapped(lines, path);
    refuse_if_of_another(path, key.owner, project, wave);
    key.owner.secret = opened(key, path, passphrase);
    return std::move(key.owner);
}

void write_plain_key_file(const std::filesystem::path& path, const KeyContent& key)
{
    const WipedText hex(to_hex(key.secret.reveal()));
    WipedText content{std::string()};
    content.text.reserve(longest_file); // so that no outgrown copy stays behind
    content.text.append(plain_first_line).append(owner_lines(key));
    content.text.append("secret ").append(hex.text).append("\ncheck ").append(checksum_of(key)).append("\n");
    write_whole_file(path, content.text, FileMode::owner_only, Existing::refuse);
}

void write_wrapped_key_file(const std::filesystem::path& path, const KeyContent& key, Bytes passphrase,
                            const ScryptWork& work)
{
    assert(is_bearable(work));
    const std::string beside = fmt::format("{}{}kdf scrypt\n", wrapped_first_line, owner_lines(key));
    const Wrapped wrapped = wrap(key.secret.reveal(), passphrase, beside, work);
    const std::string lines =
        fmt::format("{}n {}\nr {}\np {}\nsalt {}\nnonce {}\nsealed {}\n", beside, work.n, work.r, work.p,
                    to_hex(wrapped.salt), to_hex(wrapped.nonce), to_hex(wrapped.sealed));
    write_whole_file(path, fmt::format("{}check {}\n", lines, checksum_of(lines)), FileMode::owner_only,
                     Existing::refuse);
}

} // namespace gauze::custodian
