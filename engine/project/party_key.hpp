// A party's own two keys: one to sign with, one to be written to. Made once by `gauze party new`; the public
// halves go into the policy, the file stays with its owner, under a passphrase if wished.
#pragma once

#include "bloom/base/curves.hpp"
#include "engine/project/passphrase.hpp"

#include <filesystem>
#include <string>

namespace gauze::project {

struct PartyKey {
    std::string name; // of the member
    SigningKey signing;
    ExchangeKey encryption;

    static PartyKey generate(std::string name);
    // Throws Error(refused) when others may read the file or the passphrase does not open it, Error(bad_data)
    // when it is damaged or no party key.
    static PartyKey read(const std::filesystem::path& path, const PassphraseSource& passphrase = {});
    void write(const std::filesystem::path& path) const; // never replaces a file
    void write_wrapped(const std::filesystem::path& path, Bytes passphrase) const;
    // The lines of [[party]] that everyone may see: signing = "...", encryption = "age1...".
    std::string public_lines() const;
};

std::string signing_text(const PublicKey& key); // "gauze-sign-" and 64 hex digits
PublicKey signing_from(std::string_view text);  // throws Error(bad_data)

} // namespace gauze::project
