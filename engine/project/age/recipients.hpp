// The file key, wrapped for those who may open a file (C2SP age, "X25519" and "scrypt" recipients), and how
// it is found again. Stanzas of other kinds are others' business and passed by; one that says it is of our
// kinds and is not shaped like it spoils the file, wherever it stands.
#pragma once

#include "engine/project/age/header.hpp"

#include <cstddef>
#include <optional>

namespace gauze::age {

constexpr std::size_t file_key_bytes = 16;
constexpr unsigned most_bearable_work = 20; // log2 of N; one GiB, the bound of `is_bearable`

// Throws age-recipient for a point of small order, whose sealed files everybody could open.
Stanza wrapped_for(const PublicKey& recipient, Bytes file_key);
// 128 * 2^work * 8 bytes of memory while it runs.
Stanza wrapped_under(const Secret& passphrase, unsigned work, Bytes file_key);

// Finds the file key. Throws age-x25519, age-share, age-scrypt, age-scrypt-alone or age-work for what is
// wrong with the stanzas, age-no-key when none opens.
Secret unwrapped(const Header& header, const Opening& opening);

} // namespace gauze::age
