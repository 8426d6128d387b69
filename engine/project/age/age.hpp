// Sealed files in the age v1 format, byte for byte (C2SP "age", https://c2sp.org/age): a header that wraps a
// file key for each recipient, and the content in chunks of 64 KiB under ChaCha20-Poly1305. Any age program
// opens what is written here and the other way round. What age does not say is who wrote a file: a statement
// beside it does (statement.hpp), and nothing is opened before that statement is checked (exchange.hpp).
//
// Both directions are streams with bounded memory (some hundred KiB). No byte of plaintext is handed out
// before its chunk has authenticated; whether the last chunk was there is known at the end only, so callers
// give no output its final name before `read` has returned 0.
//
// Every refusal is Error(bad_data) with a code of its own (refusal.hpp): age-version, age-header, age-armour,
// age-recipient, age-no-key, age-mac, age-work, age-chunk, age-truncated, age-trailing, ...
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
    std::vector<PublicKey> recipients;
    const Secret* passphrase = nullptr;
    unsigned work = 18; // of the passphrase: log2 of scrypt's N
};

class Encryptor {
public:
    Encryptor(Sink sink, const Keys& keys, bool armoured = false);
    ~Encryptor();
    void write(Bytes plain);
    void close(); // without it the file is not whole

private:
    struct State;
    std::unique_ptr<State> state_;
};

struct Opening { // what opens; one of the two
    std::vector<const ExchangeKey*> identities;
    const Secret* passphrase = nullptr;
    unsigned most_work = 20; // a file that asks for more is refused before any is done
};

class Decryptor {
public:
    // Reads the header (armoured or not) and finds the file key; throws when no key fits.
    Decryptor(Bring bring, const Opening& opening);
    ~Decryptor();
    // Fills `into` with authenticated plaintext; 0 at the end, and then the file was whole. After an error
    // every further call throws.
    std::size_t read(std::span<std::byte> into);

private:
    struct State;
    std::unique_ptr<State> state_;
};

} // namespace gauze::age
