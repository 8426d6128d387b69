// The file of a party's two keys. Lines of text, as the project's key has them:
//
//     gauze-party-key 1          or, under a passphrase:   gauze-party-key 2
//     name nhs-a                                           name nhs-a
//     signing HEX                                          kdf scrypt
//     encryption HEX                                       n, r, p, salt, nonce, sealed (both keys)
//     check 8 hex digits                                   check 8 hex digits
#include "engine/project/party_key.hpp"

#include "bloom/base/files.hpp"
#include "bloom/base/wrap.hpp"
#include "engine/project/key_lines.hpp"
#include "engine/project/refusal.hpp"

#include <algorithm>
#include <cassert>

#include <fmt/format.h>

namespace gauze::project {

namespace {

constexpr std::string_view plain_first_line = "gauze-party-key 1\n";
constexpr std::string_view wrapped_first_line = "gauze-party-key 2\n";
constexpr std::size_t key_bytes = 32;
constexpr std::size_t check_digits = 8; // of the file's own checksum
constexpr std::size_t longest_file = 4096;

[[noreturn]] void damaged(const std::filesystem::path& path)
{
    refuse_with(
        "key-damaged", fmt::format("{} is not a party's key, or it is damaged", path.string()),
        "it was made by gauze party new; take the copy from where you keep it safe, or rotate the key "
        "(docs/operations.md)",
        Exit::bad_data);
}

// Finds a cut or mistyped plain file; says nothing of the keys beyond 32 bits of a hash of 512.
std::string checksum_of(std::string_view name, Bytes signing, Bytes encryption)
{
    Secret both(2 * key_bytes);
    std::ranges::copy(signing, both.fill().begin());
    std::ranges::copy(encryption, both.fill().begin() + key_bytes);
    return to_hex(hmac_sha256(both.reveal(), bytes_of(length_prefixed({"gauze-party-key-file", name}))))
        .substr(0, check_digits);
}

// The same of a wrapped file: of its lines, which are no secret.
std::string checksum_of(std::string_view lines)
{
    return to_hex(sha256(bytes_of(lines))).substr(0, check_digits);
}

PartyKey read_plain(KeyLines& lines, const std::filesystem::path& path)
{
    const std::string name(lines.take("name"));
    Secret signing(key_bytes), encryption(key_bytes);
    lines.take_hex("signing", signing.fill());
    lines.take_hex("encryption", encryption.fill());
    if (lines.take("check") != checksum_of(name, signing.reveal(), encryption.reveal()) || !lines.all_taken())
        damaged(path);
    return {name, SigningKey(std::move(signing)), ExchangeKey(std::move(encryption))};
}

Secret opened(const Wrapped& wrapped, std::string_view beside, const std::filesystem::path& path,
              const PassphraseSource& passphrase)
{
    if (!is_bearable(wrapped.work))
        refuse_with("key-work",
                    fmt::format("{} asks for more work to open it than a key may (n {}, r {}, p {})",
                                path.string(), wrapped.work.n, wrapped.work.r, wrapped.work.p),
                    "it was not made by gauze party new", Exit::bad_data);
    if (!passphrase)
        refuse_with("key-passphrase",
                    fmt::format("{} is under a passphrase, and none is given", path.string()),
                    "see --as-passphrase-fd");
    const Secret given = passphrase(fmt::format("the key {}", path.string()));
    auto secret = unwrap(wrapped, given.reveal(), beside);
    if (!secret)
        refuse_with("key-passphrase", fmt::format("the passphrase does not open {}", path.string()),
                    "type it again with care; if it is the right one, somebody has changed the file");
    return std::move(*secret);
}

PartyKey read_wrapped(KeyLines& lines, const std::filesystem::path& path, const PassphraseSource& passphrase)
{
    std::string name(lines.take("name"));
    if (lines.take("kdf") != "scrypt") damaged(path);
    const std::string_view beside = lines.taken();
    Wrapped wrapped;
    wrapped.work.n = lines.take_number<std::uint64_t>("n");
    wrapped.work.r = lines.take_number<std::uint32_t>("r");
    wrapped.work.p = lines.take_number<std::uint32_t>("p");
    lines.take_hex("salt", wrapped.salt);
    lines.take_hex("nonce", wrapped.nonce);
    wrapped.sealed.resize(2 * key_bytes + seal_tag_bytes);
    lines.take_hex("sealed", wrapped.sealed);
    const std::string check = checksum_of(lines.taken());
    if (lines.take("check") != check || !lines.all_taken()) damaged(path);
    const Secret both = opened(wrapped, beside, path, passphrase);
    return {std::move(name), SigningKey(Secret(both.reveal().first(key_bytes))),
            ExchangeKey(Secret(both.reveal().last(key_bytes)))};
}

} // namespace

PartyKey PartyKey::generate(std::string name)
{
    return {std::move(name), SigningKey::generate(), ExchangeKey::generate()};
}

PartyKey PartyKey::read(const std::filesystem::path& path, const PassphraseSource& passphrase)
{
    WipedText content;
    content.text = read_small_file(path, longest_file); // a missing file is said to be missing
    refuse_if_others_may_read(path);
    KeyLines lines(content.text, [&] { damaged(path); });
    if (content.text.starts_with(plain_first_line)) {
        lines.skip(plain_first_line);
        return read_plain(lines, path);
    }
    if (!content.text.starts_with(wrapped_first_line)) damaged(path);
    lines.skip(wrapped_first_line);
    return read_wrapped(lines, path, passphrase);
}

void PartyKey::write(const std::filesystem::path& path) const
{
    assert(name.find('\n') == std::string::npos);
    const WipedText signing_hex(to_hex(signing.reveal())), encryption_hex(to_hex(encryption.reveal()));
    WipedText content;
    content.text.reserve(longest_file); // so that no outgrown copy stays behind
    content.text.append(plain_first_line).append("name ").append(name).append("\nsigning ");
    content.text.append(signing_hex.text).append("\nencryption ").append(encryption_hex.text);
    content.text.append("\ncheck ").append(checksum_of(name, signing.reveal(), encryption.reveal()));
    content.text.append("\n");
    write_whole_file(path, content.text, FileMode::owner_only, Existing::refuse);
}

void PartyKey::write_wrapped(const std::filesystem::path& path, Bytes passphrase) const
{
    assert(name.find('\n') == std::string::npos);
    Secret both(2 * key_bytes);
    std::ranges::copy(signing.reveal(), both.fill().begin());
    std::ranges::copy(encryption.reveal(), both.fill().begin() + key_bytes);
    const std::string beside = fmt::format("{}name {}\nkdf scrypt\n", wrapped_first_line, name);
    const Wrapped wrapped = wrap(both.reveal(), passphrase, beside);
    const std::string lines = fmt::format(
        "{}n {}\nr {}\np {}\nsalt {}\nnonce {}\nsealed {}\n", beside, wrapped.work.n, wrapped.work.r,
        wrapped.work.p, to_hex(wrapped.salt), to_hex(wrapped.nonce), to_hex(wrapped.sealed));
    write_whole_file(path, fmt::format("{}check {}\n", lines, checksum_of(lines)), FileMode::owner_only,
                     Existing::refuse);
}

} // namespace gauze::project
