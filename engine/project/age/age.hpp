// Sealed files in the age v1 format, byte for byte (C2SP "age", https://c2sp.org/age): a header that wraps a
// file key for each recipient, and the content in chunks of 64 KiB under ChaCha20-Poly1305. Any age program
// opens what is written here and the other way round. What age does not say is who wrote a file: a statement
// beside it does (statement.hpp), and nothing is opened before that statement is checked (exchange.hpp).
//
// Both directions are streams with bounded memory (some hundred KiB). No byte of plaintext is handed out
// before its chunk has authenticated; whether the last chunk was there is known at the end only, so callers
// give no output its final name before `read` has returned 0.
//
// Every refusal is Error(bad_data) with a code of its own (refusal.hpp). The texts of keys: age-recipient,
// age-identity. The armour: age-armour-begin, -line, -base64, -end, -trailing. The header: age-version,
// age-header, age-base64, age-mac-line, age-header-end, age-header-size, age-x25519, age-share, age-scrypt,
// age-scrypt-alone, age-work, age-no-key, age-mac. The content: age-nonce, age-chunk, age-last-chunk,
// age-empty-chunk, age-truncated, age-trailing.
// One thread for each object.
#pragma once

#include "bloom/base/curves.hpp"
#include "bloom/base/secret.hpp"

#include <cstddef>
#include <functional>
#include <memory>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace gauze::age {

// Text forms (Bech32): "age1..." and "AGE-SECRET-KEY-1...". Reading throws Error(bad_data).
std::string recipient_text(const PublicKey& key);
PublicKey recipient_from(std::string_view text);
Secret identity_text(const ExchangeKey& key); // a secret, as text
ExchangeKey identity_from(std::string_view text);

using Sink = std::function<void(Bytes)>;                        // takes all of it, or throws
using Bring = std::function<std::size_t(std::span<std::byte>)>; // fills; less than asked only at the end

struct Keys { // who may open; exactly one of the two is set
    std::vector<PublicKey> recipients = {};
    const Secret* passphrase = nullptr;
    unsigned work = 18; // of the passphrase: log2 of scrypt's N, 1 to 20; opening costs 2^(work + 10) bytes
};

class Encryptor {
public:
    // Hands out the header at once. Throws age-recipient for a public key of small order.
    Encryptor(Sink sink, const Keys& keys, bool armoured = false);
    ~Encryptor();
    void write(Bytes plain);
    void close(); // without it the file is not whole

private:
    struct State;
    std::unique_ptr<State> state_;
};

struct Opening { // what opens: at most one of the two, and with neither nothing (age-no-key)
    std::vector<const ExchangeKey*> identities = {};
    const Secret* passphrase = nullptr;
    unsigned most_work = 20; // a file that asks for more is refused before any is done; 20 (1 GiB) at most
};

class Decryptor {
public:
    // Reads the header (armoured or not) and finds the file key; throws when no key fits. What `opening`
    // points to is not needed afterwards. `bring` is asked for no more than 64 KiB ahead.
    Decryptor(Bring bring, const Opening& opening);
    ~Decryptor();
    // Fills the front of `into` (which is not empty) with authenticated plaintext and says how much that is,
    // a chunk's rest at most; 0 at the end, and then the file was whole. After an error every further call
    // throws.
    std::size_t read(std::span<std::byte> into);

private:
    struct State;
    std::unique_ptr<State> state_;
};

} // namespace gauze::age
