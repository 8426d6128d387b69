// A project's secret as a file: a few lines of text that only its owner may read. In version 1 the secret
// stands in the open; in version 2 it is wrapped under a passphrase (bloom/base/wrap.hpp), and project and
// wave are vouched for together with it:
//
//     gauze-project-key 1          gauze-project-key 2
//     project births               project births
//     wave 2026-autumn             wave 2026-autumn          (only if the key is one wave's)
//     secret 64 hex digits         kdf scrypt
//     check 8 hex digits           n 131072
//                                  r 8
//                                  p 1
//                                  salt 32 hex digits
//                                  nonce 24 hex digits
//                                  sealed 96 hex digits
//                                  check 8 hex digits
//
// The last line finds a file that was cut or mistyped, before anyone is asked for a passphrase.
#pragma once

#include "bloom/base/secret.hpp"
#include "bloom/base/wrap.hpp"
#include "engine/project/passphrase.hpp"

#include <filesystem>
#include <string>
#include <string_view>

namespace gauze::custodian {

using project::PassphraseSource;

struct KeyContent {
    std::string project;
    std::string wave; // empty: of a project without waves
    Secret secret;    // 32 bytes
};

constexpr std::size_t project_secret_bytes = 32;

// `project` and `wave` are whose the key must be. `passphrase` is called when the file is wrapped, once.
// Throws Error(bad_data) when the file is damaged, no key or asks for more work than is bearable,
// Error(refused) when others may read it, it belongs to another project or wave, or the passphrase is not the
// one it was wrapped under.
KeyContent read_key_file(const std::filesystem::path& path, std::string_view project, std::string_view wave,
                         const PassphraseSource& passphrase);

// Never replace a file. Throw Error(cannot_write).
void write_plain_key_file(const std::filesystem::path& path, const KeyContent& key);
void write_wrapped_key_file(const std::filesystem::path& path, const KeyContent& key, Bytes passphrase,
                            const ScryptWork& work);

} // namespace gauze::custodian
